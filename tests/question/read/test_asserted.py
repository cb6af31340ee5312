"""What is claimed is told from how it is asked, and its number from all that it depends on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.read.asserted import asserted
from qa.question.read.multiplied import multiplied
from qa.question.read.stance import Stance, stance, tells

TODAY = date(2022, 12, 14)


@pytest.mark.parametrize(
    ("said", "asks", "surface", "least", "most"),
    [
        ("het gehalveerd is", "het met hoeveel procent gedaald is", "gehalveerd", "47.5", "52.5"),
        ("het is verdubbeld", "het is met hoeveel procent gestegen", "verdubbeld", "90", "110"),
        (
            "het bijna is verdubbeld",
            "het is met hoeveel procent gestegen",
            "bijna verdubbeld",
            "70",
            "100",
        ),
        (
            "het ruim gehalveerd was",
            "het met hoeveel procent gedaald was",
            "ruim gehalveerd",
            "50",
            None,
        ),
        (
            "het verdrievoudigde",
            "het met hoeveel procent gestegen",
            "verdrievoudigde",
            "185.00",
            "215.00",
        ),
    ],
)
def test_what_halved_or_doubled_claims_a_change_in_percent(
    said: str, asks: str, surface: str, least: str, most: str | None
) -> None:
    found = multiplied(said)
    assert found is not None
    assert (found.asks, found.surface) == (asks, surface)
    assert found.quantity.value == Decimal(least)
    assert found.quantity.high == (Decimal(most) if most else None)


def test_what_neither_halved_nor_doubled_claims_none() -> None:
    assert multiplied("het aantal halve dagen is gedaald") is None


@pytest.mark.parametrize(
    ("question", "asks", "numbers"),
    [
        ("Klopt het dat er 30 boten zijn?", "er hoeveel boten zijn", ["30"]),
        ("Is het waar dat er in 2019 ruim 30 waren?", "er in 2019 hoeveel waren", ["ruim 30"]),
        (
            "Klopt het dat het met 74% is gedaald?",
            "het met hoeveel procent is gedaald",
            ["74%"],
        ),
        ("Er zijn 30 boten, klopt dat?", "Er zijn hoeveel boten", ["30"]),
        ("De minister zegt dat er 30 boten zijn. Klopt dat?", "er hoeveel boten zijn", ["30"]),
        (
            "In de krant staat dat het 5 euro kost. Is dat juist?",
            "het hoeveel euro kost",
            ["5 euro"],
        ),
        ("Kunt u bevestigen dat de boot 28 fte heeft?", "de boot hoeveel fte heeft", ["28 fte"]),
        ("Klopt het dat de boot een 8 krijgt?", "de boot hoeveel krijgt", ["8"]),
        (
            "Klopt het dat 30 mensen langer dan drie maanden wachten?",
            "hoeveel mensen langer dan drie maanden wachten",
            ["30"],
        ),
        (
            "Klopt het dat het daalde van 50 in 2013 naar 30 in 2020?",
            "het daalde in 2013 in 2020",
            ["50", "30"],
        ),
        ("Klopt het dat het aantal boten is gedaald?", "het aantal boten is gedaald", []),
    ],
)
def test_a_claim_is_read_as_the_question_that_it_answers(
    question: str, asks: str, numbers: list[str]
) -> None:
    found = asserted(question, TODAY)
    assert found is not None
    assert (found.asks, [surface for surface, _ in found.numbers]) == (asks, numbers)
    assert (found.mixed, found.denies) == ((), False)


def test_numbers_of_two_measures_are_no_one_claim() -> None:
    found = asserted("Klopt het dat er 30 boten en 12 havens zijn?", TODAY)
    assert found is not None
    assert (found.mixed, found.numbers) == (("30", "12"), ())


def test_a_year_with_the_most_is_claimed() -> None:
    found = asserted("Klopt het dat het aantal boten in 2012 het hoogst was?", TODAY)
    assert found is not None
    assert (found.year, found.asks) == (2012, "het aantal boten in welk jaar het hoogst was")


@pytest.mark.parametrize(
    ("question", "denies"),
    [
        ("Klopt het dat er geen 30 boten zijn?", True),
        ("Klopt het dat het aantal niet daalde?", True),
        ("Klopt het dat er niet meer dan 30 boten zijn?", False),
    ],
)
def test_a_claim_of_what_is_not_so_is_told(question: str, denies: bool) -> None:
    found = asserted(question, TODAY)
    assert found is not None
    assert found.denies is denies


@pytest.mark.parametrize(
    "question", ["Hoeveel boten zijn er?", "Klopt dat?", "Wat klopt er niet?", "Is dat waar?", "?"]
)
def test_a_question_claims_nothing(question: str) -> None:
    assert asserted(question, TODAY) is None


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    asserted(f"Klopt het dat {text}?", TODAY)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Deelt u de mening dat er te weinig boten zijn?", Stance.OPINION),
        ("Bent u het ermee eens dat het mooi is?", Stance.OPINION),
        ("Bent u bereid om meer boten te kopen?", Stance.WILLINGNESS),
        ("Bent u van plan dat te doen?", Stance.WILLINGNESS),
        ("Bent u bekend met het bericht «Boten»?", Stance.ACQUAINTANCE),
        ("Vraag 1: Heeft u kennisgenomen van het artikel?", Stance.ACQUAINTANCE),
        ("Hoeveel boten zijn er?", None),
        ("Wie is bereid om mee te doen?", None),
    ],
)
def test_what_a_cabinet_thinks_wants_or_knows_is_told_apart(
    question: str, asked: Stance | None
) -> None:
    assert stance(question) is asked


@pytest.mark.parametrize(
    ("sentence", "asked", "told"),
    [
        ("Ik neem dat advies niet over.", Stance.WILLINGNESS, True),
        ("Het kabinet kiest daar niet voor.", Stance.OPINION, True),
        ("De haven vraagt om meer boten.", Stance.WILLINGNESS, False),
        ("Naar aanleiding van de berichtgeving is gebeld.", Stance.ACQUAINTANCE, True),
        ("Ik koop boten.", Stance.ACQUAINTANCE, False),
    ],
)
def test_only_who_writes_tells_what_he_thinks(sentence: str, asked: Stance, told: bool) -> None:
    assert tells(sentence, asked) is told
