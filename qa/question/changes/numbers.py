"""Two letters of a dossier → the numbers that both give, where they differ.

In: the facts of both. Out: each number as it was and as it is now. Cells are of one thing where
both letters print one table, by its caption or by the numbers that it prints again; numbers of
sentences where the sentences say the same but for their numbers and days; where two may be meant,
none is. A number that was revised is never set against one of a later period: that is taken from
the newer letter alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from qa.dutch.text import analyse, words
from qa.question.cells.across import is_one_series, series_of, slot
from qa.question.cells.grids import Grid, every_grid
from qa.question.series.compute import NotComparable, compute
from qa.store.index import Index
from qa.types import TABLE_RULE, Bound, Fact, NumberChange, Operation, Role

_FEWEST_ALIKE: Final = 3  # stems that two sentences share where they are not the same
_ALIKE: Final = 0.7  # of the stems of the shorter one
_DENYING: Final = frozenset(("niet", "geen", "nooit"))
_FEWEST_AGAIN: Final = 3  # different numbers that a table prints again
_MOST_AGAIN: Final = 2 / 3  # of those of the same names and periods
_PAST: Final = "oud"  # the qualifier of a number that its own sentence says is past


def changed_numbers(before: str, after: str, index: Index) -> tuple[NumberChange, ...]:
    """Return the numbers that changed from one letter to another, those of tables first."""
    cells = _of_tables(before, after, index)
    return (*cells, *_of_sentences(index.facts.find(), before, after))


def _of_tables(before: str, after: str, index: Index) -> Iterator[NumberChange]:
    sources = {each.letter_id: each for each in index.passages.sources()}
    grids = every_grid(index)
    for new in (each for each in grids if each.letter == after):
        alike = [
            old
            for old in grids
            if old.letter == before
            and (is_one_series(new, old, sources) or _prints_again(new, old))
        ]
        if len(alike) == 1:
            yield from _of_table(alike[0], new)


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


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number of a sentence: what is counted, what the sentence says, and what it denies."""

    fact: Fact
    kind: tuple[str, str, frozenset[str]]
    said: frozenset[str]
    denied: frozenset[str]
    heading: str


def _of_sentences(facts: Sequence[Fact], before: str, after: str) -> Iterator[NumberChange]:
    old: dict[object, list[_Stated]] = {}
    for one in _stated(facts, before):
        old.setdefault(one.kind, []).append(one)
    found = [
        (score, one, other)
        for other in _stated(facts, after)
        for one in old.get(other.kind, ())
        if (score := _alike(one, other))
    ]
    best_old, best_new = _best(found, 1), _best(found, 2)
    for score, one, other in found:
        is_best = best_old[one.fact.id] == [score] and best_new[other.fact.id] == [score]
        if is_best and not _goes_back(one.fact, other.fact):
            period = one.fact.period
            is_same_time = period is not None and period == other.fact.period
            yield from _changed(one.fact, other.fact, is_revised=is_same_time)


def _best(found: Sequence[tuple[float, _Stated, _Stated]], side: int) -> dict[str, list[float]]:
    """Return the best scores of each number; two of them where two others are as near."""
    scores: dict[str, list[float]] = {}
    for each in found:
        stated = each[side]
        assert isinstance(stated, _Stated)
        scores.setdefault(stated.fact.id, []).append(each[0])
    return {id: [s for s in held if s == max(held)] for id, held in scores.items()}


def _stated(facts: Sequence[Fact], letter: str) -> Iterator[_Stated]:
    """Yield the numbers that sentences of a letter state, each that stands alone of its kind."""
    held = [
        fact
        for fact in facts
        if fact.letter_id == letter
        and fact.rule != TABLE_RULE
        and fact.quantity.bound is not Bound.RANGE
        and _PAST not in fact.qualifiers
    ]
    kinds = Counter((fact.span, _kind(fact)) for fact in held)
    for fact in held:
        if kinds[fact.span, _kind(fact)] == 1:
            folded = frozenset(word.folded for word in words(fact.quote))
            heading = fact.locator.rpartition("«")[2] if "«" in fact.locator else ""
            yield _Stated(fact, _kind(fact), _said(fact), folded & _DENYING, heading)


def _kind(fact: Fact) -> tuple[str, str, frozenset[str]]:
    return fact.measure, fact.quantity.unit, frozenset(analyse(fact.subject))


def _said(fact: Fact) -> frozenset[str]:
    """Return what a sentence says beside its numbers."""
    return frozenset(each for each in analyse(fact.quote) if not any(map(str.isdigit, each)))


def _alike(one: _Stated, other: _Stated) -> float:
    """Return how much two sentences say alike, up to 2; 0 where they may be of two things."""
    if one.denied != other.denied:
        return 0.0
    shared = len(one.said & other.said)
    shorter = min(len(one.said), len(other.said))
    if one.said == other.said and (shared >= _FEWEST_ALIKE or one.heading == other.heading):
        return 2.0
    if shared < _FEWEST_ALIKE or shared < _ALIKE * shorter:
        return 0.0
    return shared / shorter + shared / len(one.said | other.said) / 2


def _goes_back(before: Fact, after: Fact) -> bool:
    """Tell whether a newer letter speaks of an earlier period."""
    return bool(before.period and after.period) and _start(after) < _start(before)
