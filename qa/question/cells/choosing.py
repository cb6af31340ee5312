"""What a question seeks in a table → the cells that answer it, or what is missing.

In: a query and the cells of the columns that it is about. Out: cells in order of time, or of the
rows that are named; or a Gap. Cells of a total, or of a change from one period to another, never
stand among those that are compared or added.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.question.cells.sought import Sought
from qa.types import (
    ComputeQuery,
    Concept,
    Fact,
    FactQuery,
    Gap,
    MeasureKind,
    Missing,
    Operation,
    Period,
    Role,
    Years,
)

_TWO_ENDS = {
    Operation.DIFFERENCE,
    Operation.CHANGE,
    Operation.POINTS,
    Operation.DIRECTION,
    Operation.RATIO,
}
_FEWEST = {Operation.RATE: 1}  # numbers that an operation works on; others take two
_MONTH, _HALF = 32, 185  # days
_PARTS = 6  # months
_WHOLE = _TWO_ENDS | {Operation.HIGHEST, Operation.LOWEST, Operation.TREND, Operation.MEAN}


def choose(sought: Sought) -> tuple[Fact, ...] | Gap:
    """Return the cells that answer, the earlier first."""
    found, query = _chosen(sought), sought.query
    if sought.is_open and not isinstance(found, Gap):
        subject = query.subjects[0] if query.subjects else Concept("", "", "")
        return Gap(Missing.COLUMN, subject, query.years.named, found)
    return found


def _chosen(sought: Sought) -> tuple[Fact, ...] | Gap:
    query = sought.query
    if sought.is_pair:
        return sought.main
    if query.measure.kind is MeasureKind.CHANGE:
        return _changes(sought)
    cells = [fact for fact in sought.main if fact.role is not Role.CHANGE]
    subject = query.subjects[0] if query.subjects else Concept("", "", "")
    ids = {each.id for each in query.subjects}
    cells = [fact for fact in cells if fact.subject in ids]
    if not cells:
        return Gap(Missing.SERIES, subject, query.years.named, sought.main[:1])
    periods = _periods(query, cells)
    if query.years.part and not _is_on_a_day(cells):
        return Gap(_without_part(query, cells), subject, (), tuple(cells))
    if missing := [year for year in query.years.named if not any(_is_of(f, year) for f in cells)]:
        return Gap(Missing.YEAR, subject, tuple(missing), tuple(cells))
    found = [fact for fact in cells if fact.period in periods]
    if not found:
        return Gap(Missing.YEAR, subject, query.years.named, tuple(cells))
    if query.unexplained:
        return Gap(Missing.DETAIL, subject, query.years.named, tuple(found))
    if _sets_years_apart(query) and _tells_parts(query.years, cells):
        return Gap(Missing.WHOLE_YEAR, subject, query.years.named, tuple(found))
    is_whole = isinstance(query, ComputeQuery) and query.operation is Operation.TREND
    if query.measure.target_of and isinstance(query, ComputeQuery) and not is_whole:
        return _against_result(query, found, sought)
    if printed := _printed_change(sought, ids, periods):
        return printed
    if isinstance(query, ComputeQuery) and len(found) < _FEWEST.get(query.operation, 2):
        return Gap(Missing.DETAIL, subject, query.years.named, tuple(found))
    order = {each.id: place for place, each in enumerate(query.subjects)}
    found.sort(key=lambda f: (_start(f.period), order[f.subject]))
    return tuple(found)


def _periods(query: FactQuery | ComputeQuery, cells: Sequence[Fact]) -> list[Period | None]:
    """Return the periods that are asked for, in order of time."""
    every = sorted({fact.period for fact in cells}, key=_start)
    told = {fact.period for fact in cells if fact.role is not Role.TOTAL}
    known = [each for each in every if each in told] or every  # a total stands beside its parts
    operation = query.operation if isinstance(query, ComputeQuery) else None
    meant = [p for p in every if _is_meant(p, query.years)]
    over_subjects = isinstance(query, ComputeQuery) and query.over_subjects
    if not (query.years.named or query.years.run or query.years.parts):
        meant = known if operation in _WHOLE and not over_subjects else known[-1:]
    if operation in _TWO_ENDS and len(query.subjects) == 1 and not query.measure.target_of:
        if len(meant) == 1:
            if meant[0] not in known:
                known = [each for each in every if _months(each) == _months(meant[0])]
            at = known.index(meant[0])
            ends = known[at : at + 2] if query.years.run else known[max(0, at - 1) : at + 1]
            return ends
        return [*meant[:1], *meant[-1:]]
    return meant


def _without_part(query: FactQuery | ComputeQuery, cells: Sequence[Fact]) -> Missing:
    """Tell what is missing: the part of a year, where a table tells of such, or who knows what.

    Of that part a sentence may tell more than a table of years.
    """
    is_all = query.unexplained == (query.years.part,) and bool(query.years.parts)
    tells_parts = any(1 <= _months(fact.period) <= _PARTS for fact in cells)
    return Missing.PART_OF_YEAR if is_all and tells_parts else Missing.DETAIL


def _sets_years_apart(query: FactQuery | ComputeQuery) -> bool:
    """Tell whether whole years are set against each other: no part of one stands for it."""
    is_two_ended = isinstance(query, ComputeQuery) and query.operation in _TWO_ENDS
    return is_two_ended and bool(query.years.named) and len(query.subjects) == 1


def _tells_parts(years: Years, cells: Sequence[Fact]) -> bool:
    """Tell whether a table has several parts of a year that is named, and not that year."""
    spans = {(each.start, each.end): each for f in cells if (each := f.period)}
    meant = [each for each in spans.values() if _is_meant(each, years)]
    starts = [each.start.year for each in meant if (each.end - each.start).days <= _HALF]
    return len(starts) > len({*starts})


def _is_on_a_day(cells: Sequence[Fact]) -> bool:
    """Tell whether the table tells how things stood on one day, or nearly: "eind 2023"."""
    held = {fact.period for fact in cells}
    return len(held) == 1 and all(each and (each.end - each.start).days < _MONTH for each in held)


def _is_meant(period: Period | None, years: Years) -> bool:
    if period is None:
        return not (years.named or years.parts)
    if years.parts:
        return any((each.start, each.end) == (period.start, period.end) for each in years.parts)
    if years.run:
        first = years.first if years.first is not None else 0
        last = years.last if years.last is not None else 9999
        return first <= period.start.year and period.last_year <= max(last, first)
    if not _is_within_a_year(period) and len(years.named) > 1:
        return {period.start.year, period.last_year} <= set(years.named)
    if not _is_within_a_year(period):
        return False  # half of "2021–2022" is no year of it
    return any(_covers(period, year) for year in years.named)


def _is_of(fact: Fact, year: int) -> bool:
    return fact.period is None or year in range(fact.period.start.year, fact.period.last_year + 1)


def _covers(period: Period, year: int) -> bool:
    return period.start.year == year


def _is_within_a_year(period: Period) -> bool:
    return period.last_year == period.start.year


def _months(period: Period | None) -> int:
    """Return about how many months a period lasts."""
    return round((period.end - period.start).days / _MONTH) if period else 0


def _start(period: Period | None) -> tuple[int, int]:
    return (period.start.toordinal(), period.end.toordinal()) if period else (0, 0)


def _changes(sought: Sought) -> tuple[Fact, ...] | Gap:
    """Return the changes that the table prints for the rows that are asked for."""
    query = sought.query
    ids = {each.id for each in query.subjects}
    cells = (*sought.main, *sought.beside)
    found = tuple(f for f in cells if f.role is Role.CHANGE and f.subject in ids)
    if query.unexplained:
        return Gap(Missing.DETAIL, query.subjects[0], query.years.named, found[:1])
    return found or Gap(Missing.SERIES, query.subjects[0], query.years.named, sought.main[:1])


def _printed_change(
    sought: Sought, ids: set[str], periods: Sequence[Period | None]
) -> tuple[Fact, ...]:
    """Return the change that the table itself prints for exactly these years."""
    query = sought.query
    if not (isinstance(query, ComputeQuery) and query.operation is Operation.CHANGE):
        return ()
    ends = [each for each in periods if each is not None]
    if not ends:
        return ()
    wanted = (ends[0].start.year, ends[-1].last_year)
    return tuple(
        fact
        for fact in (*sought.main, *sought.beside)
        if fact.role is Role.CHANGE
        and fact.subject in ids
        and fact.period is not None
        and (fact.period.start.year, fact.period.last_year) == wanted
    )


def _against_result(
    query: ComputeQuery, targets: Sequence[Fact], sought: Sought
) -> tuple[Fact, ...] | Gap:
    """Return the target and what came of it, in one period."""
    aim = targets[-1]
    results = [
        fact
        for fact in (*sought.beside, *sought.main)
        if fact.measure == query.measure.target_of
        and (fact.subject, fact.dimensions, fact.period)
        == (aim.subject, aim.dimensions, aim.period)
    ]
    if len(results) != 1:
        return Gap(Missing.YEAR, query.subjects[0], query.years.named, (aim,))
    return aim, results[0]
