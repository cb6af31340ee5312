"""A letter's own arithmetic → what its page shows of it: printed, recomputed, and the verdict.

In: the checks of a letter and its passages. Out: rows for the template, each with the passage that
it leads to; what cannot be recomputed stands apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.recompute import Check, Verdict, recompute
from qa.store.index import Index
from qa.types import Passage


@dataclass(frozen=True, slots=True)
class Row:
    """A check, and the passage that the figure stands in."""

    check: Check
    place: Passage


@dataclass(frozen=True, slots=True)
class Recomputed:
    """The checks of a letter: those with a verdict, and the rest."""

    judged: tuple[Row, ...]
    unknown: tuple[Row, ...]

    @property
    def differing(self) -> int:
        """How many figures do not follow from the letter's own numbers."""
        return sum(row.check.verdict is Verdict.DIFFERS for row in self.judged)


@lru_cache(maxsize=32)  # letters; a page shows the same until the index is another
def recomputed(index: Index, letter_id: str) -> Recomputed:
    """Return what the page of a letter shows of its arithmetic."""
    passages = index.passages.of_letter(letter_id)
    starts = [each.span.start for each in passages]
    rows = [_row(check, passages, starts) for check in recompute(index, letter_id)]
    judged = tuple(row for row in rows if row.check.verdict is not Verdict.UNKNOWN)
    return Recomputed(judged, tuple(row for row in rows if row not in judged))


def _row(check: Check, passages: Sequence[Passage], starts: Sequence[int]) -> Row:
    """Find the passage that a figure stands in: the last that begins before it."""
    return Row(check, passages[max(0, bisect_right(starts, check.span.start) - 1)])
