"""A question whether something is so → what is claimed, and the question that it answers.

In: a part of a question, as it was typed, and the day of the newest letter. Out: the claim with
its numbers taken out and asked for: "Klopt het dat de pilot in 30 gemeenten loopt?" claims 30 and
asks "de pilot in hoeveel gemeenten loopt". None where nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from qa.dutch.numbers import Found, Kind, scan
from qa.dutch.numbers.agreement import rounded
from qa.dutch.numbers.units import UNITS, is_part, whole_of
from qa.dutch.text import sentences
from qa.question.read.frame import unframed
from qa.question.read.multiplied import multiplied
from qa.question.read.parts import checks
from qa.types import Bound, Quantity, Span

_TRUE: Final = r"(?:waar|juist|correct|zo)"
_WHETHER: Final = re.compile(
    rf"\W*(?:en |maar )?(?:klopt (?:het|de \w+)|is het (?:inderdaad |ook |dan )?{_TRUE}"
    r"|(?:kunt|kan|kun|wilt|wil) (?:u|je|jij)(?: mij| ons)? bevestigen|bevestigt u"
    r"|is het een feit)(?: ook| inderdaad| nog)?,? dat ",
    re.IGNORECASE,
)
# "Waren er 30 boten?", "Klopt het aantal van 30 boten?"
_SUPPOSES: Final = re.compile(
    r"\W*(?:(?:is|zijn|was|waren|werd|werden|wordt|worden|heeft|hebben|had|hadden)\b"
    r"|klop(?:t|pen) (?=(?:de|het)\b))"
    r"(?!.*\b(?:hoe(?:veel|vaak)?|welke?|wat|wie|wanneer|waar\w*)\b)",
    re.IGNORECASE,
)
_CHECKS: Final = re.compile(r"^\W*klop(?:t|pen) ", re.IGNORECASE)
_STATED: Final = re.compile(
    r"\W*(?:(?:fact ?)?check|stelling|bewering|waar of niet(?: waar)?"
    r"|klopt (?:dit|dat|het|het volgende|deze \w+))(?: dit)?\s?[:?] ",
    re.IGNORECASE,
)
# Who says so may stand before it too: "Volgens de krant waren er …".
_BY_WHOM: Final = re.compile(
    r"^\W*volgens (?:[^\W\d_]+ ){1,4}?(?=(?:is|zijn|was|waren|werd|werden|heeft|hebben|had|hadden)"
    r"\b)",
    re.IGNORECASE,
)
# Who says so is not what is said: "De minister zegt dat …", "In de krant staat dat …".
_REPORTED: Final = re.compile(
    r"\b(?:zegt|zei|stelt|stelde|schrijft|schreef|meldt|meldde|beweert|beweerde|staat|stond|las"
    r"|lees|hoor|hoorde|zeggen|zeiden|stellen|schrijven|melden|beweren|bericht|berichtte|gezegd"
    r"|gemeld|beweerd|gelezen|gehoord)\b[^.?!:]{0,60}?,? dat ",
    re.IGNORECASE,
)
_IS: Final = re.compile(r"\W*(?:en )?(?:is|zijn|was|waren|werd|werden) ", re.IGNORECASE)
_TIMES: Final = frozenset({"jaar", "maand", "week", "dag", "uur", "minuut", "seconde"})
_AGE: Final = re.compile(
    r"\b(?:jonger|ouder)(?: is| zijn| was| waren| dan)? dan \d|\b(?:jonger|ouder) dan \d"
    r"|\bleeftijd van \d"
    r"|\b(?:jongeren|ouderen|volwassenen|kinderen|mensen|inwoners)"
    r" (?:tot|vanaf|van|boven|onder)(?: de)? \d",
    re.IGNORECASE,
)
_REACH: Final = 25  # characters before a number in which that stands
_DENIAL: Final = re.compile(r"\b(?:niet|geen|nooit|nauwelijks|amper)\b", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\been $", re.IGNORECASE)
# "Lager was dan 25.000": what stands between the two is the statement's own.
_THAN: Final = re.compile(
    r"\b(?:(?P<below>lager|minder|kleiner|geringer)|hoger|meer|groter)"
    r"(?P<between>(?: \w{1,20}){1,3}?) dan (?:de )?$",
    re.IGNORECASE,
)
_FARTHEST: Final = 90  # characters before a number in which that stands
_FROM: Final = re.compile(r"\bvan $", re.IGNORECASE)
_TO: Final = re.compile(r"\b(?:naar|tot) $", re.IGNORECASE)
_OF_YEAR: Final = re.compile(r" (?:(?:was|is) )?het jaar (?:(?:was|is) )?met ", re.IGNORECASE)
_IN: Final = re.compile(r"\bin (?:het jaar )?$", re.IGNORECASE)
_EXTREME: Final = re.compile(
    r"\b(?:hoogst|laagst|meest|minst|grootst|kleinst|sterkst|piek|dieptepunt)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asserted:
    """What is claimed.

    `asks` is the question that the claim answers, `numbers` are what it claims in answer, as typed
    and as quantities: one, or where it went from and to. `year` is a year that is claimed to be the
    one with the most or the fewest. `is_multiple` tells that it says "verdubbeld" or the like,
    `is_share` that it says "een derde", `denies` that it says what is not so; `mixed` are numbers
    that do not belong to one measure.
    """

    asks: str
    numbers: tuple[tuple[str, Quantity], ...] = ()
    year: int | None = None
    is_multiple: bool = False
    is_share: bool = False
    denies: bool = False
    mixed: tuple[str, ...] = ()


def asserted(question: str, today: date) -> Asserted | None:
    """Read what a question claims; None where it claims nothing."""
    said = _said(question) or _multiple(question)
    return _read(said, today) if said else None


def supposed(question: str, today: date) -> Asserted | None:
    """Read the number that a question for yes or no supposes."""
    text = unframed(question)
    if not _SUPPOSES.match(text):
        return None
    claim = _read(_CHECKS.sub("", text).rstrip(" ?.!"), today)
    return claim if claim.numbers else None


def _read(said: str, today: date) -> Asserted:
    """Read a statement: its numbers, and the question that it answers."""
    found = scan(said, today)
    numbers = [each for each in found if each.kind is Kind.QUANTITY and each.quantity]
    measured = [each for each in numbers if _is_measured(each, said)]
    claimed = measured or numbers
    denies = bool(_DENIAL.search(_without(said, claimed)))
    if not claimed and (times := multiplied(said)):
        pair = (times.surface, times.quantity)
        return Asserted(times.asks, (pair,), is_multiple=True, denies=denies)
    if not claimed:
        said, found = _fronted(said, found)
        year = _claimed_year(said, found)
        asks = _put(said, year, "welk jaar") if year else _DENIAL.sub("", said)
        return Asserted(asks, year=_year_of(year) if year else None, denies=denies)
    if len(claimed) == 1 and (limit := _limit(said, claimed[0])):
        said, claimed = limit[0], [limit[1]]
    pairs = tuple((each.surface, _in_percent(each.quantity)) for each in claimed if each.quantity)
    if len(claimed) == 1:
        is_share = claimed[0].quantity is not None and is_part(claimed[0].quantity.unit)
        return Asserted(_asking(said, claimed[0]), pairs, is_share=is_share, denies=denies)
    if _is_course(said, claimed):
        return Asserted(_without_course(said, claimed), pairs, denies=denies)
    return Asserted(said, denies=denies, mixed=tuple(each.surface for each in claimed))


def _is_measured(number: Found, said: str) -> bool:
    """Tell whether a number is of more than time or age: not "jonger dan 35"."""
    is_time = number.quantity is None or number.quantity.unit in _TIMES
    return not (is_time or _AGE.search(said, max(0, number.span.start - _REACH), number.span.end))


def _said(question: str) -> str:
    """Return the statement that a question asks to confirm; empty where it asks none."""
    text = " ".join(unframed(question).split())
    if match := _WHETHER.match(text) or _STATED.match(text):
        return text[match.end() :].rstrip(" ?.!")
    before = text
    while check := checks(before):  # "…, toch? Klopt dat?"
        before = before[: check.start()].rstrip(" ,.;:?!")
    if before == text:
        return ""
    spans = sentences(before)
    last = spans[-1].of(before) if spans else ""
    told = _REPORTED.search(last)
    return last[told.end() :] if told else _BY_WHOM.sub("", last, count=1)


def _multiple(question: str) -> str:
    """Return the statement that something halved, where a question asks whether it did."""
    text = unframed(question)
    begins = _IS.match(text)
    said = text[begins.end() :].rstrip(" ?.!") if begins else ""
    return said if said and multiplied(said) else ""


def _without(said: str, numbers: list[Found]) -> str:
    """Return a statement without its numbers: "niet meer dan 5" denies nothing."""
    for each in reversed(numbers):
        said = f"{said[: each.span.start]} {said[each.span.end :]}"
    return said


def _limit(said: str, number: Found) -> tuple[str, Found] | None:
    """Return a statement as "… minder dan 25.000", where it says so with words in between."""
    start, quantity = number.span.start, number.quantity
    match = _THAN.search(said, max(0, start - _FARTHEST), start)
    if match is None or quantity is None or quantity.bound is not Bound.EXACT:
        return None
    is_below = match["below"] is not None
    bound = Bound.AT_MOST if is_below else Bound.AT_LEAST
    word = "minder dan" if is_below else "meer dan"
    before = said[: match.start()] + match["between"].lstrip() + " "
    moved = len(before) - start
    return before + said[start:], replace(
        number,
        span=Span(start + moved, number.span.end + moved),
        surface=f"{word} {number.surface}",
        quantity=replace(quantity, bound=bound, word=word),
    )


def _asking(said: str, number: Found) -> str:
    """Return a statement with "hoeveel" in the place of its number."""
    assert number.quantity is not None
    unit = _in_percent(number.quantity).unit
    known = UNITS.get(unit)
    name = {"procent": "procent", "euro": "euro"}.get(unit) or (known.many if known else unit)
    return _put(said, number, f"hoeveel {name}".rstrip())


def _in_percent(quantity: Quantity) -> Quantity:
    """Return "een derde" as about 33 percent: in such a form a letter gives what is claimed."""
    if not is_part(quantity.unit):
        return quantity
    is_exact = quantity.bound is Bound.EXACT
    return replace(
        quantity,
        value=rounded(100 * quantity.value / whole_of(quantity.unit), 0),
        unit="procent",
        bound=Bound.ABOUT if is_exact else quantity.bound,
    )


def _put(said: str, place: Found, words: str) -> str:
    """Put words in the place of what was found, and of the article before it."""
    before = _ARTICLE.sub("", said[: place.span.start])
    return f"{before}{words}{said[place.span.end :]}"


def _is_course(said: str, numbers: list[Found]) -> bool:
    """Tell "van 12 naar 15": two numbers of one measure."""
    first, last, *more = numbers
    units = {each.quantity.unit for each in (first, last) if each.quantity}
    return (
        not more
        and len(units - {""}) < 2
        and _FROM.search(said, 0, first.span.start) is not None
        and _TO.search(said, 0, last.span.start) is not None
    )


def _without_course(said: str, numbers: list[Found]) -> str:
    """Return a statement without from where and to where: "daalde van 5 in 2013 naar 3 in 2020"."""
    first, last = numbers
    before = _FROM.sub("", said[: first.span.start])
    between = _TO.sub("", said[first.span.end : last.span.start])
    return " ".join(f"{before} {between} {said[last.span.end :]}".split())


def _fronted(said: str, found: tuple[Found, ...]) -> tuple[str, tuple[Found, ...]]:
    """Return "2021 het jaar was met de meeste …" as "in 2021 de meeste …", with what was found."""
    date = next((each for each in found if each.kind is Kind.DATE), None)
    match = date and _OF_YEAR.match(said, date.span.end)
    if not (date and match) or date.span.start > len("in "):
        return said, found
    span = Span(len("in "), len("in ") + len(date.surface))
    return f"in {date.surface} {said[match.end() :]}", (replace(date, span=span),)


def _claimed_year(said: str, found: tuple[Found, ...]) -> Found | None:
    """Return the year that is said to be the one with the most or the fewest, if one is."""
    dates = [each for each in found if each.kind is Kind.DATE]
    if len(dates) != 1 or not _EXTREME.search(said) or _year_of(dates[0]) is None:
        return None
    return dates[0] if _IN.search(said, 0, dates[0].span.start) else None


def _year_of(found: Found) -> int | None:
    """Return the calendar year that a date is, None where it is another stretch of time."""
    period = found.period
    is_year = period is not None and period.label == str(period.start.year)
    return period.start.year if period and is_year else None
