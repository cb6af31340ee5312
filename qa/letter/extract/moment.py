"""When a number holds: the date that goes with it in its sentence.

A date before the number goes with it ("per 1 oktober 2022 informatie over 1.772.761 …"), up to a
word such as "inmiddels", which moves the number to the day of the letter. Else the first date after
it, and else the date that a note to the sentence gives ("Aantal … tot 1 november 2022").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import lru_cache

from qa.dutch.numbers import Found, Kind
from qa.letter.extract.statement import Statement
from qa.types import Period

_NOW = re.compile(r"\b(?:inmiddels|momenteel|nu|thans|op dit moment|vandaag)\b", re.IGNORECASE)


def moment(statement: Statement, found: Found, written: date) -> Period | None:
    """Return the period of a quantity; None where the letter ties it to no date."""
    dates = _dates(statement)
    before = bisect_right(dates, found.span.start, key=lambda each: each.span.end)
    since = dates[before - 1].span.end if before else 0
    nows = _nows(statement)
    now = bisect_left(nows, since)
    if now < len(nows) and nows[now] < found.span.start:
        return _day_of_letter(written)
    nearest = dates[max(0, before - 1)] if dates else _date_of_notes(statement)
    return nearest.period if nearest else None


@lru_cache(maxsize=1)  # the numbers of one sentence follow each other
def _dates(statement: Statement) -> list[Found]:
    """Return the dates of a sentence that can tell when a number in it holds."""
    return [
        each
        for each in statement.found
        if each.kind is Kind.DATE
        and each.period is not None
        # "d.d." dates a document, not what is counted
        and not statement.text.endswith("d.d. ", 0, each.span.start)
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
