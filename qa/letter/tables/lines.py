"""The lines of a table, cut into cells: at tabs, or, in plain text, by what the words can be.

In: a line and where it stands in its table. Out: the places of its cells, None for an empty one;
the first is the label. A line of plain text is cut only where one way to cut it exists: "742 20
800" is two numbers or three as its header has columns, "742 300 800" in two columns is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from qa.letter.tables.values import is_nothing, read_value
from qa.types import Span

#: The cells of a line; an empty one has no place.
Cells: TypeAlias = tuple[Span | None, ...]

_WORD = re.compile(r"\S+")
_BARE_YEAR = re.compile(r"(?:19|20)\d{2}")
# A word that can be, or be part of, a cell: a number, a sign, a scale, or what says "no number".
_CELL_WORD = re.compile(
    r"[-−–+]?€?[-−–]?\d[\d.]*(?:,\d+)?%?|[-−–+€%]|(?:mln|mld)\.?|miljoen|miljard"
)
_INNER_SIGN = re.compile(r"^\D*+\d.* [-−–+]")
_LONGEST_WORD = 30  # characters: a longer run of digits is a code
_LONGEST_CELL = 6  # words: "– € 1 234 567 mln."
_FEWEST = 2  # numbers: a line of prose may end in one


class Line(NamedTuple):
    """A line of a table and the place of its first character."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands, without the space around it."""
        left = len(self.text) - len(self.text.lstrip())
        return Span(self.start + left, self.start + len(self.text.rstrip()))


def cut_at_tabs(line: Line) -> Cells:
    """Return the cells of a line between its tabs."""
    cells: list[Span | None] = []
    start = line.start
    for piece in line.text.split("\t"):
        bare = piece.strip()
        left = start + len(piece) - len(piece.lstrip())
        cells.append(Span(left, left + len(bare)) if bare else None)
        start += len(piece) + 1
    return tuple(cells)


def is_row(text: str) -> bool:
    """Tell whether a line of plain text is a label and at least two numbers."""
    return len(_tail(list(_WORD.finditer(text)))) >= _FEWEST


def ends_in_years(text: str) -> bool:
    """Tell whether the numbers at the end of a line are all years: it may be a header."""
    return all(_BARE_YEAR.fullmatch(word.group()) for word in _tail(list(_WORD.finditer(text))))


def cut_row(line: Line, columns: int) -> Cells | None:
    """Cut a row of plain text into its label and so many numbers; None where no one way is right.

    All words at its end that can be numbers are; the first word is always its label.
    """
    words = list(_WORD.finditer(line.text))
    tail = _tail(words)
    ways = _groupings(tuple(_bare(word.group()) for word in tail), columns)
    if len(ways) != 1:
        return None
    label = Span(line.start + words[0].start(), line.start + words[-len(tail) - 1].end())
    cells = []
    for first, last in pairwise((*ways[0], len(tail))):
        end = tail[last - 1]
        stop = end.start() + len(_bare(end.group()))
        cells.append(Span(line.start + tail[first].start(), line.start + stop))
    return (label, *cells)


def _tail(words: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Return the words at the end of a line that can be cells."""
    first = len(words)
    while first > 1 and _can_be_cell(_bare(words[first - 1].group())):
        first -= 1
    return words[first:]


def _can_be_cell(word: str) -> bool:
    is_short = len(word) <= _LONGEST_WORD
    return is_nothing(word) or (is_short and _CELL_WORD.fullmatch(word) is not None)


def _bare(word: str) -> str:
    """Return a number without a stray full stop behind it ("32,6%.")."""
    return word[:-1] if word.endswith(".") and word[:-1].strip("%")[-1:].isdigit() else word


def _groupings(words: tuple[str, ...], cells: int) -> tuple[tuple[int, ...], ...]:
    """Return the ways, at most two, to group words into so many cells: the first word of each."""
    count = len(words)
    if not cells <= count <= cells * _LONGEST_CELL:
        return ()
    # From the last word back: the ways to group all from there on, by how many cells they make.
    ways: list[dict[int, tuple[tuple[int, ...], ...]]] = [{} for _ in words]
    ways.append({0: ((),)})
    for first in reversed(range(count)):
        found: dict[int, list[tuple[int, ...]]] = {}
        for end in range(first + 1, min(first + _LONGEST_CELL, count) + 1):
            if _is_cell(" ".join(words[first:end])):
                for made, rests in ways[end].items():
                    found.setdefault(made + 1, []).extend((first, *rest) for rest in rests)
        ways[first] = {made: tuple(each[:2]) for made, each in found.items() if made <= cells}
    return ways[0].get(cells, ())


def _is_cell(text: str) -> bool:
    """Tell whether words are one cell; a sign within them would begin the next."""
    is_one = not _INNER_SIGN.search(text) and read_value(text) is not None
    return is_nothing(text) or is_one


def cuts_of_header(line: Line) -> tuple[Cells, ...]:
    """Return the ways to cut a header of plain text: at capitals, at years too, or at each word.

    What stands in brackets belongs to the head before it. Each word is a head of its own only
    where the header does without capitals.
    """
    words = [
        word for word in _WORD.finditer(line.text) if not _in_brackets(line.text, word.start())
    ]
    opens = [word for word in words if not word.group().startswith("(")]
    capitals = [word for word in opens if word.group()[0].isupper()]
    years = [w for w in opens if w.group()[0].isupper() or _BARE_YEAR.fullmatch(w.group())]
    each = opens if not any(word.group()[0].isupper() for word in opens[1:]) else []
    found = (_cut(line, [opens[0], *way]) for way in (capitals, years, each) if way and opens)
    return tuple(dict.fromkeys(found))


def cut_at_brackets(line: Line) -> Cells:
    """Cut a line that is nothing but "(…)" "(…)"; no cells for any other."""
    found = list(re.finditer(r"\([^()]*\)|%", line.text))
    if re.sub(r"\([^()]*\)|%|\s", "", line.text):
        return ()
    return tuple(Span(line.start + m.start(), line.start + m.end()) for m in found)


def _in_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _cut(line: Line, words: Sequence[re.Match[str]]) -> Cells:
    starts = sorted({word.start() for word in words})
    ends = (*starts[1:], len(line.text.rstrip()))
    return tuple(
        Span(line.start + start, line.start + len(line.text[:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    )
