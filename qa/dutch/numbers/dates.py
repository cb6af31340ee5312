"""Dates and periods in running Dutch: "15 september jl.", "2011 tot en met 2021", "eind 2023".

In: folded text and the day it was written. Out: where a date ends, and its half-open days. It
refuses to guess: a date without a year ("op 1 juli") is a date, but has no days.

"tot" before a single date leaves its start open, "vanaf" and "na" their end; "sinds" ends today.
Between two years or months "tot" includes the last ("van 2011 tot 2021"), between two days not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from qa.dutch.numbers.days import (
    MONTHS,
    OPEN_END,
    OPEN_START,
    PARTS_OF_YEAR,
    YEARS,
    Days,
    Point,
    days_of,
    decade_of,
    span_of,
    week_of,
    year_of,
)
from qa.dutch.numbers.fold import one_of, pattern
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF

_FULL = [name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli")]
_SHORT = [name for name in MONTHS if name not in _FULL]
_MONTH = rf"(?P<month>(?:{one_of(_FULL)})(?!\w)|(?:{one_of(_SHORT)})(?!\w)\.?)"
_DAY = r"(?P<day>[0-9]{1,2})"
_DIGIT_YEAR = r"(?:19[0-9]{2}|20[0-9]{2}|2100)(?!\w|[.,:][0-9]|/[0-9]{1,3}(?![0-9]))"
_YEAR = rf"(?P<year>{_DIGIT_YEAR}|(?:{one_of(YEARS)})(?!\w))"
_WHEN = rf"(?:(?: van)? {_YEAR}| (?P<recent>jl|jongstleden)(?!\w)\.?)"
_THIRD = "begin|medio|midden|halverwege|half|einde?|ultimo"
_NAMED = one_of(part for part in PARTS_OF_YEAR if part not in _THIRD.split("|"))
# A bare year is no year where a unit or scale makes it a number ("2000 euro").
_NO_UNIT = rf"(?!~%| (?:{one_of([*UNIT_OF, *SCALE_OF])})(?!\w))"

_FORMS: Final = (
    pattern(r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![\w-])"),
    pattern(rf"{_DAY}(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by)(?P<year>[12][0-9]{{3}})(?![\w-])"),
    pattern(rf"{_DAY} {_MONTH}{_WHEN}?"),
    pattern(rf"(?:(?P<part>{_THIRD})(?: van)? )?{_MONTH}{_WHEN}"),
    pattern(rf"(?P<part>{_NAMED})(?: van)? {_YEAR}"),
    pattern(rf"(?P<part>eerste|tweede) half~jaar(?: van)? {_YEAR}"),
    pattern(rf"(?P<part>{_THIRD})(?: van)? {_YEAR}"),
    pattern(rf"{_YEAR}{_NO_UNIT}"),
)
# A first day or month that leaves the rest to what follows: "18 tot", "10, 11 en", "juli en".
_LINK = r" en | tot en met | t/m | tot |~[-–]~"
_ANY_MONTH = rf"(?:{one_of(MONTHS)})\b"
_LEAD = pattern(
    rf"(?P<days>[0-9]{{1,2}}(?:, [0-9]{{1,2}}){{0,9}})(?P<by>{_LINK})(?=[0-9]{{1,2}} {_ANY_MONTH})"
    rf"|(?P<month>{one_of(_FULL)})(?P<link>{_LINK})(?={_ANY_MONTH})"
)
_RELATION = pattern(
    r"(?P<relation>per|sinds|vanaf|tot en met|t/m|tot|uiterlijk|na|vóór|rond|tussen) (?:de |het )?"
)
#: The words that open a date, beside months, parts of a year and the years relative to today.
DATE_WORDS: Final = "per sinds vanaf tot t uiterlijk na vóór rond tussen week jaren".split()
_TO = pattern(r" (?:tot en met|t/m|tot) (?:de |het )?|~[-–]~|/")
_AND = pattern(r" en ")
#: What may not follow a date; a hyphen and a digit may follow its first half.
_GLUED = pattern(r"[\w+]|[-–/]\w|[.,:][0-9]")
_LETTERS = pattern(r"[\w+]|[.,:][0-9]")
_WEEK = pattern(rf"week (?P<week>[0-9]{{1,2}})(?!\w|[.,:/-][0-9])(?:(?: van| in|,)? {_YEAR})?")
_SOME_YEAR = pattern(rf"(?<!\w){_YEAR}")
#: No sentence is looked at for further than this, so that a text without stops stays cheap.
_SENTENCE: Final = 400
_SENTENCE_END = pattern(r"[.!?;] |\n")
_DECADE = pattern(
    r"jaren '?(?P<decade>[1-9]0(?!\w|[.,:][0-9])"
    r"|(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig\b|tien\b)"
)
_CLOCK = pattern(r"(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9](?: uur)?|\.[0-5][0-9] uur)(?![\w:])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its end; `days` is None where nothing says which year, `real` where none could."""

    end: int
    days: Days | None
    real: bool = True


def date_at(folded: str, at: int, today: date) -> Dated | None:
    """Read the longest date or period that starts at `at`; None where none does."""
    for rule in (_clock, _decade, _week, _related):
        if reading := rule(folded, at, today):
            return reading
    return None


