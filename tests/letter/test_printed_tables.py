"""Tables with the header that their letter prints: every cell is read rightly, or none is.

tables.jsonl has a table a row, with every fact that its cells give, in order: measure, subject,
dimensions, period, value, unit and role. A doubtful table gives none, and a warning that says why.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qa.errors import LetterError
from qa.letter.build import load
from qa.letter.extract import extract
from qa.letter.extract.cells import table_cells
from qa.letter.tables import Names, Place, read_printed, read_value
from qa.types import Kind, Letter, Measured, Origin, Role, Span
from tests.letter.factories import make

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "tables.jsonl").read_text("utf-8").splitlines()
]
TODAY = date(2024, 12, 1)


def letter_with(folder: Path, table: str, notes: tuple[str, ...] = ()) -> Letter:
    body = f"Inleiding\n\nDe cijfers staan hieronder.\n\n{table}\n\nDat was het."
    return load(make(folder, body, notes))


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_table_gives_these_facts_and_no_others(row: dict[str, Any], tmp_path: Path) -> None:
    notes = ("Met dagopnames.",) if "Opnames1" in row["text"] else ()
    letter = letter_with(tmp_path, row["text"], notes)
    assert [
        [
            fact.measure,
            fact.subject,
            [list(each) for each in fact.dimensions],
            fact.period and fact.period.label,
            f"{fact.quantity.value:f}",
            fact.quantity.unit,
            fact.role.value,
        ]
        for fact in table_cells(letter)
    ] == row["facts"]
    if "warning" not in row:
        assert letter.warnings == ()
        return
    (warning,) = letter.warnings
    assert warning.startswith("regel 24, tabel 1 («")
    assert row["warning"] in warning
    assert "zet de kop in tables.toml onder number = 1" in warning


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_what_is_quoted_of_a_table_stands_in_it(row: dict[str, Any], tmp_path: Path) -> None:
    notes = ("Met dagopnames.",) if "Opnames1" in row["text"] else ()
    letter = letter_with(tmp_path, row["text"], notes)
    for fact in table_cells(letter):
        assert fact.quote == fact.span.of(letter.text)
        assert fact.surface == fact.value_span.of(letter.text)
        assert fact.quote in row["text"]
        assert fact.origin is Origin.LETTER


def test_a_table_that_is_not_understood_stays_text_of_which_no_number_is_a_fact(
    tmp_path: Path,
) -> None:
    letter = letter_with(tmp_path, "Noord\t12\t15\nZuid\t9\t11")
    (block,) = [block for block in letter.blocks if block.unread]
    assert (block.kind, block.span.of(letter.text)) == (
        Kind.PARAGRAPH, "Noord\t12\t15\nZuid\t9\t11",
    )  # fmt: skip
    assert letter.tables == ()
    assert extract(letter) == ()


def test_a_table_is_parted_from_the_sentence_above_it_and_the_source_below_it(
    tmp_path: Path,
) -> None:
    table = "Hier staan ze:\nTabel 3: Leden\nJaar\tLeden\n2021\t12\nBron: de bond zelf"
    letter = letter_with(tmp_path, table)
    assert [(b.kind, b.span.of(letter.text)) for b in letter.blocks[3:]] == [
        (Kind.PARAGRAPH, "Hier staan ze:"),
        (Kind.TABLE, "Tabel 3: Leden\nJaar\tLeden\n2021\t12"),
        (Kind.PARAGRAPH, "Bron: de bond zelf"),
        (Kind.PARAGRAPH, "Dat was het."),
    ]
    (found,) = letter.tables
    assert (found.caption, found.row_head) == ("Tabel 3: Leden", "Jaar")
    assert found.header is not None
    assert found.header.of(letter.text) == "Jaar\tLeden"


def test_a_source_in_a_block_of_its_own_is_no_heading(tmp_path: Path) -> None:
    letter = letter_with(tmp_path, "Jaar\tLeden\n2021\t12\n\nBron: De Bond\n\nEn verder.")
    assert [section.title for section in letter.sections] == ["Inleiding"]


def test_the_list_after_a_table_is_no_part_of_it(tmp_path: Path) -> None:
    table = "Jaar\tLeden\n2021\t12\n2022\t15\n\n1.\tleden betalen;\n2.\tgasten niet."
    letter = letter_with(tmp_path, table)
    assert [fact.surface for fact in table_cells(letter)] == ["12", "15"]
    texts = [block.span.of(letter.text) for block in letter.blocks]
    assert "1. leden betalen;\n2. gasten niet." in texts


def test_a_cell_with_digits_that_is_no_number_is_told_and_left_out(tmp_path: Path) -> None:
    letter = letter_with(tmp_path, "Jaar\tLeden\tGasten\n2021\t1.1842\t40\n2022\t990\t45")
    assert [fact.surface for fact in table_cells(letter)] == ["40", "990", "45"]
    (warning,) = letter.warnings
    assert "rij «2021», kolom «Leden»: «1.1842» is geen getal; dit is geen feit" in warning


@pytest.mark.parametrize(
    ("table", "locators"),
    [
        ("Tabel 7a: Leden\nJaar\tLeden\n2021\t12", ["tabel 7a, rij 2021"]),
        ("Leden per jaar\nJaar\tLeden\n2021\t12", ["tabel «Leden per jaar», rij 2021"]),
        ("Jaar\tLeden\n2021\t12", ["tabel onder «Inleiding», rij 2021"]),
        (
            "Jaar\tLeden\n2021\t12\n\nTot zover.\n\nJaar\tGasten\n2022\t9",
            ["tabel 1, rij 2021", "tabel 2, rij 2022"],
        ),
        (
            "Jaar\tLeden\n2021\t12\n\nTabel 1: Gasten\n\nJaar\tGasten\n2022\t9",
            ["tabel onder «Inleiding», rij 2021", "tabel 1, rij 2022"],
        ),
    ],
)
def test_a_place_names_a_table_as_its_letter_does(
    table: str, locators: list[str], tmp_path: Path
) -> None:
    assert [fact.locator for fact in table_cells(letter_with(tmp_path, table))] == locators


def test_a_school_year_runs_from_august_to_august(tmp_path: Path) -> None:
    letter = letter_with(tmp_path, "Schooljaar\tLeerlingen\n2021–2022\t12")
    (fact,) = table_cells(letter)
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (date(2021, 8, 1), date(2022, 8, 1))


def test_a_part_names_its_whole_and_a_fact_its_caption(tmp_path: Path) -> None:
    table = "Reizen naar vervoer\nVervoer\t2021\nTrein\t40\nwaarvan intercity\t15"
    whole, part = table_cells(letter_with(tmp_path, table))
    assert (whole.part_of, part.part_of, part.subject) == ("", "trein", "intercity")
    assert (part.role, part.caption) == (Role.PART, "Reizen naar vervoer")


@pytest.mark.parametrize(
    ("cell", "given", "value", "unit", "scale", "places"),
    [
        ("10 360", Measured(), "10360", "", 0, 0),
        ("– 12,4", Measured("euro", 6), "-12400000", "euro", 6, 1),
        ("+ 31%", Measured("", 3), "31", "procent", 0, 0),
        ("€ 1,2 mld", Measured("euro", 6), "1200000000", "euro", 9, 1),
        ("€ 412", Measured("euro", 3), "412000", "euro", 3, 0),
        ("€ -5", Measured(), "-5", "euro", 0, 0),
        ("−7", Measured("week"), "-7", "week", 0, 0),
        ("3 weken", Measured("maand"), "3", "week", 0, 0),
        ("€ 1.200,-", Measured(), "1200", "euro", 0, 0),
    ],
)
def test_a_cell_is_read_with_its_sign_its_unit_and_its_scale(
    cell: str, given: Measured, value: str, unit: str, scale: int, places: int
) -> None:
    found = read_value(cell, given)
    assert found is not None
    assert (f"{found.value:f}", found.unit, found.scale, found.places) == (
        value, unit, scale, places,
    )  # fmt: skip


@pytest.mark.parametrize(
    "cell", ["", "–", "-", ".", "n.v.t.", "1.1842", "4.1", "12*", "10 36", "07"]
)
def test_what_is_no_number_is_not_read(cell: str) -> None:
    assert read_value(cell) is None


HEADS = ("Boeken", "Leden", "Bezoekers", "Kaarten", "Stoelen")
number = st.integers(0, 9_999_999)
nothing = st.sampled_from(["–", "n.v.t.", "-"])


def written(value: int, separator: str) -> str:
    return f"{value:,}".replace(",", separator)


@st.composite
def tables(draw: st.DrawFn, separators: str) -> tuple[str, list[tuple[str, str, Decimal]], int]:
    """Draw the lines of a table with its cells tab-parted, and what each number in it says."""
    width = draw(st.integers(2, len(HEADS)))
    heads = draw(st.permutations(HEADS))[:width]
    separator = draw(st.sampled_from(separators))
    first = draw(st.integers(1990, 2020))
    lines, meant = ["\t".join(["Jaar", *heads])], []
    for year in range(first, first + draw(st.integers(1, 5))):
        cells: Sequence[int | str] = draw(
            st.lists(number | nothing, min_size=width, max_size=width)
        )
        shown = [each if isinstance(each, str) else written(each, separator) for each in cells]
        lines.append("\t".join([str(year), *shown]))
        meant += [
            (head.lower(), str(year), Decimal(cell))
            for head, cell in zip(heads, cells, strict=True)
            if isinstance(cell, int)
        ]
    assume(meant)
    return "\n".join(lines), meant, width


def facts_in(text: str) -> list[tuple[str, str, Decimal]]:
    """Return what the cells of a table say: subject, year, value; each read from its own slice."""
    table, unread = read_printed(text, Place(Span(0, len(text)), None, 1), TODAY, Names.of([]))
    assert unread == ()
    said = []
    for cell in table.cells:
        row, column = table.rows[cell.row], table.columns[cell.column]
        found = read_value(cell.span.of(text), Measured(column.unit, column.scale))
        if found is not None and column.role is not Role.TEXT:
            assert row.period is not None
            said.append((column.subject, row.period.label, found.value))
    return said


@given(tables(separators=". "))
def test_a_table_of_tabs_says_what_was_written(
    drawn: tuple[str, list[tuple[str, str, Decimal]], int],
) -> None:
    text, meant, _ = drawn
    assert facts_in(text) == meant


@given(tables(separators=". "))
def test_a_table_of_plain_text_says_what_was_written_or_nothing(
    drawn: tuple[str, list[tuple[str, str, Decimal]], int],
) -> None:
    text, meant, _ = drawn
    plain = text.replace("\t", " ")
    try:
        said = facts_in(plain)
    except LetterError:
        assume(False)
    assert said == meant
