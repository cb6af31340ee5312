"""Places in a letter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points: 0 ≤ start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}..{self.end}: wanted 0 <= start < end")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return the slice of `text` that this span names."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the span so many characters further on."""
        return Span(self.start + by, self.end + by)


def covering(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """Return the test whether one of these spans holds another one."""
    ordered = sorted(spans)
    farthest = list(accumulate((span.end for span in ordered), max))

    def holds(span: Span) -> bool:
        before = bisect_right(ordered, span.start, key=lambda each: each.start)
        return before > 0 and span.end <= farthest[before - 1]

    return holds


class Placed(Protocol):
    """Anything that stands somewhere in a letter."""

    @property
    def span(self) -> Span:
        """Where it stands."""


T = TypeVar("T", bound=Placed)


def holding(places: Sequence[T], span: Span) -> T | None:
    """Return which of these holds a span; they stand in the order of the text, none in another."""
    at = bisect_right(places, span.start, key=lambda place: place.span.start) - 1
    return places[at] if at >= 0 and span in places[at].span else None
