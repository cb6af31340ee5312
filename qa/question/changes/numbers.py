"""Two letters of a dossier → the numbers that both give, where they differ.

In: the facts of both. Out: each number as it was and as it is now. Cells are of one thing where
both letters print one table, by its caption or by the numbers that it prints again; numbers of
sentences where these say the same of them (qa/question/changes/stated.py); where two may be meant,
none is. A number that was revised is never set against one of a later period: that is taken from
the newer letter alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from qa.question.cells.across import is_one_series, series_of, slot
from qa.question.cells.grids import Grid, every_grid
from qa.question.changes.stated import Stated, alike, stated_in
from qa.question.series.compute import NotComparable, compute
from qa.store.index import Index
from qa.types import Fact, NumberChange, Operation, Role

_FEWEST_AGAIN: Final = 3  # different numbers that a table prints again
_MOST_AGAIN: Final = 2 / 3  # of those of the same names and periods


def changed_numbers(before: str, after: str, index: Index) -> tuple[NumberChange, ...]:
    """Return the numbers that changed from one letter to another, those of tables first."""
    cells = _of_tables(before, after, index)
    return (*cells, *_of_sentences(index.facts.find(), before, after, index))


def _of_tables(before: str, after: str, index: Index) -> Iterator[NumberChange]:
    sources = {each.letter_id: each for each in index.passages.sources()}
    grids = every_grid(index)
    for new in (each for each in grids if each.letter == after):
        same = [
            old
            for old in grids
            if old.letter == before
            and (is_one_series(new, old, sources) or _prints_again(new, old))
        ]
        if len(same) == 1:
            yield from _of_table(same[0], new)


def _prints_again(new: Grid, old: Grid) -> bool:
    """Tell whether a table holds most numbers of another of the same names: it is that one.

    So one without a caption, or with another, is known too.
    """
    was, now = ({slot(fact): fact.quantity.value for fact in each.facts} for each in (old, new))
    shared = was.keys() & now.keys()
    same = {was[key] for key in shared if was[key] == now[key]}
    return len(same) >= max(_FEWEST_AGAIN, _MOST_AGAIN * len(shared))


def _of_table(old: Grid, new: Grid) -> Iterator[NumberChange]:
    """Yield the cells that were revised, then the newest cell of each series beside the last."""
    was = {slot(fact): fact for fact in old.facts if fact.role is not Role.CHANGE}
    now = {slot(fact): fact for fact in new.facts if fact.role is not Role.CHANGE}
    if len(was) < len([f for f in old.facts if f.role is not Role.CHANGE]):
        return  # two cells of one thing: nobody can tell them apart
    for key, fact in now.items():
        if key in was and was[key].quantity.value != fact.quantity.value:
            yield from _changed(was[key], fact, is_revised=True)
    last, newest = _last_of_each(was.values()), _last_of_each(now.values())
    for series, fact in newest.items():
        held = last.get(series)
        if held is None or _start(held) >= _start(fact):
            continue
        base = now.get(slot(held))  # as the newer letter prints it
        if base is None and _is_revised(series, was, now):
            continue
        yield from _changed(base or held, fact, is_revised=False)


def _last_of_each(facts: Iterable[Fact]) -> dict[object, Fact]:
    """Return the cell of the last period of each series."""
    ordered = sorted((fact for fact in facts if fact.period), key=_start)
    return {series_of(fact): fact for fact in ordered}


def _start(fact: Fact) -> date:
    return fact.period.start if fact.period else date.min


def _is_revised(series: object, was: Mapping[object, Fact], now: Mapping[object, Fact]) -> bool:
    return any(
        series_of(fact) == series and key in now and now[key].quantity.value != fact.quantity.value
        for key, fact in was.items()
    )


def _changed(before: Fact, after: Fact, *, is_revised: bool) -> Iterator[NumberChange]:
    if before.quantity.value == after.quantity.value:
        return
    try:
        found = compute(Operation.DIFFERENCE, (before, after))
    except NotComparable:
        found = None
    yield NumberChange(before, after, is_revised, found)


def _of_sentences(
    facts: Sequence[Fact], before: str, after: str, index: Index
) -> Iterator[NumberChange]:
    old: dict[object, list[Stated]] = {}
    for one in stated_in(before, facts, index):
        old.setdefault(one.kind, []).append(one)
    found = [
        (score, one, other)
        for other in stated_in(after, facts, index)
        for one in old.get(other.kind, ())
        if (score := alike(one, other))
    ]
    best_old = _best((one.fact.id, score) for score, one, _ in found)
    best_new = _best((other.fact.id, score) for score, _, other in found)
    for score, one, other in found:
        is_best = best_old[one.fact.id] == [score] and best_new[other.fact.id] == [score]
        if is_best and not _goes_back(one.fact, other.fact):
            period = one.fact.period
            is_same_time = period is not None and period == other.fact.period
            yield from _changed(one.fact, other.fact, is_revised=is_same_time)


def _best(scored: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Return the best scores of each number; two of them where two others are as near."""
    scores: dict[str, list[int]] = {}
    for id, score in scored:
        scores.setdefault(id, []).append(score)
    return {id: [each for each in held if each == max(held)] for id, held in scores.items()}


def _goes_back(before: Fact, after: Fact) -> bool:
    """Tell whether a newer letter speaks of an earlier period."""
    return bool(before.period and after.period) and _start(after) < _start(before)
