"""A question for the years in which a series passes a limit → the limit, and how much of it counts.

In: a reading. Out: the pattern, and where the question asks for it; None where it names no limit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from qa.dutch.numbers import Found
from qa.dutch.numbers.units import UNIT_OF
from qa.question.read.pattern_said import Sought, says, spans_of
from qa.question.read.pattern_words import RULES
from qa.question.read.reading import Reading
from qa.types import Bound, Extent, Operation, Pattern, Quantity, Span

_BELOW: Final = frozenset("onder beneden minder lager korter kleiner".split())
_INCLUSIVE: Final = frozenset(
    "minstens minimaal hoogstens maximaal ten tenminste minste hoogste".split()
)
_AT_MOST: Final = frozenset("hoogstens maximaal hoogste".split())
_LEVELS: Final = frozenset("onder boven beneden".split())  # "daalde onder de 50.000"


def threshold(reading: Reading) -> Sought | None:
    """Recognise a limit, with the years or the subjects that it is asked of."""
    limit = _limit(reading)
    if limit is None:
        return None
    found, said = limit
    is_share = found.quantity is not None and found.quantity.unit == "procent"
    if reading.has("share") and not is_share:
        return None
    words = frozenset(said.of(reading.text).casefold().split())
    if reading.has("fall", "rise") and words.isdisjoint(_LEVELS):
        return None  # "een stijging van meer dan 30" holds the change against it
    below, asked = not _BELOW.isdisjoint(words), tuple(_quantities(found))
    if not _AT_MOST.isdisjoint(words):
        below = True
    extent, spans = _extent(reading)
    over_subjects = False
    if extent is None:
        over_subjects = says(reading, "which_of") and not says(reading, "which_years")
        if not over_subjects:
            return None
    pattern = Pattern(
        Operation.THRESHOLD,
        way=0 if len(asked) > 1 else -1 if below else 1,
        limits=asked,
        inclusive=not _INCLUSIVE.isdisjoint(words) and "dan" not in words,
        extent=extent or Extent.ALL,
        over_subjects=over_subjects,
    )
    return pattern, (*spans, said, _without_unit(found))


def _limit(reading: Reading) -> tuple[Found, Span] | None:
    """Return the number that others are held against, and where it says how."""
    for match in reading.said.each(RULES["limit"]):
        at = match.end() + 1
        number = next(
            (each for each in reading.numbers if each.span.start <= at < each.span.end), None
        )
        if number is not None and number.quantity is not None:
            return number, Span(*match.span())
    return None


def _without_unit(found: Found) -> Span:
    """Return where a number stands, but for its unit: that tells which series is meant."""
    unit = found.surface.rpartition(" ")[2]
    is_unit = unit.casefold() in UNIT_OF
    return Span(found.span.start, found.span.end - (len(unit) if is_unit else 0))


def _quantities(found: Found) -> list[Quantity]:
    assert found.quantity is not None
    unit = "" if found.quantity.unit == "keer" else found.quantity.unit
    one = replace(found.quantity, unit=unit, bound=Bound.EXACT, high=None, word="")
    if found.quantity.high is None:
        return [one]
    return [one, replace(one, value=found.quantity.high)]


def _extent(reading: Reading) -> tuple[Extent | None, tuple[Span, ...]]:
    spans = spans_of(reading, "since_when", "until_when", "lasting", "ever")
    spans += spans_of(reading, "which_years", "how_many_years", "and_which")
    if "jaren" in reading.said.words:  # of several "voor het eerst" says something else
        return Extent.ALL, spans
    spans += spans_of(reading, "first_time")
    for name, extent in (
        ("until_when", Extent.UNTIL),
        ("first_time", Extent.FIRST),
        ("since_when", Extent.SINCE),
        ("ever", Extent.EVER),
        ("how_many_years", Extent.ALL),
        ("which_years", Extent.ALL),
    ):
        if says(reading, name):
            return extent, spans
    return None, spans
