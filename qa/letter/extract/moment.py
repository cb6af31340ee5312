"""When a number holds: the date that goes with it in its sentence.

Which one that is, `pairs` tells. A word such as "inmiddels" moves what follows to the day of the
letter. Where the sentence names no date, that of a note to it holds ("Aantal … tot 1 november
2022"). A date that something is set against ("meer dan in 2020", "ten opzichte van 1990") is no
date of the number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import lru_cache

from qa.dutch.numbers import Found, Kind
from qa.letter.extract.pairs import paired
from qa.letter.extract.statement import Statement
from qa.types import Period

_NOW = re.compile(r"\b(?:inmiddels|momenteel|nu|thans|op dit moment|vandaag)\b", re.IGNORECASE)

# What points at the time that the sentence before names.
_THEN = re.compile(
    r"\b[Ii]n (?:die|dezelfde|diezelfde) periode\b|\b[Ii]n (?:dat|datzelfde|hetzelfde) jaar\b"
)

# "d.d." dates a document, not what is counted; what is compared with holds then, and not this.
_NO_MOMENT = re.compile(
    r"(?:\bd\.d\.|\bdan(?: in| op| eind| begin| medio)?"
    r"|\b(?:ten opzichte van|t\.o\.v\.|vergeleken met"
    r"|in vergelijking met|vergeleken bij|gerekend vanaf|verschil met)"
    r"(?: het jaar| die in| dat in)?) $",
    re.IGNORECASE,
)
_REACH = 40  # characters before a date in which such words stand


def moment(statement: Statement, found: Found, written: date) -> Period | None:
    """Return the period of a quantity; None where the letter ties it to no date."""
    dates = _dates(statement)
    before = bisect_right(dates, found.span.start, key=lambda each: each.span.end)
    since = dates[before - 1].span.end if before else 0
    nows = _nows(statement)
    now = bisect_left(nows, since)
    if now < len(nows) and nows[now] < found.span.start:
        return _day_of_letter(written)
    if not dates and _THEN.search(statement.text):
        return _period_before(statement)
    own = _paired(statement).get(found.span.start) if dates else _date_of_notes(statement)
    return own.period if own else None


def _period_before(statement: Statement) -> Period | None:
    """Return the one period that the sentence before names."""
    named = {each.period for each in _dates(statement.before)} if statement.before else set()
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=1)
def _paired(statement: Statement) -> dict[int, Found | None]:
    """Return the date of each number of a sentence."""
    return paired(statement, _dates(statement))


@lru_cache(maxsize=1)  # the numbers of one sentence follow each other
def _dates(statement: Statement) -> list[Found]:
    """Return the dates of a sentence that can tell when a number in it holds."""
    return [
        each
        for each in statement.found
        if each.kind is Kind.DATE
        and each.period is not None
        and not _NO_MOMENT.search(statement.text, max(0, each.span.start - _REACH), each.span.start)
    ]


@lru_cache(maxsize=1)
def _nows(statement: Statement) -> list[int]:
    """Return where a sentence says "now"."""
    return [match.start() for match in _NOW.finditer(statement.text)]


def _day_of_letter(written: date) -> Period:
    return Period(written, written + timedelta(days=1), "bij het schrijven van de brief")


@lru_cache(maxsize=1)
def _date_of_notes(statement: Statement) -> Found | None:
    """Return the date of a note that says what was counted and when."""
    found = (
        found
        for note in statement.notes
        if note.text.startswith("Aantal")
        for found in note.found
        if found.period is not None
    )
    return next(found, None)
