"""Facts → Derivation: exact arithmetic with the working shown.

In: the facts of one series or of one year, in order of time. Out: the result as a Quantity and the
formula as a reader checks it, with the numbers as printed. Refuses units that do not go together:
percentages are never added or averaged, and nothing is compared with what it does not measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import pairwise

from qa.dutch.measures import is_rate, is_rest
from qa.dutch.numbers import write_number
from qa.types import Bound, Derivation, Fact, Operation, Quantity

_MONTHS, _HOURS = 12, 24
_MOST_PLACES = 20  # decimals that a result is ever given


class NotComparable(Exception):
    """The facts do not go together; the message says why, in Dutch."""


def compute(
    operation: Operation, facts: Sequence[Fact], per: str = "", places: int = 1
) -> Derivation:
    """Work out an operation.

    DIFFERENCE, CHANGE, POINTS, DIRECTION and RATIO take two facts, the earlier one first; the
    others take any number of them. Results that are not whole are rounded half up to `places`
    decimals, or to as many more as it takes to show that they are not nothing.

    Raises: NotComparable.
    """
    if len({fact.quantity.unit for fact in facts}) != 1:
        raise NotComparable("De getallen hebben niet dezelfde eenheid.")
    if any(fact.quantity.bound is Bound.RANGE for fact in facts):
        raise NotComparable("Met een marge valt niet exact te rekenen.")
    with localcontext() as context:
        context.prec = 50
        match operation:
            case Operation.DIFFERENCE | Operation.POINTS | Operation.DIRECTION:
                return _difference(operation, *_two(facts))
            case Operation.CHANGE:
                return _change(*_two(facts), places)
            case Operation.RATIO:
                return _ratio(*_two(facts), places)
            case Operation.SHARE:
                return _share(*_two(facts), places)
            case Operation.SUM:
                return _sum(facts)
            case Operation.MEAN:
                return _mean(facts, places)
            case Operation.RATE:
                return _rate(facts, per, places)
            case Operation.HIGHEST | Operation.LOWEST | Operation.COMPARE:
                return _extreme(operation, facts)
            case Operation.RANK | Operation.TREND:
                return _series(operation, facts)
            case _:  # a pattern is looked for in whole series
                raise NotComparable("Hiervoor is een hele reeks nodig.")


def _two(facts: Sequence[Fact]) -> tuple[Fact, Fact]:
    if len(facts) != 2:
        raise NotComparable("Hiervoor zijn precies twee getallen nodig.")
    return facts[0], facts[1]


def _difference(operation: Operation, old: Fact, new: Fact) -> Derivation:
    """Subtract the smaller from the larger; `chosen` is the newer one, the sign says the way."""
    change = new.quantity.value - old.quantity.value
    large, small = (new, old) if change >= 0 else (old, new)
    is_share = old.quantity.is_percentage
    unit = "procentpunt" if is_share else old.quantity.unit
    result = Quantity(change, unit, _bound(old, new), _printed_places(old, new))
    shown = write_number(abs(change), result.places) + (" procentpunt" if is_share else "")
    return Derivation(operation, (old, new), result, f"{figure(large)} − {figure(small)}", shown)


def _change(old: Fact, new: Fact, places: int) -> Derivation:
    before, after = old.quantity.value, new.quantity.value
    if old.quantity.is_percentage:
        raise NotComparable("Een verandering van percentages wordt in procentpunten gegeven.")
    if before == 0:
        raise NotComparable("Een verandering vanaf nul is niet in procenten uit te drukken.")
    exact = (after - before) / before * 100
    percent = rounded(exact, places)
    working, shown = f"({figure(new)} − {figure(old)}) ÷ {figure(old)} × 100%", _signed(percent)
    result = Quantity(percent, "procent", _bound(old, new), places_of(percent))
    return Derivation(Operation.CHANGE, (old, new), result, working, f"{shown}%", percent != exact)


def _ratio(old: Fact, new: Fact, places: int) -> Derivation:
    large, small = sorted((old, new), key=lambda fact: -fact.quantity.value)
    if small.quantity.value <= 0:
        raise NotComparable("Delen door nul kan niet.")
    exact = large.quantity.value / small.quantity.value
    result = rounded(exact, places)
    working = f"{figure(large)} ÷ {figure(small)}"
    quantity = Quantity(result, "keer", _bound(old, new), places_of(result))
    shown = write_number(result, quantity.places)
    return Derivation(Operation.RATIO, (old, new), quantity, working, shown, result != exact)


def _share(part: Fact, whole: Fact, places: int) -> Derivation:
    """Divide a part by its whole."""
    if part.quantity.is_percentage or is_rate(part.measure):
        raise NotComparable("Van een percentage of verhouding is geen aandeel te berekenen.")
    if not 0 <= part.quantity.value <= whole.quantity.value or not whole.quantity.value:
        raise NotComparable("Het ene getal is geen deel van het andere.")
    exact = part.quantity.value / whole.quantity.value * 100
    percent = rounded(exact, places)
    working = f"{figure(part)} ÷ {figure(whole)} × 100%"
    result = Quantity(percent, "procent", _bound(part, whole), places_of(percent))
    shown = f"{write_number(percent, result.places)}%"
    return Derivation(Operation.SHARE, (part, whole), result, working, shown, percent != exact)


def _sum(facts: Sequence[Fact]) -> Derivation:
    _refuse_rates(facts, "op te tellen")
    total = sum((fact.quantity.value for fact in facts), Decimal(0))
    places = _printed_places(*facts)
    working = " + ".join(map(figure, facts))
    result = Quantity(total, facts[0].quantity.unit, _bound(*facts), places)
    return Derivation(Operation.SUM, tuple(facts), result, working, write_number(total, places))


def _mean(facts: Sequence[Fact], places: int) -> Derivation:
    _refuse_rates(facts, "te middelen")
    if len({fact.subject for fact in facts}) > 1 and len({fact.period for fact in facts}) > 1:
        raise NotComparable("Een gemiddelde gaat over één soort, of over één jaar.")
    exact = sum((fact.quantity.value for fact in facts), Decimal(0)) / len(facts)
    mean = rounded(exact, places)
    working = f"({' + '.join(map(figure, facts))}) ÷ {len(facts)}"
    result = Quantity(mean, facts[0].quantity.unit, _bound(*facts), places_of(mean))
    shown = write_number(mean, result.places)
    return Derivation(Operation.MEAN, tuple(facts), result, working, shown, mean != exact)


def _rate(facts: Sequence[Fact], per: str, places: int) -> Derivation:
    _refuse_rates(facts, "over de tijd te verdelen")
    if len(facts) != 1:
        raise NotComparable("Dit is alleen voor één getal tegelijk te berekenen.")
    fact = facts[0]
    if fact.period is None:
        raise NotComparable("De brief zegt niet over welke periode dit getal gaat.")
    if not fact.period.is_calendar_year:
        raise NotComparable("Alleen een aantal over een heel jaar is over de tijd te verdelen.")
    days = (fact.period.end - fact.period.start).days
    value = fact.quantity.value
    exact, working = {
        "day": (value / days, f"÷ {days}"),
        "hour": (value / (days * _HOURS), f"÷ ({days} × {_HOURS})"),
        "week": (value * 7 / days, f"× 7 ÷ {days}"),
        "month": (value / _MONTHS, f"÷ {_MONTHS}"),
    }[per]
    result = rounded(exact, places)
    quantity = Quantity(result, fact.quantity.unit, _bound(fact), places_of(result))
    return Derivation(
        operation=Operation.RATE,
        inputs=(fact,),
        result=quantity,
        working=f"{figure(fact)} {working}",
        shown=write_number(result, quantity.places),
        rounded=result != exact,
        per=per,
    )


def _ranked(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Return the facts that take part in a ranking: what is left of all others is none of them."""
    kinds = [fact for fact in facts if not is_rest(fact.subject)]
    return kinds if len(kinds) > 1 else facts


