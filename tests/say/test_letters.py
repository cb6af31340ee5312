"""What letters are called where an index holds several."""

from __future__ import annotations

from datetime import date

import pytest

from qa.say.letters import ONE, Letters, shortened
from qa.types import Source


def source(id: str, title: str = "Woningbouw", day: date = date(2024, 4, 18)) -> Source:
    dossier, _, sequence = id.removeprefix("kst-").partition("-")
    reference = f"Kamerstuk {dossier[:2]} {dossier[2:]}, nr. {sequence}"
    return Source(
        *(id, "2024D1", title, day, dossier, sequence, "https://example.org", "0" * 64),
        author="",
        reference=reference,
    )


A = source("kst-30001-1", "Wachttijden in de zorg", date(2023, 12, 11))
B = source("kst-30001-2")
TWO = Letters([A, B])


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Lerarentekort 2023", "Lerarentekort 2023"),
        ("Stand van de  uitgaven voor\nnatuur", "Stand van de uitgaven voor natuur"),
        (
            "Wachttijden in de zorg, en de stand van zaken van alle andere maatregelen",
            "Wachttijden in de zorg",
        ),
        (
            "Wachttijden in de geestelijke gezondheidszorg en de verpleeghuiszorg",
            "Wachttijden in de geestelijke gezondheidszorg",
        ),
        (
            "Groei – verkenning van de mogelijkheden voor de komende tien jaren",
            "Groei – verkenning van de mogelijkheden voor de komende tien jaren",
        ),
    ],
)
def test_a_long_title_ends_where_a_second_subject_begins(title: str, short: str) -> None:
    assert shortened(title) == short


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["kst-30001-2"], "de brief ‘Woningbouw’ van 18 april 2024"),
        (["kst-30001-2"] * 2, "de brief ‘Woningbouw’ van 18 april 2024"),
        (
            ["kst-30001-1", "kst-30001-2"],
            "de brieven ‘Wachttijden in de zorg’ van 11 december 2023"
            " en ‘Woningbouw’ van 18 april 2024",
        ),
        ([], "de brieven"),
    ],
)
def test_of_several_letters_each_is_called_by_its_title_and_day(ids: list[str], said: str) -> None:
    assert TWO.the(ids) == said
    assert Letters([A]).the(ids) == ONE.the() == "de brief"


def test_the_verb_goes_with_one_letter_or_with_more() -> None:
    assert TWO.do([], "zegt", "zeggen") == "De brieven zeggen"
    assert TWO.do([B.letter_id], "zegt", "zeggen").endswith("van 18 april 2024 zegt")
    assert ONE.do([], "zegt", "zeggen") == "De brief zegt"


def test_a_sentence_that_names_its_letter_does_so_once() -> None:
    cited = TWO.cited("In 2023 waren er 3.", [B.letter_id])
    assert cited == "In 2023 waren er 3 (brief ‘Woningbouw’ van 18 april 2024)."
    told = "Het meest recente cijfer in de brief ‘Woningbouw’ van 18 april 2024: 3."
    assert TWO.cited(told, [B.letter_id]) == told
    assert ONE.cited("In 2023 waren er 3.", [B.letter_id]) == "In 2023 waren er 3."


def test_letters_of_one_title_and_day_are_told_apart_by_their_number() -> None:
    twins = Letters([B, source("kst-30001-3")])
    assert twins.the(["kst-30001-3"]) == (
        "de brief ‘Woningbouw’ van 18 april 2024 (Kamerstuk 30 001, nr. 3)"
    )


def test_of_many_letters_the_ten_newest_are_named_to_choose_from() -> None:
    many = Letters([source(f"kst-30001-{n}", f"Brief {n}", date(2024, 1, n)) for n in range(1, 13)])
    choices = many.choices()
    assert choices.startswith("Er zijn er twaalf: ‘Brief 12’ van 12 januari 2024, ‘Brief 11’")
    assert choices.endswith("‘Brief 3’ van 3 januari 2024 en nog 2.")
