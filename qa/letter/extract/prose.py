"""Sentences → Facts: every quantity in body text and notes.

Each quantity is tried against ordered rules that say what kind of measure it is; what is counted
and when it holds are read from the words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.dutch.numbers import Found, Kind
from qa.letter.extract.counted import counted
from qa.letter.extract.moment import moment
from qa.letter.extract.statement import Statement, statements
from qa.types import Bound, Fact, Letter, Origin, Quantity, Span


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a rule makes of a quantity."""

    measure: str
    subject: str
    qualifiers: tuple[str, ...] = ()


_Rule = Callable[[Statement, Found, Quantity], _Measured | None]

_PEOPLE = re.compile(
    r"\b(?:(?:ex-\)?|\(jong\)|jong)?(?:gedetineerde|volwassene|kinder|jeugdige|jongere|minderjarige"
    r"|persone|ouder|inwoner|leerling|dader|pleger)|geweldpleger|gedetineerde)\w*",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:gewaardeerd|beoordeeld|beoordeling|cijfer|rapportcijfer)\b.{0,20}$")
_TIMES_MORE = re.compile(r" (?P<phrase>(?:minder|meer|vaker|zo|hoger|lager)\b[^,.;]*)")
_PER_TIME = re.compile(r"\bper (?:seconde|minuut|uur|dag|week|maand|kwartaal|jaar)\b")
_FROM = re.compile(
    r"\b(?:uitgebreid|gegroeid|verhoogd|verlaagd|gegaan) van\b|\b(?:gestart|begonnen) met\b"
)
_TO = re.compile(r"\bnaar\b|\b(?:uitgebreid|gegroeid) tot\b")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z]{2,}|pg) $")
_ARTICLE = re.compile(r"(?:\w+ )?een\b", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_REACH = 60  # characters before a number that tell what it is: a name, or "cijfer" and 20 more
_EARLIER = re.compile(
    r"\b(?:vorige|eerdere|destijds|toen|gestart met|begonnen met)\b", re.IGNORECASE
)


def sentence_quantities(letter: Letter) -> Iterator[Fact]:
    """Yield a fact for every quantity in a paragraph or a note."""
    for statement in statements(letter):
        for found in statement.found:
            if found.kind is Kind.QUANTITY and not _is_no_quantity(statement, found):
                yield _fact(letter, statement, found)


def _is_no_quantity(statement: Statement, found: Found) -> bool:
    """Tell names with a number ("VEB 4", "pg 46") and the article of "een jaar" apart."""
    is_short = found.surface.isdigit() and len(found.surface) < 3
    is_name = is_short and _near(_NAME_BEFORE, statement, found)
    return bool(is_name or _ARTICLE.match(found.surface))


def _near(pattern: re.Pattern[str], statement: Statement, found: Found) -> bool:
    """Tell whether what stands right before a number ends in a pattern."""
    start = found.span.start
    return pattern.search(statement.text, max(0, start - _REACH), start) is not None


def _fact(letter: Letter, statement: Statement, found: Found) -> Fact:
    assert found.quantity is not None
    measured, rule = next(
        (measured, rule.__name__)
        for rule in _RULES
        if (measured := rule(statement, found, found.quantity)) is not None
    )
    start = statement.span.start + found.span.start
    return Fact(
        id=f"{letter.source.letter_id}:{start}",
        letter_id=letter.source.letter_id,
        measure=measured.measure,
        subject=measured.subject,
        quantity=found.quantity,
        surface=found.surface,
        value_span=Span(start, start + len(found.surface)),
        period=moment(statement, found, letter.source.date),
        qualifiers=(*measured.qualifiers, *_role(statement, found)),
        span=statement.span,
        quote=statement.text,
        locator=statement.locator,
        reference=", ".join(filter(None, (letter.source.reference, statement.locator))),
        origin=Origin.LETTER,
        certain=True,
        header_note="",
        definition="",
        source_note="",
        rule=rule,
    )


def _role(statement: Statement, found: Found) -> tuple[str, ...]:
    """Tell the old value from the new one where a sentence gives both ("van 4 fte naar 28 fte")."""
    from_, to, earlier = _turns(statement)
    if from_ > min(to, found.span.start) or to == len(statement.text):
        return ("oud",) if earlier <= found.span.start else ()
    return ("oud",) if to >= found.span.end else ("nieuw",)


@lru_cache(maxsize=1)  # the numbers of one sentence follow each other
def _turns(statement: Statement) -> tuple[int, int, int]:
    """Return where a sentence has said "from", where it says "to", where it has looked back.

    A number further on than the sentence is long stands for what it does not say.
    """
    text, never = statement.text, len(statement.text)
    from_, to, earlier = (pattern.search(text) for pattern in (_FROM, _TO, _EARLIER))
    return (
        from_.end() if from_ else never + 1,
        to.start() if to else never,
        earlier.end() if earlier else never + 1,
    )


def percentage(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise a share ("74% tot 82% van de respondenten") or a change in percent."""
    if not quantity.is_percentage:
        return None
    return _Measured("percentage", counted(statement, found))


def amount_of_money(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise an amount in euro."""
    return _Measured("bedrag", counted(statement, found)) if quantity.unit == "euro" else None


def age(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise an age: a range or limit of years that stands with people."""
    if quantity.unit != "jaar" or quantity.bound is Bound.EXACT:
        return None
    people = _people(statement)
    before = bisect_right(people, found.span.start, key=lambda each: each[0])
    return _Measured("leeftijd", people[before - 1][1]) if before else None


@lru_cache(maxsize=1)
def _people(statement: Statement) -> list[tuple[int, str]]:
    """Return the people that a sentence names, each with the end of their name."""
    return [(match.end(), match.group()) for match in _PEOPLE.finditer(statement.text)]


def duration(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise a stretch of time ("in tien jaar tijd")."""
    if quantity.unit in {"seconde", "minuut", "uur", "dag", "week", "maand", "kwartaal", "jaar"}:
        return _Measured("duur", counted(statement, found))
    return None


def ratio(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise how many times more or less ("tot twee keer minder vaak")."""
    if quantity.unit != "keer":
        return None
    more = _TIMES_MORE.match(statement.text, found.span.end, statement.next_after(found))
    if more is None:
        return None
    return _Measured("verhouding", more["phrase"].strip().removesuffix(" en"))


def score(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise a mark that was given ("gewaardeerd met een 8")."""
    if quantity.unit or not _near(_SCORE, statement, found):
        return None
    return _Measured("score", "waardering")


def count_per_time(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise a rate ("twee à drie bezoekers per uur")."""
    phrase, text = counted(statement, found), statement.text
    at = _past_space(text, found.span.end)
    at = _past_space(text, at + len(phrase) if text.startswith(phrase, at) else at)
    match = _PER_TIME.match(text, at) if phrase else None
    return _Measured(f"aantal {match.group()}", phrase) if match else None


def _past_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    assert match is not None  # it matches nothing too
    return match.end()


def count(statement: Statement, found: Found, quantity: Quantity) -> _Measured | None:
    """Recognise anything else counts what it names."""
    return _Measured("aantal", quantity.unit or counted(statement, found))


# A mark, a rate and a ratio are counts by their form: the narrow rules come first.
_RULES: tuple[_Rule, ...] = (
    percentage, amount_of_money, age, duration, ratio, score, count_per_time, count,
)  # fmt: skip
