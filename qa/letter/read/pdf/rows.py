"""The grids of a page → tables as parts: one line a row, the cells parted by tabs.

In: a page with its grids. Out: its tables, from top to foot. A grid in which a word stands across a
line, or most cells are empty, is a drawing or no table with certainty: its lines are text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qa.letter.read.pdf.layout import Sheet
from qa.letter.read.pdf.lines import Line, Raised, Spelled, lines_of, pieces_of
from qa.letter.read.pdf.notes import Notes
from qa.letter.read.pdf.parent import Page, Word
from qa.letter.read.pdf.parted import parted_rows
from qa.letter.read.pdf.tables import Cell, Grid
from qa.letter.read.pdf.text import Words, joined
from qa.letter.read.received import Part, Role

_MOST_WORDS: Final = 50_000  # of a table, with what is repeated
_FILLED: Final = 0.6  # of the cells: a table has fewer empty ones


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table, or the lines of what looked like one; of a ruled one, where its columns part."""

    top: float
    page: int
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    heads: int | None
    is_table: bool = True
    columns: tuple[float, ...] = ()
    foot: float = 0.0
    shared: frozenset[tuple[int, int]] = frozenset()

    def part(self, notes: Notes, words: Words) -> Part:
        """Return the part that it is, its markers resolved."""
        texts: list[Spelled] = []
        for row in self.rows:
            cells = [joined((Spelled(x.text, x.raised) for x in cell), words) for cell in row]
            texts.append(_strung(cells, "\t" if self.is_table else " "))
        text, markers = notes.mark(_strung(texts, "\n"), self.page)
        role = Role.TABLE if self.is_table else Role.TEXT
        place = f"blz. {self.page}"
        return Part(
            role,
            text,
            place,
            markers,
            heads=self.heads,
            unread=not self.is_table,
            shared=self.shared,
        )


def tables_of(sheet: Sheet, doubts: list[str]) -> list[Tabled]:
    """Return the tables of a page, from top to foot."""
    return [table for grid in sheet.tables if (table := _tabled(sheet.page, grid, doubts))]


def _tabled(page: Page, grid: Grid, doubts: list[str]) -> Tabled | None:
    words = [word for word in page.words if grid.holds(word)]
    if not words:
        return None
    filled = grid.fill(words)
    table = _table(page, grid, filled) if filled and _is_table(filled) else None
    if table is None:
        lines = _lines(page, words)
        shown = lines[0].text[:40]
        doubts.append(
            f"blz. {page.number}: van wat bij «{shown}» in lijnen staat is niet zeker of het een"
            " tabel is; het is tekst."
        )
        return Tabled(grid.top, page.number, tuple(((line,),) for line in lines), None, False)
    return table


def _is_table(filled: dict[Cell, list[Word]]) -> bool:
    """Tell whether most cells are filled, and what is repeated in each row stays readable."""
    repeated = sum(len(words) * (cell.bottom - cell.top + 1) for cell, words in filled.items())
    return sum(map(bool, filled.values())) >= _FILLED * len(filled) and repeated <= _MOST_WORDS


def _table(page: Page, grid: Grid, filled: dict[Cell, list[Word]]) -> Tabled | None:
    """Return the table that a grid holds; None where its rows are not certain."""
    height, width = len(grid.rows) - 1, len(grid.columns) - 1
    lines = {cell: tuple(_lines(page, words)) for cell, words in filled.items()}
    own = [[x for cell in lines if cell.top == row for x in lines[cell]] for row in range(height)]
    heads = heads_of(own)
    rows: list[list[tuple[Line, ...]]] = [[() for _ in range(width)] for _ in range(height)]
    for cell, each in lines.items():
        for row in range(cell.top, cell.bottom + 1):
            # One over several columns stands in the first; as a head, in each.
            last = cell.right if heads is not None and row < heads else cell.left
            for column in range(cell.left, last + 1):
                rows[row][column] = each
    shared = frozenset(
        (row, cell.left)
        for cell in lines
        for row in range(max(cell.top, heads or 0), cell.bottom + 1)
        if cell.bottom > cell.top or cell.right > cell.left
    )
    parted = parted_rows(rows, {row for row, _ in shared}, heads)
    if parted is None:
        return None
    whole, shared = parted.rows, parted.shared(shared)
    foot = grid.rows[-1]
    return Tabled(grid.top, page.number, whole, heads, True, grid.columns, foot, shared)


def heads_of(rows: Sequence[Sequence[Line | None]]) -> int | None:
    """Return how many rows are the head: the first that are bold, where those below are not."""
    bold = [any(row) and all(line.is_bold for line in row if line is not None) for row in rows]
    count = next((index for index, is_bold in enumerate(bold) if not is_bold), len(rows))
    return count if 0 < count < len(rows) and not any(bold[count:-1]) else None


def _lines(page: Page, words: list[Word]) -> list[Line]:
    part = Page(page.number, page.width, page.height, tuple(words), ())
    return lines_of(pieces_of(part), page.number)


def _strung(texts: list[Spelled], between: str) -> Spelled:
    length = 0
    raised: list[Raised] = []
    for each in texts:
        raised.extend(Raised(r.offset + length, r.digits) for r in each.raised)
        length += len(each.text) + len(between)
    return Spelled(between.join(each.text for each in texts), tuple(raised))
