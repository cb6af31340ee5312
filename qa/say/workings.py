"""Derivation → Dutch: what was worked out, and the working.

In: a query and the derivation that answers it. Out: sentences whose numbers are those of the facts,
of the result and of its formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.dutch.terms import COUNT
from qa.say.amounts import amount, amount_of, printed
from qa.say.captions import PER
from qa.say.wording import (
    by_size,
    capital,
    counted,
    direction,
    each_of,
    in_years,
    label_of,
    listed,
    measured,
    measured_by,
    name_of,
    names_of,
    one_of,
    rounding,
    there_were,
    thing_and_place,
    was,
    when,
    years_of,
)
from qa.types import ComputeQuery, Derivation, Fact, MeasureKind, Operation

_ORDERS = {Operation.HIGHEST, Operation.LOWEST, Operation.COMPARE, Operation.RANK}

_Say = Callable[[ComputeQuery, Derivation], str]


def worked_out(query: ComputeQuery, found: Derivation) -> str:
    """Say a result with its working."""
    sentence = _SAYINGS[query.operation](query, found)
    shows_all = len(found.inputs) == 1 and query.operation is not Operation.RATE
    if shows_all or query.operation is Operation.RANK:
        return sentence
    working = "Vergelijking" if query.operation in _ORDERS else "Berekening"
    return f"{sentence} {working}: {found.formula}{rounding(found)}."


def _difference(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    if _are_two_columns(found):
        return _two_columns(found)
    if old.quantity.is_percentage:
        return _points(query, found)
    if old.subject != new.subject:
        return _two_subjects(found)
    if found.result.value == 0:
        return _moved(old, new)
    verb = "zijn er" if old.is_count and abs(found.result.value) != 1 else "is"
    verb = "is er" if old.is_count and verb == "is" else verb
    return f"{_moved(old, new)} Dat {verb} {amount_of(found)} {direction(found)}."


def _two_subjects(found: Derivation) -> str:
    """Set two subjects against each other."""
    large, small = by_size(found.inputs)
    then = capital(in_years(found.inputs))
    if large.quantity.value == small.quantity.value:
        return f"{then} waren er evenveel {name_of(large)} als {name_of(small)}: {printed(large)}."
    if abs(found.result.value) == 1:
        return f"{then} was er {amount_of(found)} {one_of(large)} meer dan {name_of(small)}."
    return f"{then} waren er {amount_of(found)} meer {name_of(large)} dan {name_of(small)}."


def _are_two_columns(found: Derivation) -> bool:
    """Tell whether two numbers are of one row and year, and so of two columns."""
    old, new = found.inputs
    return (old.subject, old.period) == (new.subject, new.period) and not old.target_of


def _two_columns(found: Derivation) -> str:
    """Set two columns of one row against each other."""
    one, other = found.inputs
    then = capital(" ".join(filter(None, [when(one), was(one), measured_by(one)])))
    return (
        f"{then} {printed(one)} en {measured_by(other)} {printed(other)}."
        f" Dat scheelt {amount_of(found)}."
    )


def _points(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    if _are_two_columns(found):
        return _two_columns(found)
    gap = amount_of(found)
    if old.target_of:
        side = "onder het doel" if found.result.value < 0 else "boven het doel"
        reached = f"{gap} {side}" if found.result.value else "precies het doel"
        return (
            f"{capital(when(new))} was {measured_by(new)} {printed(new)},"
            f" bij een doel van {printed(old)}. Dat is {reached}."
        )
    if old.subject != new.subject:
        large, small = by_size(found.inputs)
        higher = f"{gap} hoger dan" if found.result.value else "even hoog als"
        return (
            f"{capital(in_years(found.inputs))} was {measured_by(large)}"
            f" {higher} dat van {name_of(small)}: {printed(large)} tegen {printed(small)}."
        )
    if found.result.value == 0:
        return _moved(old, new)
    way = "daling" if found.result.value < 0 else "stijging"
    return f"{_moved(old, new)} Dat is een {way} van {gap}."


def _change(query: ComputeQuery, found: Derivation) -> str:
    old, new = found.inputs
    if found.result.value == 0 and old.subject == new.subject:
        return _moved(old, new)
    if old.subject != new.subject:
        side = "minder" if found.result.value < 0 else "meer"
        return (
            f"{capital(in_years(found.inputs))} waren er {amount_of(found)} {side}"
            f" {name_of(new)} dan {name_of(old)}: {printed(new)} tegen {printed(old)}."
        )
    way = "daling" if found.result.value < 0 else "stijging"
    return f"{_moved(old, new)} Dat is een {way} van {amount_of(found)}."


def _ratio(query: ComputeQuery, found: Derivation) -> str:
    large, small = by_size(found.inputs)
    then = "" if when(large) == when(small) else f" {when(small)}"
    other = name_of(small) if large.subject != small.subject else ""
    if not large.is_count:
        other = f"bij {other}" if other else ""
        many = "zo hoog"
    else:
        many = "zoveel"
    against = f"{printed(small)} {other}".rstrip()
    return f"{_stated(large)}, tegen {against}{then}. Dat is {amount(found.result)} keer {many}."


def _sum(query: ComputeQuery, found: Derivation) -> str:
    then, names = capital(in_years(found.inputs)), names_of(found.inputs)
    return f"{then} waren er samen {amount_of(found)} {names}."


def _mean(query: ComputeQuery, found: Derivation) -> str:
    then = capital(in_years(found.inputs))
    if len({fact.subject for fact in found.inputs}) > 1:
        return f"{then} was het gemiddelde van {names_of(found.inputs)} {amount_of(found)}."
    if not found.inputs[0].is_count:
        what = measured_by(found.inputs[0])
        return f"{then} was het gemiddelde van {what} {amount_of(found)}."
    each = f"per {each_of(found.inputs)}"
    return f"{then} waren er gemiddeld {amount_of(found)} {names_of(found.inputs)} {each}."


def _rate(query: ComputeQuery, found: Derivation) -> str:
    return f"{_stated(found.inputs[0])}. Dat is gemiddeld {amount_of(found)} {PER[found.per]}."


def _share(query: ComputeQuery, found: Derivation) -> str:
    part, whole = found.inputs
    return (
        f"{_stated(part)}, van {printed(whole)} in totaal. Dat is een aandeel van"
        f" {amount_of(found)}."
    )


def _extreme(query: ComputeQuery, found: Derivation) -> str:
    best = found.chosen[0]
    if best.kind is MeasureKind.CHANGE:
        return _strongest(query, found)
    side = "hoogst" if query.operation is Operation.HIGHEST else "laagst"
    if not query.over_subjects:
        among = f" ({years_of(found.inputs)} vergeleken)" if len(found.inputs) > 1 else ""
        then = capital(in_years(found.chosen))
        return f"{then} was {measured_by(best)} het {side}: {printed(best)}{among}."
    names = listed([name_of(fact) for fact in found.chosen])
    if not best.is_count:
        what = f"{was(best)} {best.article} {best.measure} het {side} bij {names}"
        return f"{capital(when(best))} {what}: {printed(best)}."
    most = "meest" if query.operation is Operation.HIGHEST else "minst"
    things, places = zip(*map(thing_and_place, found.chosen), strict=True)
    if things[0] and len({*things}) == 1 and all(place[0].isupper() for place in places):
        had = "had" if len(places) == 1 else "hadden"
        ranked = f"{had} {listed(places)} de {most}e {things[0]}"
        return f"{capital(f'{when(best)} {ranked}'.strip())}: {printed(best)}."
    return f"{capital(when(best))} kwamen {names} het {most} voor: {printed(best)}."


def _strongest(query: ComputeQuery, found: Derivation) -> str:
    """Say which subjects changed most, or least, over a period that the letter itself compares."""
    best = found.chosen[0]
    fell = best.quantity.value < 0
    degree = "sterkst" if fell is (query.operation is Operation.LOWEST) else "minst"
    names = listed([measured(COUNT, name_of(fact)) for fact in found.chosen])
    verb = "daalde" if fell else "steeg"
    period = best.period.label if best.period else ""
    return f"Over {period} {verb} {names} het {degree}: {printed(best)}."


def left_out(facts: Sequence[Fact], found: Derivation) -> str:
    """Say which rows took no part in a ranking: what is left of all others is no kind."""
    if found.operation not in _ORDERS:
        return ""
    rest = [fact for fact in facts if fact not in found.inputs]
    each = listed([f"«{fact.subject}» ({printed(fact)})" for fact in rest])
    return f" Niet meegeteld: {each}." if rest else ""


def _compare(query: ComputeQuery, found: Derivation) -> str:
    if len(found.inputs) != 2:
        return _ranking(query, found)
    large, small = by_size(found.inputs)
    then = capital(in_years(found.inputs))
    same = large.quantity.value == small.quantity.value
    if not large.is_count:
        higher = "even hoog als" if same else "hoger dan"
        first = f"{then} was {measured_by(large)} {higher} dat van"
    elif same:
        return f"{then} waren er evenveel {name_of(large)} als {name_of(small)}: {printed(large)}."
    else:
        first = f"{then} waren er meer {name_of(large)} dan"
    return f"{first} {name_of(small)}: {printed(large)} tegen {printed(small)}."


def _ranking(query: ComputeQuery, found: Derivation) -> str:
    ordered = by_size(found.inputs)
    years = {label_of(fact) for fact in ordered}
    order = "van meer naar minder" if ordered[0].is_count else "van hoog naar laag"
    each = [counted(fact) + (f" ({label_of(fact)})" if len(years) > 1 else "") for fact in ordered]
    return (
        f"{capital(in_years(ordered)) if len(years) == 1 else 'Per jaar'}, {order}: {listed(each)}."
    )


def _trend(query: ComputeQuery, found: Derivation) -> str:
    first, last, highest, lowest, *whole = found.chosen
    if len(found.inputs) == 1:
        return f"{_stated(first)}."
    series = listed([f"{printed(fact)} ({label_of(fact)})" for fact in found.inputs])
    return (
        f"{_moved(first, last, *whole)} Het hoogst was het {when(highest)} ({printed(highest)}),"
        f" het laagst {when(lowest)} ({printed(lowest)}). Per {each_of(found.inputs)}: {series}."
    )


def _moved(old: Fact, new: Fact, *whole: Fact) -> str:
    """Say which way it went, from where to where; `whole` is the change that the letter prints."""
    what = capital(measured_by(old))
    before, after = old.quantity.value, new.quantity.value
    if before == after:
        return f"{what} bleef gelijk: {printed(old)}, zowel {when(old)} als {when(new)}."
    verb = "daalde" if after < before else "steeg"
    change = "".join(f" ({printed(fact)})" for fact in whole)
    return f"{what} {verb} van {printed(old)} {when(old)} naar {printed(new)} {when(new)}{change}."


def _stated(fact: Fact) -> str:
    """State one fact, without the point that ends a sentence."""
    then = when(fact)
    if not fact.is_count:
        said = [then, was(fact), measured_by(fact)] if then else [measured_by(fact), was(fact)]
        return capital(f"{' '.join(said)} {printed(fact)}")
    verb = "was" if fact.quantity.value == 1 else "waren"
    return capital(f"{then} {there_were(fact)}" if then else f"er {verb} {counted(fact)}")


_SAYINGS: dict[Operation, _Say] = {
    Operation.DIFFERENCE: _difference,
    Operation.DIRECTION: _difference,
    Operation.POINTS: _points,
    Operation.CHANGE: _change,
    Operation.RATIO: _ratio,
    Operation.SUM: _sum,
    Operation.MEAN: _mean,
    Operation.RATE: _rate,
    Operation.SHARE: _share,
    Operation.HIGHEST: _extreme,
    Operation.LOWEST: _extreme,
    Operation.COMPARE: _compare,
    Operation.RANK: _ranking,
    Operation.TREND: _trend,
}
