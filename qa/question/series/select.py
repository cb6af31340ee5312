"""Query + stored facts → the facts of the series that it asks for, or what is missing.

In: a query over a series and the facts of an index. Out: the facts in order of time (or of the
subjects named), or a Gap: the letter has no such series, not that year, no part of a year, two
facts that disagree, or the question asks for more than a series can tell. A Gap holds what comes
nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from qa.store.facts import FactStore
from qa.types import (
    ComputeQuery,
    Concept,
    Fact,
    FactQuery,
    Gap,
    MeasureKind,
    Missing,
    Operation,
    Role,
    Years,
    table_of,
)

_TWO_ENDS = {
    Operation.DIFFERENCE,
    Operation.CHANGE,
    Operation.POINTS,
    Operation.DIRECTION,
    Operation.RATIO,
}
_WHOLE_SERIES = _TWO_ENDS | {Operation.HIGHEST, Operation.LOWEST, Operation.TREND, Operation.MEAN}


def select(query: FactQuery | ComputeQuery, facts: FactStore) -> tuple[Fact, ...] | Gap:
    """Choose the facts that a query asks for, the earlier year first."""
    if query.measure.kind is MeasureKind.CHANGE:
        return _changes(query, facts)
    series = {each: _by_year(facts, query.measure.id, each.id) for each in query.subjects}
    if query.is_whole and any(series.values()):
        # nobody named them one by one: those that have no such series are not meant
        series = {subject: by_year for subject, by_year in series.items() if by_year}
    for subject, by_year in series.items():
        if not by_year:
            return _no_series(query, subject, facts)
    shared = set.intersection(*(set(by_year) for by_year in series.values()))
    if not shared:
        return _no_series(query, query.subjects[0], facts)
    years = _years(query, shared)
    nearest = tuple(s[y] for s in series.values() for y in years if y in s)
    if query.years.part:
        return Gap(Missing.PART_OF_YEAR, query.subjects[0], (), nearest)
    for subject, by_year in series.items():
        if any(year not in by_year for year in years):
            return Gap(Missing.YEAR, subject, years, tuple(by_year.values()))
    for subject in series:
        if clash := _clash(facts.find(query.measure.id, subject.id), years):
            return Gap(Missing.AGREEMENT, subject, years, clash)
    if query.unexplained:
        return Gap(Missing.DETAIL, query.subjects[0], years, nearest)
    if printed := _printed_change(query, facts, years):
        return printed
    if query.measure.target_of and isinstance(query, ComputeQuery):
        return _target_and_result(query, facts, years)
    return _in_order(query, [by_year[year] for year in years for by_year in series.values()])


def _no_series(query: FactQuery | ComputeQuery, subject: Concept, facts: FactStore) -> Gap:
    """Return the gap of a subject that has none, beside the series that others have."""
    others = tuple(f for f in facts.find(query.measure.id) if f.many)
    return Gap(Missing.SERIES, subject, query.years.named, others)


def _changes(query: FactQuery | ComputeQuery, facts: FactStore) -> tuple[Fact, ...] | Gap:
    """Return the changes that the letter prints for the subjects, over the period asked for."""
    printed = _once(f for each in query.subjects for f in facts.find(query.measure.id, each.id))
    named = query.years.named
    meant = tuple(fact for fact in printed if not named or _ends(fact) == (named[0], named[-1]))
    if query.unexplained:
        return Gap(Missing.DETAIL, query.subjects[0], named, meant)
    return meant or Gap(Missing.YEAR, query.subjects[0], named, printed)


def _once(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts without those that another letter states again, word for word."""
    return tuple({(f.subject, f.period, f.quantity): f for f in found}.values())


def _ends(fact: Fact) -> tuple[int, int] | None:
    """Return the first and the last year of a fact's period."""
    if fact.period is None:
        return None
    return fact.period.start.year, fact.period.last_year


def _in_order(query: FactQuery | ComputeQuery, facts: list[Fact]) -> tuple[Fact, ...]:
    """Put what is compared with first: "hoeveel procent meer A dan B" starts at B."""
    against = isinstance(query, ComputeQuery) and query.operation is Operation.CHANGE
    pair = len(facts) == 2 and facts[0].subject != facts[1].subject
    return tuple(reversed(facts)) if against and pair else tuple(facts)


