"""The years that a question names: as dates, as a stretch up to now, or counted from another year.

In: the text of a question, the dates found in it, and the day that "vorig jaar" is seen from. Out:
the years, and how far a year that is left out lies from the one spoken of before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from qa.dutch.numbers import OPEN_END, OPEN_START, Found, read_number
from qa.dutch.text import codes, uncut
from qa.question.read.rules import Said, rule
from qa.types import Period, Span, Years

RECENT: Final = rule(
    "recent",
    r"\b(?:afgelopen|laatste|voorbije) (?P<count>\w+) jaar\b"
    r"|\bin (?P<within>\d{1,2}|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|vijftien|twintig)"
    r" jaar(?: tijd)?\b(?! (?:eerder|geleden))",
    "afgelopen laatste voorbije in",
)
_AMOUNT = re.compile(r"\b(?:meer|minder|hoger|lager) dan $|\b(?:boven|onder) de $", re.IGNORECASE)
_REACH = 16  # characters before a date that hold it
_BESIDE: Final = rule(
    "beside",
    r"\bjaar (?P<side>voor|vóór|voorafgaand aan|na|volgend op|nadat) (?=(?:19|20)\d\d\b)",
    "voor voorafgaand na volgend nadat",
)
_AGO: Final = rule("ago", r"\b(?P<count>\w+) jaar geleden\b", "geleden")
# From a year that the turn before named: "en een jaar eerder?".
SHIFT: Final = rule(
    "shift",
    r"\b(?:(?P<count>\w+) )?jaar (?:(?P<back>daarvoor|ervoor|eerder|voordien)"
    r"|daarna|erna|later|verder)\b",
    "daarvoor ervoor eerder voordien daarna erna later verder",
)


def read_years(
    said: Said, dates: Sequence[Found], today: date
) -> tuple[Years, int, tuple[Span, ...]]:
    """Return the years of a question, the shift where it counts from a year left out, and where.

    A shift from a year that the question names itself is worked out: "in 2011 en tien jaar later".
    """
    return *_read(said, dates, today), relative(said)


def relative(said: Said) -> tuple[Span, ...]:
    """Return where a question counts years from another: "een jaar eerder"."""
    return tuple(Span(*match.span()) for rule in (RECENT, _AGO, SHIFT) for match in said.each(rule))


def _read(said: Said, dates: Sequence[Found], today: date) -> tuple[Years, int]:
    text = said.text
    # "Meer dan 2000 bezoekers" names an amount, not a year.
    starts = [(each, each.span.start) for each in dates]
    dates = [each for each, at in starts if not _AMOUNT.search(text, max(0, at - _REACH), at)]
    years, shift = _dated(dates, text, today), _shift(said.match(SHIFT))
    recent = said.match(RECENT)
    if recent and (count := _count(recent["count"] or recent["within"])) and not years.named:
        first = today.year - 1 - count
        return replace(years, named=(first,), run=True, first=first), 0
    beside = said.match(_BESIDE)
    if beside and len(years.named) == 1 and not years.run:
        step = (
            -1 if beside["side"].casefold().startswith("v") and "volg" not in beside["side"] else 1
        )
        return replace(years, named=(years.named[0] + step,)), 0
    ago = said.match(_AGO)
    if ago and (count := _count(ago["count"])):
        return replace(years, named=(*years.named, today.year - count)), 0
    if shift and len(years.named) == 1 and not years.run:
        return replace(years, named=(*years.named, years.named[0] + shift)), 0
    if shift and len(years.parts) == 1 and not (years.named or years.run):
        return replace(years, parts=(*years.parts, *_moved(years.parts[0], shift))), 0
    return years, 0 if years.named or years.run else shift


def _moved(part: Period, by: int) -> tuple[Period, ...]:
    """Return the same months so many years before or after; none of days within a month."""
    if (part.start.day, part.end.day) != (1, 1) or part.start == OPEN_START:
        return ()
    start, end = (day.replace(year=day.year + by) for day in (part.start, part.end))
    return (Period(start, end, part.label.replace(str(part.start.year), str(start.year))),)


def _shift(match: re.Match[str] | None) -> int:
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
        whole = _whole(years, found.period, found.surface, today) if found.period else None
        part = (found.period,) if found.period else ()
        shown = uncut(found.span, pieces).of(text)
        years = whole or replace(years, part=shown, parts=(*years.parts, *part))
    return years


def _whole(years: Years, period: Period, surface: str, today: date) -> Years | None:
    """Return years with those of a period; None where it holds but a part of one."""
    from_start = period.start == OPEN_START
    # A last year that the question writes is meant, though its figures are not known yet.
    ends_with_a_year = (period.end.month, period.end.day) == (1, 1)
    is_written = ends_with_a_year and str(period.last_year) in surface
    to_end = period.end == OPEN_END or (period.end >= today > period.start and not is_written)
    starts_year = from_start or (period.start.month, period.start.day) == (1, 1)
    ends_year = to_end or ends_with_a_year
    if not (starts_year and ends_year):
        return None
    first = None if from_start else period.start.year
    last = None if to_end else period.last_year
    if period.is_calendar_year:
        return replace(years, named=(*years.named, period.start.year))
    ends = tuple(year for year in (first, last) if year is not None)
    return replace(years, named=(*years.named, *ends), run=True, first=first, last=last)
