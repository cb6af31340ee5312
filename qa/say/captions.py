"""A fact, or a result that was worked out → the words beside its number: of what, of when.

In: a fact or a derivation. Out: a phrase that makes a bare "1.596" say what it is: "minder
bezoekers in 2021 dan in 2011". It holds no number but years.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.terms import COUNT
from qa.say.wording import (
    by_size,
    direction,
    each_of,
    label_of,
    name_of,
    names_of,
    when,
    years_of,
)
from qa.types import Bound, Derivation, Fact, Operation

_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "ongeveer",
    Bound.AT_LEAST: "minstens",
    Bound.AT_MOST: "hoogstens",
    Bound.RANGE: "",  # the number itself has both its ends
}
EXPECTED = "naar verwachting"
PER = {"day": "per dag", "hour": "per uur", "week": "per week", "month": "per maand"}


def caption_of(fact: Fact) -> str:
    """Say what the number of a fact is, as far as it does not say so itself."""
    counts, _, per = fact.measure.partition(" per ")
    name = name_of(fact)
    if counts != COUNT and fact.many:
        name = f"{fact.measure} van {name}"
    elif per:
        name += f" per {per}"
    quantity = fact.quantity
    is_said = quantity.word and quantity.word in fact.surface.casefold()
    bound = "" if is_said else _BOUNDS[quantity.bound]
    named = name if name not in fact.surface else ""
    return ", ".join(filter(None, [named, label_of(fact), bound]))


def caption(found: Derivation) -> str:
    """Say what the number of a result is, as far as it does not say so itself."""
    about = _BOUNDS[found.result.bound]
    rounded = "afgerond" if found.rounded else ""
    return ", ".join(filter(None, [_of_what(found), about, rounded]))


def of_two(facts: Sequence[Fact]) -> bool:
    """Tell whether numbers are of two kinds; what a sentence counts it may name in two ways."""
    known = {fact.subject for fact in facts if fact.many}
    return len(known) > 1


def _of_what(found: Derivation) -> str:
    facts = found.inputs
    names, years = names_of(facts), years_of(facts)
    match found.operation:
        case Operation.DIFFERENCE | Operation.DIRECTION | Operation.TREND | Operation.POINTS:
            return _gap(found)
        case Operation.CHANGE if of_two(facts):
            return f"{name_of(facts[1])} vergeleken met {name_of(facts[0])}, {years}"
        case Operation.CHANGE:
            return f"{name_of(facts[1])} {when(facts[1])} vergeleken met {label_of(facts[0])}"
        case Operation.RATIO:
            large, small = by_size(facts)
            many = "zoveel " if large.is_count else "zo hoog: "
            return many + _against("als", large, small)
        case Operation.SUM:
            return f"{names} samen, {years}"
        case Operation.MEAN if len({fact.subject for fact in facts}) == 1:
            return f"{names} per {each_of(facts)}, gemiddeld over {years}"
        case Operation.MEAN:
            return f"gemiddelde van {names}, {years}"
        case Operation.SHARE:
            return f"aandeel van {name_of(facts[0])}, {years}"
        case Operation.RATE:
            return f"{names} {PER[found.per]}, gemiddeld {when(facts[0])}"
        case _:
            chosen = found.chosen or facts[:1]
            return f"{names_of(chosen)}, {years_of(chosen)}"


def _gap(found: Derivation) -> str:
    old, new, way = found.inputs[0], found.inputs[-1], direction(found)
    is_share = old.quantity.is_percentage
    if old.target_of:
        side = {"hoger": "boven", "lager": "onder"}.get(way, "naast")
        return f"{side} het doel, {label_of(new)}"
    if not way:
        return f"verschil, {_against('en', old, new)}"
    if of_two((old, new)):
        large, small = by_size((old, new))
        if is_share:
            return f"hoger bij {name_of(large)} dan bij {name_of(small)}, {years_of((old, new))}"
        return f"meer {_against('dan', large, small)}"
    name = "" if is_share or name_of(new) == found.result.unit else name_of(new)
    return " ".join(filter(None, [way, name, when(new), "dan", when(old)]))


def _against(word: str, one: Fact, other: Fact) -> str:
    """Set one fact against another: what they share is said once."""
    if of_two((one, other)):
        shared = when(one) == when(other)
        first = name_of(one) if shared else f"{name_of(one)} {when(one)}"
        return f"{first} {word} {name_of(other)} {when(other)}".strip()
    return f"{name_of(one)} {when(one)} {word} {when(other)}".strip()
