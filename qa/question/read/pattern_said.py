"""What the words of a pattern say of a question: where they stand, which way it asks, in what.

In: a reading, and the names of rules. Out: places and directions, for the rules on patterns.
"""

from __future__ import annotations

from collections.abc import Callable

from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import Pattern, Span

Sought = tuple[Pattern, tuple[Span, ...]]
PatternRule = Callable[[Reading], Sought | None]


def spans_of(reading: Reading, *names: str) -> tuple[Span, ...]:
    """Return where named rules find something."""
    return tuple(Span(*match.span()) for name in names for match in reading.said.each(RULES[name]))


def says(reading: Reading, name: str) -> bool:
    """Tell whether a named rule finds something."""
    return reading.said.match(RULES[name]) is not None


def way_asked(reading: Reading) -> int:
    """Return which way a question asks for: -1 down, 1 up, 0 where it says neither or both."""
    down = reading.has("fall", "less") or says(reading, "downwards")
    up = reading.has("rise", "more") or says(reading, "upwards")
    if reading.has("fall") is not reading.has("rise"):
        return -1 if reading.has("fall") else 1
    return (up - down) if up is not down else 0


def in_percent(reading: Reading) -> bool | None:
    """Tell whether changes are meant in percent or in numbers; None where it does not say."""
    if says(reading, "by_share"):
        return True
    return False if says(reading, "by_number") else None
