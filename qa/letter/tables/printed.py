"""A table with the header that the letter prints → a Table whose cells have a meaning.

In: the text of a table (caption, header, rows), the day of the letter and its names. Out: a
Table, and what was not understood of single cells. Refuses a table whose meaning is not certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from qa.letter.tables.axes import Meaning, understand
from qa.letter.tables.names import Names
from qa.letter.tables.sheet import Sheet, cut
from qa.letter.tables.values import is_nothing, read_value
from qa.types import Cell, Origin, Role, Span, Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: its span in the letter, its section, its number in order."""

    span: Span
    section: int | None
    number: int


def read_printed(
    text: str, place: Place, today: date, names: Names
) -> tuple[Table, tuple[str, ...]]:
    """Read a table by its own header; also tell which of its cells could not be read.

    Raises: LetterError with what is not certain.
    """
    sheet = cut(text)
    meaning = understand(sheet, today, names)
    unread = tuple(_unread(sheet, meaning))
    table = Table(
        number=place.number,
        span=place.span,
        section=place.section,
        origin=Origin.LETTER,
        evidence="",
        measure="",
        unit=meaning.caption.measured.unit,
        columns=meaning.columns,
        rows=meaning.rows,
        row_spans=tuple(row.line.moved(place.span.start) for row in sheet.rows),
        cells=tuple(
            Cell(cell.moved(place.span.start), row_number, column)
            for row_number, row in enumerate(sheet.rows)
            for column, cell in enumerate(row.cells)
            if cell
        ),
        scale=meaning.caption.measured.scale,
        caption=sheet.caption,
        header=sheet.header.moved(place.span.start),
        row_head=sheet.row_head,
        period=meaning.caption.period,
    )
    return table, unread


def _unread(sheet: Sheet, meaning: Meaning) -> list[str]:
    """Return the cells of columns of numbers that hold a digit and yet no number."""
    return [
        f"rij «{row.label}», kolom «{column.label}»: «{printed}» is geen getal"
        for row in sheet.rows
        for column, cell in zip(meaning.columns, row.cells, strict=True)
        if column.role is not Role.TEXT
        and re.search(r"\d", printed := sheet.printed(cell))
        and not is_nothing(printed)
        and read_value(printed) is None
    ]
