"""The ruled lines of a page → its grids; words → the cells of a grid.

In: a page. Out: grids of at least two rows and two columns whose every cell is a rectangle, with
the words that stand in each. What has no such grid stays text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qa.letter.read.pdf.parent import Page, Word

_SLACK: Final = 3.0  # points: lines as near as this are one
_SPACE: Final = 0.45  # of the type size: words of one phrase stand nearer
_MOST_RULES: Final = 100  # of one direction: a page with more has a drawing, no table


@dataclass(frozen=True, slots=True)
class Cell:
    """The rows and columns that a cell covers, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: where its columns and rows part (rows from top to foot), and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def top(self) -> float:
        """Where it starts on its page."""
        return self.rows[0]

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands in this table."""
        across, up = _middle(word)
        return (
            self.columns[0] - 1 < across < self.columns[-1] + 1
            and self.rows[-1] - 1 < up < self.rows[0] + 1
        )

    def fill(self, words: Iterable[Word]) -> dict[Cell, list[Word]] | None:
        """Return the words of each cell; None where one, or a phrase, stands across a line."""
        at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.top, cell.bottom + 1)
            for column in range(cell.left, cell.right + 1)
        }
        filled: dict[Cell, list[Word]] = {cell: [] for cell in self.cells}
        downwards = [-row for row in self.rows]
        for word in words:
            across, up = _middle(word)
            column = min(max(bisect_right(self.columns, across) - 1, 0), len(self.columns) - 2)
            row = min(max(bisect_right(downwards, -up) - 1, 0), len(self.rows) - 2)
            cell = at[row, column]
            if (
                word.left < self.columns[cell.left] - 1
                or word.right > self.columns[cell.right + 1] + 1
            ):
                return None
            filled[cell].append(word)
        return None if _goes_across(filled) else filled


def _goes_across(filled: dict[Cell, list[Word]]) -> bool:
    """Tell whether a phrase goes on from one cell into the next, no more than a space apart."""
    words = sorted(
        ((word, cell) for cell, each in filled.items() for word in each),
        key=lambda pair: (round(pair[0].base), pair[0].left),
    )
    return any(
        cell != other
        and abs(word.base - after.base) < 1
        and 0 <= after.left - word.right < _SPACE * min(word.size, after.size)
        for (word, cell), (after, other) in pairwise(words)
    )


def grids_of(page: Page) -> list[Grid]:
    """Return the tables that are drawn on a page, from top to foot."""
    level = _joined(((r.bottom + r.top) / 2, r.left, r.right) for r in page.rules if r.is_level)
    upright = _joined(
        ((r.left + r.right) / 2, r.bottom, r.top) for r in page.rules if not r.is_level
    )
    if not level or not upright or max(len(level), len(upright)) > _MOST_RULES:
        return []
    found = [grid for lines in _connected(level, upright) if (grid := _grid(*lines))]
    return sorted(found, key=lambda grid: -grid.top)


#: A line that is drawn: where it stands, and from where to where it runs.
_Stroke = tuple[float, float, float]


def _joined(strokes: Iterable[_Stroke]) -> list[_Stroke]:
    """Return the lines that strokes make: a table draws the sides of each cell by itself."""
    rows: list[list[_Stroke]] = []
    for stroke in sorted(strokes):
        if rows and stroke[0] - rows[-1][0][0] < _SLACK:
            rows[-1].append(stroke)
        else:
            rows.append([stroke])
    found: list[_Stroke] = []
    for row in rows:
        at = row[0][0]
        start, end = 0.0, -_SLACK * 2
        for _, first, last in sorted(row, key=lambda each: each[1]):
            if first > end + _SLACK:
                if end > start:
                    found.append((at, start, end))
                start, end = first, last
            end = max(end, last)
        if end > start:
            found.append((at, start, end))
    return found


def _connected(
    level: Sequence[_Stroke], upright: Sequence[_Stroke]
) -> Iterable[tuple[list[_Stroke], list[_Stroke]]]:
    """Yield the lines that touch each other, by group."""
    touching = {
        ("level", i): [("upright", j) for j, other in enumerate(upright) if _cross(one, other)]
        for i, one in enumerate(level)
    } | {
        ("upright", j): [("level", i) for i, one in enumerate(level) if _cross(one, other)]
        for j, other in enumerate(upright)
    }
    seen: set[tuple[str, int]] = set()
    for start in touching:
        if start in seen:
            continue
        seen.add(start)
        group = [start]
        for each in group:  # grows while it is read
            new = [other for other in touching[each] if other not in seen]
            seen.update(new)
            group.extend(new)
        yield (
            [level[i] for kind, i in group if kind == "level"],
            [upright[i] for kind, i in group if kind == "upright"],
        )


def _cross(level: _Stroke, upright: _Stroke) -> bool:
    return (
        level[1] - _SLACK <= upright[0] <= level[2] + _SLACK
        and upright[1] - _SLACK <= level[0] <= upright[2] + _SLACK
    )


def _grid(level: list[_Stroke], upright: list[_Stroke]) -> Grid | None:
    """Return the grid of lines that touch; None where they are a frame, or a drawing."""
    ends = [end for stroke in level for end in stroke[1:]]
    columns = _places([stroke[0] for stroke in upright] + [min(ends), max(ends)] if ends else [])
    ends = [end for stroke in upright for end in stroke[1:]]
    rows = _places([stroke[0] for stroke in level] + [min(ends), max(ends)] if ends else [])[::-1]
    if len(columns) < 3 or len(rows) < 3:
        return None
    cells = _cells(columns, rows, level, upright)
    return Grid(tuple(columns), tuple(rows), tuple(cells)) if cells else None


def _places(numbers: Iterable[float]) -> list[float]:
    found: list[float] = []
    for number in sorted(numbers):
        if not found or number - found[-1] > _SLACK:
            found.append(number)
    return found


def _cells(
    columns: Sequence[float],
    rows: Sequence[float],
    level: Sequence[_Stroke],
    upright: Sequence[_Stroke],
) -> list[Cell]:
    """Return the cells, row by row; none where one is no rectangle."""
    height, width = len(rows) - 1, len(columns) - 1
    right_walls = _walls(upright, columns, rows)  # (column line, row)
    foot_walls = _walls(level, rows, columns)  # (row line, column)
    taken: set[tuple[int, int]] = set()
    found: list[Cell] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            right, bottom = column, row
            while right + 1 < width and (right + 1, row) not in right_walls:
                right += 1
            while bottom + 1 < height and (bottom + 1, column) not in foot_walls:
                bottom += 1
            inside = {(r, c) for r in range(row, bottom + 1) for c in range(column, right + 1)}
            if inside & taken or not all(
                (c == right or (c + 1, r) not in right_walls)
                and (r == bottom or (r + 1, c) not in foot_walls)
                for r, c in inside
            ):
                return []
            taken |= inside
            found.append(Cell(row, column, bottom, right))
    return found


def _walls(
    strokes: Iterable[_Stroke], lines: Sequence[float], across: Sequence[float]
) -> set[tuple[int, int]]:
    """Return which sides of cells are drawn: (line of the grid, which cell along it)."""
    middles = [(one + other) / 2 for one, other in pairwise(across)]
    found: set[tuple[int, int]] = set()
    for at, start, end in strokes:
        index = min(range(len(lines)), key=lambda each: abs(lines[each] - at))
        found.update((index, i) for i, middle in enumerate(middles) if start <= middle <= end)
    return found


def _middle(word: Word) -> tuple[float, float]:
    return (word.left + word.right) / 2, word.base + 0.3 * word.size
