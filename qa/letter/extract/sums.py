"""Rows that add up others, though nothing calls them a total: "Alle plaatsen".

In: the facts of one table. Out: the same, with the role of a total for each row that is the sum of
the rows right above it in every column that can be added. A ranking that met them would name the
whole as its largest part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qa.types import Fact, Role

_FEWEST = 2  # rows that a sum is of
_SURE = 3  # of one column alone: two numbers may add up to a third by chance


def with_sums(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts of a table, with the rows that are sums of others told as totals."""
    columns: dict[int, dict[int, Decimal]] = {}
    for fact in facts:
        row, column = _place(fact)
        if fact.role is Role.PLAIN and not fact.quantity.is_percentage:
            columns.setdefault(column, {})[row] = fact.quantity.value
    sums = [_sums(column) for column in columns.values() if len(column) > _FEWEST]
    rows = {row for found in sums for row in found}
    totals = {row for row in rows if _is_sum(row, sums)}
    return [
        replace(fact, role=Role.TOTAL)
        if fact.role is Role.PLAIN and _place(fact)[0] in totals
        else fact
        for fact in facts
    ]


def _place(fact: Fact) -> tuple[int, int]:
    row, column = fact.id.rsplit(":", 2)[1:]
    return int(row), int(column)


def _sums(column: dict[int, Decimal]) -> dict[int, int]:
    """Return the rows that are the sum of those right above, and how many rows that is of."""
    open_rows: list[Decimal] = []
    found: dict[int, int] = {}
    for row, value in sorted(column.items()):
        total, count = Decimal(0), 0
        for above in reversed(open_rows):
            total, count = total + above, count + 1
            if total >= value:
                break
        if total == value and value and count >= _FEWEST:
            found[row] = count
            del open_rows[-count:]
        open_rows.append(value)
    return found


def _is_sum(row: int, sums: Sequence[dict[int, int]]) -> bool:
    """Tell whether all columns agree that a row is a sum, and of how many."""
    counts = {found.get(row, 0) for found in sums}
    return len(counts) == 1 and min(counts) >= (_FEWEST if len(sums) > 1 else _SURE)
