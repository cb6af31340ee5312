"""What is quoted for a "wanneer" question → the one date in it that is of the event asked for.

In: a question as it was read, what is quoted, and the day of its letter. Out: the date as the
letter prints it, with the word before it that says how it is meant ("voor 1 maart"). None where
two dates stand there, where the date names or measures something else ("de motie van 3 mei",
"sinds 2010" for a beginning), where it stands in an aside about another thing, or where the
sentence denies.
"""

from __future__ import annotations

import re
from collections.abc import Set
from datetime import date
from typing import Final

from qa.dutch.forms import kin, verb_root
from qa.dutch.initials import initials
from qa.dutch.numbers import OPEN_START, find_dates
from qa.dutch.terms import is_part
from qa.dutch.text import fold, part_around, sentences, words
from qa.question.promises.when import ahead
from qa.question.read.reading import Reading
from qa.question.read.whether import DENIALS, PASSING
from qa.types import Moment, Period, Span

_LEAD: Final = re.compile(
    r"\b(?:uiterlijk|voor|vóór|vanaf|met ingang van|ingaande|per|na|rond|omstreeks|begin|medio|eind"
    r"|op zijn vroegst|in de loop van|in het begin van|tot en met|tot|sinds)"
    r"(?: (?:in|op|het|de|per)){0,3}\s$",
    re.IGNORECASE,
)
# Before a date that is of another thing, or that something is measured against.
_OF_OTHER: Final = re.compile(
    r"\b(?:van|d\.d\.|dan|dan in|dan op|opzichte van|vergeleken met|bij|uit|en|of)\s$",
    re.IGNORECASE,
)
_FROM_THEN: Final = re.compile(r"\bmet ingang van\s$", re.IGNORECASE)
_FOR_YEAR: Final = re.compile(r"\bvoor\s$", re.IGNORECASE)
_LONGEST: Final = 30  # characters of a lead
_ENDING: Final = re.compile(r"\b(?:tot|sinds)\b", re.IGNORECASE)
_TURNING: Final = frozenset(
    "begin begint begon begonnen start startte gestart eindigt eindigde klaar afgerond".split()
)
_HEDGED: Final = re.compile(r"\b(?:verwacht\w*|gepland|voorzien)\b", re.IGNORECASE)
_ONLY_HOPED: Final = frozenset(
    "hoop hopen hoopt streef streeft streven beoogd beoogde mogelijk wellicht misschien zou"
    " zouden".split()
)
_PARTED: Final = re.compile(r"[;:]|[.!?](?=\s)")
_PART: Final = re.compile(r"[,;:]|[.!?](?=\s)")
_KINDS: Final = frozenset("over tegen tot voor van".split())  # behind a noun, of which it is
_ARTICLES: Final = frozenset(("de", "het", "een"))
_LEAST_SAID: Final = 1  # words of the question, beside the date in its part
_COMMA: Final = re.compile(r",(?=\s)")
_ASIDE: Final = re.compile(r"\s*(?:die|dat|waar\w*|wie|nadat|toen|omdat|terwijl|hoewel)\b")


def moment(
    reading: Reading, topic: str, text: str, core: Span, start: int, today: date
) -> Moment | None:
    """Return the date of what is asked for in the core of a text that begins at `start`.

    `topic` holds words of the turns before.
    """
    quoted = core.of(text)
    found = _dates(quoted, today)
    if len(found) > 1:
        found = _of_event(found, reading, quoted)
    if len(found) != 1:
        return None
    span, period = found[0]
    asked = {*(word.folded for word in reading.words[1:]), *topic.casefold().split()}
    is_event = _is_of_event(asked, quoted, span)
    named = {each for each in _names_in(reading.text[1:]) if fold(each) not in initials(quoted)}
    if _is_of_other(reading, quoted, span, period) or not is_event:
        return None
    if not _is_of_kind(reading, f"{text[: core.start]}{quoted}"):
        return None
    if not _is_told_of(named, text[: core.start], quoted, span):
        return None
    lead = _LEAD.search(quoted, max(0, span.start - _LONGEST), span.start)
    shown = Span(lead.start() if lead else span.start, span.end)
    place = shown.moved(start + core.start)
    hedged = bool(_HEDGED.search(part_around(quoted, span, _PARTED).of(quoted)))
    return Moment(surface=shown.of(quoted), span=place, period=period, hedged=hedged)


