"""Numbers of sentences → Dutch: what the letter states, what follows from two of them, the quotes.

In: a fact of a sentence, or a derivation from such facts. Out: the number with what it counts and
when, or the working, and the sentences themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.say.letters import Letters, of_facts
from qa.say.wording import amount, capital, direction, label_of, listed, rounding
from qa.types import Derivation, Fact, Operation


def stated(fact: Fact, letters: Letters) -> str:
    """Say a number with what it counts, and quote its sentence from the letter."""
    each = fact.measure.removeprefix("aantal") if fact.measure.startswith("aantal") else None
    subject = "" if fact.subject == fact.quantity.unit else f" {fact.subject}"
    counted = "" if each is None else f"{subject}{each}"
    the = letters.the(of_facts([fact]))
    then = _then_in(fact, letters)
    return f"{capital(fact.surface)}{counted}{then}. {capital(the)}: «{fact.quote}»"


def earlier(facts: Sequence[Fact], letters: Letters) -> str:
    """Say what older letters state of the same thing, where that is another number."""
    others = [each for each in facts[1:] if each.quantity != facts[0].quantity]
    if not others:
        return ""
    said = listed([f"{each.surface} in {letters.the([each.letter_id])}" for each in others])
    return f" Eerder: {said}."


def _then_in(fact: Fact, letters: Letters) -> str:
    """Say when a number holds; of several letters what is told from the day of one by that day."""
    label = label_of(fact)
    if not letters.several or not label or fact.period is None or any(map(str.isdigit, label)):
        return _then(fact)
    start, end = fact.period.start, fact.period.end
    if start == letters.date_of(fact.letter_id) and (end - start).days == 1:
        return f" (op {letters.day_of(fact.letter_id)})"
    if fact.period.is_calendar_year:
        return f" (in {start.year})"
    return _then(fact)


def worked_out(found: Derivation, letters: Letters) -> str:
    """Say what follows from numbers of sentences, and quote them."""
    quotes = " ".join(dict.fromkeys(f"«{fact.quote}»" for fact in found.inputs))
    working = f"Berekening: {found.formula}{rounding(found)}."
    the = letters.the(of_facts(found.inputs))
    return f"{capital(_result(found))}. {working} {capital(the)}: {quotes}"


def _result(found: Derivation) -> str:
    unit = found.result.unit
    result = amount(found.result) + ("" if unit.startswith("procent") else f" {unit}".rstrip())
    match found.operation:
        case Operation.SUM:
            return f"samen {result}"
        case Operation.DIFFERENCE | Operation.POINTS | Operation.CHANGE:
            old, new = found.inputs
            move = f"van {old.surface}{_then(old)} naar {new.surface}{_then(new)}"
            way = direction(found)
            return f"{move}: {result} {way}" if way else f"{move}: geen verschil"
        case _:
            return result


def _then(fact: Fact) -> str:
    label = label_of(fact)
    return f" ({label})" if label else ""
