"""Which rows of a store a filter lets through: few ranges, since a letter's rows lie side by side.

Every store of an index numbers its passages alike, so the same rows narrow each of them.
"""

from __future__ import annotations

from collections.abc import Iterable

Rows = tuple[range, ...]

EVERY_ROW: Rows = (range(2**63 - 1),)  # SQLite counts no further


def joined(parts: Iterable[range]) -> Rows:
    """Return ranges in order, neighbours as one, without the empty ones."""
    found: list[range] = []
    for part in sorted(filter(None, parts), key=lambda each: each.start):
        if found and part.start <= found[-1].stop:
            before = found.pop()
            part = range(before.start, max(before.stop, part.stop))
        found.append(part)
    return tuple(found)


def count(rows: Rows) -> int:
    """Return how many rows there are."""
    return sum(map(len, rows))
