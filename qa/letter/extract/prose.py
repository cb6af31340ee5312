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
from qa.dutch.numbers.units import dimension_of, is_part
from qa.letter.extract.counted import counted, measured_in, row_of
from qa.letter.extract.leaning import Named, leans_on
from qa.letter.extract.moment import moment
from qa.letter.extract.roles import role, role_of_leaning
from qa.letter.extract.statement import Statement, statements
from qa.types import Bound, Fact, Letter, Origin, Quantity, Span


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a rule makes of a quantity."""

    measure: str
    subject: str
    qualifiers: tuple[str, ...] = ()


_Rule = Callable[[Statement, Found, Quantity], _Measure | None]

_PEOPLE = re.compile(
    r"\b(?:(?:ex-\)?|\(jong\)|jong)?(?:gedetineerde|volwassene|kinder|jeugdige|jongere|minderjarige"
    r"|persone|ouder|inwoner|leerling|dader|pleger)|geweldpleger|gedetineerde)\w*",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:gewaardeerd|beoordeeld|beoordeling|cijfer|rapportcijfer)\b.{0,20}$")
_TIMES_MORE = re.compile(r" (?P<phrase>(?:minder|meer|vaker|zo|hoger|lager)\b[^,.;]*)")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z]{2,}|pg) $")
_ARTICLE = re.compile(r"(?:\w+ )?een\b", re.IGNORECASE)
_PER = re.compile(
    r"(?: per (?!saldo|direct|abuis|se\b|post|brief|mail|persoon(?:lijk|age))"
    r"(?:[\d.]{1,12} |(?:honderd|duizend|miljoen) )?[^\W\d_][\w-]{0,40}(?: CO2)?){1,3}"
)
_PER_BEFORE = re.compile(r"\bper $")
_TIMES_BEFORE = re.compile(r"(?<![^\W_])[x×] ?$")
_A_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDS = (".", "!", "?", ":", ";", ",")
_LEAST_IN_FULL = 1000  # "van 800.000 naar 1 miljoen" leaves nothing out
_SPACE = re.compile(r"\s*")
_REACH = 60  # characters before a number that tell what it is: a name, or "cijfer" and 20 more


def sentence_quantities(letter: Letter) -> Iterator[Fact]:
    """Yield a fact for every quantity in a paragraph or a note."""
    for statement in statements(letter):
        if _is_row(statement):
            continue
        for found in statement.found:
            if found.kind is Kind.QUANTITY and not _is_no_quantity(statement, found):
                yield _fact(letter, statement, found)


def _is_row(statement: Statement) -> bool:
    """Tell whether a line says nothing of its numbers: cells of a table that was not seen as one.

    They are numbers alone, or a label and numbers: what scale or head they stood under is lost.
    """
    starts = [*(found.span.start for found in statement.found), len(statement.text)]
    ends = [0, *(found.span.end for found in statement.found)]
    between = (statement.text[end:start] for end, start in zip(ends, starts, strict=True))
    label, *behind = (len(_A_WORD.findall(piece)) for piece in between)
    quantities = sum(found.kind is Kind.QUANTITY for found in statement.found)
    is_open = statement.text[-1] not in _ENDS
    return not any(behind) and (label == 0 or (is_open and quantities > 1))


def _is_no_quantity(statement: Statement, found: Found) -> bool:
    """Tell apart what counts nothing: names ("VEB 4"), articles, and what a rate or scale is of.

    "VEB 4", "pg 46", "een jaar", "per 100.000 inwoners", "x 1.000".
    """
    is_short = found.surface.isdigit() and len(found.surface) < 3
    is_name = is_short and _near(_NAME_BEFORE, statement, found)
    is_article = _ARTICLE.match(found.surface) and not is_part(_unit(found))
    is_base = _near(_PER_BEFORE, statement, found) or _near(_TIMES_BEFORE, statement, found)
    return bool(is_name or is_article or is_base or _is_elliptic(statement, found))


def _unit(found: Found) -> str:
    return found.quantity.unit if found.quantity else ""


def _is_elliptic(statement: Statement, found: Found) -> bool:
    """Tell whether a number leaves its unit or scale to the last of its row.

    In "van 12 naar 15 miljoen" the 12 is not twelve: by itself it would state another number.
    """
    last = row_of(statement, found)
    if last is found or found.quantity is None or last.quantity is None:
        return False
    own, other = found.quantity, last.quantity
    lacks_scale = bool(other.scale and not own.scale and abs(own.value) < _LEAST_IN_FULL)
    return lacks_scale or bool(other.unit and not own.unit)


def _near(pattern: re.Pattern[str], statement: Statement, found: Found) -> bool:
    """Tell whether what stands right before a number ends in a pattern."""
    start = found.span.start
    return pattern.search(statement.text, max(0, start - _REACH), start) is not None


def _fact(letter: Letter, statement: Statement, found: Found) -> Fact:
    assert found.quantity is not None
    leant = leans_on(statement, found, _counts)
    named = leant or Named(statement, found)
    measured, rule = _measured(named.statement, named.found)
    start = statement.span.start + found.span.start
    span = Span(named.statement.span.start, statement.span.end)
    period = moment(statement, found, letter.source.date)
    return Fact(
        id=f"{letter.source.letter_id}:{start}",
        letter_id=letter.source.letter_id,
        measure=measured.measure,
        subject=measured.subject,
        quantity=found.quantity,
        surface=found.surface,
        value_span=Span(start, start + len(found.surface)),
        period=period,
        qualifiers=(
            *measured.qualifiers,
            *(role_of_leaning(leant, period, letter) if leant else role(statement, found)),
        ),
        span=span,
        quote=span.of(letter.text),
        locator=statement.locator,
        reference=", ".join(filter(None, (letter.source.reference, statement.locator))),
        origin=Origin.LETTER,
        certain=True,
        header_note="",
        definition="",
        source_note="",
        rule=rule,
    )


def _counts(statement: Statement, found: Found) -> bool:
    return not _is_no_quantity(statement, found)


def _measured(statement: Statement, found: Found) -> tuple[_Measure, str]:
    """Return what the first rule makes of a quantity, and its name."""
    assert found.quantity is not None
    return next(
        (measured, rule.__name__)
        for rule in _RULES
        if (measured := rule(statement, found, found.quantity)) is not None
    )


def percentage(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise a share ("74% tot 82% van de respondenten") or a change in percent."""
    if not quantity.is_percentage:
        return None
    return _Measure("percentage", counted(statement, found))


