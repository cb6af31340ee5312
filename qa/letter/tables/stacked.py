"""The lines of heads above a table → one head a column, from the upper line down.

In: the first lines of a table, cut into cells, and how many of them its format marks as head. Out:
how many are, the caption where a line over all columns holds it, and the head of each column: the
wide ones above it apart. It refuses heads of which it is not certain how wide they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qa.errors import LetterError
from qa.letter.tables.values import is_nothing, read_value

_MOST_HEADS: Final = 4  # lines
_MOST_TOLD: Final = 2  # lines, where no format marks them
_YEAR: Final = re.compile(r"(?:19|20)\d{2}\*?")


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column: the wide heads above it, if there are any, and its own words."""

    group: str
    words: tuple[str, ...]


def captions_in(printed: Sequence[Sequence[str]]) -> list[str]:
    """Return what stands in the first lines over all columns: it is about the whole table."""
    found: list[str] = []
    for line, below in pairwise(printed[: _MOST_TOLD + 1]):
        first = line[0]
        is_alone = not any(line[1:]) and below[0] and any(below[1:])
        if len(line) < 2 or not first or not (is_alone or {*line} == {first}):
            break
        found.append(first)
    return found


def count_heads(printed: Sequence[Sequence[str]], marked: int) -> int:
    """Return how many lines at the top are head: those that are marked, and what goes on below.

    In one that is not marked stands no number that is no year, and no dash for one; a further one
    has no label, the same one again, or stands below one without.
    """
    count = min(max(marked, 0), _MOST_HEADS)
    for line in printed[count : max(count + 1, _MOST_TOLD)]:
        above = printed[count - 1][0] if count else ""
        is_below = count == 0 or line[0] in ("", above) or not above
        is_data = any(_is_number(cell) or (cell and is_nothing(cell)) for cell in line[1:])
        if not is_below or is_data or not any(line[1:]):
            break
        count += 1
    return count if count < len(printed) else 0


def is_year(cell: str) -> bool:
    """Tell whether a cell is a year and nothing else."""
    return _YEAR.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    return not is_year(cell) and read_value(cell) is not None and not _names_period(cell)


def _names_period(cell: str) -> bool:
    """Tell whether a cell is a period ("2019–2020"), which also reads as a range."""
    return not cell.startswith(("+", "-", "–")) and len(re.findall(r"(?:19|20)\d{2}", cell)) == 2


def merge(heads: Sequence[Sequence[str]]) -> tuple[str, tuple[ColumnHead, ...]]:
    """Join the lines of a header column by column; also return what stands above the labels.

    An empty place under the first line's label repeats the head to its left. Where that line has
    no label it does so only if the heads below repeat themselves; otherwise nothing tells whether
    the head is wide or stands one line lower.
    """
    filled = [[*heads[-1]]]
    for line in reversed(heads[:-1]):
        filled.insert(0, _filled(line, filled[0]))
    row_head = " ".join(_stacked([line[0] for line in filled]))
    return row_head, tuple(_column(filled, at) for at in range(1, len(filled[0])))


def _filled(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    found = [*upper]
    repeats = len(set(lower[1:])) < len(lower[1:])
    for column in range(2, len(found)):
        if found[column] or not lower[column]:
            continue
        if not (found[0] or repeats):
            raise LetterError(f"over welke kolommen «{found[column - 1]}» gaat, is niet zeker")
        found[column] = found[column - 1]
    return found


def _column(lines: Sequence[Sequence[str]], at: int) -> ColumnHead:
    """Part what stands above a column alone, and its years, from what it shares with others."""
    words = _stacked([line[at] for line in lines])
    wide = {
        line[at] for line in lines[:-1] if line.count(line[at]) > 1 and not is_year(line[at])
    } - {words[-1] if words else ""}
    own = tuple(word for word in words if word not in wide)
    return ColumnHead(" ".join(word for word in words if word in wide), own or ("",))


def _stacked(words: Sequence[str]) -> tuple[str, ...]:
    """Return words from the upper line down, one over several lines once."""
    return tuple(dict.fromkeys(word for word in words if word))
