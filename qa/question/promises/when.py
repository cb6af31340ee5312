"""A sentence that looks ahead → by when, in days, seen from the day of the letter.

In: a sentence and the day of its letter. Out: what of it lies ahead: dates and parts of a year,
also those without a year ("dit najaar", "voor het zomerreces", "binnen drie maanden"), and
conditions ("zodra er een akkoord is"). A date of the past is none, nor is "tot 2027", which ends
something.

The conventions, where Dutch leaves room: as in qa/dutch/numbers/days.py; a month or season without
a year is the next one, the recess at Christmas begins on 25 December and that of the summer on
1 July; "binnen drie maanden" counts from the letter's day. What rests on these, or on "rond", is
not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from qa.dutch.numbers import OPEN_END, OPEN_START, find_dates, read_number
from qa.dutch.numbers.days import MONTHS, Point, days_of
from qa.dutch.numbers.fold import fold, one_of, pattern
from qa.types import Due, Span

_DAY: Final = timedelta(1)
_LAST_YEAR: Final = date.max.year - 50  # there is no calendar for "binnen tien jaar" after it
_HALF_A_YEAR: Final = timedelta(183)  # a day without a year that is further off may be past
_SEASON: Final = "voorjaar|lente|zomer|najaar|herfst"
_MONTH: Final = one_of(name for name in MONTHS if len(name) > 4 or name in ("mei", "juni", "juli"))
_NO_YEAR: Final = (
    r"(?!\w| [12][0-9]{3}| jl| jongstleden| van [12][0-9]{3}| (?:dit|vorig|volgend) jaar)"
)
_OTHERWISE: Final = (
    pattern(
        rf"\b(?:(?P<this>dit|deze|komende?|aanstaande?|volgende?)|het|de)"
        rf" (?P<part>{_SEASON}){_NO_YEAR}"
    ),
    pattern(
        rf"\b(?:(?P<day>[0-9]{{1,2}})|(?P<third>begin|medio|eind)|in|per)"
        rf" (?P<month>{_MONTH}){_NO_YEAR}"
    ),
    pattern(r"\b(?:het )?(?P<recess>kerst|zomer)reces\b"),
    pattern(r"\b(?P<ends>einde? van het jaar|eind van het jaar)\b"),
    pattern(r"\b(?P<turn>de jaarwisseling)\b"),
    pattern(r"\b(?P<next>volgende|komende) (?P<unit>maand|week)\b"),
    pattern(
        r"(?:\bbinnen|^over) (?P<count>[0-9]{1,2}|[a-z]{3,7})"
        r" (?P<within>dagen|weken|maanden|maand|week|jaar)\b"
    ),
)
# How a date is meant, by the words before it.
_LEAD: Final = re.compile(
    r"\b(?:(?P<by>uiterlijk)|(?P<before>voor|vóór)|(?P<since>vanaf|met ingang van|ingaande|per)"
    r"|(?P<after>na)|(?P<until>tot en met|tot|t/m)|(?P<about>rond|omstreeks)|in|op)"
    r"(?: (?:in|op|per|het begin van|de loop van))?(?: (?:het|de))? $"
)
_LONGEST_LEAD: Final = 40  # characters
_RELATED: Final = re.compile(r"(?:(?P<until>tot en met|tot|t/m)|(?P<about>rond)|(?P<since>per)) ")
_CONDITION: Final = pattern(
    r"\b(?:zodra|nadat) [^,;.]{3,120}"
    r"|(?<=\bpas) [^,;.]{0,80}(?P<only>\b(?:als|wanneer|nadat) [^,;.]{3,120})"
    r"|\bna (?:afronding|afloop|ontvangst|besluitvorming|instemming|publicatie|behandeling"
    r"|verschijning|vaststelling|oplevering)[^,;.]{0,80}"
    r"|\bna (?:een|twee|drie|vier|vijf|zes) (?:jaar|maanden|weken)\b"
)
# What a sentence opens with is then no day by which something is done, but when it is done at all.
_IF: Final = pattern(r"(?:als|indien|mocht|mochten|tenzij) [^,;]{3,160}(?=,)")
# A paper that is to come, or a time that nobody names: no day either.
_PAPER: Final = pattern(
    r"\b(?:bij|in|met) (?:de|het|mijn) (?:eerst)?(?:volgende|komende) [a-z]{4,30}\b"
    r"|\b(?:bij|in) (?:de |het )?(?:ontwerp)?(?:voorjaarsnota|miljoenennota|begroting)"
    r" (?:voor )?[12][0-9]{3}\b|\b(?:bij|in) de (?:voorjaarsnota|miljoenennota)\b"
    r"|\b(?:op korte termijn|binnenkort|binnen afzienbare tijd|zo spoedig mogelijk)\b"
)
_ENDS: Final = re.compile(r"einde?\b|ultimo\b")
_BARE_YEAR: Final = re.compile(r"[0-9]{4}")
_FOR_YEAR: Final = re.compile(r"voor [0-9]{4}")
_PLANNED: Final = re.compile(r"\b(?:gepland|voorzien|voorgenomen)\b")
_WIDE_FIRST: Final = re.compile(
    rf"(?:in |dit |volgend |komend |het )?(?:jaar|{_SEASON})(?: van [0-9]{{4}})?", re.IGNORECASE
)
_NOW: Final = re.compile(
    r"(?:dit|deze|eind|einde|later|(?:in )?de loop van|tweede helft|q[1-4]"
    r"|(?:eerste|tweede|derde|vierde) kwartaal)\b"
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something of a sentence that lies ahead: where it stands, and what it means."""

    span: Span
    due: Due

    @property
    def is_deadline(self) -> bool:
        """Tell whether it is a last day: "binnen een jaar" is as often how long something takes."""
        return self.due.first is None and not self.due.words.casefold().startswith("binnen")


