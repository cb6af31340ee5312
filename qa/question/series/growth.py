"""Series → how they changed: which most, which faster, as an index, on average a year.

In: a pattern, the facts of each series, oldest first, and the changes that the letter prints. Out:
a Finding. A change is worked out from the first to the last year that is asked for; one that the
letter prints stands beside it where the two agree as rounded. Percentages change in percentage
points, never in percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from itertools import pairwise

from qa.dutch.numbers import write_number
from qa.question.series.compute import NotComparable, compute, figure, places_of, rounded
from qa.question.series.whole import Series, year_of
from qa.types import Derivation, Fact, Finding, Operation, Pattern, Quantity


def change(series: Series, in_percent: bool) -> Derivation:
    """Work out the change from the first to the last fact."""
    if len(series) < 2:
        raise NotComparable("Hiervoor zijn cijfers over twee of meer jaren nodig.")
    if series[0].quantity.is_percentage:
        return compute(Operation.POINTS, (series[0], series[-1]))
    operation = Operation.CHANGE if in_percent else Operation.DIFFERENCE
    return compute(operation, (series[0], series[-1]))


def strongest(pattern: Pattern, series: Sequence[Series], printed: Series) -> Finding:
    """Find the subject that changed most, or least, from the first year to the last."""
    if len(series) < 2:
        raise NotComparable("Hiervoor zijn twee of meer reeksen nodig.")
    ends = {(year_of(each[0]), year_of(each[-1])) for each in series}
    if len(ends) != 1:
        raise NotComparable("Niet alle reeksen hebben een cijfer over deze jaren.")
    steps = [change(each, pattern.in_percent is not False) for each in series]
    found = _furthest(pattern, steps)
    others = [each for each in steps if each not in found]
    return Finding(
        pattern,
        tuple(series),
        tuple(each.inputs[1] for each in found),
        tuple(_by_size([*found, *others], pattern, len(found))),
        printed=_printed(steps, printed),
        working="; ".join(each.formula for each in steps),
    )


def strongest_year(pattern: Pattern, series: Series) -> Finding:
    """Find the year that changed most, or least, from the year before it."""
    near = [pair for pair in pairwise(series) if year_of(pair[1]) - year_of(pair[0]) == 1]
    if not near:
        raise NotComparable("Hiervoor zijn cijfers over twee of meer jaren nodig.")
    ways = (True, False) if pattern.in_percent is None else (pattern.in_percent,)
    found: list[Derivation] = []
    for in_percent in ways:
        best = _furthest(pattern, [change(pair, in_percent) for pair in near])
        found += (each for each in best if each not in found)
    return Finding(pattern, (series,), tuple(each.inputs[1] for each in found), tuple(found),
                   working="; ".join(each.formula for each in found))  # fmt: skip


def _furthest(pattern: Pattern, steps: Sequence[Derivation]) -> list[Derivation]:
    """Return the steps that go furthest the way that is asked for, or least far."""
    way = pattern.way
    sized = [(each.result.value * way if way else abs(each.result.value), each) for each in steps]
    moved = [(size, each) for size, each in sized if size > 0]
    if not moved:
        raise NotComparable("Geen van de cijfers ging die kant op.")
    best = max(size for size, _ in moved) if pattern.most else min(size for size, _ in moved)
    return [each for size, each in moved if size == best]


def _by_size(steps: list[Derivation], pattern: Pattern, first: int) -> list[Derivation]:
    """Return steps with the first few left where they are, and the others in order."""
    rest = sorted(steps[first:], key=lambda each: each.result.value, reverse=pattern.way > 0)
    return [*steps[:first], *(rest if pattern.most else reversed(rest))]


def faster(pattern: Pattern, series: Sequence[Series], printed: Series) -> Finding:
    """Set the changes of two series side by side."""
    if len(series) != 2:
        raise NotComparable("Hiervoor zijn precies twee reeksen nodig.")
    ends = {(year_of(each[0]), year_of(each[-1])) for each in series}
    if len(ends) != 1:
        raise NotComparable("De twee reeksen hebben geen cijfers over dezelfde jaren.")
    one, other = (change(each, pattern.in_percent is not False) for each in series)
    sizes = [each.result.value * pattern.way for each in (one, other)]
    ahead = one if sizes[0] >= sizes[1] else other
    return Finding(pattern, tuple(series), (ahead.inputs[1],), (one, other),
                   holds=sizes[0] > sizes[1], printed=_printed((one, other), printed),
                   working=f"{one.formula}; {other.formula}")  # fmt: skip


def printed_over(series: Sequence[Series], printed: Series) -> Series:
    """Return the printed changes from the first to the last year of series."""
    counted = (each for each in series if len(each) > 1 and each[0].quantity.value > 0)
    return _printed([change(each, True) for each in counted], printed)


def _printed(steps: Sequence[Derivation], printed: Series) -> Series:
    """Return the printed changes that are those of steps, as rounded."""
    return tuple(
        fact
        for step in steps
        for fact in printed
        if fact.subject == step.inputs[1].subject and _agrees(fact, step)
    )


def _agrees(fact: Fact, step: Derivation) -> bool:
    if fact.period is None or fact.quantity.unit != step.result.unit:
        return False
    first, last = map(year_of, step.inputs)
    if (fact.period.start.year, fact.period.last_year) != (first, last):
        return False
    unit = Decimal(1).scaleb(-fact.quantity.places)
    return abs(abs(fact.quantity.value) - abs(step.result.value)) <= unit


def share_of_subjects(pattern: Pattern, series: Sequence[Series]) -> Finding:
    """Work out which part one subject is of several together, in the last year of all."""
    years = {year_of(each[-1]) for each in series}
    facts = tuple(each[-1] for each in series)
    part = next((fact for fact in facts if fact.subject == pattern.part), None)
    if part is None or len(years) != 1 or len(facts) < 2:
        raise NotComparable("Het is niet duidelijk welk deel u van welk geheel bedoelt.")
    return _share(pattern, part, facts)


def share_of_years(pattern: Pattern, series: Series) -> Finding:
    """Work out which part of all years together one year is."""
    part = next((fact for fact in series if year_of(fact) == pattern.year), None)
    if part is None or year_of(series[-1]) - year_of(series[0]) != len(series) - 1:
        raise NotComparable("De brief geeft niet over elk van deze jaren een cijfer.")
    return _share(pattern, part, series)


def _share(pattern: Pattern, part: Fact, facts: Series) -> Finding:
    whole = compute(Operation.SUM, facts)
    if not whole.result.value:
        raise NotComparable("Delen door nul kan niet.")
    with localcontext() as context:
        context.prec = 50
        exact = part.quantity.value / whole.result.value * 100
    result = rounded(exact)
    shown = f"{write_number(result, places_of(result))}%"
    working = f"{figure(part)} ÷ {whole.shown} × 100%"
    quantity = Quantity(result, "procent", places=places_of(result))
    step = Derivation(Operation.SHARE, (part, *facts), quantity, working, shown, result != exact)
    return Finding(pattern, (facts,), (part,), (step, whole), working=f"{whole.formula}; {working}")


def index(pattern: Pattern, whole: Series, meant: Series) -> Finding:
    """Set the years that are asked for against one that is 100."""
    base = next((fact for fact in whole if year_of(fact) == pattern.base), None)
    if base is None:
        raise NotComparable(f"De brief geeft geen cijfer over {pattern.base}.")
    if base.quantity.is_percentage:
        raise NotComparable("Van percentages is geen index te maken.")
    if base.quantity.value <= 0:
        raise NotComparable("Delen door nul kan niet.")
    steps = tuple(_index(base, fact) for fact in meant)
    chosen = tuple(each.inputs[1] for each in steps)
    working = "; ".join(f"{each.working} = {each.shown}" for each in steps)
    return Finding(pattern, (whole,), chosen, steps, working=working)


def _index(base: Fact, fact: Fact) -> Derivation:
    with localcontext() as context:
        context.prec = 50
        exact = fact.quantity.value / base.quantity.value * 100
    result = rounded(exact)
    working = f"{figure(fact)} ÷ {figure(base)} × 100"
    shown = write_number(result, places_of(result))
    quantity = Quantity(result, places=places_of(result))
    return Derivation(Operation.INDEX, (base, fact), quantity, working, shown, result != exact)


def yearly(pattern: Pattern, series: Series) -> Finding:
    """Work out the mean change a year; in percent the one that, compounded, leads to the last."""
    if len(series) < 2:
        raise NotComparable("Hiervoor zijn cijfers over twee of meer jaren nodig.")
    old, new = series[0], series[-1]
    count = year_of(new) - year_of(old)
    with localcontext() as context:
        context.prec = 50
        work_out = _compounded if pattern.in_percent else _mean_change
        step = work_out(old, new, count)
    return Finding(pattern, (series,), (new,), (step,), working=step.formula)


def _mean_change(old: Fact, new: Fact, count: int) -> Derivation:
    exact = (new.quantity.value - old.quantity.value) / count
    result = rounded(exact)
    large, small = (new, old) if exact >= 0 else (old, new)
    unit = "procentpunt" if old.quantity.is_percentage else old.quantity.unit
    shown = write_number(abs(result), places_of(result))
    working = f"({figure(large)} − {figure(small)}) ÷ {count} = {shown}"
    quantity = Quantity(result, unit, places=places_of(result))
    return Derivation(Operation.YEARLY, (old, new), quantity, working, shown, result != exact)


def _compounded(old: Fact, new: Fact, count: int) -> Derivation:
    if old.quantity.is_percentage:
        raise NotComparable("Een verandering van percentages wordt in procentpunten gegeven.")
    if old.quantity.value <= 0 or new.quantity.value <= 0:
        raise NotComparable("Een verandering vanaf nul is niet in procenten uit te drukken.")
    root = (new.quantity.value / old.quantity.value) ** (Decimal(1) / count)
    result = rounded((root - 1) * 100)
    sign = "−" if result < 0 else ""
    shown = f"{write_number(abs(result), places_of(result))}%"
    working = f"(({figure(new)} ÷ {figure(old)})^(1/{count}) − 1) × 100% = {sign}{shown}"
    quantity = Quantity(result, "procent", places=places_of(result))
    return Derivation(Operation.YEARLY, (old, new), quantity, working, shown, True)
