"""A number that was worked out says beside it of what and of when it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qa.question.series.compute import compute
from qa.say.captions import caption, caption_of
from qa.say.guard import unsupported
from qa.say.letters import ONE
from qa.say.stated_answers import worked_out
from qa.types import Bound, Fact, Operation
from tests.question.factories import fact, year

TARGET = "doel ophelderingspercentage"
RATE = "ophelderingspercentage"
OLD, NEW = fact("907", period=2020), fact("676", period=2021)
STREETS = fact("2.321", subject="straatroof", period=2021)


def share(printed: str, of: str = "overvallen", year: int = 2021, measure: str = RATE) -> Fact:
    return fact(printed, measure=measure, subject=of, period=year)


def cameras(printed: str, value: str, label: str, name: str, bound: Bound) -> Fact:
    held = year(2021, label=label)
    return fact(printed, value, subject=name, period=held, bound=bound, rule="sentence")


CAMERAS = (
    cameras("280.000", "280000", "september 2021", "geregistreerde camera’s", Bound.EXACT),
    cameras("bijna 321.000", "321000", "per 1 november 2022", "camera’s", Bound.ABOUT),
)
STAFF = (
    fact("zes fte", "6", subject="fte", unit="fte", period=2019),
    fact("18 fte", "18", subject="fte", unit="fte", period=2022),
)


@pytest.mark.parametrize(
    ("operation", "facts", "said"),
    [
        (Operation.DIFFERENCE, (OLD, NEW), "minder overvallen in 2021 dan in 2020"),
        (Operation.DIFFERENCE, (NEW, STREETS), "meer straatroven dan overvallen in 2021"),
        (Operation.DIFFERENCE, (OLD, OLD), "verschil, overvallen in 2020 en in 2020"),
        (Operation.TREND, (OLD, NEW), "minder overvallen in 2021 dan in 2020"),
        (Operation.CHANGE, (OLD, NEW), "overvallen in 2021 vergeleken met 2020, afgerond"),
        (Operation.CHANGE, (NEW, STREETS), "straatroven vergeleken met overvallen, 2021, afgerond"),
        (Operation.RATIO, (NEW, STREETS), "zoveel straatroven als overvallen in 2021, afgerond"),
        (Operation.RATIO, (OLD, NEW), "zoveel overvallen in 2020 als in 2021, afgerond"),
        (Operation.SUM, (OLD, NEW), "overvallen samen, 2020 en 2021"),
        (Operation.MEAN, (OLD, NEW), "overvallen per jaar, gemiddeld over 2020 en 2021"),
        (
            Operation.MEAN,
            (NEW, STREETS),
            "gemiddelde van overvallen en straatroven, 2021",
        ),
        (Operation.HIGHEST, (OLD, NEW), "overvallen, 2020"),
        (Operation.LOWEST, (OLD, NEW), "overvallen, 2021"),
        (
            Operation.POINTS,
            (share("53,4%", year=2020), share("62,57%")),
            "hoger in 2021 dan in 2020",
        ),
        (
            Operation.POINTS,
            (share("62,57%"), share("38,56%", "straatroof")),
            "hoger bij overvallen dan bij straatroven, 2021",
        ),
        (
            Operation.POINTS,
            (share("53%", year=2020, measure=TARGET), share("53,4%", year=2020)),
            "boven het doel, 2020",
        ),
        (
            Operation.DIFFERENCE,
            CAMERAS,
            "meer camera’s per 1 november 2022 dan in september 2021, ongeveer",
        ),
        (Operation.DIFFERENCE, STAFF, "meer in 2022 dan in 2019"),
    ],
)
def test_a_result_says_of_what_and_when_it_is(
    operation: Operation, facts: tuple[Fact, ...], said: str
) -> None:
    found = compute(operation, facts)
    assert caption(found) == said
    assert not unsupported(caption(found), [each.period.label for each in facts if each.period])


@pytest.mark.parametrize(
    ("each", "said"),
    [
        (OLD, "overvallen, 2020"),
        (STREETS, "straatroven, 2021"),
        (share("62,57%"), "ophelderingspercentage van overvallen, 2021"),
        (CAMERAS[1], "camera’s, per 1 november 2022, ongeveer"),
        (STAFF[1], "2022"),
        (fact("28 fte", "28", subject="fte", unit="fte", period=None), ""),
        (fact("8", subject="waardering", measure="score", period=None), "waardering"),
        (
            fact(
                "twee à drie", "2", subject="woninginbraken", measure="aantal per uur", period=None
            ),
            "woninginbraken per uur",
        ),
        (
            fact("-70%", measure="procentuele ontwikkeling", period=year(2011, 2021)),
            "procentuele ontwikkeling van overvallen, 2011–2021",
        ),
    ],
)
def test_a_fact_says_of_what_and_when_it_is(each: Fact, said: str) -> None:
    assert caption_of(each) == said


def test_a_rate_says_per_what() -> None:
    found = compute(Operation.RATE, [NEW], "month")
    assert caption(found) == "overvallen per maand, gemiddeld in 2021, afgerond"


@pytest.mark.parametrize(
    ("operation", "facts", "said"),
    [
        (
            Operation.DIFFERENCE,
            CAMERAS,
            "Van 280.000 (september 2021) naar bijna 321.000 (per 1 november 2022):"
            " ongeveer 41.000 meer. Berekening: 321.000 − 280.000 = 41.000.",
        ),
        (Operation.DIFFERENCE, STAFF, "Van zes fte (2019) naar 18 fte (2022): 12 fte meer."),
        (
            Operation.DIFFERENCE,
            STAFF[::-1],
            "Van 18 fte (2022) naar zes fte (2019): 12 fte minder.",
        ),
        (Operation.CHANGE, STAFF, "Van zes fte (2019) naar 18 fte (2022): 200% meer."),
        (Operation.SUM, STAFF, "Samen 24 fte."),
        (Operation.DIFFERENCE, (OLD, OLD), "Van 907 (2020) naar 907 (2020): geen verschil."),
    ],
)
def test_what_follows_from_sentences_says_which_way_it_went(
    operation: Operation, facts: tuple[Fact, ...], said: str
) -> None:
    text = worked_out(compute(operation, facts), ONE)
    assert text.startswith(said)
    assert all(f"«{each.quote}»" in text for each in facts)


def test_what_is_counted_in_two_wordings_is_one_kind() -> None:
    assert compute(Operation.DIFFERENCE, CAMERAS).result.value == Decimal(41_000)
    assert "dan camera’s" not in caption(compute(Operation.DIFFERENCE, CAMERAS))