def _of_event(
    found: list[tuple[Span, Period | None]], reading: Reading, quoted: str
) -> list[tuple[Span, Period | None]]:
    """Return the one of several dates whose part of its sentence says most of what is asked.

    Its sentence must say all of it; none where two parts say as much.
    """
    wanted = [_roots({reading.words[number].folded}) for number in reading.content]

    def said(text: str) -> int:
        held = _roots({word.folded for word in words(text)}) | initials(text)
        return sum(not each.isdisjoint(held) for each in wanted)

    ranked = sorted(
        (
            (said(part_around(quoted, span, _PART).of(quoted)), at)
            for at, (span, _) in enumerate(found)
        ),
        reverse=True,
    )
    (most, at), (next_most, _) = ranked[:2]
    sentence = part_around(quoted, found[at][0], _PARTED).of(quoted)
    is_told = most >= _LEAST_SAID and most > next_most and said(sentence) == len(wanted)
    return [found[at]] if is_told else []


def _is_of_kind(reading: Reading, said: str) -> bool:
    """Tell whether a text says of which things a question is: "het advies over de dienstplicht"."""
    held = _roots({word.folded for word in words(said)}) | initials(said)
    of_kind = (n for n in reading.content if _leads(n, reading) in _KINDS)
    return all(
        not _roots({reading.words[n].folded}).isdisjoint(held)
        or any(is_part(stem, other) for stem in _roots({reading.words[n].folded}) for other in held)
        for n in of_kind
    )


def _leads(number: int, reading: Reading) -> str:
    """Return the preposition before a word, past its article."""
    before = [word.folded for word in reading.words[max(0, number - 2) : number]]
    return next((word for word in reversed(before) if word not in _ARTICLES), "")


def _names_in(text: str) -> set[str]:
    """Return the words of a text that are written as names."""
    return {each.span.of(text) for each in words(text) if each.span.of(text)[:1].isupper()}


def _is_told_of(named: set[str], before: str, quoted: str, span: Span) -> bool:
    """Tell whether a date's sentence is of what is named: there, or before it and of no other."""
    sentence = next(each for each in sentences(quoted) if span.start < each.end)
    own = _names_in(sentence.of(quoted)[1:])
    if named <= own:
        return True
    return not own and named <= _names_in(f"{before}{quoted[: sentence.end]}")


def _dates(quoted: str, today: date) -> list[tuple[Span, Period | None]]:
    """Return all dates of a text, those without a year too."""
    found: list[tuple[Span, Period | None]] = [
        (each.span, each.period) for each in find_dates(quoted, today=today)
    ]
    for each in ahead(quoted, today):
        if not any(span.start < each.span.end and each.span.start < span.end for span, _ in found):
            found.append((each.span, None))
    return found


def _is_of_other(reading: Reading, quoted: str, span: Span, period: Period | None) -> bool:
    """Tell whether a date is of something else than what is asked for when."""
    asked = {word.folded for word in reading.words}
    before = max(0, span.start - _LONGEST)
    printed = span.of(quoted)
    is_course = bool(period) and " tot" in printed
    if is_course and not _TURNING.isdisjoint(asked):
        return True
    is_open = (period is not None and period.start == OPEN_START) or printed.startswith("sinds")
    ends = _ENDING.search(quoted, before, span.start) or _ENDING.match(printed)
    if (is_open or ends) and not is_course and {"tot", "sinds"}.isdisjoint(asked):
        return True
    if _FOR_YEAR.search(quoted, before, span.start) and printed.isdigit():
        return True
    is_start = _FROM_THEN.search(quoted, before, span.start)
    return not (is_course or is_start) and bool(_OF_OTHER.search(quoted, before, span.start))


def _is_of_event(asked: set[str], quoted: str, span: Span) -> bool:
    """Tell whether the words around a date are of what is asked for, and deny nothing."""
    around = part_around(quoted, span, _PARTED).of(quoted)
    aside = part_around(quoted, span, _COMMA).of(quoted)
    if _ASIDE.match(aside):
        around = aside
    said = {word.folded for word in words(around)}
    doubt = DENIALS | _ONLY_HOPED
    if not doubt.isdisjoint(word.folded for word in words(aside)):
        return False
    return not _roots(asked - PASSING).isdisjoint(_roots(said))


def _roots(found: Set[str]) -> set[str]:
    return {form(word) for word in found for form in (kin, verb_root)}
