"""Every fact of the real letter, against what a reader finds in it.

The tables are typed over here, cell by cell. gold/prose_facts.jsonl has a row for each quantity in
a sentence or note, in order, each read by hand.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.dutch.numbers import read_quantity
from qa.errors import LetterError
from qa.letter.build import load
from qa.letter.extract import extract
from qa.types import Fact, Letter, Origin
from tests.letter.factories import make

GOLD = Path(__file__).parents[1] / "gold" / "prose_facts.jsonl"
PROSE = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]

SUBJECTS = ("overvallen", "straatroof", "woninginbraak", "geweld")
COUNTS = """
2011 2.272 8.400 88.960 98.050
2012 1.982 8.050 91.930 95.735
2013 1.633 7.050 87.720 89.265
2014 1.267 5.460 71.230 84.920
2015 1.239 4.731 64.560 83.106
2016 1.138 4.167 55.470 80.332
2017 1.103 3.576 49.124 75.557
2018 1.143 3.517 42.662 72.533
2019 1.174 3.777 39.365 73.638
2020 907 3.184 30.531 70.023
2021 676 2.321 23.452 65.849
""".split("\n")[1:-1]
CHANGE = {"overvallen": "-70%", "straatroof": "-72%", "woninginbraak": "-74%", "geweld": "-33%"}
# Row as printed, subject; then what each column holds. Only the last column is proven.
RATE_COLUMNS = (
    ("doel ophelderingspercentage", 2019, False),
    ("ophelderingspercentage", 2019, False),
    ("doel ophelderingspercentage", 2020, False),
    ("ophelderingspercentage", 2020, False),
    ("ophelderingspercentage", 2021, True),
)
RATES = {
    ("Overvallen", "overvallen"): ("51%", "52,4%", "53%", "53,4%", "62,57%"),
    ("Straatroven", "straatroof"): ("28%", "29,2%", "30%", "32,6%", "38,56%"),
}


def expected_cells() -> list[dict[str, Any]]:
    """Return what the 58 cells say, row by row."""
    cells = [
        {
            "measure": "aantal",
            "subject": subject,
            "surface": surface,
            "value": Decimal(surface.replace(".", "")),
            "unit": "",
            "period": (date(int(row[:4]), 1, 1), date(int(row[:4]) + 1, 1, 1), row[:4]),
            "locator": f"tabel 1, rij {row[:4]}",
            "certain": True,
            "notes": ("", "kst-28684-720:noot4"),
        }
        for row in COUNTS
        for subject, surface in zip(SUBJECTS, row.split()[1:], strict=True)
    ]
    cells += [
        {
            "measure": "procentuele ontwikkeling",
            "subject": subject,
            "surface": surface,
            "value": Decimal(surface[:-1]),
            "unit": "procent",
            "period": (date(2011, 1, 1), date(2022, 1, 1), "2011–2021"),
            "locator": "tabel 1, rij Procentuele ontwikkeling 2011–2021",
            "certain": True,
            "notes": ("", "kst-28684-720:noot4"),
        }
        for subject, surface in CHANGE.items()
    ]
    cells += [
        {
            "measure": measure,
            "subject": subject,
            "surface": surface,
            "value": Decimal(surface[:-1].replace(",", ".")),
            "unit": "procent",
            "period": (date(year, 1, 1), date(year + 1, 1, 1), str(year)),
            "locator": f"tabel 2, rij {label}",
            "certain": certain,
            "notes": ("kst-28684-720:noot22", "kst-28684-720:noot23"),
        }
        for (label, subject), row in RATES.items()
        for (measure, year, certain), surface in zip(RATE_COLUMNS, row, strict=True)
    ]
    return cells


def described(fact: Fact) -> dict[str, Any]:
    assert fact.period is not None
    return {
        "measure": fact.measure,
        "subject": fact.subject,
        "surface": fact.surface,
        "value": fact.quantity.value,
        "unit": fact.quantity.unit,
        "period": (fact.period.start, fact.period.end, fact.period.label),
        "locator": fact.locator,
        "certain": fact.certain,
        "notes": (fact.definition, fact.source_note),
    }


@pytest.fixture(scope="module")
def facts(letter: Letter) -> tuple[Fact, ...]:
    return extract(letter)


@pytest.fixture(scope="module")
def cells(facts: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in facts if fact.rule == "table_cells"]


@pytest.fixture(scope="module")
def prose(facts: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in facts if fact.rule != "table_cells"]


CELLS = expected_cells()


@pytest.mark.parametrize(
    "at", range(58), ids=[f"{c['locator']}-{c['measure']}-{c['subject']}" for c in CELLS]
)
def test_a_cell_is_this_fact(at: int, cells: list[Fact]) -> None:
    assert described(cells[at]) == CELLS[at]


def test_the_tables_give_58_facts_and_no_more(cells: list[Fact]) -> None:
    assert len(cells) == len(CELLS) == 58


def test_the_header_of_a_table_was_restored_and_every_fact_says_how(cells: list[Fact]) -> None:
    assert {fact.origin for fact in cells} == {Origin.RECONSTRUCTED}
    first, last = cells[0].header_note, cells[-1].header_note
    assert first.startswith("Overvallen: De brief van 29 april 2020 (kst-28684-619)")
    assert last.startswith("Realisatie 2021: De brief zegt dat er voor 2021 geen doelen waren")


def test_a_cell_is_exact_whatever_it_looks_like(cells: list[Fact]) -> None:
    assert {fact.quantity.bound.value for fact in cells} == {"exact"}
    assert {fact.quantity.word for fact in cells} == {""}


def test_a_reference_names_letter_section_table_and_row(cells: list[Fact]) -> None:
    assert cells[32].reference == "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019"
    assert cells[-1].reference == (
        "Kamerstuk 28 684, nr. 720, par. 2.2, «Ophelderingspercentages», tabel 2, rij Straatroven"
    )


def test_the_quote_of_a_cell_is_its_row_and_a_stray_full_stop_is_no_part_of_the_number(
    cells: list[Fact],
) -> None:
    straatroven_2020 = cells[56]
    assert straatroven_2020.quote == "Straatroven 28% 29,2% 30% 32,6%. 38,56%"
    assert straatroven_2020.surface == "32,6%"


def test_the_notes_that_facts_point_at_say_what_they_should(
    letter: Letter, cells: list[Fact]
) -> None:
    notes = {f"kst-28684-720:noot{n.number}": n.span.of(letter.text) for n in letter.footnotes}
    pointed = {
        note: notes[note] for fact in cells for note in (fact.definition, fact.source_note) if note
    }
    assert pointed == {
        "kst-28684-720:noot4": "Bron: Jaarverslagen politie 2010 t/m 2021; www.data.politie.nl.",
        "kst-28684-720:noot22": (
            "Aantal opgehelderde zaken gedeeld door het aantal zaken. De zaken kunnen in een later"
            " jaar worden opgehelderd dan in het jaar waarop de aangifte is gedaan."
        ),
        "kst-28684-720:noot23": "Jaarverantwoording politie 2019, 2020, 2021.",
    }


def marked(row: dict[str, Any], at: int) -> Any:
    failing = [pytest.mark.xfail(strict=True, reason=row["why"])] if "known_failure" in row else []
    return pytest.param(row, at, id=f"{row['id']}-{row['surface']}", marks=failing)


@pytest.mark.parametrize(("row", "at"), [marked(row, at) for at, row in enumerate(PROSE)])
def test_a_quantity_in_a_sentence_is_this_fact(
    row: dict[str, Any], at: int, prose: list[Fact]
) -> None:
    quantity, period = prose[at].quantity, prose[at].period
    found = {
        "quote": prose[at].quote,
        "surface": prose[at].surface,
        "measure": prose[at].measure,
        "subject": prose[at].subject,
        "value": f"{quantity.value:f}",
        "high": None if quantity.high is None else f"{quantity.high:f}",
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "word": quantity.word,
        "start": period and period.start.isoformat(),
        "end": period and period.end.isoformat(),
        "qualifiers": list(prose[at].qualifiers),
        "locator": prose[at].locator,
    }
    assert found == {key: row[key] for key in found}


def test_the_prose_gives_these_facts_and_no_others(prose: list[Fact]) -> None:
    assert [(fact.surface, fact.quote) for fact in prose] == [
        (row["surface"], row["quote"]) for row in PROSE
    ]


def test_every_fact_reads_again_from_its_quote(letter: Letter, facts: tuple[Fact, ...]) -> None:
    assert len(facts) == 106
    for fact in facts:
        assert fact.quote == fact.span.of(letter.text)
        assert fact.surface == fact.value_span.of(letter.text)
        inside = slice(
            fact.value_span.start - fact.span.start, fact.value_span.end - fact.span.start
        )
        assert fact.quote[inside] == fact.surface
        assert read_quantity(fact.surface) == fact.quantity, fact.id


def test_every_fact_has_an_id_of_its_own(facts: tuple[Fact, ...]) -> None:
    assert len({fact.id for fact in facts}) == len(facts)
    assert {fact.letter_id for fact in facts} == {"kst-28684-720"}


def test_no_fact_holds_the_mark_of_a_note(facts: tuple[Fact, ...]) -> None:
    assert not {Decimal("8.46"), Decimal("2021.4")} & {fact.quantity.value for fact in facts}


def test_a_definition_is_named_only_where_its_mark_stands_at_the_measure(tmp_path: Path) -> None:
    tables = """