def amount_of_money(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise an amount of money; what it is for each of qualifies it ("per inwoner")."""
    if dimension_of(quantity.unit) != "geld":
        return None
    subject = _paid_in(statement, found) if quantity.unit == "euro" else ""
    per = _per(statement, found, subject)
    return _Measure("bedrag", subject, (per,) if per else ())


def _paid_in(statement: Statement, found: Found) -> str:
    """Return what an amount is of: "4 miljoen euro subsidie", and what it is said to be before."""
    return measured_in(statement, found) or counted(statement, found)


def age(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise an age: a range or limit of years that stands with people."""
    if quantity.unit != "jaar" or quantity.bound is Bound.EXACT:
        return None
    people = _people(statement)
    before = bisect_right(people, found.span.start, key=lambda each: each[0])
    return _Measure("leeftijd", people[before - 1][1]) if before else None


@lru_cache(maxsize=1)
def _people(statement: Statement) -> list[tuple[int, str]]:
    """Return the people that a sentence names, each with the end of their name."""
    return [(match.end(), match.group()) for match in _PEOPLE.finditer(statement.text)]


def duration(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise a stretch of time ("in tien jaar tijd")."""
    if dimension_of(quantity.unit) == "tijd":
        return _Measure("duur", counted(statement, found))
    return None


def ratio(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise how many times more or less ("tot twee keer minder vaak")."""
    if quantity.unit != "keer":
        return None
    more = _TIMES_MORE.match(statement.text, found.span.end, statement.next_after(found))
    if more is None:
        return None
    return _Measure("verhouding", more["phrase"].strip().removesuffix(" en"))


def score(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise a mark that was given ("gewaardeerd met een 8")."""
    if quantity.unit or not _near(_SCORE, statement, found):
        return None
    return _Measure("score", "waardering")


def share(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise a part of a whole in words ("een op de vijf", "twee derde")."""
    return _Measure("deel", counted(statement, found)) if is_part(quantity.unit) else None


def count_per(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise a rate ("twee à drie bezoekers per uur", "12,4 artsen per 100.000 inwoners")."""
    subject = _subject(statement, found, quantity)
    per = _per(statement, found, subject) if subject else ""
    return _Measure(f"aantal {per}", subject) if per else None


def _subject(statement: Statement, found: Found, quantity: Quantity) -> str:
    """Return what is counted or measured; the unit itself where nothing else is named."""
    if quantity.unit in ("", "keer"):
        return quantity.unit or counted(statement, found)
    return measured_in(statement, found) or quantity.unit


def _per(statement: Statement, found: Found, subject: str) -> str:
    """Read what a number is for each of, behind what it counts; a date is none of it."""
    text = statement.text
    at = _past_space(text, found.span.end)
    at = at + len(subject) if subject and text.startswith(subject, at) else found.span.end
    match = _PER.match(text, at)
    dated = match and any(
        each.kind is Kind.DATE and match.start() < each.span.end and each.span.start < match.end()
        for each in statement.found
    )
    return match.group().strip() if match and not dated else ""


def _past_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def count(statement: Statement, found: Found, quantity: Quantity) -> _Measure | None:
    """Recognise anything else counts what it names, or measures it."""
    return _Measure("aantal", _subject(statement, found, quantity))


# A mark, a rate and a ratio are counts by their form: the narrow rules come first.
_RULES: tuple[_Rule, ...] = (
    percentage, share, amount_of_money, age, duration, ratio, score, count_per, count,
)  # fmt: skip
