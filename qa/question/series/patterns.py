"""Series → what a question looks for in one of them: a limit, every year, exceptions, a place.

In: a pattern and the facts of one series, oldest first. Out: a Finding, whose steps and working
are exact. Refuses what the series cannot decide: a year that is missing where it matters, and a
limit of another unit than the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from qa.dutch.numbers import write
from qa.question.series.compute import NotComparable, compute, figure
from qa.question.series.whole import Series, year_of
from qa.types import Derivation, Extent, Fact, Finding, Operation, Pattern, Quantity


def threshold(pattern: Pattern, series: Series) -> Finding:
    """Find the years on one side of a limit."""
    _refuse_other_unit(pattern.limits, series)
    side = [fact for fact in series if is_beyond(fact, pattern)]
    run: list[Fact] = side
    if pattern.extent is Extent.SINCE:
        run = [*takewhile(lambda fact: fact in side, reversed(series))][::-1]
    elif pattern.extent is Extent.UNTIL:
        run = [*takewhile(lambda fact: fact in side, series)]
    elif pattern.extent is Extent.FIRST:
        run = side[:1]
    missing = _missing(series)
    if missing and pattern.extent in {Extent.SINCE, Extent.UNTIL, Extent.FIRST}:
        raise NotComparable("De brief geeft niet over elk van deze jaren een cijfer.")
    sign = {-1: "<", 0: "tussen", 1: ">"}[pattern.way]
    sign = sign.replace("<", "≤").replace(">", "≥") if pattern.inclusive else sign
    limits = " en ".join(map(limit_shown, pattern.limits))
    working = ", ".join(f"{figure(fact)} {sign} {limits}" for fact in run) or limits
    return Finding(pattern, (series,), tuple(run), holds=bool(run), missing=missing,
                   working=working, limits=limits)  # fmt: skip


def subjects_beyond(pattern: Pattern, series: Sequence[Series]) -> Finding:
    """Find the subjects that are on one side of a limit in the last year of all."""
    if len(series) < 2:
        raise NotComparable("Hiervoor zijn twee of meer reeksen nodig.")
    newest = max(year_of(each[-1]) for each in series)
    held = [(each[-1],) for each in series if year_of(each[-1]) == newest]
    _refuse_other_unit(pattern.limits, held[0])
    chosen = tuple(fact for (fact,) in held if is_beyond(fact, pattern))
    limits = " en ".join(map(limit_shown, pattern.limits))
    working = ", ".join(map(figure, chosen)) + f" tegen {limits}"
    return Finding(pattern, tuple(held), chosen, holds=bool(chosen), working=working,
                   limits=limits)  # fmt: skip


def subjects_moved(pattern: Pattern, series: Sequence[Series]) -> Finding:
    """Find the subjects that went one way to the last of two years."""
    if len({(year_of(each[0]), year_of(each[-1])) for each in series}) != 1:
        raise NotComparable("Niet alle reeksen hebben een cijfer over deze jaren.")
    steps = [_step(each[0], each[-1]) for each in series]
    steps = [each for each in steps if each.result.value * pattern.way > 0]
    chosen = tuple(each.inputs[1] for each in steps)
    return Finding(pattern, tuple(series), chosen, tuple(steps), holds=bool(steps),
                   working=_workings(steps))  # fmt: skip


def is_beyond(fact: Fact, pattern: Pattern) -> bool:
    """Tell whether a number is on the side of a limit that is asked for."""
    value, limits = fact.quantity.value, [each.value for each in pattern.limits]
    if pattern.way == 0:
        return min(limits) <= value <= max(limits)
    if pattern.inclusive and value == limits[0]:
        return True
    return value < limits[0] if pattern.way < 0 else value > limits[0]


def limit_shown(limit: Quantity) -> str:
    """Write a limit as letters print numbers."""
    return write(limit)


def _refuse_other_unit(limits: Sequence[Quantity], series: Series) -> None:
    unit = series[0].quantity.unit
    if any(limit.unit != unit and (limit.unit or unit == "procent") for limit in limits):
        raise NotComparable("De grens heeft een andere eenheid dan de cijfers.")
    scale = max(fact.quantity.scale for fact in series)
    if scale and any(not each.scale and each.value < Decimal(10) ** scale for each in limits):
        # "Meer dan 300" of what stands in millions: nobody knows which is meant.
        raise NotComparable("De cijfers staan in een grotere eenheid; noem de grens ook zo.")


def every_year(pattern: Pattern, series: Series) -> Finding:
    """Tell whether each year went one way; the steps are those that did not, else the whole."""
    if len(series) < 2:
        raise NotComparable("Hiervoor zijn cijfers over twee of meer jaren nodig.")
    steps = [_step(old, new) for old, new in pairwise(series)]
    against = tuple(each for each in steps if each.result.value * pattern.way <= 0)
    missing = _missing(series)
    if missing and not against:
        raise NotComparable("De brief geeft niet over elk van deze jaren een cijfer.")
    chosen = tuple(each.inputs[1] for each in against)
    shown = against or (_step(series[0], series[-1]),)
    return Finding(pattern, (series,), chosen, shown, holds=not against, missing=missing,
                   working=_workings(shown))  # fmt: skip


def exceptions(pattern: Pattern, series: Series) -> Finding:
    """Find the years that went one way from the year before."""
    near = ((old, new) for old, new in pairwise(series) if year_of(new) - year_of(old) == 1)
    steps = tuple(
        step for old, new in near if (step := _step(old, new)).result.value * pattern.way > 0
    )
    chosen = tuple(each.inputs[1] for each in steps)
    return Finding(pattern, (series,), chosen, steps, holds=bool(steps), missing=_missing(series),
                   working=_workings(steps))  # fmt: skip


def place(pattern: Pattern, series: Series) -> Finding:
    """Find the place of a year among the others, or the years at the first places."""
    ordered = sorted(series, key=lambda fact: fact.quantity.value, reverse=pattern.most)
    sign = " > " if pattern.most else " < "
    working = sign.join(map(figure, ordered))
    if pattern.year:
        found = next((fact for fact in series if year_of(fact) == pattern.year), None)
        if found is None:
            raise NotComparable(f"De brief geeft geen cijfer over {pattern.year}.")
        at = 1 + sum(_is_before(each, found, pattern) for each in series)
        counted = f"plaats {at} van {len(series)}"
        return Finding(pattern, (tuple(ordered),), (found, ordered[0]), holds=at == 1,
                       working=f"{working}; {counted}")  # fmt: skip
    wanted = pattern.place or pattern.count
    values = [fact.quantity.value for fact in ordered]
    if wanted > len(ordered) or wanted < 1:
        raise NotComparable("Zoveel jaren geeft de brief niet.")
    if wanted < len(ordered) and values[wanted - 1] == values[wanted]:
        raise NotComparable("Op die plaats staan twee jaren met hetzelfde getal.")
    chosen = (ordered[wanted - 1], ordered[0]) if pattern.place else tuple(ordered[:wanted])
    return Finding(pattern, (tuple(ordered),), chosen, working=working)


def _is_before(one: Fact, other: Fact, pattern: Pattern) -> bool:
    more = one.quantity.value - other.quantity.value
    return more > 0 if pattern.most else more < 0


def _step(old: Fact, new: Fact) -> Derivation:
    return compute(Operation.DIFFERENCE, (old, new))


def _workings(steps: Sequence[Derivation]) -> str:
    return "; ".join(each.formula for each in steps)


def _missing(series: Series) -> tuple[int, ...]:
    """Return the years between the first and the last that no fact tells."""
    years = [year_of(fact) for fact in series]
    return tuple(sorted(set(range(years[0], years[-1] + 1)) - set(years)))
