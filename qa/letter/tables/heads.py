"""What the head of a row or column, or a caption, says: name, unit, scale, period, role.

In: its words as printed ("Omzet (x € 1.000)", "Leden in 2021", "Verschil 2023–2017"). Out: a Head,
whose name is what is left without unit and period. Units may be any word after "in"; a word in
brackets that is neither a unit nor a scale stays in the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from qa.dutch.classes import classes
from qa.dutch.numbers import find_dates
from qa.errors import LetterError
from qa.letter.tables.units import names_scale, take_unit
from qa.letter.tables.values import BARE
from qa.types import Measured, Period, Role, Span

_BACKWARDS = re.compile(r"\b(?P<last>(?:19|20)\d{2}) ?[–-] ?(?P<first>(?:19|20)\d{2})\b")
_YEAR_AT_END = re.compile(r" (?P<year>(?:19|20)\d{2})$")
_BEFORE_DATE = frozenset("in op per van over voor eind stand peildatum jaar".split())
_OPENING = ",:;("
_PRICES = re.compile(r"\b(?:prijspeil|prijzen|prijsniveau)(?: van)? $", re.IGNORECASE)
_RAISED = re.compile(r"(?<=\d)[¹²³⁰⁴-⁹]{1,2}$")  # the mark of a note behind a year
_ORDINAL = r"(?:[1-4]e|eerste|tweede|derde|vierde|q[1-4]|i{1,3}|iv)"
_MONTHS = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# What makes a year shorter: "1e kwartaal", "(t/m augustus)".
_SHORTER = re.compile(
    rf"(?:(?:t/m|tot en met|tot|vanaf|en|het|van|–|-|half|jaar|kwartaal|kwartalen|halfjaar|helft"
    rf"|maand(?:en)?|week|weken|\d{{1,2}}|{_ORDINAL}|{_MONTHS}\.?)(?: |$)){{1,8}}",
    re.IGNORECASE,
)
_EDGES = " \t,;:*–-"
_TOTAL = re.compile(
    r"(?:totaal|totalen|som)\b[ :]*(?:generaal|aantal )?|(?=subtotaal\b)", re.IGNORECASE
)
_TOTAL_BEHIND = re.compile(r"[ ,:–-]{1,3}\(?totaal\)?$", re.IGNORECASE)
_AVERAGE = re.compile(r"(?:het )?gemiddelde?", re.IGNORECASE)
_PART = re.compile(r"[-–• ]*(?:waarvan|waaronder|w\.v\.|van wie)\b:?[ ]*", re.IGNORECASE)
# What Dutch calls a difference between two moments.
_CHANGES = "verschil|ontwikkeling|toename|afname|groei|daling|stijging|mutatie|verandering"
_CHANGE = re.compile(rf"(?:\w+e )?(?:{_CHANGES})\b(?! van )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """A head, understood. `group` is a wide head above it; `words` are both as printed."""

    words: tuple[str, ...]
    group: str = ""
    name: str = ""
    measured: Measured = BARE
    period: Period | None = None
    role: Role = Role.PLAIN

    @property
    def label(self) -> str:
        """All its words in one line."""
        return " ".join(word for word in self.words if word)


def read_head(words: tuple[str, ...], today: date, group: str = "") -> Head:
    """Read the cells of a head, from the upper line down, without the wide one in `group`.

    Raises: LetterError where it is not certain what it measures in, or of when it is.
    """
    text = " ".join(word for word in words if word)
    printed = (group, text) if group else (text,)
    wide, name, measured = _measured(group, words)
    if measured == BARE and name.lower().endswith("percentage"):
        measured = Measured("procent")
    role, name = _role(name)
    name, period = take_period(_RAISED.sub("", name), today)
    if period is None:
        wide, period = take_period(wide, today)
    else:
        name, period = narrowed(name, period, today)
    name, wide = name.strip(_EDGES), wide.strip(_EDGES)
    if period is None and is_part_of_year(name):
        name = ""  # «januari» is when, and says nothing of what
    if not name and role is Role.PLAIN and take_unit(group, at_end=True)[1] != BARE:
        name, wide = wide, ""  # «Omzet (x 1.000)» over years is what each of them measures
    return Head(printed, wide, name, measured, period, role)


def _measured(group: str, words: tuple[str, ...]) -> tuple[str, str, Measured]:
    """Part the wide head and the name from what they measure in; the lower one goes before.

    Raises: LetterError where one tells a scale and another a unit: who knows whether both hold.
    """
    wide, above = take_unit(group, at_end=True)
    parted = [take_unit(word, at_end=True) for word in words]
    joined = " ".join(word for word in words if word)
    own = [each for _, each in parted if each != BARE]
    if len(words) > 1 and not own:
        parted = [take_unit(joined, at_end=True)]  # «Omzet (in mln.» above «euro)»
        own = [each for _, each in parted if each != BARE]
    names = " ".join(name for name, _ in parted if name)
    found = [above, *own] if above != BARE else own
    for upper, lower in pairwise(found):
        if upper != lower and lower.unit != "procent":
            raise LetterError(f"«{group or joined}» en «{words[-1]}» noemen elk een eenheid")
    for left in (wide, names):
        if names_scale(left):
            raise LetterError(f"van welke schaal «{left[:60]}» spreekt, is niet zeker")
    return wide, names, found[-1] if found else BARE


def role_of(label: str) -> Role:
    """Tell what a row or column is to those beside it, by its label."""
    return _role(label)[0]


def _role(name: str) -> tuple[Role, str]:
    if total := _TOTAL.match(name):
        return Role.TOTAL, name[total.end() :]
    if end := _TOTAL_BEHIND.search(name):
        return Role.TOTAL, name[: end.start()]
    if _AVERAGE.fullmatch(name):
        return Role.TOTAL, name
    if part := _PART.match(name):
        return Role.PART, name[part.end() :]
    return (Role.CHANGE if _CHANGE.match(name) else Role.PLAIN), name


def take_period(text: str, today: date) -> tuple[str, Period | None]:
    """Part a head or caption from the one period that it names; two are left in it."""
    if back := _BACKWARDS.search(text):
        first, last = int(back["first"]), int(back["last"])
        if first < last:
            return _without(text, *back.span()), years(first, last)
    found = find_dates(text, today=today)
    if not found and (end := _YEAR_AT_END.search(text)):  # "Leden 2021" reads as a reference too
        return text[: end.start()], years(int(end["year"]), int(end["year"]))
    if any(_PRICES.search(text[: each.span.start]) for each in found):
        return text, None  # "prijspeil 2023" tells of what year the euro is
    if len(found) != 1 or text[found[0].span.end :].lstrip().startswith("="):  # "2015 = 100"
        return text, None
    period = found[0].period
    label = period.label[:1].lower() + period.label[1:]  # as within a sentence
    left = _without(text, found[0].span.start, found[0].span.end)
    return left, replace(period, label=label)


def is_part_of_year(text: str) -> bool:
    """Tell whether a label is a month or quarter of a year that something else tells."""
    part = _part_of_year(text)
    return any(map(str.isalpha, part)) and _is_shorter(part)


def _part_of_year(label: str) -> str:
    """Return when a label is, without that it is a total: "eerste halfjaar"."""
    return _role(label)[1] if role_of(label) is Role.TOTAL else label


def _is_shorter(text: str) -> bool:
    """Tell whether a text makes a year shorter; "18 tot en met 24 jaar" are people."""
    return _SHORTER.fullmatch(text) is not None and not classes(text)


def narrowed(rest: str, period: Period, today: date) -> tuple[str, Period]:
    """Return what is left of a head beside its period, and that period made shorter by it.

    Raises: LetterError where what is left makes it shorter, and not to what.
    """
    said = _part_of_year(rest.strip("() "))
    if not _is_shorter(said):
        return rest, period
    for text in (f"{said} {period.label}", f"januari {said} {period.label}"):
        found = find_dates(text, today=today)
        if len(found) == 1 and found[0].span == Span(0, len(text)):
            shorter = found[0].period
            shorter = replace(shorter, label=shorter.label[:1].lower() + shorter.label[1:])
            if period.start <= shorter.start and shorter.end < period.end:
                return "", shorter
            if period.start < shorter.start and shorter.end == period.end:
                return "", shorter
    raise LetterError(f"van welk deel van {period.label} «{said}» is, is niet zeker")


def years(first: int, last: int) -> Period:
    """Return the calendar years from the first to the last."""
    label = str(first) if first == last else f"{first}–{last}"
    return Period(date(first, 1, 1), date(last + 1, 1, 1), label)


def _without(text: str, start: int, end: int) -> str:
    words = text[:start].split()
    while words and words[-1].strip(_OPENING) in {"", *_BEFORE_DATE}:
        words.pop()
    before = " ".join(words).rstrip(_OPENING)
    return f"{before} {text[end:].lstrip(')')}".strip(_EDGES)
