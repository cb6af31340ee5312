"""When a number holds: the date that goes with it in its sentence.

A date before the number goes with it ("per 1 oktober 2022 informatie over 1.772.761 …"), up to a
word such as "inmiddels", which moves the number to the day of the letter. Else the first date after
it, and else the date that a note to the sentence gives ("Aantal … tot 1 november 2022").
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from qa.letter.extract.statement import Statement
from qa.numbers import Found, Kind
from qa.types import Period

_NOW = re.compile(r"\b(?:inmiddels|momenteel|nu|thans|op dit moment|vandaag)\b", re.IGNORECASE)


def moment(statement: Statement, found: Found, written: date) -> Period | None:
    """Return the period of a quantity; None where the letter ties it to no date."""
    dates = [
        each
        for each in statement.found
        if each.kind is Kind.DATE
        and each.period is not None
        # "d.d." dates a document, not what is counted
        and not statement.text[: each.span.start].endswith("d.d. ")
    ]
    before = [d for d in dates if d.span.end <= found.span.start]
    since = before[-1].span.end if before else 0
    if not before and (now := _NOW.search(statement.text)) and now.start() < found.span.start:
        return _day_of_letter(written)
    if before and _NOW.search(statement.text, since, found.span.start):
        return _day_of_letter(written)
    nearest = before[-1:] or dates[:1] or _dates_of_notes(statement)
    return nearest[0].period if nearest else None


def _day_of_letter(written: date) -> Period:
    return Period(written, written + timedelta(days=1), "bij het schrijven van de brief")


def _dates_of_notes(statement: Statement) -> list[Found]:
    """Return the date of a note that says what was counted and when."""
    return [
        found
        for note in statement.notes
        if note.text.startswith("Aantal")
        for found in note.found
        if found.period is not None
    ][:1]
