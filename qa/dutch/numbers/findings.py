"""One pass over Dutch prose: what every number, date and name with digits in it is.

In: any text and the day it was written. Out: findings in text order that never overlap and that
together hold every digit (0–9) of the text. It never raises, and what it cannot read for certain is
UNREAD, not a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from qa.dutch.numbers.context import (
    is_article,
    is_called,
    is_eight,
    is_half,
    is_minus,
    is_of_house,
    says_to_what,
)
from qa.dutch.numbers.dates import DATE_WORDS, date_at
from qa.dutch.numbers.days import MONTHS, PARTS_OF_YEAR, YEARS
from qa.dutch.numbers.fold import STRANGE, TURNED, TURNED_BACK, UNKNOWN, fold
from qa.dutch.numbers.identifiers import (
    LABELS,
    REFERENCE_WORDS,
    chunk_at,
    item_at,
    reference_at,
)
from qa.dutch.numbers.papers import is_counted
from qa.dutch.numbers.quantities import quantity_at, unstated_at
from qa.dutch.numbers.units import WORD_OF
from qa.dutch.numbers.words import STARTS, ordinal_end
from qa.types import Period, Quantity, Span


class Kind(Enum):
    """What a finding is; only a QUANTITY counts or measures."""

    QUANTITY = "quantity"
    DATE = "date"
    ORDINAL = "ordinal"
    IDENTIFIER = "identifier"
    NAME = "name"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: `surface == text[span]`, and `rule` names what recognised it.

    A QUANTITY, and only that, has a quantity. A DATE has a period unless its year is unknown ("op
    1 juli"). UNREAD cannot be stated exactly: "twee derde", "2021.4", "31 februari".
    """

    span: Span
    kind: Kind
    rule: str
    surface: str
    quantity: Quantity | None = None
    period: Period | None = None

    def __post_init__(self) -> None:
        if (self.kind is Kind.QUANTITY) is not (self.quantity is not None):
            raise ValueError(f"finding {self.surface!r}: {self.kind.value} with {self.quantity}")


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity and where it stands."""

    span: Span
    quantity: Quantity
    surface: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A period and where it stands; its label is what is printed there."""

    span: Span
    period: Period


class _Page(NamedTuple):
    text: str
    folded: str
    today: date

    def found(self, start: int, end: int, kind: Kind, rule: str) -> Found:
        """Make a finding that carries nothing but what it is."""
        return Found(Span(start, end), kind, rule, self.text[start:end])


_Rule: TypeAlias = Callable[[_Page, int], Found | None]


def item(page: _Page, at: int) -> Found | None:
    """Find the number of a list item, or of a note: "1)", "[2]"."""
    end = item_at(page.folded, at)
    return page.found(at, end, Kind.IDENTIFIER, "item") if end else None


def reference(page: _Page, at: int) -> Found | None:
    """Find "Kamerstuk 28 684, nr. 677", "groep 7 en 8", "art. 437 Sr", an address."""
    end = None if is_counted(page.text, page.folded, at) else reference_at(page.folded, at)
    return page.found(at, end, Kind.IDENTIFIER, "reference") if end else None


def called(page: _Page, at: int) -> Found | None:
    """Find a number to call ("bel 112"), or of a house ("Dorpsstraat 12")."""
    end, _ = chunk_at(page.folded, at)
    names = page.folded[at:end].isdecimal() and (
        is_called(page.folded, at, end) or is_of_house(page.text, at)
    )
    return page.found(at, end, Kind.IDENTIFIER, "called") if names else None


def moment(page: _Page, at: int) -> Found | None:
    """Find a date or a period."""
    reading = date_at(page.folded, at, page.today)
    if reading is None:
        return None
    if not reading.real:
        return page.found(at, reading.end, Kind.UNREAD, "moment")
    surface = page.text[at : reading.end]
    period = Period(*reading.days, label=surface) if reading.days else None
    return Found(Span(at, reading.end), Kind.DATE, "moment", surface, period=period)


def ordinal(page: _Page, at: int) -> Found | None:
    """Find "eerste", "21e"."""
    end = ordinal_end(page.folded, at)
    return page.found(at, end, Kind.ORDINAL, "ordinal") if end else None


def unstated(page: _Page, at: int) -> Found | None:
    """Find "6 op de 5", "honderd en vier"."""
    end = unstated_at(page.folded, at)
    return page.found(at, end, Kind.UNREAD, "unstated") if end else None


def amount(page: _Page, at: int) -> Found | None:
    """Find a number with its bound, range, scale and unit."""
    reading = quantity_at(page.folded, at)
    if reading is None or says_to_what(page.folded, at):
        return None
    quantity = reading.quantity
    if quantity is None or (reading.alone == "acht" and not is_eight(page.folded, at)):
        return page.found(at, reading.end, Kind.UNREAD, "amount")
    surface = page.text[at : reading.end]
    return Found(Span(at, reading.end), Kind.QUANTITY, "amount", surface, quantity)


def signed(page: _Page, at: int) -> Found | None:
    """Find a share or an amount of money behind a sign that stands apart: "– 60%", "–€ 3"."""
    found = amount(page, at)
    is_change = found is not None and found.quantity is not None and found.quantity.unit in _SIGNED
    return found if is_change else None


def run(page: _Page, at: int) -> Found | None:
    """Take any other run that holds a digit, so that none goes unaccounted for."""
    end, named = chunk_at(page.folded, at)
    if not _DIGIT.search(page.folded, at, end):
        return None
    return page.found(at, end, Kind.NAME if named else Kind.UNREAD, "run")


