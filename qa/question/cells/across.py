"""A table that letters of one dossier print again → one series, with the letters of its values.

In: the tables of an index, the newest first. Out: those that print one series as one table; each
cell is that of the newest letter that prints it. What an older letter prints otherwise is not lost:
it was revised, and is said beside the new value. Numbers of several letters are only worked with
where no value of their series was revised; of a table without a caption nobody can tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from qa.dutch.text import fold
from qa.question.cells.grids import Grid
from qa.types import Fact, Role, Source

_SHARED = 0.5  # of the rows that either table has


def joined(grids: Sequence[Grid], sources: Mapping[str, Source]) -> tuple[Grid, ...]:
    """Return tables, those of one series as one where the newest of them stood."""
    groups: list[list[Grid]] = []
    near: dict[str, list[list[Grid]]] = {}  # only within a dossier: of a thousand there are few
    for grid in grids:
        alike = near.setdefault(sources[grid.letter].dossier, [])
        home = next((g for g in alike if is_one_series(g[0], grid, sources)), None)
        if home is None:
            home = []
            groups.append(home)
            alike.append(home)
        home.append(grid)
    return tuple(
        _as_one(group) if _days_differ(group, sources) else each
        for group in groups
        for each in (group[:1] if _days_differ(group, sources) else group)
    )


def is_one_series(one: Grid, other: Grid, sources: Mapping[str, Source]) -> bool:
    """Tell whether two letters of a dossier print one table: its caption, its rows, its columns."""
    dossiers = {sources[each.letter].dossier for each in (one, other)}
    if len(dossiers) > 1 or not all(dossiers):
        return False
    if any(each.period is None for grid in (one, other) for each in grid.facts):
        return False  # a state of affairs on the day of the letter: no series
    captions = [[w for w in grid.caption.words if not w[0].isdigit()] for grid in (one, other)]
    rows = [{fold(label.text) for label in grid.subjects} for grid in (one, other)]
    return (
        captions[0] == captions[1] != []
        and one.columns.keys() == other.columns.keys()
        and len(rows[0] & rows[1]) >= _SHARED * len(rows[0] | rows[1])
    )


def _days_differ(group: Sequence[Grid], sources: Mapping[str, Source]) -> bool:
    """Tell whether tables are each of a letter of another day, so that one is the newest."""
    return len({sources[grid.letter].date for grid in group}) == len(group)


def _as_one(group: Sequence[Grid]) -> Grid:
    """Return tables of one series as one, the newest first."""
    if len(group) == 1:
        return group[0]
    printed = tuple(fact for grid in group for fact in grid.facts)
    newest: dict[object, Fact] = {}
    for fact in printed:
        newest.setdefault(slot(fact), fact)
    ordered = sorted(newest.values(), key=_start)
    return replace(group[0], facts=tuple(ordered), printed=printed)


def _start(fact: Fact) -> date:
    return fact.period.start if fact.period else date.min


def slot(fact: Fact) -> object:
    """Return what two letters print one number of."""
    period = fact.period
    when = (period.start, period.end) if period else None
    return (*series_of(fact), when)


def series_of(fact: Fact) -> tuple[object, ...]:
    """Return what two letters print a series of; the same name may have a capital in one."""
    facets = tuple((fold(name), fold(value)) for name, value in fact.dimensions)
    return fact.measure, fold(fact.subject), facets, fact.quantity.unit, fact.role


def of_one_letter(found: tuple[Fact, ...], printed: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the same numbers as the newest letter prints them that prints them all."""
    slots = [slot(fact) for fact in found]
    for letter in dict.fromkeys(fact.letter_id for fact in printed):
        held = {slot(fact): fact for fact in printed if fact.letter_id == letter}
        if all(slot in held for slot in slots):
            return tuple(held[slot] for slot in slots)
    return found


def revised(found: Sequence[Fact], printed: Sequence[Fact]) -> tuple[tuple[Fact, Fact], ...]:
    """Return the numbers that older letters print otherwise, each behind the one found."""
    return tuple(
        (fact, other)
        for fact in found
        for other in printed
        if slot(other) == slot(fact) and other.quantity.value != fact.quantity.value
    )


def revised_between(
    found: Sequence[Fact], printed: Sequence[Fact]
) -> tuple[tuple[Fact, Fact], ...]:
    """Return what was revised in a series that numbers of several letters were taken from."""
    if len({fact.letter_id for fact in found}) < 2:
        return ()
    subjects = {fold(fact.subject) for fact in found}
    series = {slot(f): f for f in reversed(printed) if fold(f.subject) in subjects}
    return revised([f for f in series.values() if f.role is not Role.CHANGE], printed)
