"""A claim → whether it holds: the question that it answers is asked, and the numbers compared.

In: a question on its way, and what it claims. Out: an answer with a ruling, and the turn that a
follow-up would lean on. Nothing is ruled where the answer is a quote, where it may be another
thing's number, or where the claim says what is not so: then the reader is told what the letter
says, and judges.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from qa.dutch.forms import verb_root
from qa.dutch.numbers import find_quantities
from qa.dutch.numbers.agreement import holds
from qa.dutch.numbers.units import UNITS
from qa.dutch.text import stems, words
from qa.question.answer import answer
from qa.question.asked import Asked
from qa.question.borne_out import says_plainly
from qa.question.dialogue.turn import Turn
from qa.question.passages.plainly import alike
from qa.question.read.asserted import Asserted
from qa.question.read.patterned import read_pattern
from qa.question.read.reading import Reading, read_in
from qa.question.read.whether import DENIALS, PASSING, whether
from qa.question.series.compute import compute
from qa.say import amounts, compose, rulings, wording
from qa.store.facts import FactStore
from qa.types import (
    TABLE_RULE,
    Abstention,
    Answer,
    Bound,
    Derivation,
    Fact,
    MeasureKind,
    Operation,
    Outcome,
    Period,
    Quantity,
    Reason,
    Ruling,
    Step,
    Strength,
)

_RESULTS = {Operation.DIFFERENCE, Operation.DIRECTION, Operation.CHANGE, Operation.POINTS,
            Operation.SUM, Operation.MEAN, Operation.RATE, Operation.RATIO}  # fmt: skip
_CHANGES = {Operation.DIFFERENCE, Operation.DIRECTION, Operation.CHANGE, Operation.POINTS}
_EXTREMES = {Operation.HIGHEST, Operation.LOWEST}
_EXACT_PLACES = 20
_LEAST = 2  # words of a claim that carry a meaning: fewer are said of anything
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
    if not gives_number and (
        claim.is_share or not (claim.numbers or claim.year)
    ):  # the letter's words, as it was asked
        asking = asked
        outcome, after = answer(asked)
    asked.read_as = asking.read_as
    if isinstance(outcome, Abstention) and _says_all(outcome, reading):
        outcome = compose.from_passages(asked.question, outcome.hits, Strength.WEAK, asked.letters)
    if isinstance(outcome, Answer):
        outcome = _ruled(outcome, claim, reading, asked)
    return outcome, after


def affirmed(found: Answer, asked: Asked) -> Answer:
    """Begin with yes or no where a question asks whether a series rose or fell."""
    ruling = _of_way(found, asked.reading) if whether(asked.reading) else None
    if ruling and _is_sure(found, ruling):
        return rulings.ruled(found, ruling, asked.letters)
    return found


def _says_all(found: Abstention, reading: Reading) -> bool:
    """Tell whether what is quoted, though it may not answer, says all that a claim is about."""
    if found.reason is not Reason.NOT_SURE or not found.hits:
        return False
    hit = found.hits[0]
    said = " ".join((*hit.passage.path, hit.passage.cut(hit.core)))
    quoted = {word.folded for word in words(said)}
    asked = [
        word
        for word in reading.content_words
        if word.isalpha() and word not in PASSING and word not in UNITS
    ]
    return len(asked) >= _LEAST and all(any(_is_form(e, o) for o in quoted) for e in asked)


def _is_form(word: str, other: str) -> bool:
    """Tell whether two words are forms of one, "uitgevoerd" of "uit te voeren" too."""
    return alike(word, other) or verb_root(word) == verb_root(other)


def _ruled(found: Answer, claim: Asserted, reading: Reading, asked: Asked) -> Answer:
    """Rule on a claim, where its answer allows that."""
    ruling, given = _compared(found, claim, reading, asked.index.facts)
    plain = all(each.rule == TABLE_RULE or says_plainly(each, reading) for each in found.facts)
    if ruling is None or not plain or _denies(claim, found) or not _is_sure(found, ruling):
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


def _denies(claim: Asserted, found: Answer) -> bool:
    """Tell whether a claim says what is not so, and the sentence of its number does not too."""
    said = {word.folded for fact in found.facts[:1] for word in words(fact.quote)}
    return claim.denies and not (claim.numbers and said & DENIALS)


def _is_sure(found: Answer, ruling: Ruling) -> bool:
    """Tell whether an answer is surely of what is claimed; below a restored header one may hold."""
    is_restored = any(not fact.certain for fact in found.facts)
    return found.strength is Strength.STRONG or (is_restored and ruling is Ruling.HOLDS)


def _as_said(surface: str, quantity: Quantity) -> str:
    """Write a number as it was claimed: "niet ‘meer dan 5’" is not "niet meer dan 5"."""
    return surface if quantity.bound is Bound.EXACT else f"‘{surface}’"


def _compared(
    found: Answer, claim: Asserted, reading: Reading, facts: FactStore
) -> tuple[Ruling | None, str]:
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
            return _of_fact(quantity, found.facts[0], reading, facts)
        case [before, after] if derivation and derivation.operation in _CHANGES:
            old, new = derivation.inputs
            each = (_holds(before, old.quantity), _holds(after, new.quantity))
            given = wording.listed([amounts.printed(old), amounts.printed(new)])
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


def _of_fact(
    said: Quantity, fact: Fact, reading: Reading, facts: FactStore
) -> tuple[Ruling | None, str]:
    """Compare with a number that the letter prints; of a change its size and its way."""
    given, shown = fact.quantity, amounts.printed(fact)
    if said.unit != given.unit and (said.unit or not fact.is_count):
        return None, ""
    if fact.kind is MeasureKind.CHANGE:
        if (goes := _goes(reading)) is None:
            return None, ""
        shown = amounts.printed(fact).lstrip("+-–−‑ ")
        if goes != (given.value > 0):
            return Ruling.FAILS, f"{shown} {WAYS[goes]}"
        given = replace(given, value=abs(given.value))
    is_so = holds(said, given)
    if not is_so and fact.rule != TABLE_RULE and _is_printed(said, fact, facts):
        return None, ""  # the sentence gives what is claimed too: of what, its reader sees
    return Ruling.OPEN if is_so is None else _ruling(is_so), shown


def _is_printed(said: Quantity, fact: Fact, facts: FactStore) -> bool:
    """Tell whether the sentence of a fact prints a number, of it or of another thing.

    What it prints of another time is no such number.
    """
    values = [each.quantity.value for each in find_quantities(fact.quote)]
    others = [
        each.period
        for each in facts.inside(fact.letter_id, fact.span)
        if each.quantity.value == said.value
    ]
    here = fact.period
    is_elsewhen = here and others and all(each and _are_apart(each, here) for each in others)
    return said.value in values and not is_elsewhen


def _are_apart(one: Period, other: Period) -> bool:
    return one.end <= other.start or other.end <= one.start


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
    shown = amounts.amount(result)
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
    is_dated = reading.years.named or reading.years.run
    if is_so is False and derivation.operation in _CHANGES and not is_dated:
        return None, ""  # since when, it does not say: between other years it may be so
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
        first = _named_first(old, new, reading)
        if first is None:
            return None
        change = change if new is first else -change
    return change > 0 if change else None


def _named_first(one: Fact, other: Fact, reading: Reading) -> Fact | None:
    """Return which of two subjects a question names first, by the words that only one has."""
    places = []
    for fact, against in ((one, other), (other, one)):
        own = {*stems(fact.subject)} - {*stems(against.subject)}
        places.append([at for at, stem in enumerate(reading.stems) if stem in own])
    if not all(places) or min(places[0]) == min(places[1]):
        return None
    return one if min(places[0]) < min(places[1]) else other
