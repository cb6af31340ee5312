"""When a question asks about, as far as a table tells of that: its years, or the parts of them.

In: the years of a question and how it fits a table. Out: the same years; those that the table gives
in parts with these, and a part of a year with the cells that make it up: a quarter is one column of
one table and three months of another. "Eind 2021" is the year of a table of how each year ended.
What the table has no numbers of stays as it was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from qa.question.cells.fitting import Fit
from qa.question.cells.grids import rhythm
from qa.question.read.reading import Reading
from qa.types import Period, Years

# What the ends of a year are called.
_ENDS: Final = (
    frozenset({"eind", "einde", "ultimo", "jaareinde", "december"}),
    frozenset({"begin", "aanvang", "januari"}),
)
_ONWARDS: Final = frozenset({"sinds", "vanaf", "na"})
# What is asked of all parts of a year together.
_WHOLE: Final = frozenset({"heel", "hele", "gehele", "samen", "opgeteld"})
_TOTAL: Final = "tota"
# How things stood, of which the parts of a year give no sum.
_STANDING: Final = frozenset("gemiddeld gemiddelde stand eind einde ultimo begin peildatum".split())


def as_told(years: Years, fit: Fit) -> Years:
    """Return the years of a question as the table that it fits tells of them."""
    held = _held(fit)
    if not held:
        return years
    if years.part:
        found = [pieces(_within(each, held), held) for each in years.parts]
        if found and all(found) and not years.named:
            return replace(years, part="", parts=_joined(found))
        return _by_its_end(years, fit)
    named = _meant(years, held)
    found = [pieces(_calendar(year), held) for year in named]
    shorter = any(_is_within(each, _calendar(year)) for each in held for year in named)
    return replace(years, parts=_joined(found)) if shorter and all(found) else years


def _meant(years: Years, held: Sequence[Period]) -> Sequence[int]:
    """Return the years that a question is about, of a run those that the table has."""
    if not years.run:
        return years.named
    known = sorted({each.start.year for each in held})
    first = years.first if years.first is not None else known[0]
    last = years.last if years.last is not None else known[-1]
    return [year for year in known if first <= year <= last]


def of_whole_year(years: Years, reading: Reading) -> frozenset[int]:
    """Return the words that ask for the whole of a year that a table tells in parts."""
    if not (years.named and years.parts):
        return frozenset()
    said = enumerate(word.folded for word in reading.words)
    return frozenset(n for n, word in said if word in _WHOLE or word.startswith(_TOTAL))


def adds_up(fit: Fit) -> bool:
    """Tell whether the parts of a year add up to it: of what happened in each, "per kwartaal".

    How things stood in each does not.
    """
    of_each = ("per", rhythm(fit.main))
    return of_each in pairwise(fit.grid.caption.words) and _STANDING.isdisjoint(fit.grid.around)


def _held(fit: Fit) -> tuple[Period, ...]:
    """Return the periods of the cells that are asked about, each once."""
    found = {(f.period.start, f.period.end): f.period for f in fit.main if f.period}
    return tuple(found.values())


def pieces(asked: Period, held: Sequence[Period]) -> tuple[Period, ...]:
    """Return the period that is asked for, or those that follow each other and make it up."""
    exact = tuple(each for each in held if _days(each) == _days(asked))
    inner = sorted((each for each in held if _is_within(each, asked)), key=lambda each: each.start)
    if exact or not inner:
        return exact
    is_whole = (inner[0].start, inner[-1].end) == _days(asked)
    follow = all(one.end == other.start for one, other in pairwise(inner))
    return tuple(inner) if is_whole and follow else ()


def _within(asked: Period, held: Sequence[Period]) -> Period:
    """Return a period that is asked for; one that is open as far as a table tells of it."""
    last = max(each.end for each in held)
    is_open = asked.label.split()[0].casefold() in _ONWARDS and asked.start < last < asked.end
    return replace(asked, end=last) if is_open else asked


def _is_within(inner: Period, outer: Period) -> bool:
    """Tell whether a period is a part of another, and not all of it."""
    return outer.start <= inner.start and inner.end <= outer.end and _days(inner) != _days(outer)


def _days(period: Period) -> tuple[date, date]:
    return period.start, period.end


def _calendar(year: int) -> Period:
    return Period(date(year, 1, 1), date(year + 1, 1, 1), str(year))


def _joined(found: Sequence[tuple[Period, ...]]) -> tuple[Period, ...]:
    return tuple(dict.fromkeys(period for each in found for period in each))


def _by_its_end(years: Years, fit: Fit) -> Years:
    """Return the year of a part that the table, or the words around it, calls the same."""
    part = years.part.casefold()
    told = [each for each in part.split() if not each.isdigit() or len(each) < 4]
    labels = {fact.period.label.casefold() for fact in fit.main if fact.period}
    around = {*fit.grid.around}
    alike = any(not same.isdisjoint(told) and not same.isdisjoint(around) for same in _ENDS)
    if not (part in labels or alike or {*told} - {"op", "per"} <= around):
        return years
    return replace(years, named=years.of_part, part="", parts=())
