"""What is printed of a number says all of it: its digits, its scale and its unit."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from qa.dutch.numbers import read_quantity
from qa.letter.build import load
from qa.letter.extract import extract
from qa.question.series.compute import compute
from qa.say.amounts import amount_of, parted, printed, result_of
from qa.types import Fact, Operation
from qa.wire import fact as wired
from tests.question.factories import fact

TESTS = Path(__file__).parents[1]
FOLDERS = sorted({path.parent for path in TESTS.rglob("kst-*/letter.*")})
LETTERS = [*FOLDERS, *sorted((TESTS.parent / "corpus").glob("*/"))]
PAGES = sorted(TESTS.rglob("kst-*.txt"))


def euros(shown: str, full: str, scale: int = 6, year: int = 2024, places: int = 1) -> Fact:
    """Return a cell of a table of which the head says in what it counts."""
    return fact(
        shown,
        full,
        unit="euro",
        scale=scale,
        period=year,
        measure="bedrag",
        subject="onderhoud",
        places=places,
    )


@pytest.fixture(scope="module", params=[*LETTERS, *PAGES], ids=lambda path: path.name)
def facts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Fact]:
    path = request.param
    if path.is_file():
        folder = tmp_path_factory.mktemp("letters") / path.stem
        folder.mkdir()
        (folder / "letter.txt").write_bytes(path.read_bytes())
        path = folder
    return list(extract(load(path)))


def test_the_number_that_a_reader_sees_is_the_value_of_the_fact(facts: list[Fact]) -> None:
    """In all letters of these tests, tables with a scale among them."""
    for each in facts:
        shown = wired(each)["weergave"]
        read = read_quantity(shown.lstrip("+ "))  # a sign that says that it rose
        held = each.quantity
        assert read, f"{shown!r} is no number"
        assert (read.value, read.high, read.unit) == (held.value, held.high, held.unit), shown


def test_the_letters_hold_tables_with_a_scale() -> None:
    """Or the law above would say little."""
    found = [load(folder) for folder in LETTERS]
    scaled = [f for letter in found for f in extract(letter) if printed(f) != f.surface]
    assert {f.quantity.scale for f in scaled} >= {0, 6}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (euros("6,5", "6500000"), "6,5 miljoen euro"),
        (euros("€ 6,5", "6500000"), "€ 6,5 miljoen"),
        (euros("9.115", "9115000", scale=3, places=0), "9.115.000 euro"),
        (euros("€ 9.115", "9115000", scale=3, places=0), "€ 9.115.000"),
        (euros("0,5", "500", scale=3), "500 euro"),
        (euros("1,2 mld.", "1200000000", scale=9), "1,2 mld. euro"),
        (fact("1.174"), "1.174"),
        (fact("62,57%"), "62,57%"),
        (fact("62,57", unit="procent"), "62,57%"),
        (fact("28 fte", "28", unit="fte"), "28 fte"),
        (fact("Vier op de tien", "4", unit="op de 10", rule="share"), "Vier op de tien"),
        (fact("€ 1.730", "1730", unit="euro", rule="amount"), "€ 1.730"),
    ],
)
def test_a_number_is_printed_with_its_scale_and_its_unit(cell: Fact, shown: str) -> None:
    assert printed(cell) == shown


OLD, NEW = euros("37,0", "37000000", year=2023), euros("51,6", "51600000")


@pytest.mark.parametrize(
    ("operation", "facts", "shown"),
    [
        (Operation.DIFFERENCE, (OLD, NEW), "14,6 miljoen euro"),
        (Operation.SUM, (OLD, NEW), "88,6 miljoen euro"),
        (Operation.MEAN, (OLD, NEW), "44,3 miljoen euro"),
        (Operation.HIGHEST, (OLD, NEW), "51,6 miljoen euro"),
        (Operation.CHANGE, (OLD, NEW), "+39,5%"),
        (Operation.RATIO, (OLD, NEW), "1,4 keer"),
        # in millions it would take more decimals than the letter prints
        (Operation.MEAN, (OLD, euros("51,7", "51700000")), "44.350.000 euro"),
        (Operation.DIFFERENCE, (OLD, euros("37,4", "37400000")), "400.000 euro"),
        (Operation.DIFFERENCE, (fact("907"), fact("676")), "231"),
        (Operation.POINTS, (fact("51%"), fact("52,5%")), "1,5 procentpunt"),
    ],
)
def test_a_result_is_said_in_the_scale_of_its_numbers(
    operation: Operation, facts: tuple[Fact, ...], shown: str
) -> None:
    found = compute(operation, facts)
    assert result_of(found) == shown
    assert amount_of(found) == shown.lstrip("+")
    read = read_quantity(amount_of(found).removesuffix(" keer"))
    assert read
    assert read.value == abs(found.result.value)


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ([euros("37,0", "37000000"), NEW], (["37,0", "51,6"], "miljoen euro", 6)),
        ([euros("9.115", "9115000", 3, places=0)] * 2, (["9.115.000"] * 2, "euro", 0)),
        ([fact("51%"), fact("-3,5%")], (["51%", "-3,5%"], "", 0)),
        ([fact("907"), fact("5", unit="fte")], (["907", "5 fte"], "", 0)),
        (
            [euros("800 miljoen", "800000000", 6, places=0), euros("1,2 miljard", "1200000000", 9)],
            (["800 miljoen euro", "1,2 miljard euro"], "", 0),
        ),
    ],
)
def test_a_series_says_its_unit_once_where_it_is_that_of_all(
    shown: list[Fact], parts: tuple[list[str], str, int]
) -> None:
    numbers, unit, scale = parted(shown)
    assert (numbers, unit, scale) == parts
    if unit:
        for each, number in zip(shown, numbers, strict=True):
            digits = Decimal(number.replace(".", "").replace(",", "."))
            assert digits.scaleb(scale) == each.quantity.value
