"""The tables of a letter's pages → the same, a table that goes on over a page break as one.

In: the pages, and the tables of each. Out: the tables, a second half gone from its page and its
rows added to the first. It is one table where nothing stands between the halves, their columns are
in the same places, and the second has no head, or the same one again. A half that calls a note
stays by itself: which note that is depends on its page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from qa.letter.read.pdf.layout import Sheet
from qa.letter.read.pdf.rows import Tabled

_SLACK: Final = 3.0  # points between places that are the same

Tables = Mapping[int, Sequence[Tabled]]


def over_pages(sheets: Sequence[Sheet], tables: Tables) -> dict[int, list[Tabled]]:
    """Return the tables by page, those put together that a page break parts."""
    found = {page: list(each) for page, each in tables.items()}
    # From the last page back: a table may go on over more than one.
    for sheet, following in reversed(list(pairwise(sheets))):
        above, below = found[sheet.page.number], found[following.page.number]
        if above and below and _is_one(sheet, above[-1], following, below[0]):
            second = below.pop(0)
            first, again = above[-1], _repeated(above[-1], second)
            below_it = len(first.rows) - again
            moved = {(row + below_it, column) for row, column in second.shared if row >= again}
            above[-1] = replace(
                first, rows=first.rows + second.rows[again:], shared=first.shared | moved
            )
    return found


def _is_one(sheet: Sheet, first: Tabled, following: Sheet, second: Tabled) -> bool:
    is_parted = any(line.base < first.foot for line in sheet.lines) or any(
        line.base > second.top for line in following.lines
    )
    same_places = len(first.columns) == len(second.columns) > 0 and all(
        abs(one - other) <= _SLACK for one, other in zip(first.columns, second.columns, strict=True)
    )
    calls_none = not any(line.raised for row in second.rows for cell in row for line in cell)
    return (
        first.is_table
        and second.is_table
        and not is_parted
        and same_places
        and (second.heads is None or _repeated(first, second) == second.heads)
        and calls_none
    )


def _repeated(first: Tabled, second: Tabled) -> int:
    """Return how many rows the second half begins with that are the head of the first, again."""
    count = first.heads or 1
    return count if _texts(first)[:count] == _texts(second)[:count] else 0


def _texts(table: Tabled) -> list[list[str]]:
    return [[" ".join(line.text for line in cell) for cell in row] for row in table.rows]
