"""A question for a pattern in a series → the pattern, and the question without its words.

In: a reading. Out: a Pattern, and the rest of the question, which names the series as any other
question does: "Sinds welk jaar ligt het aantal bezoekers onder de 5.000?" looks for a threshold
in "het aantal bezoekers". None where a question asks for no pattern: the rules are tried in order,
the narrow ones first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from qa.question.read.pattern_rules import PATTERNS
from qa.question.read.pattern_said import spans_of
from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import Pattern, Span, Wanted


class Read(NamedTuple):
    """A pattern, the question without its words, and where the longest of them stand."""

    pattern: Pattern
    rest: str
    span: Span


def read_pattern(reading: Reading) -> Read | None:
    """Return what a question looks for in whole series."""
    if reading.wanted in {Wanted.WHY, Wanted.WHO}:
        return None
    for rule in PATTERNS:
        if found := rule(reading):
            pattern, spans = found
            every = Span(0, len(reading.text))
            longest = max(spans, key=lambda each: each.end - each.start, default=every)
            pattern = replace(pattern, whether=_asks_whether(reading))
            return Read(pattern, _without(reading, spans), longest)
    return None


def _asks_whether(reading: Reading) -> bool:
    return reading.said.match(RULES["asks_whether"]) is not None


def _without(reading: Reading, spans: Sequence[Span]) -> str:
    """Return a question with blanks for what asks for the pattern."""
    blanked = [*spans, *spans_of(reading, "manner", "asks_whether_frame", "measured_in")]
    text = reading.text
    for span in spans_of(reading, "years_before"):
        text = f"{text[: span.start]}vóór{text[span.end :]}"
    for span in blanked:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return " ".join(text.split())
