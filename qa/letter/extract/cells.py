"""Tables → Facts: what stands in a cell is a fact of its row and its column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from qa.dutch.numbers import read_quantity
from qa.dutch.text import stems
from qa.errors import LetterError
from qa.types import Axis, Cell, Fact, Letter, Origin, Period, Table

TABLE_RULE = "table_cells"  # by which every fact of a table is found, and no other
_SOURCE = re.compile(r"(?:Bron|Jaarver(?:slag|antwoording))")


def table_cells(letter: Letter) -> Iterator[Fact]:
    """Yield a fact for every cell of every table."""
    for table in letter.tables:
        beside = _beside(letter, table)
        for cell in table.cells:
            yield _fact_of_cell(letter, table, cell, beside)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the notes beside a table tell: which defines a word, which names the source."""

    defining: tuple[tuple[str, str], ...]
    source: str

    def definition(self, measure: str) -> str:
        """Return the note whose marker stands at the name of a measure."""
        wanted = stems(measure)[-1]
        return next((id for word, id in self.defining if word.startswith(wanted)), "")


def _fact_of_cell(letter: Letter, table: Table, cell: Cell, beside: _Beside) -> Fact:
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
        reference=", ".join((letter.source.reference, *letter.place(table.section), locator)),
        origin=table.origin,
        certain=column.certain,
        header_note=_header_note(table, column),
        definition=beside.definition(measure),
        source_note=beside.source,
        rule=TABLE_RULE,
    )


def _period_of(row: Axis, column: Axis, table: Table) -> Period:
    period = row.period or column.period
    if period is None:
        raise LetterError(
            f"tabel {table.number}, rij {row.label}, kolom {column.label}: geen periode bekend; "
            "geef rij of kolom in tables.toml een year, of start en end."
        )
    return period


def _beside(letter: Letter, table: Table) -> _Beside:
    """Read the notes that the blocks just before and after a table carry."""
    at = bisect_left(letter.blocks, table.span, key=lambda block: block.span)
    blocks = letter.blocks[max(0, at - 1) : at + 2]
    notes = [n for n in letter.footnotes if any(n.sentence in block.span for block in blocks)]
    ends = ((stems(letter.text[n.sentence.start : n.anchor])[-1:], n) for n in notes)
    sources = (n for n in notes if _SOURCE.match(letter.text, n.span.start, n.span.end))
    return _Beside(
        defining=tuple((word, letter.note_id(n)) for last, n in ends for word in last),
        source=next((letter.note_id(n) for n in sources), ""),
    )


def _header_note(table: Table, column: Axis) -> str:
    if table.origin is Origin.LETTER:
        return ""
    return f"{column.label}: {table.evidence}"