[[table]]
number = 1
origin = "letter"
row_kind = "year"
measure = "ziekteverzuim"
unit = "procent"
evidence = "De kop staat in de brief."
[[table.column]]
header = "Politie"
subject = "politie"
[[table.column]]
header = "Brandweer"
subject = "brandweer"
"""
    body = "Inleiding\n\nHet ziekteverzuim1 is laag.2\n\n2020 5,1% 4,9%\n2021 6% 5%\n\nDat was het."
    notes = ("Dagen ziek gedeeld door dagen werk.", "Bron: jaarverslag politie.")
    found = extract(load(make(tmp_path, body, notes, tables)))
    assert [(f.subject, f.surface, f.definition, f.source_note) for f in found] == [
        ("politie", "5,1%", "kst-12345-6:noot1", "kst-12345-6:noot2"),
        ("brandweer", "4,9%", "kst-12345-6:noot1", "kst-12345-6:noot2"),
        ("politie", "6%", "kst-12345-6:noot1", "kst-12345-6:noot2"),
        ("brandweer", "5%", "kst-12345-6:noot1", "kst-12345-6:noot2"),
    ]
    assert {(f.origin, f.header_note, f.certain) for f in found} == {(Origin.LETTER, "", True)}


def test_a_cell_without_a_period_is_refused(tmp_path: Path) -> None:
    tables = """
[[table]]
number = 1
origin = "letter"
row_kind = "subject"
measure = "aantal"
unit = ""
evidence = "De kop staat in de brief."
[[table.column]]
header = "Eerste"
[[table.column]]
header = "Tweede"
year = 2020
[[table.row]]
label = "Politie"
subject = "politie"
[[table.row]]
label = "Brandweer"
subject = "brandweer"
"""
    body = "Inleiding\n\nZie de tabel.\n\nPolitie 5 6\nBrandweer 7 8\n\nDat was het."
    letter = load(make(tmp_path, body, (), tables))
    with pytest.raises(LetterError, match="tabel 1, rij Politie, kolom Eerste: geen periode"):
        extract(letter)
