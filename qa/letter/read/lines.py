"""Lines of plain text → blocks: what the writer set apart, each with its line in the file.

In: the lines of a text. Out: its blocks. Blank lines part them. A text may also be broken off at
the width of a page, and may have no blank lines at all: a line is joined to the next where the next
word did not fit behind it, and a block begins behind the end of a sentence, at a mark of a list and
where a letterhead begins to say something else. Rows of a table stay together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from qa.letter.read.headings import MARKED_HEADING, is_heading, is_numbered
from qa.letter.read.letterhead import (
    LONGEST_HEAD,
    is_closing,
    is_office,
    is_place_and_date,
    is_prose,
    is_salutation,
    label_of,
)
from qa.letter.tables.lines import is_row

#: How an item of a list begins.
ITEM: Final = re.compile(r"(?:[•●▪*–-]|(?:[a-z]|\d{1,2})\))\s+\S")
# A sentence ends here, whatever closes it: a quote, the marker of a note. A number has a full stop.
_ENDS: Final = re.compile(r"[.!?:;…](?!(?<=\d\.)\d{3}$)[\]»”’\"']{0,3}(?:\[?\d{1,3}\]?)?$")
_NARROWEST, _WIDEST = 50, 130  # characters of a line that ends where the page did
_LONGEST_WORD = 15  # by which such lines differ
_FEWEST_WRAPPED = 3  # lines as long as the page is wide
_SHORTEST_BROKEN = 20  # characters of a line that the next one, in small letters, goes on with
_SHORTEST_SENTENCE = 3  # words


@dataclass(frozen=True, slots=True)
class Raw:
    """A block of lines; `line`, of the first, counts from 1."""

    text: str
    line: int

    @property
    def place(self) -> str:
        """Where it begins, for messages."""
        return f"regel {self.line}"


class _Line(NamedTuple):
    """A line, and what the letterhead says in it under which label; or whether a table has it."""

    text: str
    number: int
    label: str = ""
    said: str = ""
    is_row: bool = False


class _Page(NamedTuple):
    """At how many characters a text was broken off, 0 where it was not; and what parts its blocks.

    Where it `is_spaced`, blank lines do: short lines that end a sentence have one below them.
    """

    width: int
    is_spaced: bool

    def is_filled(self, line: str) -> bool:
        """Tell whether a line is about as long as the page is wide."""
        return "\t" not in line and self.width - _LONGEST_WORD < len(line) <= self.width

    def has_room(self, line: str, word: str) -> bool:
        """Tell whether a word would have fitted behind a line."""
        return not len(line) <= self.width < len(line) + 1 + len(word)


def cut_blocks(lines: Sequence[str], start: int) -> tuple[Raw, ...]:
    """Cut lines, from `start` on, to blocks."""
    page = _page(lines[start:])
    return tuple(
        block
        for run in _runs(lines, start, _end_of_head(lines, start))
        for block in _blocks(_whole(_with_rows(run, page), page))
    )


def _end_of_head(lines: Sequence[str], start: int) -> int:
    """Return the first line, of those that may be of the letterhead, that is not."""
    first = range(start, min(start + LONGEST_HEAD, len(lines)))
    return next((n for n in first if is_salutation(lines[n]) or is_prose(lines[n])), first.stop)


def _runs(lines: Sequence[str], start: int, head: int) -> Iterator[list[_Line]]:
    """Yield the runs of lines between blank ones."""
    pending: list[_Line] = []
    for number in range(start, len(lines)):
        line = lines[number].strip(" ")
        if line.strip():
            label, said = label_of(line) if number < head else ("", "")
            text = " ".join(line.split("\t")) if label else line  # no row of a table
            pending.append(_Line(text, number + 1, label, said))
        elif pending:
            yield pending
            pending = []
    if pending:
        yield pending


def _page(lines: Sequence[str]) -> _Page:
    width = _width(lines)
    ends = [
        after
        for line, after in pairwise(map(str.strip, lines))
        if 0 < len(line) <= width - _LONGEST_WORD and _ENDS.search(line)
        if not (is_row(line) or ITEM.match(after) or is_numbered(after))
    ]
    spaced = len([after for after in ends if not after])
    return _Page(width, spaced >= _FEWEST_WRAPPED and 5 * spaced >= 4 * len(ends))


def _width(lines: Sequence[str]) -> int:
    """Return at how many characters a text was broken off; 0 where it was not."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip() and "\t" not in line)
    for width in reversed(lengths):
        nearly = bisect_right(lengths, width) - bisect_left(lengths, width - _LONGEST_WORD)
        if nearly >= max(_FEWEST_WRAPPED, len(lengths) // 10):
            return width if _NARROWEST <= width <= _WIDEST else 0
    return 0


def _with_rows(run: Sequence[_Line], page: _Page) -> list[_Line]:
    """Tell which lines are rows of a table.

    Of text that was broken off at the width of the page a line may end in two numbers by chance
    ("in 2023 187.000"): it is a row only beside another.
    """
    rows = [False, *("\t" in line.text or is_row(line.text) for line in run), False]
    broken = [False, *(page.is_filled(line.text) for line in run)]
    return [
        line._replace(
            is_row=rows[n] and (rows[n - 1] or rows[n + 1] or not any(broken[n - 1 : n + 1]))
        )
        for n, line in enumerate(run, start=1)
    ]


def _whole(run: Sequence[_Line], page: _Page) -> list[_Line]:
    """Join the lines that the width of the page broke."""
    found: list[_Line] = []
    pending = [run[0]]
    for line in run[1:]:
        if _goes_on(pending[-1], line, page):
            pending.append(line)
        else:
            found.append(_one(pending))
            pending = [line]
    return [*found, _one(pending)]


def _one(lines: Sequence[_Line]) -> _Line:
    return lines[0]._replace(text=" ".join(line.text for line in lines))


def _goes_on(line: _Line, after: _Line, page: _Page) -> bool:
    """Tell whether a line was broken off, and the next one is the rest of it."""
    if line.is_row or after.is_row or _begins(after) or _stands_alone(line):
        return False
    if is_office(line.text):  # the name of who signed stands below it
        return False
    ends = _ENDS.search(line.text) is not None
    if ends and is_numbered(after.text):
        return False
    first = after.text.split(" ", 1)[0]
    if not page.has_room(line.text, first) or (page.is_spaced and page.is_filled(line.text)):
        return True
    if ends:
        return False
    if first[0].isdigit():
        return page.width > 0 and 3 * len(line.text) > 2 * page.width
    is_broken = len(line.text) >= _SHORTEST_BROKEN and (page.width > 0 or line.said != "")
    return is_broken and first[0].islower()


def _blocks(lines: Sequence[_Line]) -> Iterator[Raw]:
    """Yield the blocks of a run of whole lines."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or _is_parted(lines[at - 1], lines[at]):
            yield Raw("\n".join(line.text for line in lines[first:at]), lines[first].number)
            first = at


def _is_parted(before: _Line, line: _Line) -> bool:
    """Tell whether a block ends at one line, and the next begins another."""
    rows = (before.is_row, line.is_row)
    if all(rows):
        return False
    if _begins(line) or _stands_alone(before) or before.said:
        return True
    if any(rows):
        return _is_sentence(line.text if rows[0] else before.text)
    if is_numbered(before.text) and is_numbered(line.text):
        return False  # a list
    ends = _ENDS.search(before.text) is not None and not before.text.endswith(";")
    return ends or (is_heading(before.text) and _is_sentence(line.text))


def _begins(line: _Line) -> bool:
    """Tell whether a line shows that something new begins with it."""
    is_item = ITEM.match(line.text) is not None
    return is_item or line.label != "" or _stands_alone(line)


def _stands_alone(line: _Line) -> bool:
    """Tell whether a line is something by itself, whatever stands around it."""
    is_marked = MARKED_HEADING.match(line.text) is not None
    of_letter = is_salutation(line.text) or is_closing(line.text)
    return is_marked or of_letter or is_place_and_date(line.text)


def _is_sentence(line: str) -> bool:
    return _ENDS.search(line) is not None and len(line.split()) >= _SHORTEST_SENTENCE
