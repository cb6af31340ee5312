"""Questions about the letter itself are told from questions about what it says."""

from __future__ import annotations

from datetime import date

import pytest

from qa.question.ask import ask
from qa.question.read.reading import read
from qa.store.index import Index
from tests.lexicon import crimes


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Op welke datum is deze brief geschreven?", "Plaats en datum"),
        ("Wanneer werd de brief verzonden?", "Plaats en datum"),
        ("Wat is de datum van de brief?", "Plaats en datum"),
        ("Welk Kamerstuk is deze brief?", "Kamerstuknummer"),
        ("Wat is het nummer van de Kamerbrief?", "Kamerstuknummer"),
        ("Aan wie is de brief gestuurd?", "Geadresseerde"),
        ("Wie heeft deze brief ondertekend?", "Ondertekening"),
        ("Wie ondertekende de brief?", "Ondertekening"),
        ("Wie heeft de brief naar de Kamer gestuurd?", "Ondertekening"),
        ("Van wie is de brief?", "Ondertekening"),
        ("Wie zijn de ondertekenaars?", "Ondertekening"),
        ("Van welke datum is de brief?", "Plaats en datum"),
        ("Wanneer is de brief ondertekend?", "Plaats en datum"),
        ("Wie tekende het convenant?", None),
        ("Van wie is de brief die de gemeente kreeg?", None),
        ("Welke ministers hebben de brief geschreven?", "Ondertekening"),
        ("Wanneer komt de evaluatie van de rio?", None),
        ("In welk Kamerstuk staat de motie Van Oosten en Marcouch?", None),
        ("Wie tekent de notificatiebrief?", None),
        ("Welke eerdere brief ging over plofkraken?", None),
    ],
)
def test_the_part_of_the_letter_that_is_asked_for(question: str, label: str | None) -> None:
    assert read(question, date(2022, 12, 14), crimes()).part == (label or "")


def test_both_signatories_are_named(index: Index) -> None:
    text = ask("Wie heeft deze brief ondertekend?", index).text
    assert "D. Yeşilgöz-Zegerius" in text
    assert "F.M. Weerwind" in text