def _by_year(facts: FactStore, measure: str, subject: str) -> dict[int, Fact]:
    """Return the facts that hold for one calendar year, by year."""
    found = facts.find(measure=measure, subject=subject)
    return {year: fact for fact in found if (year := _year_of(fact)) is not None}


def _year_of(fact: Fact) -> int | None:
    """Return the calendar year that a fact holds for; None for any other period."""
    if fact.period is None or fact.period.label != str(fact.period.start.year):
        return None
    return fact.period.start.year


def _clash(found: tuple[Fact, ...], years: tuple[int, ...]) -> tuple[Fact, ...]:
    """Return the facts for one year that say different things, in one letter or in several."""
    for year in years:
        of_year = tuple(fact for fact in found if _year_of(fact) == year)
        if len({fact.quantity.value for fact in of_year}) > 1:
            return of_year
    return ()


def _years(query: FactQuery | ComputeQuery, available: set[int]) -> tuple[int, ...]:
    """Return the years that a query means, in order of time."""
    operation = query.operation if isinstance(query, ComputeQuery) else None
    meant = _named(query.years, available)
    if not meant:
        beside = operation in _TWO_ENDS and len(query.subjects) > 1  # two things, in one year
        over = getattr(query, "over_subjects", False)
        whole = operation in _WHOLE_SERIES and not (over or beside)
        meant = tuple(sorted(available)) if whole else (max(available),)
    if operation in _TWO_ENDS and len(query.subjects) == 1 and not query.measure.target_of:
        if len(meant) == 1:
            # One year alone is set against the year before it; as a beginning, the one after it.
            return (meant[0], meant[0] + 1) if query.years.run else (meant[0] - 1, meant[0])
        return meant[0], meant[-1]
    return meant


def _named(years: Years, available: set[int]) -> tuple[int, ...]:
    if not years.run:
        return tuple(sorted(set(years.named)))
    first = years.first if years.first is not None else min(available)
    last = years.last if years.last is not None else max(available)
    return tuple(range(first, last + 1)) or (first,)


def _printed_change(
    query: FactQuery | ComputeQuery, facts: FactStore, years: tuple[int, ...]
) -> tuple[Fact, ...]:
    """Return the change that the letter itself prints for exactly these years."""
    if not (isinstance(query, ComputeQuery) and query.operation is Operation.CHANGE):
        return ()
    printed = _once(
        fact
        for each in query.subjects
        for fact in facts.find(subject=each.id)
        if fact.change_of == query.measure.id and _ends(fact) == years
    )
    return printed if len(printed) == len(query.subjects) else ()


def printed_beside(series: Sequence[Fact], facts: FactStore) -> tuple[Fact, ...]:
    """Return the change in percent that a table prints over the whole of a series of its own.

    Only where it is what the two ends come to, but for its rounding: what disagrees is no summary.
    """
    first, last = series[0], series[-1]
    before, after = first.quantity.value, last.quantity.value
    if not (first.period and last.period and before) or first.quantity.is_percentage:
        return ()
    change, over = (after - before) / before * 100, (first.period.start, last.period.end)
    found = (
        fact
        for fact in facts.find(subject=first.subject)
        if (fact.kind is MeasureKind.CHANGE or fact.role is Role.CHANGE)
        and fact.change_of in {"", first.measure}
        and table_of(fact) == table_of(first)
        and fact.quantity.unit == "procent"
        and (fact.period and (fact.period.start, fact.period.end)) == over
        and abs(fact.quantity.value - change) < Decimal(1).scaleb(-fact.quantity.places)
    )
    return tuple(found)[:1]


def _target_and_result(
    query: ComputeQuery, facts: FactStore, years: tuple[int, ...]
) -> tuple[Fact, ...] | Gap:
    """Return the target and what came of it, in one year."""
    subject, year = query.subjects[0], years[-1]
    target = _once(facts.find(query.measure.id, subject.id, year))
    result = _once(facts.find(query.measure.target_of, subject.id, year))
    if not (target and result):
        return Gap(Missing.YEAR, subject, (year,), target + result)
    return target + result
