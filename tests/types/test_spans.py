"""Looking a place up gives what comparing with every place gives."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from qa.types import Span, covering, holding

SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 30),
    st.integers(1, 12),
)


@dataclass(frozen=True)
class Place:
    span: Span


@given(st.lists(SPANS), SPANS)
def test_a_span_is_covered_where_one_of_them_holds_it(spans: list[Span], wanted: Span) -> None:
    assert covering(spans)(wanted) is any(wanted in span for span in spans)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6))), SPANS)
def test_of_places_side_by_side_the_one_that_holds_a_span_is_found(
    gaps: list[tuple[int, int]], wanted: Span
) -> None:
    places, end = [], 0
    for gap, length in gaps:
        places.append(Place(Span(end + gap, end + gap + length)))
        end += gap + length
    held = [place for place in places if wanted in place.span]
    assert holding(places, wanted) == (held[0] if held else None)
