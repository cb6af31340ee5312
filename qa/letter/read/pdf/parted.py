"""The rows of a ruled table → the rows that readers see: a rule between columns parts no rows.

In: the cells of a grid, each the lines in it. Out: the same, where a cell holds several numbers
below each other parted into as many rows, by where its lines stand. None where the lines of the
cells beside it do not stand at the same heights: which number goes with which label is then not
certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final, NamedTuple

from qa.letter.read.pdf.columns import beside_nothing
from qa.letter.read.pdf.lines import Line

_NUMBER: Final = re.compile(r"[-–+€<> ]{0,4}[0-9][0-9.,]*(?: [0-9]{3})*(?: ?(?:%|mln|mld))?\.?")
_LEVEL: Final = 0.3  # of the type size: so far apart lines may still be one row

Cells = Sequence[Sequence[tuple[Line, ...]]]


class Parted(NamedTuple):
    """The rows, for each row of the grid how many it became, and cells that may be wider."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    counts: tuple[int, ...]
    wide: frozenset[tuple[int, int]]

    def shared(self, cells: Set[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        """Return where cells of the grid that reach further now stand, and those that may be wide.

        They stand in rows that were not parted.
        """
        starts = [sum(self.counts[:row]) for row in range(len(self.counts))]
        return self.wide | {(starts[row], column) for row, column in cells}


def parted_rows(rows: Cells, spanned: Set[int], heads: int | None) -> Parted | None:
    """Part the rows below the head; `spanned` are those with a cell that reaches further."""
    found: list[tuple[tuple[Line, ...], ...]] = []
    counts: list[int] = []
    wide: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        made = [tuple(row)]
        if number >= (heads or 0) and any(map(_holds_numbers, row)):
            parted = None if number in spanned else _parted(row)
            if parted is None:
                return None
            made = parted
            wide |= {(row + len(found), column) for row, column in beside_nothing(made)}
        found.extend(made)
        counts.append(len(made))
    return Parted(tuple(found), tuple(counts), frozenset(wide))


def _holds_numbers(cell: Sequence[Line]) -> bool:
    """Tell whether a cell has several lines, and more than one of them is a number."""
    return sum(_NUMBER.fullmatch(line.text) is not None for line in cell) > 1


def _parted(row: Sequence[tuple[Line, ...]]) -> list[tuple[tuple[Line, ...], ...]] | None:
    levels = [line.base for line in max(row, key=len)]
    made: list[list[list[Line]]] = [[[] for _ in row] for _ in levels]
    for column, cell in enumerate(row):
        for line in cell:
            at = [
                index
                for index, level in enumerate(levels)
                if abs(level - line.base) <= _LEVEL * line.size
            ]
            if len(at) != 1 or made[at[0]][column]:
                return None
            made[at[0]][column].append(line)
    if not all(cells[0] for cells in made):
        return None
    return [tuple(tuple(cell) for cell in cells) for cells in made]
