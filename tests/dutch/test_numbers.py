"""Every way of printing a number or date that a letter uses, row by row (gold/*.jsonl)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from qa.dutch.numbers import (
    Found,
    Kind,
    find_dates,
    find_quantities,
    read_number,
    read_period,
    read_quantity,
    scan,
    write,
    write_number,
)
from qa.types import Bound, Period, Quantity, Span

GOLD = Path(__file__).parents[1] / "gold"
TODAY = date(2022, 12, 14)
#: What a row of numbers.jsonl may leave out.
PLAIN = {"high": None, "unit": "", "bound": "exact", "word": "", "places": 0, "scale": 0}

Row: TypeAlias = dict[str, Any]


def rows(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test once for every row of a gold file, under the row's id."""
    lines = (GOLD / name).read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return pytest.mark.parametrize("row", cases, ids=[case["id"] for case in cases])


def as_row(found: Found) -> Row:
    """Return a finding in the form of a gold row, with nothing left out."""
    row: Row = {"surface": found.surface, "kind": found.kind.value}
    if (quantity := found.quantity) is None:
        return row
    high = None if quantity.high is None else f"{quantity.high:f}"
    return row | {
        "value": f"{quantity.value:f}",
        "high": high,
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "word": quantity.word,
        "places": quantity.places,
        "scale": quantity.scale,
    }


@rows("numbers.jsonl")
def test_every_number_in_prose_is_found_as_what_it_is(row: Row) -> None:
    expected = [
        PLAIN | found if found["kind"] == "quantity" else found for found in row["expected"]
    ]
    assert [as_row(found) for found in scan(row["text"], TODAY)] == expected, row["why"]


@rows("numbers_read.jsonl")
def test_one_number_is_read_strictly(row: Row) -> None:
    expected = None if row["expected"] is None else Decimal(row["expected"])
    assert read_number(row["text"]) == expected, row["why"]


@rows("dates.jsonl")
def test_every_date_in_prose_has_its_days(row: Row) -> None:
    found = [
        [item.surface, *((str(p.start), str(p.end)) if (p := item.period) else (None, None))]
        for item in scan(row["text"], date.fromisoformat(row["today"]))
        if item.kind is Kind.DATE
    ]
    assert found == row["expected"], row["why"]


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("1772761", 0, "1.772.761"),
        ("62.57", 2, "62,57"),
        ("62.5", 2, "62,50"),
        ("-70", 0, "-70"),
        ("-0", 0, "0"),
        ("907", 0, "907"),
        ("9.2E+6", 0, "9.200.000"),
    ],
)
def test_a_number_is_written_the_dutch_way(value: str, places: int, printed: str) -> None:
    assert write_number(Decimal(value), places) == printed


@pytest.mark.parametrize(
    ("quantity", "printed"),
    [
        (Quantity(Decimal("62.57"), "procent", places=2), "62,57%"),
        (Quantity(Decimal(321000), bound=Bound.ABOUT, word="bijna"), "bijna 321.000"),
        (Quantity(Decimal(9200000), "keer", places=1, scale=6), "9,2 miljoen keer"),
        (Quantity(Decimal(74), "procent", Bound.RANGE, high=Decimal(82)), "74% tot 82%"),
        (Quantity(Decimal(2), "", Bound.RANGE, high=Decimal(3), word="zo’n"), "zo’n 2 tot 3"),
        (Quantity(Decimal(1), "week"), "1 week"),
        (Quantity(Decimal(6), "week"), "6 weken"),
        (
            Quantity(Decimal(5), "procentpunt", Bound.AT_LEAST, word="meer dan"),
            "meer dan 5 procentpunt",
        ),
    ],
)
def test_a_quantity_is_written_as_a_letter_prints_it(quantity: Quantity, printed: str) -> None:
    assert write(quantity) == printed
    assert read_quantity(printed) == quantity


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity(Decimal("1.25"), places=1),
        Quantity(Decimal(3), unit="gemeenten"),
        Quantity(Decimal(3), scale=5),
        Quantity(Decimal(3), bound=Bound.ABOUT),
        Quantity(Decimal(3), bound=Bound.AT_MOST, word="bijna"),
        Quantity(Decimal(3), word="zowat"),
        Quantity(Decimal("NaN")),
    ],
)
def test_what_no_print_can_hold_is_not_written(quantity: Quantity) -> None:
    with pytest.raises(ValueError, match=r"number|unit|scale|word"):
        write(quantity)


@pytest.mark.parametrize("text", ["12 overvallen", "een", "twee, drie", "", "tussen 5 en 3", "5-3"])
def test_a_text_that_is_not_one_quantity_is_not_read(text: str) -> None:
    assert read_quantity(text) is None


def test_skipped_spans_are_neither_read_nor_read_across() -> None:
    text = "In 2021.4 een Kwaliteitsregeling (VEB 4) voor 2021–2024.35 met een 8.46 De"
    skip = [Span(text.index(mark) + at, text.index(mark) + end) for mark, at, end in MARKS]
    found = scan(text, TODAY, skip=skip)
    assert [item.surface for item in found] == ["2021", "2021–2024", "8"]


#: A place in the text above, and the span to skip from there.
MARKS = ((".4 een", 1, 2), ("VEB 4", 0, 5), (".35", 1, 3), (".46", 1, 3))


def test_a_question_names_its_one_period() -> None:
    period = read_period("Hoeveel straatroven waren er tussen 2019 en 2021?", TODAY)
    assert period == Period(date(2019, 1, 1), date(2022, 1, 1), "tussen 2019 en 2021")


@pytest.mark.parametrize(
    "question", ["Wat is AJB?", "Waren er in 2019 meer dan in 2021?", "1 juli?"]
)
def test_no_period_and_several_are_not_one(question: str) -> None:
    assert read_period(question, TODAY) is None


def test_quantities_and_dates_are_the_two_halves_of_a_scan() -> None:
    text = "per 1 oktober 2022 in 30 gemeenten"
    (quantity,) = find_quantities(text)
    (moment,) = find_dates(text, today=TODAY)
    assert (quantity.surface, quantity.span) == ("30", Span(22, 24))
    assert (moment.period.label, moment.span) == ("per 1 oktober 2022", Span(0, 18))
