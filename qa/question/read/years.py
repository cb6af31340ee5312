"""The years that a question names: as dates, as a stretch up to now, or counted from another year.

In: the text of a question, the dates found in it, and the day that "vorig jaar" is seen from. Out:
the years, and how far a year that is left out lies from the one spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qa.dutch.numbers import OPEN_END, OPEN_START, Found, read_number
from qa.dutch.text import codes, uncut
from qa.types import Period, Span, Years

RECENT = re.compile(r"\b(?:afgelopen|laatste|voorbije) (?P<count>\w+) jaar\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:meer|minder|hoger|lager) dan $|\b(?:boven|onder) de $", re.IGNORECASE)
_REACH = 16  # characters before a date that hold it
_BESIDE = re.compile(
    r"\bjaar (?P<side>voor|vóór|voorafgaand aan|na|volgend op|nadat) (?=(?:19|20)\d\d\b)", re.I
)
_AGO = re.compile(r"\b(?P<count>\w+) jaar geleden\b", re.IGNORECASE)
_SHIFT = re.compile(
    r"\b(?:(?P<count>\w+) )?jaar (?:(?P<back>daarvoor|ervoor|eerder|voordien)"
    r"|daarna|erna|later|verder)\b",
    re.IGNORECASE,
)


def read_years(text: str, dates: Sequence[Found], today: date) -> tuple[Years, int]:
    """Return the years of a question, and the shift where it counts from a year left out.

    A shift from a year that the question names itself is worked out: "in 2011 en tien jaar later".
    """
    # "Meer dan 2000 overvallen" names an amount, not a year.
    starts = [(each, each.span.start) for each in dates]
    dates = [each for each, at in starts if not _AMOUNT.search(text, max(0, at - _REACH), at)]
    years, shift = _dated(dates, text, today), _shift(text)
    recent = RECENT.search(text)
    if recent and (count := _count(recent["count"])) and not years.named:
        first = today.year - 1 - count
        return replace(years, named=(first,), run=True, first=first), 0
    beside = _BESIDE.search(text)
    if beside and len(years.named) == 1 and not years.run:
        step = (
            -1 if beside["side"].casefold().startswith("v") and "volg" not in beside["side"] else 1
        )
        return replace(years, named=(years.named[0] + step,)), 0
    ago = _AGO.search(text)
    if ago and (count := _count(ago["count"])):
        return replace(years, named=(*years.named, today.year - count)), 0
    if shift and len(years.named) == 1 and not years.run:
        return replace(years, named=(*years.named, years.named[0] + shift)), 0
    return years, 0 if years.named or years.run else shift


def relative_years(text: str) -> tuple[Span, ...]:
    """Return where a question counts years from another one."""
    matches = (m for each in (RECENT, _AGO, _SHIFT) for m in each.finditer(text))
    return tuple(Span(*match.span()) for match in matches)


def _shift(text: str) -> int:
    match = _SHIFT.search(text)
    if match is None:
        return 0
    count = _count(match["count"] or "") or 1
    return -count if match["back"] else count


def _count(word: str) -> int:
    """Return a whole number of years below a century; 0 for any other word."""
    number = read_number(word)
    return int(number) if number is not None and number == int(number) and 0 < number < 100 else 0


def _dated(dates: Sequence[Found], text: str, today: date) -> Years:
    """Return the years that dates name; a part of a year is repeated, so no number of it is cut."""
    years, pieces = Years(), codes(text)
    for found in dates:
        part = uncut(found.span, pieces).of(text)
        years = _with(years, found.period, found.surface, part, today)
    return years


def _with(years: Years, period: Period | None, surface: str, part: str, today: date) -> Years:
    if period is None:
        return replace(years, part=part)
    from_start = period.start == OPEN_START
    # A last year that the question writes is meant, though its figures are not known yet.
    is_written = (period.end.month, period.end.day) == (1, 1) and str(
        period.end.year - 1
    ) in surface
    to_end = period.end == OPEN_END or (period.end >= today > period.start and not is_written)
    starts_year = from_start or (period.start.month, period.start.day) == (1, 1)
    ends_year = to_end or (period.end.month, period.end.day) == (1, 1)
    if not (starts_year and ends_year):
        return replace(years, part=part)
    first = None if from_start else period.start.year
    last = None if to_end else period.end.year - 1
    is_year = period.end == date(period.start.year + 1, 1, 1)
    if is_year:
        return replace(years, named=(*years.named, period.start.year))
    ends = tuple(year for year in (first, last) if year is not None)
    return replace(years, named=(*years.named, *ends), run=True, first=first, last=last)
