"""How a question calls a letter, and what only looks as if it does."""

from __future__ import annotations

from datetime import date

import pytest

from qa.dutch.text import stems
from qa.question.read.called import Words
from qa.question.read.calling import called

TODAY = date(2025, 10, 7)
KNOWN = Words(
    titles=frozenset(stems("Voortgang woningbouw en versnelling van procedures; zwemveiligheid")),
    senders=frozenset(stems("De Minister van Infrastructuur en Waterstaat, G. Hoogland")),
)


@pytest.mark.parametrize(
    ("question", "phrase", "rules"),
    [
        ("Hoeveel volgens de brief van 2020?", "de brief van 2020", ["day"]),
        ("In de brief d.d. 14-12-2022 staat?", "de brief d.d. 14-12-2022", ["day"]),
        ("Wat zei de brief uit het najaar van 2022?", "de brief uit het najaar van 2022", ["day"]),
        ("Volgens de brieven sinds 2021?", "de brieven sinds 2021", ["day"]),
        ("Volgens de brieven van vóór 2022?", "de brieven van vóór 2022", ["day"]),
        ("De brieven van 2020 en 2022?", "De brieven van 2020 en 2022", ["day", "day"]),
        ("Wat zei de brief van 31 februari 2024?", "de brief van 31 februari 2024", ["day"]),
        ("kst-28684-720: hoeveel?", "kst-28684-720", ["number"]),
        ("In Kamerstuk 28 684, nr. 720?", "Kamerstuk 28 684, nr. 720", ["number"]),
        ("In Kamerstuk 36 600-VI, nr. 12?", "Kamerstuk 36 600-VI, nr. 12", ["number"]),
        ("Volgens de brief 28 684, nr. 720?", "de brief 28 684, nr. 720", ["number"]),
        ("De nieuwste brief over zwemveiligheid?", "De nieuwste brief over zwemveiligheid",
         ["order", "topic"]),
        ("Volgens de laatste twee brieven over woningbouw?",
         "de laatste twee brieven over woningbouw", ["order", "topic"]),
        ("De brief van de minister van infrastructuur en waterstaat van 2024?",
         "De brief van de minister van infrastructuur en waterstaat van 2024", ["sender", "day"]),
        ("De brief van minister Hoogland over tunnels?", "De brief van minister Hoogland",
         ["sender"]),
        ("Volgens de brief ‘Voortgang woningbouw’?", "de brief ‘Voortgang woningbouw’", ["title"]),
    ],
)  # fmt: skip
def test_a_letter_is_called_by_what_is_said_of_it(
    question: str, phrase: str, rules: list[str]
) -> None:
    (found,) = called(question, TODAY, KNOWN)
    assert found.span.of(question) == phrase
    assert [rule for rule, _ in found.said] == [f"letter_by_{each}" for each in rules]


@pytest.mark.parametrize(
    "question",
    [
        "Waar gaat de brief over?",
        "Hoeveel kwamen er volgens de brief sinds 2021 bij?",
        "Wat schreef het kabinet in reactie op de brief van 3 mei 2020?",
        "Wat is er veranderd sinds de vorige brief?",
        "Heeft de minister een brief van 2020 gestuurd?",
        "Wat staat er in de brief van de minister van VWS?",
        "Wat zegt de brief over de voortgang van de proeven?",
        "Wat zegt de brief over tunnels?",
        "Wat is de laatste stand van zaken?",
        "Hoeveel brieven stuurde de gemeente?",
    ],
)
def test_a_letter_that_is_not_surely_told_from_others_is_not_called(question: str) -> None:
    assert called(question, TODAY, KNOWN) == ()
