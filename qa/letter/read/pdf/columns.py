"""The lines of a page → tables without upright lines: rows whose cells stand in clear columns.

In: lines in reading order. Out: runs of lines that are rows, with their cells where every one is
certain: columns that no cell crosses, one cell a column, no cell that goes on on a second line.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from qa.letter.read.pdf.lines import Line, Piece, line

_FEWEST: Final = 2  # rows: fewer are no table
_FAR: Final = 2.6  # of the type size: rows stand nearer
_NUMBERS: Final = 0.7  # of the cells of a column of numbers
_NUMBER: Final = re.compile(r"[-–+€ ]{0,4}[0-9][0-9.,]*(?: [0-9]{3})*(?: ?(?:%|mln|mld))?")
_MOST_HEADS: Final = 3  # lines of a head that a page repeats
_SLACK: Final = 3.0  # points between places that are the same
_NEAR: Final = 1.5  # so near a line goes on with the one above it


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines `first` up to `end` are rows; `cells` holds theirs, or is None where it is not sure."""

    first: int
    end: int
    cells: tuple[tuple[Line | None, ...], ...] | None


def rows_of(lines: Sequence[Line], marked: Sequence[bool]) -> list[Rows]:
    """Return the runs of rows among lines; `marked`: the line starts an item or has a number."""
    found: list[Rows] = []
    index = 0
    while index < len(lines):
        first = index
        again: set[int] = set()  # the lines of a head that a next page repeats
        while index < len(lines) and len(lines[index].pieces) > 1 and not marked[index]:
            if index > first and not _is_near(lines[index - 1], lines[index], _FAR):
                heads = _over_page(lines, first, index)
                if heads is None:
                    break
                again.update(range(index, index + heads))
                index += heads or 1
                continue
            index += 1
        if index - first >= _FEWEST:
            found.append(Rows(first, index, _cells(lines, first, index, again)))
        index = max(index, first + 1)
    return found


def _over_page(lines: Sequence[Line], first: int, index: int) -> int | None:
    """Return how many lines repeat the head where a table goes on over a page; None where it ends.

    It goes on where the next page begins with its head again, or with numbers where it had them.
    """
    above, below = lines[index - 1], lines[index]
    if below.page != above.page + 1:
        return None
    most = min(_MOST_HEADS, index - first, len(lines) - index)
    heads = 0
    while heads < most and lines[first + heads].text == lines[index + heads].text:
        heads += 1
    if heads:
        return heads
    is_alike = len(above.pieces) == len(below.pieces) and all(
        abs(one.left - other.left) < _SLACK or abs(one.right - other.right) < _SLACK
        for one, other in zip(above.pieces, below.pieces, strict=True)
    )
    numbers = [_is_number(piece) for piece in below.pieces]
    return 0 if is_alike and any(numbers) and numbers == [*map(_is_number, above.pieces)] else None


def _is_number(piece: Piece) -> bool:
    return _NUMBER.fullmatch(" ".join(word.text for word in piece.words)) is not None


def is_cells(line: Line) -> bool:
    """Tell whether a line looks like cells beside each other, the last of them a number."""
    return len(line.pieces) > 1 and _is_number(line.pieces[-1])


def beside_nothing(cells: Sequence[Sequence[object]]) -> frozenset[tuple[int, int]]:
    """Return the cells next to an empty one: without rules, they may stand over both."""
    return frozenset(
        (number, column)
        for number, row in enumerate(cells)
        for column, cell in enumerate(row)
        if column and cell and not all((*row[max(1, column - 1) : column], *row[column + 1 :][:1]))
    )


def _is_near(above: Line, below: Line, most: float) -> bool:
    step = above.base - below.base
    return above.page == below.page and 0 < step < most * max(above.size, below.size)


def _cells(
    lines: Sequence[Line], first: int, end: int, again: Container[int]
) -> tuple[tuple[Line | None, ...], ...] | None:
    rows = [lines[number] for number in range(first, end) if number not in again]
    columns: list[list[float]] = []
    for piece in sorted((p for row in rows for p in row.pieces), key=lambda p: p.left):
        if columns and piece.left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], piece.right)
        else:
            columns.append([piece.left, piece.right])
    if len(columns) < 2:
        return None
    around = lines[first - 1 : first] if first else (), lines[end : end + 1]
    for near, row in zip(around, (rows[0], rows[-1]), strict=True):
        for other in near:
            above, below = (other, row) if other.base > row.base else (row, other)
            if _is_near(above, below, _NEAR) and other.right < columns[0][1] + 20:
                return None  # a cell may go on there
            if _is_near(above, below, _NEAR) and other.left > columns[1][0] - 5:
                return None
    found: list[tuple[Line | None, ...]] = []
    for row in rows:
        cells: dict[int, Piece] = {}
        for piece in row.pieces:
            column = next(i for i, ends in enumerate(columns) if ends[0] <= piece.left <= ends[1])
            if column in cells:
                return None
            cells[column] = piece
        whole = (cells.get(i) for i in range(len(columns)))
        found.append(tuple(line([cell], row.page) if cell else None for cell in whole))
    return (
        tuple(found) if any(_has_numbers(column) for column in zip(*found, strict=True)) else None
    )


def _has_numbers(column: Sequence[Line | None]) -> bool:
    """Tell whether a column holds numbers, below its head: columns of prose never do."""
    filled = [cell.text for cell in column[1:] if cell]
    numbers = [text for text in filled if _NUMBER.fullmatch(text)]
    return len(numbers) > 1 and len(numbers) > _NUMBERS * len(filled)
