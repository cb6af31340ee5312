"""Tables → Facts: what stands in a cell is a fact of its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.errors import LetterError
from qa.letter.split import footnote_id, place
from qa.numbers import read_quantity
from qa.text import stems
from qa.types import Axis, Cell, Fact, Footnote, Letter, Origin, Period, Table

_SOURCE = re.compile(r"(?:Bron|Jaarver(?:slag|antwoording))")


def table_cells(letter: Letter) -> Iterator[Fact]:
    """Yield a fact for every cell of every table."""
    for table in letter.tables:
        for cell in table.cells:
            yield _fact_of_cell(letter, table, cell)


def _fact_of_cell(letter: Letter, table: Table, cell: Cell) -> Fact:
    row, column = table.rows[cell.row], table.columns[cell.column]
    surface = cell.span.of(letter.text)
    measure = row.measure or column.measure or table.measure
    locator = f"tabel {table.number}, rij {row.label}"
    quantity = read_quantity(surface)
    if quantity is None:
        raise LetterError(f"{locator}: «{surface}» is geen getal.")
    unit = row.unit or column.unit or table.unit
    if (unit == "procent") != (quantity.unit == "procent"):
        raise LetterError(f"{locator}: «{surface}» is niet in {unit}; kijk tables.toml na.")
    return Fact(
        id=f"{letter.source.letter_id}:tabel{table.number}:{cell.row + 1}:{cell.column + 1}",
        letter_id=letter.source.letter_id,
        measure=measure,
        subject=row.subject or column.subject,
        quantity=quantity,
        surface=surface,
        value_span=cell.span,
        period=_period_of(row, column, table),
        qualifiers=(),
        span=table.row_spans[cell.row],
        quote=table.row_spans[cell.row].of(letter.text),
        locator=locator,
        reference=", ".join((letter.source.reference, *place(letter, table.section), locator)),
        origin=table.origin,
        certain=column.certain,
        header_note=_header_note(table, column),
        definition=_definition(letter, table, measure),
        source_note=_source_note(letter, table),
        rule="table_cells",
    )


def _period_of(row: Axis, column: Axis, table: Table) -> Period:
    period = row.period or column.period
    if period is None:
        raise LetterError(
            f"tabel {table.number}, rij {row.label}, kolom {column.label}: geen periode bekend; "
            "geef rij of kolom in tables.toml een year, of start en end."
        )
    return period


def _notes_beside(letter: Letter, table: Table) -> tuple[Footnote, ...]:
    """Return the notes that the blocks just before and after a table carry."""
    at = next(i for i, block in enumerate(letter.blocks) if block.span == table.span)
    beside = letter.blocks[max(0, at - 1) : at + 2]
    return tuple(n for n in letter.footnotes if any(n.sentence in block.span for block in beside))


def _definition(letter: Letter, table: Table, measure: str) -> str:
    """Return the note whose marker stands at the name of the measure."""
    wanted = stems(measure)[-1]
    for note in _notes_beside(letter, table):
        before = letter.text[note.sentence.start : note.anchor]
        if "".join(stems(before)[-1:]).startswith(wanted):
            return footnote_id(letter, note)
    return ""


def _source_note(letter: Letter, table: Table) -> str:
    """Return the note beside a table that names its source."""
    for note in _notes_beside(letter, table):
        if _SOURCE.match(note.span.of(letter.text)):
            return footnote_id(letter, note)
    return ""


def _header_note(table: Table, column: Axis) -> str:
    if table.origin is Origin.LETTER:
        return ""
    return f"{column.label}: {table.evidence}"