# The order is the meaning: a reference ("28 684") would also read as numbers, a year ("2019") as a
# count, and "twee derde" as a count and an ordinal. What is left over goes to `run`.
_RULES: Final[tuple[_Rule, ...]] = (
    item, reference, called, moment, unstated, amount, ordinal, run,
)  # fmt: skip

#: What a bracket or a plus before a digit can open.
_BRACKET_RULES: Final[tuple[_Rule, ...]] = (item, reference)

#: What a word that opens like a number, and like nothing else, can be.
_WORD_RULES: Final[tuple[_Rule, ...]] = (unstated, amount, ordinal, run)

_DIGIT = re.compile("[0-9]")
# A digit, its minus included, or a whole word; a hyphen joins a word to what follows ("Covid-19").
# So may a sign that stands apart ("– 60%"), and the bracket of an item ("(2)", "[3]", "+31").
_TOKEN = re.compile(
    r"(?<![\w)\]%-])-(?=[0-9])|(?<=\s)[-–](?=[ €0-9])|[(\[+](?=[0-9])|[0-9€§]"
    r"|[^\W0-9](?:\w|[-–](?=\w))*"
)
_HEAD = re.compile(r"[\W\d_]")
#: What may be less than nothing: below zero a dash before a number is its sign.
_SIGNED: Final = frozenset(("procent", "procentpunt", "euro", "graad"))
#: A digit after one of these, without a space, is a marker, a slip or a part of a formula:
#: "(CHO)30", "c.s.,45", "10^3".
_GLUE: Final = frozenset(f".,;:!?)]»”%+_–-/^×{UNKNOWN}")
_CUT = re.compile(rf"[0-9]{STRANGE}{{1,4}}$")
_CUT_REACH: Final = 5
_TURN_REACH: Final = 1000  # characters: further on, the line has long ended
_OPENERS: Final = frozenset(
    re.split("[ .'/]", word)[0]
    for word in (*WORD_OF, *MONTHS, *LABELS, *REFERENCE_WORDS, *DATE_WORDS, *PARTS_OF_YEAR, *YEARS)
)


def scan(text: str, today: date, *, skip: Iterable[Span] = ()) -> tuple[Found, ...]:
    """Say of every number, date and name with digits in `text` what it is, in text order.

    `today` is the day of the letter. `skip` holds spans that are no prose, such as footnote markers
    and names with a free digit ("VEB 4"): nothing is found in them or across them.
    """
    page = _Page(text, fold(text, skip), today)
    return tuple(_findings(page))


def _findings(page: _Page) -> Iterator[Found]:
    """Try every token in turn, and go on after each finding."""
    at = 0
    while at < len(page.folded):
        for token in _TOKEN.finditer(page.folded, at):
            if found := _first(page, token.start(), token.group()):
                yield found
                at = found.span.end
                break
        else:
            return


def _first(page: _Page, at: int, token: str) -> Found | None:
    """Return what the first rule that fits makes of a token."""
    for rule in _rules_for(page, at, token):
        if found := rule(page, at):
            return found
    return None


def _rules_for(page: _Page, at: int, token: str) -> tuple[_Rule, ...]:
    """Return the rules worth trying on a token: for most words none."""
    if token in _OPENERS or token in "€§":
        return _RULES
    if token in "([+":
        return _BRACKET_RULES
    if token in "-–" and not page.folded[at + 1].isdecimal():
        return (signed,) if is_minus(page.folded, at) else ()
    if token == "–":
        return (signed,)
    if token == "de":
        return (amount,) if is_half(page.folded, at) else ()
    if token[0] in "-0123456789":
        before = page.folded[at - 1] if at else " "
        is_glued = before in _GLUE or before.isalnum()
        is_cut = _CUT.search(page.folded, max(0, at - _CUT_REACH), at) is not None
        return (run,) if is_glued or is_cut or _is_turned(page.folded, at) else _RULES
    if token[:3] in STARTS:
        return () if token == "een" and is_article(page.folded, at) else _WORD_RULES
    if token.isalpha():
        return ()
    # a joined word may open with a month ("juli-augustus 2022"), or hold a digit ("Covid-19")
    return _RULES if _HEAD.split(token, 1)[0] in _OPENERS else (run,)


def _is_turned(folded: str, at: int) -> bool:
    """Tell whether what stands at `at` is shown from right to left: 9102 as 2019."""
    first = max(0, at - _TURN_REACH)
    return folded.rfind(TURNED, first, at) > folded.rfind(TURNED_BACK, first, at)


def find_quantities(text: str, *, skip: Iterable[Span] = ()) -> tuple[FoundQuantity, ...]:
    """Return every quantity in running Dutch; a day or year is never one."""
    # which text is a date does not depend on the day, only which days it means
    return tuple(
        FoundQuantity(found.span, found.quantity, found.surface)
        for found in scan(text, date(2000, 1, 1), skip=skip)
        if found.quantity is not None
    )


def find_dates(text: str, *, today: date, skip: Iterable[Span] = ()) -> tuple[FoundDate, ...]:
    """Return every date and period in running Dutch whose days are known, seen from `today`."""
    return tuple(
        FoundDate(found.span, found.period)
        for found in scan(text, today, skip=skip)
        if found.period is not None
    )


def read_period(text: str, today: date) -> Period | None:
    """Return the one period that a question names; None for none and for several."""
    found = find_dates(text, today=today)
    return found[0].period if len(found) == 1 else None
