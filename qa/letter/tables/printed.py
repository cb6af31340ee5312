"""A table with the header that the letter prints → a Table whose cells have a meaning.

In: the text of a table (caption, header, rows), the day of the letter and its names. Out: a
Table, and what was not understood of single cells. Refuses a table whose meaning is not certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from qa.letter.tables.axes import Meaning, understand
from qa.letter.tables.names import Names
from qa.letter.tables.sheet import Sheet, cut
from qa.letter.tables.values import BARE, is_nothing, read_value
from qa.types import Cell, Measured, Origin, Role, Span, Table


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: its span in the letter, its section, its number in order."""

    span: Span
    section: int | None
    number: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a table's format and the lines around it tell: see Part, and Beside."""

    heads: int = 0
    shared: frozenset[tuple[int, int]] = frozenset()
    beside: Measured = BARE
    doubt: str = ""


NOTHING_TOLD: Final = Told()


def read_printed(
    text: str, place: Place, today: date, names: Names, told: Told = NOTHING_TOLD
) -> tuple[Table, tuple[str, ...]]:
    """Read a table by its own header; also tell which of its cells could not be read.

    Raises: LetterError with what is not certain.
    """
    sheet = cut(text, told.heads, told.shared)
    meaning = understand(sheet, today, names, told.beside, told.doubt)
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
            if cell and (row_number, column) not in sheet.shared
        ),
        scale=meaning.caption.measured.scale,
        caption=sheet.caption,
        header=sheet.header.moved(place.span.start),
        row_head=sheet.row_head,
        period=meaning.caption.period,
    )
    return table, unread


def _unread(sheet: Sheet, meaning: Meaning) -> list[str]:
    """Return the cells of columns of numbers that hold a digit and yet give no fact."""
    return [
        f"rij «{row.label}», kolom «{column.label}»: «{printed}» {why}"
        for number, row in enumerate(sheet.rows)
        for at, (column, cell) in enumerate(zip(meaning.columns, row.cells, strict=True))
        if column.role is not Role.TEXT
        and re.search(r"\d", printed := sheet.printed(cell))
        and (why := _why(printed, is_shared=(number, at) in sheet.shared))
    ]


def _why(printed: str, *, is_shared: bool) -> str:
    """Say why a cell with a digit gives no fact; nothing where it does."""
    if is_shared:
        return "kan voor meer rijen of kolommen samen gelden"
    return "" if is_nothing(printed) or read_value(printed) is not None else "is geen getal"
