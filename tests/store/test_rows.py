"""Ranges of rows are joined where they touch, and hold the same rows."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.store.rows import count, joined

parts = st.lists(st.builds(range, st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(parts)
def test_joined_ranges_hold_the_same_rows_in_order(ranges: list[range]) -> None:
    found = joined(ranges)
    assert [row for part in found for row in part] == sorted({row for r in ranges for row in r})
    assert all(one.stop < other.start for one, other in pairwise(found))
    assert count(found) == len({row for r in ranges for row in r})
