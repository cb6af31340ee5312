"""Numbers of sentences → Dutch: what the letter states, what follows from two of them, the quotes.

In: a fact of a sentence, or a derivation from such facts. Out: the number with what it counts and
when, or the working, and the sentences themselves.
"""

from __future__ import annotations

from qa.say.letters import Letters, of_facts
from qa.say.wording import amount, capital, direction, label_of, rounding
from qa.types import Derivation, Fact, Operation


def stated(fact: Fact, letters: Letters) -> str:
    """Say a number with what it counts, and quote its sentence from the letter."""
    counts = fact.measure.startswith("aantal") and fact.subject != fact.quantity.unit
    counted = f" {fact.subject}{fact.measure.removeprefix('aantal')}" if counts else ""
    the = letters.the(of_facts([fact]))
    return f"{capital(fact.surface)}{counted}{_then(fact)}. {capital(the)}: «{fact.quote}»"


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