def _extreme(operation: Operation, facts: Sequence[Fact]) -> Derivation:
    facts = facts if operation is Operation.COMPARE else _ranked(facts)
    best = min if operation is Operation.LOWEST else max
    value = best(fact.quantity.value for fact in facts)
    chosen = tuple(fact for fact in facts if fact.quantity.value == value)
    falling = operation is not Operation.LOWEST
    ordered = sorted(facts, key=lambda fact: fact.quantity.value, reverse=falling)
    working, found = _in_order(ordered, ">" if falling else "<"), chosen[0]
    return Derivation(
        operation, tuple(facts), found.quantity, working, found.surface, chosen=chosen
    )


def _in_order(facts: Sequence[Fact], sign: str) -> str:
    """Write numbers in order of size, with "=" between those that are equal."""
    shown = figure(facts[0])
    for before, after in pairwise(facts):
        equal = before.quantity.value == after.quantity.value
        shown += f" {'=' if equal else sign} {figure(after)}"
    return shown


def _series(operation: Operation, facts: Sequence[Fact]) -> Derivation:
    """Give all facts, and as chosen the first, the last, the highest and the lowest."""
    if operation is Operation.RANK:
        facts = sorted(_ranked(facts), key=lambda fact: -fact.quantity.value)
        first, ordered = facts[0], tuple(facts)
        working = _in_order(facts, ">")
        return Derivation(
            operation, ordered, first.quantity, working, first.surface, chosen=ordered
        )
    if len({fact.subject for fact in facts}) > 1:
        raise NotComparable("Een verloop is alleen per soort te geven.")
    highest = max(facts, key=lambda fact: fact.quantity.value)
    lowest = min(facts, key=lambda fact: fact.quantity.value)
    change = _difference(Operation.DIFFERENCE, facts[0], facts[-1])
    chosen = (facts[0], facts[-1], highest, lowest)
    return Derivation(
        operation, tuple(facts), change.result, change.working, change.shown, chosen=chosen
    )