def ahead(sentence: str, today: date) -> tuple[Ahead, ...]:
    """Return what of a sentence lies ahead, in its order."""
    folded = fold(sentence)
    opens = _IF.match(folded)
    behind = opens.end() if opens else 0
    named = (each for each in _named(sentence, folded, today) if each.span.start >= behind)
    found: list[Ahead] = []
    for each in sorted(named, key=lambda each: each.span.start):
        meant = _related(each, sentence, folded)
        if meant is None or not _is_ahead(meant, folded, today):
            continue
        if found and (whole := _together(found[-1], meant, sentence)):
            found[-1] = whole
        elif not found or meant.span.start >= found[-1].span.end:
            found.append(meant)
    return tuple(each for each in found if not _names(each, folded))


def condition(sentence: str) -> Due | None:
    """Return what must happen first; None where nothing has to."""
    folded = fold(sentence)
    if match := _IF.match(folded):
        return Due(sentence[: match.end()])
    match = _CONDITION.search(folded)
    if match is None:
        return None
    start, end = match.span("only" if match["only"] else 0)
    return Due(sentence[start:end].strip())


def occasion(sentence: str) -> Due | None:
    """Return the paper with which it comes, or the time that has no day; None where there is none.

    "Bij de volgende begroting", "op korte termijn".
    """
    match = _PAPER.search(fold(sentence))
    return Due(sentence[match.start() : match.end()]) if match else None


def _named(sentence: str, folded: str, today: date) -> Iterator[Ahead]:
    """Yield the dates of a sentence, those without a year too."""
    dated = find_dates(sentence, today=today)
    for each in dated:
        first, end = each.period.start, each.period.end
        yield Ahead(
            each.span,
            Due(
                each.span.of(sentence),
                None if first == OPEN_START else first,
                None if end == OPEN_END else end - _DAY,
            ),
        )
    if today.year > _LAST_YEAR:
        return
    for form in _OTHERWISE:
        for match in form.finditer(folded):
            span = Span(*match.span())
            if not any(each.span.start < span.end and span.start < each.span.end for each in dated):
                yield from _without_year(match, span, sentence, today)


def _without_year(match: re.Match[str], span: Span, sentence: str, today: date) -> Iterator[Ahead]:
    said = match.groupdict()
    words = span.of(sentence)
    if said.get("recess"):
        month, day = (12, 25) if said["recess"] == "kerst" else (7, 1)
        last = (1, 7) if said["recess"] == "kerst" else (8, 31)
        first = date(today.year, month, day)
        first = first if first > today else first.replace(year=today.year + 1)
        end = date(first.year + (last[0] < month), *last)
        yield Ahead(span, Due(words, first, end, certain=False))
    elif said.get("ends"):
        yield Ahead(span, Due(words, date(today.year, 10, 1), date(today.year, 12, 31)))
    elif said.get("turn"):
        yield Ahead(span, Due(words, certain=False))
    elif said.get("count"):
        if until := _within(said["count"], said["within"], today):
            yield Ahead(span, Due(words, None, until, certain=False))
    elif said.get("unit"):
        yield Ahead(span, Due(words, today + _DAY, _next(said["unit"], today)))
    elif days := _next_of(said, today):
        is_near = bool(said.get("day")) and days[0] - today < _HALF_A_YEAR
        if said.get("day") and not is_near and sentence[: span.start].endswith("van "):
            return  # "de brief van 2 juni" was written
        is_certain = is_near or bool(said.get("this"))
        yield Ahead(span, Due(words, days[0], days[1] - _DAY, is_certain))


