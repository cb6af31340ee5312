"""Which date of a sentence goes with which of its numbers.

In: a sentence with its findings, and which of its dates can tell when something holds. Out: for
every number its date, or none where the sentence does not say for certain. Dutch has three ways:

- in order: "5.956 en 5.121 kinderen in 2008 en 2009";
- right behind it: "55 procent in 2025 en 60 procent in 2030";
- in front, for all that follows up to the next date: "In 2019 waren er 12, in 2020 nog 9".

What a number rose or fell from has only a date of its own: "in 2021 van 120 naar 150".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby, pairwise

from qa.dutch.numbers import Found
from qa.letter.extract.statement import Statement

# What may stand between two values, or two dates, that are listed side by side.
_LISTED = re.compile(
    r"\s{0,3}(?:\([^()]{0,40}\))?,?\s{0,3}"
    r"(?:en respectievelijk|en|of|naar|tot|tegen|respectievelijk|resp\.)?\s{0,3}"
    r"(?:(?:in|op|per|voor|eind|begin|medio)\s{1,3})?",
    re.IGNORECASE,
)
_IN_ORDER = re.compile(r"\b(?:respectievelijk|achtereenvolgens|resp\.)", re.IGNORECASE)
# Between a value and the date right behind it stand its noun and a preposition, and no new clause.
_BEHIND = re.compile(r"[^,;:.()]{0,60}|\s{0,3}\(")
# A date behind one of these tells of what it is, not when so many were counted: "wetten uit 2005".
_OF_DATE = re.compile(r"\b(?:uit|van|na|tussen|over)\s+$", re.IGNORECASE)
_OPENING = re.compile(r"[,;:]\s(?:en\s|maar\s)?(?:(?:in|op|per|eind|begin|medio|sinds)\s){0,2}$")
_SET_APART = re.compile(r",|;|\b(?:tegenover|terwijl|tegen)\b")
_NEW_CLAUSE = re.compile(
    r"\b(?:en|of|maar|dat|die|waar|waarvan|terwijl|tegenover)\b", re.IGNORECASE
)
# "tegen 95 000 een jaar eerder", "drie jaar eerder waren het er 118": of no day that is named.
_TIME = r"(?:jaar|jaren|maand|maanden|week|weken|dag|dagen)\s(?:eerder|daarvoor|later|daarna)\b"
_LATER = re.compile(rf"(?:\s(?!dan\b)[^\s,;.]{{1,30}}){{1,3}}\s{_TIME}")
_AFTER_LATER = re.compile(rf"(?<!dan een ){_TIME}[^,;]{{0,40}}$", re.IGNORECASE)
_FROM = re.compile(r"\bvan\s+(?:\w+\s+)?$", re.IGNORECASE)
_TO = re.compile(r"[^.;]{0,80}?\b(?:naar|tot)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REACH = 30  # characters before a number in which "van" stands
_FAR = 80  # and in which "een jaar eerder" does
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers, or dates, with nothing of the other kind between them."""

    items: tuple[Found, ...]
    is_dates: bool


def paired(statement: Statement, dates: Sequence[Found]) -> dict[int, Found | None]:
    """Return the date of each number of a sentence, by the place where the number starts."""
    told = {each.span.start for each in dates}
    items = [each for each in statement.found if each.quantity or each.span.start in told]
    says_so = _IN_ORDER.search(statement.text) is not None
    runs = [
        _Run(tuple(group), is_dates)
        for is_dates, group in groupby(items, key=lambda each: each.span.start in told)
    ]
    return dict(_each(statement, runs, says_so))


def _each(
    statement: Statement, runs: Sequence[_Run], says_so: bool
) -> Iterator[tuple[int, Found | None]]:
    """Yield each number with its date, run by run."""
    used: _Run | None = None  # the dates that already go with what stands in front of them
    for at, run in enumerate(runs):
        if run.is_dates:
            continue
        before = runs[at - 1] if at else None
        behind = runs[at + 1] if at + 1 < len(runs) else None
        if behind and at + 2 < len(runs) and _opens_clause(statement, run.items[-1], behind):
            behind = None  # "er zijn 12 scholen dicht; in 2021 waren het er 19"
        in_order = _in_order(statement, run, behind, says_so)
        in_order = in_order or _in_order(statement, run, before, says_so)
        if in_order:
            yield from in_order.items()
            continue
        own = behind if behind and _is_behind(statement, run.items[-1], behind) else None
        is_used = before is not None and before is used
        used = behind if own and (is_used or before is None) else used
        for number in run.items:
            date = _date_of(statement, number, run, (before, is_used), (behind, own))
            yield number.span.start, date


