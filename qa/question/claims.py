"""A claim → whether it holds: the question that it answers is asked, and the numbers compared.

In: a question on its way, and what it claims. Out: an answer with a ruling, and the turn that a
follow-up would lean on. Nothing is ruled where the answer is a quote, where it may be another
thing's number, or where the claim says what is not so: then the reader is told what the letter
says, and judges.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qa.dutch.numbers import find_quantities
from qa.dutch.numbers.agreement import holds
from qa.question.answer import Asked, answer
from qa.question.read.asserted import Asserted
from qa.question.read.patterned import read_pattern
from qa.question.read.reading import Reading, read_in
from qa.question.series.compute import compute
from qa.question.turn import Turn
from qa.say import rulings, wording
from qa.types import (
    TABLE_RULE,
    Answer,
    Bound,
    Derivation,
    Fact,
    MeasureKind,
    Operation,
    Outcome,
    Quantity,
    Ruling,
    Step,
    Strength,
)

_RESULTS = {Operation.DIFFERENCE, Operation.DIRECTION, Operation.CHANGE, Operation.POINTS,
            Operation.SUM, Operation.MEAN, Operation.RATE, Operation.RATIO}  # fmt: skip
_CHANGES = {Operation.DIFFERENCE, Operation.DIRECTION, Operation.CHANGE, Operation.POINTS}
_EXTREMES = {Operation.HIGHEST, Operation.LOWEST}
_EXACT_PLACES = 20
WAYS = ("meer", "minder")  # of what rose where it was claimed to fall, and the other way round


def judged(asked: Asked, claim: Asserted) -> tuple[Outcome, Turn]:
    """Answer what a claim asks, and say whether it holds."""
    if claim.mixed:
        asked.trace.append(Step("lezen", "bewering", ", ".join(claim.mixed)))
        return rulings.more_than_one(asked.question, claim.mixed), asked.turn or Turn()
    if not (claim.numbers or claim.year) and read_pattern(asked.reading):
        return answer(asked)  # of a whole series it says yes or no itself
    reading = read_in(claim.asks, asked.index)
    asked.trace.append(Step("lezen", "bewering", claim.asks))
    asking = replace(asked, question=claim.asks, reading=reading)
    outcome, after = answer(asking)
    gives_number = isinstance(outcome, Answer) and bool(outcome.facts)
    if not (gives_number or claim.numbers or claim.year):  # the letter's words, as it was asked
        asking = asked
        outcome, after = answer(asked)
    asked.read_as = asking.read_as
    if isinstance(outcome, Answer):
        outcome = _ruled(outcome, claim, reading, asked)
    return outcome, after


def _ruled(found: Answer, claim: Asserted, reading: Reading, asked: Asked) -> Answer:
    """Rule on a claim, where its answer allows that."""
    ruling, given = _compared(found, claim, reading)
    if ruling is None or claim.denies or not _is_sure(found, ruling):
        return rulings.judge_yourself(found)
    asked.trace.append(Step("vergelijken", "bewering", ruling.value))
    claimed = ""
    if given:
        claimed = wording.listed([_as_said(*each) for each in claim.numbers])
        claimed = claimed or str(claim.year)
        # The same number, or another, the other way.
        if given.endswith(WAYS) and not claim.is_multiple:
            claimed += " meer" if _goes(reading) else " minder"
    return rulings.ruled(found, ruling, asked.letters, given, claimed)


def _is_sure(found: Answer, ruling: Ruling) -> bool:
    """Tell whether an answer is surely about what is claimed: no other thing's number rules.

    A number below a header that was restored may still bear a claim out.
    """
    is_restored = any(not fact.certain for fact in found.facts)
    return found.strength is Strength.STRONG or (is_restored and ruling is Ruling.HOLDS)


def _as_said(surface: str, quantity: Quantity) -> str:
    """Write a number as it was claimed: "niet ‘meer dan 5’" is not "niet meer dan 5"."""
    return surface if quantity.bound is Bound.EXACT else f"‘{surface}’"


def _compared(found: Answer, claim: Asserted, reading: Reading) -> tuple[Ruling | None, str]:
    """Compare a claim with its answer: what follows, and the number that the letter gives."""
    derivation = found.derivation
    if claim.year is not None:
        return _of_year(claim.year, derivation)
    match [quantity for _, quantity in claim.numbers]:
        case []:
            return _of_way(found, reading), ""
        case [quantity] if derivation:
            return _of_result(quantity, derivation, reading)
        case [quantity] if _is_one(found.facts):
            return _of_fact(quantity, found.facts[0], reading)
        case [before, after] if derivation and derivation.operation in _CHANGES:
            old, new = derivation.inputs
            each = (_holds(before, old.quantity), _holds(after, new.quantity))
            given = wording.listed([wording.printed(old), wording.printed(new)])
            return (None, "") if None in each else (_ruling(all(each)), given)
    return None, ""


def _ruling(is_so: bool) -> Ruling:
    return Ruling.HOLDS if is_so else Ruling.FAILS


def _is_one(facts: tuple[Fact, ...]) -> bool:
    """Tell whether an answer gives one number; what older letters print of it stands behind it."""
    return bool(facts) and facts[0].letter_id not in {each.letter_id for each in facts[1:]}


def _holds(said: Quantity, given: Quantity) -> bool | None:
    """Compare quantities of one unit; those of two are never compared."""
    return holds(said, given) if said.unit in {"", given.unit} else None


def _of_fact(said: Quantity, fact: Fact, reading: Reading) -> tuple[Ruling | None, str]:
    """Compare with a number that the letter prints; of a change its size and its way."""
    given, shown = fact.quantity, wording.printed(fact)
    if said.unit != given.unit and (said.unit or not fact.is_count):
        return None, ""
    if fact.kind is MeasureKind.CHANGE:
        if (goes := _goes(reading)) is None:
            return None, ""
        shown = wording.printed(fact).lstrip("+-–−‑ ")
        if goes != (given.value > 0):
            return Ruling.FAILS, f"{shown} {WAYS[goes]}"
        given = replace(given, value=abs(given.value))
    is_so = holds(said, given)
    if not is_so and fact.rule != TABLE_RULE and _is_printed(said, fact):
        return None, ""  # the sentence gives what is claimed too: of what, its reader sees
    return Ruling.OPEN if is_so is None else _ruling(is_so), shown


def _is_printed(said: Quantity, fact: Fact) -> bool:
    """Tell whether the sentence of a fact prints a number, of it or of another thing."""
    values = [each.quantity.value for each in find_quantities(fact.quote)]
    return said.value in values


def _of_result(
    said: Quantity, derivation: Derivation, reading: Reading
) -> tuple[Ruling | None, str]:
    """Compare with what was worked out, exactly; of a change its size and its way."""
    result = derivation.result
    if derivation.operation not in _RESULTS or said.unit not in {"", result.unit}:
        return None, ""
    if not said.unit and result.unit in {"procent", "procentpunt"}:
        return None, ""
    exact = compute(
        derivation.operation, derivation.inputs, derivation.per, places=_EXACT_PLACES
    ).result
    shown = f"{wording.amount(result)}"
    if derivation.operation in _CHANGES:
        goes = _goes(reading)
        if goes is None or not exact.value:
            return None, ""
        if goes != _rose(derivation, reading):
            return Ruling.FAILS, f"{shown} {WAYS[goes]}"
    value = abs(exact.value)
    is_so = holds(said, replace(exact, value=value, scale=0))
    if said.bound is Bound.RANGE and not said.word and said.high is not None and value > said.high:
        is_so = None  # what is more than halved is halved too, or is not: its reader may say
    return Ruling.OPEN if is_so is None else _ruling(is_so), shown


def _of_year(year: int, derivation: Derivation | None) -> tuple[Ruling | None, str]:
    """Compare with the year that has the most or the fewest."""
    if derivation is None or derivation.operation not in _EXTREMES:
        return None, ""
    years = [fact.period.start.year for fact in derivation.chosen if fact.period]
    return _ruling(year in years), wording.years_of(derivation.chosen)


def _of_way(found: Answer, reading: Reading) -> Ruling | None:
    """Compare which way it went, or which of two is the larger."""
    derivation, goes = found.derivation, _goes(reading)
    if derivation is None or goes is None or len(derivation.inputs) != 2:
        return None
    if derivation.operation not in _CHANGES | {Operation.COMPARE}:
        return None
    rose = _rose(derivation, reading)
    return None if rose is None else _ruling(goes == rose)


def _goes(reading: Reading) -> bool | None:
    """Tell whether a claim says that it rose, or is more; None where it says neither or both."""
    up, down = reading.has("rise", "more"), reading.has("fall", "less")
    return up if up != down else None


def _rose(derivation: Derivation, reading: Reading) -> bool | None:
    """Tell whether it rose; of two subjects, whether the one that is named first has more.

    None where both are the same: "meer" and "minder" are then both untrue, and it says so itself.
    """
    old, new = derivation.inputs
    change: Decimal = new.quantity.value - old.quantity.value
    if old.subject != new.subject:
        named = [each.id for each in reading.subjects]
        if len(named) != 2 or {old.subject, new.subject} != set(named):
            return None
        change = change if new.subject == named[0] else -change
    return change > 0 if change else None