def _next_of(said: dict[str, str | None], today: date) -> tuple[date, date] | None:
    """Return the days of a month, a day or a season without a year: the next to end."""
    month = said.get("month")
    point = Point(
        month=MONTHS[month] if month else None,
        day=int(said["day"] or 0) or None if said.get("day") else None,
        part=said.get("third") or said.get("part") or "",
    )
    for year in (today.year, today.year + 1):
        days = days_of(replace(point, year=year), today)
        if days and days[1] > today:
            return days
    return None


def _within(count: str, unit: str, today: date) -> date | None:
    number = Decimal(1) if count in ("een", "één") else read_number(count)
    if number is None or not 0 < number <= 36:
        return None
    if unit in ("dagen", "week", "weken"):
        return today + timedelta(int(number) * (1 if unit == "dagen" else 7))
    months = today.year * 12 + today.month - 1 + int(number) * (12 if unit == "jaar" else 1)
    return date(months // 12, months % 12 + 1, min(today.day, 28))


def _next(unit: str, today: date) -> date:
    if unit == "week":
        return today + timedelta(13 - today.weekday())
    following = date(today.year + today.month // 12, today.month % 12 + 1, 28) + timedelta(4)
    return following - timedelta(following.day)


def _related(found: Ahead, sentence: str, folded: str) -> Ahead | None:
    """Take in the words before a date that say how it is meant; None for what only ends."""
    start, end = found.span.start, found.span.end
    printed = folded[start:end]
    inside = _RELATED.match(printed)
    lead = None if inside else _LEAD.search(folded[max(0, start - _LONGEST_LEAD) : start])
    match = inside or lead
    said = match.lastgroup if match else None
    if said == "until":
        return None
    if lead:
        start -= len(lead.group())
    due = replace(found.due, words=sentence[start:end])
    return Ahead(Span(start, end), _meant(due, said, printed))


def _meant(due: Due, said: str | None, printed: str) -> Due:
    """Return a date as the words before it mean it; "voor 2023" is for, not before."""
    match said:
        case "by":
            return replace(due, first=None)
        case "since":
            return replace(due, last=None)
        case "after":
            return replace(due, first=due.last and due.last + _DAY, last=None)
        case "about":
            return replace(due, certain=False)
        case "before" if not _BARE_YEAR.fullmatch(printed):
            is_end = _ENDS.match(printed)
            return replace(
                due, first=None, last=due.last if is_end else due.first and due.first - _DAY
            )
    return due


def _is_ahead(found: Ahead, folded: str, today: date) -> bool:
    """Tell whether it is still to come on the day of the letter."""
    due = found.due
    if due.first is None:
        return due.last is None or due.last >= today
    if due.first > today:
        return True
    if due.last is None:
        return False
    return due.last > today and bool(_NOW.search(folded[found.span.start : found.span.end]))


def _names(found: Ahead, folded: str) -> bool:
    """Tell whether a year names something: "ontwerpbegroting 2025", "de begroting voor 2025"."""
    if _BARE_YEAR.fullmatch(found.due.words):
        return True
    is_for = _FOR_YEAR.fullmatch(found.due.words)
    return bool(is_for and found.span.start and not _PLANNED.search(folded))


def _together(one: Ahead, other: Ahead, sentence: str) -> Ahead | None:
    """Return two dates as one: "in 2025 en 2026"; of a week in a year the week alone."""
    a, b = one.due, other.due
    if not (a.first and a.last and b.first and b.last):
        return None
    if _WIDE_FIRST.fullmatch(a.words) and a.first <= b.first and b.last <= a.last:
        return other
    between = sentence[one.span.end : other.span.start]
    if b.first == a.last + _DAY and between.strip() in ("en", "of"):
        span = Span(one.span.start, other.span.end)
        return Ahead(span, Due(span.of(sentence), a.first, b.last, a.certain and b.certain))
    return None