def _refuse_rates(facts: Sequence[Fact], what: str) -> None:
    if any(fact.quantity.is_percentage for fact in facts):
        raise NotComparable(f"Percentages zijn niet {what} zonder de aantallen erachter.")
    if len({fact.subject for fact in facts}) > 1 and any(is_rate(fact.measure) for fact in facts):
        raise NotComparable(f"Verhoudingen zijn niet {what} zonder de aantallen erachter.")


def _bound(*facts: Fact) -> Bound:
    """Return the bound of a result: exact only if all that it rests on is."""
    exact = all(fact.quantity.bound is Bound.EXACT for fact in facts)
    return Bound.EXACT if exact else Bound.ABOUT


def _printed_places(*facts: Fact) -> int:
    """Return the decimals of the full values; those of "9,2 miljoen" are none of 9.200.000."""
    return max(max(0, fact.quantity.places - fact.quantity.scale) for fact in facts)


def figure(fact: Fact) -> str:
    """Write the bare number of a fact: digits as printed, words ("vijf") as digits."""
    percent = "%" if fact.quantity.unit == "procent" else ""
    return f"{write_number(fact.quantity.value, _printed_places(fact))}{percent}"


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Round half up; a whole number stays whole, and what is not nothing is not shown as 0,0."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return shown if shown or places >= _MOST_PLACES else rounded(value, places + 1)


def places_of(value: Decimal) -> int:
    """Return how many decimals a rounded number shows."""
    return max(0, -int(value.as_tuple().exponent))


def _signed(value: Decimal) -> str:
    sign = "−" if value < 0 else "+" if value > 0 else ""
    return f"{sign}{write_number(abs(value), places_of(value))}"