def _date_of(
    statement: Statement,
    number: Found,
    run: _Run,
    front: tuple[_Run | None, bool],
    rear: tuple[_Run | None, _Run | None],
) -> Found | None:
    """Return the one date that a number can go with: that in front of it, or that behind it."""
    (before, is_used), (behind, own) = front, rear
    if _is_of_other_day(statement, number):
        return None
    is_last = number is run.items[-1]
    if before is None:
        chosen = None if _is_cut_off(statement, number, behind) else behind
    elif own and is_last:
        is_own = is_used or is_old(statement, number) or _is_apart(statement, run)
        chosen = own if is_own else _either(before, own)
    else:
        chosen = before
    if chosen is None or len(chosen.items) > 1:
        return None
    date = chosen.items[0]
    if is_old(statement, number) and not (is_last and chosen is own):
        return None
    return None if _is_new(statement, run, number) and _is_long(date) else date


def _is_cut_off(statement: Statement, number: Found, behind: _Run | None) -> bool:
    """Tell whether a semicolon parts a number from the date behind it."""
    if behind is None:
        return False
    return ";" in statement.text[number.span.end : behind.items[0].span.start]


def _opens_clause(statement: Statement, number: Found, dates: _Run) -> bool:
    """Tell whether a date opens a clause behind a mark, so that it goes with what follows it."""
    start, end = number.span.end, dates.items[0].span.start
    if _LISTED.fullmatch(statement.text, start, end):
        return False
    return _OPENING.search(statement.text, max(start, end - _REACH), end) is not None


def _is_of_other_day(statement: Statement, number: Found) -> bool:
    """Tell whether a number is of so long before or after a day that is named."""
    start, text = number.span.start, statement.text
    if _AFTER_LATER.search(text, max(0, start - _FAR), start):
        return True
    return _LATER.match(text, number.span.end) is not None


def _either(before: _Run, behind: _Run) -> _Run | None:
    """Return the date in front and the date behind where they are the same, else neither."""
    return before if before.items[0].period == behind.items[0].period else None


def _is_apart(statement: Statement, run: _Run) -> bool:
    """Tell whether the last number is set apart from those that the date in front goes with."""
    if len(run.items) == 1:
        return False
    one, other = run.items[-2:]
    return _SET_APART.search(statement.text, one.span.end, other.span.start) is not None


def _in_order(
    statement: Statement, run: _Run, dates: _Run | None, says_so: bool
) -> dict[int, Found | None]:
    """Pair as many dates as there are values, where both are listed; nothing for anything else."""
    if dates is None or len(dates.items) != len(run.items) or len(run.items) == 1:
        return {}
    if not (_is_list(statement, dates) and (says_so or _is_list(statement, run))):
        return {}
    pairs = zip(run.items, dates.items, strict=True)
    return {number.span.start: date for number, date in pairs}


def _is_list(statement: Statement, run: _Run) -> bool:
    return all(
        _LISTED.fullmatch(statement.text, one.span.end, other.span.start)
        for one, other in pairwise(run.items)
    )


def _is_behind(statement: Statement, number: Found, dates: _Run) -> bool:
    """Tell whether a date stands right behind a number, in its clause."""
    start, end = number.span.end, dates.items[0].span.start
    if not _BEHIND.fullmatch(statement.text, start, end) or _OF_DATE.search(
        statement.text, start, end
    ):
        return False
    return _NEW_CLAUSE.search(statement.text, start, end) is None


def is_old(statement: Statement, number: Found) -> bool:
    """Tell whether a sentence says what a number became: "van 120 naar 150"."""
    at = statement.found.index(number)
    later = next((each for each in statement.found[at + 1 :] if each.quantity), None)
    start = number.span.start
    is_from = _FROM.search(statement.text, max(0, start - _REACH), start)
    return bool(
        is_from and later and _TO.fullmatch(statement.text, number.span.end, later.span.start)
    )


def is_new(statement: Statement, number: Found) -> bool:
    """Tell whether a number is what the number before it in its sentence became."""
    at = statement.found.index(number)
    before = [each for each in statement.found[:at] if each.quantity]
    return bool(before) and is_old(statement, before[-1])


def _is_new(statement: Statement, run: _Run, number: Found) -> bool:
    """Tell whether a number is what the one before it became."""
    at = run.items.index(number)
    return at > 0 and is_old(statement, run.items[at - 1])


def _is_long(date: Found) -> bool:
    """Tell whether a period is longer than a year: no state holds in all of it."""
    return date.period is not None and date.period.end - date.period.start > _YEAR
