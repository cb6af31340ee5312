"""Lines that each hold one cell of a table → its rows, the cells parted by tabs.

In: short lines below each other, as pages that lost their tables have them. Out: the rows, where
only one number of columns fits: all heads first, none of them a number, then rows of a label and
numbers. What may be read in two ways, or in none, stays the lines that it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from qa.letter.tables.values import is_nothing, read_value

_MOST_COLUMNS: Final = 12
_FEWEST_ROWS: Final = 3  # with the head
_MOST_CELLS: Final = 2_000
_MOST_ABOVE: Final = 3  # lines of heading and caption, as short as a cell
_LONGEST_CELL: Final = 6  # words
_PERIOD: Final = re.compile(r"(?:19|20)\d{2}(?:[-/–](?:19|20)?\d{2})?")


class Rows(NamedTuple):
    """The rows of a table, the head first; of which lines they were made, the end excluded."""

    rows: tuple[str, ...]
    first: int
    end: int


def in_rows(lines: Sequence[str]) -> Rows | None:
    """Return the table that lines of one cell each make, what stands above and below it left out.

    None where they make none, or it is not certain which.
    """
    if len(lines) > _MOST_CELLS:
        return None
    numbers = [is_nothing(line) or read_value(line) is not None for line in lines]
    end = max((n + 1 for n, is_number in enumerate(numbers) if is_number), default=0)
    for first in range(min(_MOST_ABOVE, end) + 1):
        cells, kinds = lines[first:end], numbers[first:end]
        fits = [width for width in range(2, _MOST_COLUMNS + 1) if _fits(cells, kinds, width)]
        if len(fits) == 1:
            starts = range(0, len(cells), fits[0])
            rows = tuple("\t".join(cells[at : at + fits[0]]) for at in starts)
            return Rows(rows, first, end)
        if fits:
            return None
    return None


def can_be_cell(line: str) -> bool:
    """Tell whether a line is short enough to be the cell of a table, and no sentence."""
    if "\t" in line or not 0 < len(line.split()) <= _LONGEST_CELL:
        return False
    return line[-1] not in ".:;?!," or is_nothing(line)


def with_rows(lines: Sequence[str]) -> list[str]:
    """Return as many lines, cells below each other put in rows; a blank line may part them."""
    found = list(lines)
    run: list[int] = []
    for number, line in enumerate((*lines, "", "")):
        if can_be_cell(line.strip()):
            run.append(number)
        elif line.strip() or not run or number - run[-1] > 1:
            _put_rows(found, run)
            run = []
    return found


def _put_rows(lines: list[str], run: Sequence[int]) -> None:
    made = in_rows([lines[number].strip() for number in run])
    if made is None:
        return
    first, last = run[made.first], run[made.end - 1]
    blank = [""] * (last + 1 - first - len(made.rows))
    lines[first : last + 1] = [*made.rows, *blank]


def _fits(cells: Sequence[str], numbers: Sequence[bool], width: int) -> bool:
    """Tell whether so many columns make a head without numbers, and rows of a label and numbers."""
    rows, rest = divmod(len(cells), width)
    if rest or rows < _FEWEST_ROWS or any(numbers[:width]):
        return False
    starts = range(width, len(cells), width)
    labels = {cells[at] for at in starts}
    are_periods = {_PERIOD.fullmatch(label) is not None for label in labels}
    return (
        all(all(numbers[at + 1 : at + width]) for at in starts)
        and len(labels) == len(starts)
        and (are_periods == {True} or not any(numbers[at] for at in starts))
    )
