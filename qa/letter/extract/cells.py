"""Tables → Facts: what stands in a cell is a fact of its row and its column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qa.dutch.text import stems
from qa.errors import LetterError
from qa.letter.extract.sums import with_sums
from qa.letter.tables import (
    COUNT,
    is_nothing,
    is_part_of_year,
    measured,
    narrowed,
    read_value,
)
from qa.types import (
    TABLE_RULE,
    Axis,
    Cell,
    Fact,
    Letter,
    Measured,
    Origin,
    Period,
    Quantity,
    Role,
    Table,
)

_NUMBER = re.compile(r"(?:Tabel|Overzicht) (?P<number>\d+[a-z]?)\b", re.IGNORECASE)
# What a cell is to those beside it, the strongest first: the change of a total is a change.
_BY_WEIGHT = (Role.CHANGE, Role.TOTAL, Role.PART)
_SOURCE = re.compile(r"(?:Bron|Jaarver(?:slag|antwoording))")


def table_cells(letter: Letter) -> Iterator[Fact]:
    """Yield a fact for every cell of every table that holds a number."""
    numbered = any(_NUMBER.match(table.caption) for table in letter.tables)
    for table in letter.tables:
        beside = _beside(letter, table)
        where = _where(letter, table, numbered=numbered)
        cells = (c for c in table.cells if table.columns[c.column].role is not Role.TEXT)
        found = [f for cell in cells for f in _fact_of_cell(letter, table, cell, beside, where)]
        yield from found if table.origin is Origin.RECONSTRUCTED else with_sums(found)


def _where(letter: Letter, table: Table, *, numbered: bool) -> str:
    """Name a table as the letter does: by its printed number, its caption, or its place."""
    if printed := _NUMBER.match(table.caption):
        return f"tabel {printed['number']}"
    if table.caption:
        return f"tabel «{table.caption}»"
    beside = [each for each in letter.tables if each.section == table.section and not each.caption]
    if table.section is not None and len(beside) == 1 and not table.evidence:
        return f"tabel onder «{letter.sections[table.section].title}»"
    return "tabel zonder nummer" if numbered else f"tabel {table.number}"


@dataclass(frozen=True, slots=True)
class _Beside:
    """What the notes beside a table tell: which defines a word, which names the source."""

    defining: tuple[tuple[str, str], ...]
    source: str

    def definition(self, measure: str) -> str:
        """Return the note whose marker stands at the name of a measure."""
        wanted = (stems(measure) or ("",))[-1]
        return next((id for word, id in self.defining if word.startswith(wanted)), "")


def _fact_of_cell(
    letter: Letter, table: Table, cell: Cell, beside: _Beside, where: str
) -> Iterator[Fact]:
    row, column = table.rows[cell.row], table.columns[cell.column]
    surface = cell.span.of(letter.text)
    locator = f"{where}, rij {row.label}"
    quantity = _quantity(surface, table, row, column, locator)
    if quantity is None:
        return
    measure, subject, dimensions = _facets(row, column, table)
    yield Fact(
        id=f"{letter.source.letter_id}:tabel{table.number}:{cell.row + 1}:{cell.column + 1}",
        letter_id=letter.source.letter_id,
        measure=measure,
        subject=subject,
        quantity=quantity,
        surface=surface,
        value_span=cell.span,
        period=_period_of(row, column, table, letter.source.date),
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
        dimensions=dimensions,
        role=next((role for role in _BY_WEIGHT if role in (row.role, column.role)), Role.PLAIN),
        part_of=row.part_of or column.part_of,
        caption=table.caption,
    )


def _quantity(surface: str, table: Table, row: Axis, column: Axis, locator: str) -> Quantity | None:
    """Read a cell; in a table of tables.toml each must hold a number, in the unit told there.

    Raises: LetterError.
    """
    if table.evidence:
        return _restored_quantity(surface, row.unit or column.unit or table.unit, locator)
    return read_value(surface, measured(row, column, Measured(table.unit, table.scale)))


def _restored_quantity(surface: str, unit: str, locator: str) -> Quantity | None:
    if is_nothing(surface):
        return None
    quantity = read_value(surface)
    if quantity is None:
        raise LetterError(f"{locator}: «{surface}» is geen getal.")
    if (unit == "procent") != (quantity.unit == "procent"):
        raise LetterError(f"{locator}: «{surface}» is niet in {unit}; kijk tables.toml na.")
    return quantity


def _facets(row: Axis, column: Axis, table: Table) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return the measure, subject and further facets of a cell.

    A change is measured; what it is a change of becomes what it is about.
    """
    changing = next((axis for axis in (row, column) if axis.role is Role.CHANGE), None)
    subject, dimensions = row.subject or column.subject, row.dimensions + column.dimensions
    if changing is None or table.evidence:
        named = [axis.measure for axis in (column, row) if axis.measure]
        measure = row.measure if table.evidence and row.measure else " ".join(named)
        return measure or table.measure, subject, dimensions
    other = column if changing is row else row
    if other.role is Role.CHANGE or other.measure in ("", COUNT):
        return changing.measure, subject, dimensions
    if subject:
        return changing.measure, subject, (*dimensions, ("", other.measure))
    return changing.measure, other.measure, dimensions


def _period_of(row: Axis, column: Axis, table: Table, today: date) -> Period | None:
    period = row.period or column.period
    if period is None and table.evidence:
        raise LetterError(
            f"tabel {table.number}, rij {row.label}, kolom {column.label}: geen periode bekend; "
            "geef rij of kolom in tables.toml een year, of start en end."
        )
    if period is None and Role.CHANGE not in (row.role, column.role):
        period = table.period
    for axis in (row, column):
        if period and axis.period is None and is_part_of_year(axis.label):
            _, period = narrowed(axis.label, period, today)
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
