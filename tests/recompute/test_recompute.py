"""What a letter prints is recomputed from its own numbers, and never from a guess.

The cases are data: tests/gold/recompute.jsonl. Rows with `letter` are of the real letter; the
others are made letters of one table, whose prose is cut, read and recomputed as any letter's is.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.numbers import read_quantity
from qa.dutch.numbers.agreement import agrees
from qa.letter.build import load
from qa.letter.split import split
from qa.recompute import Check, Verdict, check, recompute, to_json
from qa.recompute.checks import shown
from qa.recompute.claims import Spoken, read_claim
from qa.store.index import Index
from qa.types import Bound, Quantity
from tests.letter.factories import make
from tests.lexicon import crimes, spoken_of

GOLD = Path(__file__).parents[1] / "gold" / "recompute.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
REAL = [row for row in ROWS if "letter" in row]
MADE = [row for row in ROWS if "body" in row]

TABLE = [
    "2019 1.174 3.777 39.365",
    "2020 907 3.184 30.531",
    "2021 676 2.321 23.452",
    "Procentuele ontwikkeling 2019–2021 -42% -39% -40%",
]
HEADER = """
[[table]]
origin = "letter"
row_kind = "year"
measure = "aantal"
unit = "delicten"
evidence = "Zo gedrukt."
[[table.column]]
header = "Overvallen"
subject = "overvallen"
[[table.column]]
header = "Straatroof"
subject = "straatroof"
[[table.column]]
header = "Woninginbraak"
subject = "woninginbraak"
[[table.row]]
label = "Procentuele ontwikkeling 2019–2021"
measure = "procentuele ontwikkeling"
unit = "procent"
start = 2019
end = 2021
"""


def named(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in rows]


def checks_of(folder: Path, body: str, table: list[str]) -> tuple[Check, ...]:
    text = "1. Cijfers\n\n" + "\n".join(table) + (f"\n\n{body}" if body else "")
    letter = load(make(folder, text, tables=HEADER))
    facts, terms = spoken_of(letter)
    return check(facts, split(letter), letter.source.date, terms)


@pytest.fixture(scope="module")
def real(index: Index) -> tuple[Check, ...]:
    return recompute(index)


@pytest.mark.parametrize("row", named(REAL))
def test_a_figure_of_the_real_letter_gets_its_verdict(
    row: dict[str, Any], real: tuple[Check, ...]
) -> None:
    found = [each for each in real if each.printed == row["printed"]]
    assert {(each.verdict.value, each.result) for each in found} == {
        (row["verdict"], row["result"])
    }
    assert all(row["says"] in each.why for each in found)


@pytest.mark.parametrize("row", named(MADE))
def test_a_made_letter_gets_its_verdicts(row: dict[str, Any], tmp_path: Path) -> None:
    found = checks_of(tmp_path, row["body"], row.get("table", TABLE))
    assert [[each.printed, each.verdict.value, each.result] for each in found] == row["expected"]


def test_nothing_in_the_real_letter_deviates(real: tuple[Check, ...]) -> None:
    assert [each.printed for each in real if each.verdict is Verdict.DIFFERS] == []


def test_the_checks_stand_in_the_order_of_the_letter_and_quote_it(
    real: tuple[Check, ...], index: Index
) -> None:
    text = index.passages.text("kst-28684-720")
    assert [each.span.start for each in real] == sorted(each.span.start for each in real)
    assert all(each.span.of(text) == each.printed for each in real)
    assert all(each.quote in text and each.printed in each.quote for each in real)


def test_a_verdict_comes_with_its_working_and_the_facts_behind_it(real: tuple[Check, ...]) -> None:
    for each in real:
        known = each.verdict is not Verdict.UNKNOWN
        assert bool(each.working) == bool(each.result) == bool(each.facts) == known
        assert known or each.why.endswith(".")
        assert all(f.surface in " ".join(each.working) for f in each.facts)


def test_the_working_is_what_a_reader_can_repeat(real: tuple[Check, ...]) -> None:
    workings = {each.printed: each.working for each in real}
    assert workings["-70%"] == ("(676 − 2.272) ÷ 2.272 × 100% = −70,2%",)
    assert workings["zo’n twee à drie"] == ("23.452 ÷ (365 × 24) = 2,7",)
    assert workings["Bovendien is het aantal woninginbraken in tien jaar tijd stevig gedaald"] == (
        "woninginbraken 88.960 (2011) → 23.452 (2021)",
    )


def test_a_letter_that_is_not_there_has_no_checks(index: Index) -> None:
    assert recompute(index, "kst-0-0") == ()
    assert recompute(index, "kst-28684-720") == recompute(index)


def test_a_check_leaves_as_one_object_with_dutch_names(real: tuple[Check, ...]) -> None:
    first = to_json(real[0])
    assert first == {
        "briefId": "kst-28684-720",
        "regel": "change_over_years",
        "gedrukt": "-70%",
        "betreft": "overvallen: procentuele ontwikkeling, 2011–2021",
        "citaat": "Procentuele ontwikkeling 2011–2021 -70% -72% -74% -33%",
        "verwijzing": real[0].reference,
        "positie": [real[0].span.start, real[0].span.end],
        "oordeel": "klopt",
        "berekening": ["(676 − 2.272) ÷ 2.272 × 100% = −70,2%"],
        "herrekend": "−70,2%",
        "toelichting": None,
        "invoer": ["kst-28684-720:tabel1:1:1", "kst-28684-720:tabel1:11:1"],
    }


@pytest.mark.parametrize(
    ("printed", "exact", "holds"),
    [
        (Quantity(Decimal(70)), "70.499", True),
        (Quantity(Decimal(70)), "70.5", False),
        (Quantity(Decimal(71)), "70.5", True),
        (Quantity(Decimal("-71")), "-70.5", True),
        (Quantity(Decimal("12.5"), places=1), "12.46", True),
        (Quantity(Decimal("12.5"), places=1), "12.44", False),
        (Quantity(Decimal(1700000), places=1, scale=6), "1749999", True),
        (Quantity(Decimal(1700000), places=1, scale=6), "1750000", False),
        (Quantity(Decimal(2), bound=Bound.RANGE, high=Decimal(3)), "3", True),
        (Quantity(Decimal(2), bound=Bound.RANGE, high=Decimal(3)), "3.01", False),
        (Quantity(Decimal(5), bound=Bound.AT_LEAST, word="meer dan"), "5.1", True),
        (Quantity(Decimal(5), bound=Bound.AT_LEAST, word="meer dan"), "4.9", False),
        (Quantity(Decimal(5), bound=Bound.AT_MOST, word="hoogstens"), "5.1", False),
        (Quantity(Decimal(75), bound=Bound.ABOUT, word="ruim"), "75.9", True),
        (Quantity(Decimal(75), bound=Bound.ABOUT, word="ruim"), "74.9", False),
        (Quantity(Decimal(75), bound=Bound.ABOUT, word="ruim"), "76", False),
        (Quantity(Decimal(321000), bound=Bound.ABOUT, word="bijna"), "320001", True),
        (Quantity(Decimal(321000), bound=Bound.ABOUT, word="bijna"), "321001", False),
        (Quantity(Decimal(100), bound=Bound.ABOUT, word="circa"), "149", True),
        (Quantity(Decimal(100), bound=Bound.ABOUT, word="circa"), "151", False),
        (Quantity(Decimal(0)), "0.4", True),
    ],
)
def test_a_print_agrees_with_what_it_can_stand_for(
    printed: Quantity, exact: str, holds: bool
) -> None:
    assert agrees(printed, Decimal(exact)) is holds


PIECES = (
    *(
        "Het aantal ",
        "het aantal ",
        "De ",
        "overvallen",
        "straatroven",
        "woninginbraken",
        " en ",
        ", ",
    ),
    *(
        "daalde ",
        "is gestegen ",
        "gedaald ",
        "daling van ",
        "in 2021",
        "in 2019 ",
        "sinds 2020 ",
        " niet ",
    ),
    *(
        "ten opzichte van ",
        "2020",
        "voorgaande jaren",
        "in twee jaar tijd ",
        "met 25,5% ",
        "met 231 ",
    ),
    *(
        " Amsterdam ",
        "door ",
        "Door de inzet ",
        "ophelderingspercentages ",
        "; ",
        ", maar ",
        "fors ",
        ". ",
    ),
)
sentences = st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(max_size=40)


SPOKEN = Spoken(
    {"aantal", "ophelderingspercentage"},
    {
        name: concept.id
        for concept in crimes().lexicon.concepts
        for name in (concept.id, concept.one, concept.many)
    },
)


@given(sentences)
def test_a_claim_is_read_from_any_sentence_without_fail_and_stands_in_it(sentence: str) -> None:
    claim = read_claim(
        sentence,
        date(2022, 12, 14),
        SPOKEN,
    )
    if claim is None:
        return
    clause = claim.span.of(sentence)
    assert set(claim.subjects) <= {"overvallen", "straatroof", "woninginbraak", "geweld"}
    assert " niet " not in clause
    assert " Amsterdam " not in clause or clause.lower().startswith("door")
    assert claim.all_before or claim.start or claim.end or claim.back
    if claim.amount is not None and claim.amount_span is not None:
        assert claim.amount_span in claim.span
        assert read_quantity(claim.amount_span.of(sentence)) == claim.amount


decimals = st.decimals(-(10**6), 10**6, places=6)


@given(st.integers(-1000, 1000), st.integers(0, 3), decimals)
def test_what_is_shown_gives_the_same_verdict_as_the_exact_value(
    digits: int, places: int, exact: Decimal
) -> None:
    printed = Quantity(Decimal(digits).scaleb(-places), places=places)
    assert agrees(printed, shown(printed, exact)) == agrees(printed, exact)
    assert abs(shown(printed, exact) - exact) <= Decimal("0.5").scaleb(-places - 1)


def test_a_value_that_rounds_twice_is_shown_with_one_decimal_more() -> None:
    assert shown(Quantity(Decimal(70)), Decimal("70.46")) == Decimal("70.46")
    assert shown(Quantity(Decimal(70)), Decimal("70.44")) == Decimal("70.4")