def _clock(folded: str, at: int, today: date) -> Dated | None:
    """Read "10:56" and "14.00 uur": a time, on a day it does not say."""
    match = _CLOCK.match(folded, at)
    return Dated(match.end(), None) if match else None


def _decade(folded: str, at: int, today: date) -> Dated | None:
    """Read "jaren tachtig"."""
    match = _DECADE.match(folded, at)
    return Dated(match.end(), decade_of(match["decade"])) if match else None


def _week(folded: str, at: int, today: date) -> Dated | None:
    """Read "week 41", of the one year that it or its sentence names."""
    match = _WEEK.match(folded, at)
    if match is None:
        return None
    week, printed = int(match["week"]), match["year"] or _year_of_sentence(folded, at)
    if printed is None:
        return Dated(match.end(), None, real=1 <= week <= 53)
    days = week_of(year_of(printed, today), week)
    return Dated(match.end(), days, real=days is not None)


def _year_of_sentence(folded: str, at: int) -> str | None:
    """Return the year that the sentence around `at` names, if it names exactly one."""
    first, last = max(0, at - _SENTENCE), at + _SENTENCE
    start = max((end.end() for end in _SENTENCE_END.finditer(folded, first, at)), default=first)
    stop = _SENTENCE_END.search(folded, at, last)
    years = _SOME_YEAR.finditer(folded, start, stop.start() if stop else last)
    named = {match["year"] for match in years}
    return named.pop() if len(named) == 1 else None


def _related(folded: str, at: int, today: date) -> Dated | None:
    """Read a period with the word that relates it to its days: "per", "sinds", "tot"."""
    match = _RELATION.match(folded, at)
    if match is None:
        return _period(folded, at, today, _TO)
    relation = match["relation"]
    reading = _period(folded, match.end(), today, _AND if relation == "tussen" else _TO)
    if reading is None or reading.days is None:
        return reading
    days = _relate(relation, reading.days, today)
    return Dated(reading.end, days, real=days is not None)


def _relate(relation: str, days: Days, today: date) -> Days | None:
    """Turn the days that are named into the days that are meant."""
    start, end = days
    match relation:
        case "sinds" if start <= today < OPEN_END:
            start, end = start, today + timedelta(1)
        case "sinds" | "vanaf":
            end = OPEN_END
        case "na":
            start, end = end, OPEN_END
        case "tot" | "vóór":
            start, end = OPEN_START, start
        case "tot en met" | "t/m" | "uiterlijk":
            start = OPEN_START
    return (start, end) if start < end else None


def _period(folded: str, at: int, today: date, link: re.Pattern[str]) -> Dated | None:
    """Read one date, or two that `link` joins."""
    if led := _led(folded, at, today):
        return led
    found = _point_at(folded, at, today)
    if found is None:
        return None
    first, end = found
    joint = link.match(folded, end)
    if joint and (last := _point_at(folded, joint.end(), today)):
        through = last[0].day is None or joint.group().strip() != "tot"
        return _span(first, last[0], last[1], today, through=through)
    if _GLUED.match(folded, end):
        return None
    if first.dated:
        days = days_of(first, today)
        return Dated(end, days, real=days is not None)
    return Dated(end, None, real=first.possible)


def _span(first: Point, last: Point, end: int, today: date, *, through: bool) -> Dated:
    """Join two points; without any year they are dates of no known days."""
    if not last.dated:
        return Dated(end, None, real=first.possible and last.possible)
    days = span_of(first, last, today, through=through)
    return Dated(end, days, real=days is not None)


def _led(folded: str, at: int, today: date) -> Dated | None:
    """Read "18 tot 20 juli jl.", "12 en 13 oktober 2022", "juli en augustus 2022"."""
    lead = _LEAD.match(folded, at)
    last = lead and _point_at(folded, lead.end(), today)
    if not (lead and last) or _GLUED.match(folded, last[1]):
        return None
    days = [int(day) for day in lead["days"].split(",")] if lead["days"] else []
    first = Point(day=days[0]) if days else Point(month=MONTHS[lead["month"]])
    by = (lead["by"] or lead["link"]).strip()
    if by == "en" and not _consecutive(days, first, last[0]):
        return Dated(last[1], None)
    through = not days or by != "tot"
    return _span(first, last[0], last[1], today, through=through)


def _consecutive(days: list[int], first: Point, last: Point) -> bool:
    """Tell whether "10, 11 en 12" leaves no gap: with one, no single period covers it."""
    listed = [*days, last.day] if days else [first.month, last.month]
    return all(a and b and b - a == 1 for a, b in pairwise(listed))


def _point_at(folded: str, at: int, today: date) -> tuple[Point, int] | None:
    """Read one printed date by the first form that fits."""
    for form in _FORMS:
        match = form.match(folded, at)
        if match and not _LETTERS.match(folded, match.end()):
            return _point(match.groupdict(), today), match.end()
    return None


def _point(parts: dict[str, str | None], today: date) -> Point:
    """Turn the named groups of a form into a point."""
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    part = " ".join((parts.get("part") or "").split())
    return Point(
        year=year_of(" ".join(year.split()), today) if year else None,
        month=(int(month) if month.isdigit() else MONTHS[month.rstrip(".")]) if month else None,
        day=int(day) if day else None,
        part=f"{part} helft" if part in ("eerste", "tweede") else part,
        recent=bool(parts.get("recent")),
    )
