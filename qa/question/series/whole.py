"""A question for a pattern → the whole series that it is to be looked for in.

In: the reading of a question without the words of its pattern, and an index. Out: the facts of
each series, one a year, oldest first; or what is missing; None where no series is clearly meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.dutch.measures import is_target
from qa.question.cells import Sought, choose, of_one_letter, revised_between, seek
from qa.question.read.reading import Reading
from qa.question.read.series_rules import WHOLE, read_series
from qa.question.series.select import select
from qa.store.index import Index
from qa.types import (
    ComputeQuery,
    Concept,
    Fact,
    FactQuery,
    Gap,
    Measure,
    Missing,
    Period,
    Role,
    Years,
)

Series = tuple[Fact, ...]
# What a question asks beside a pattern, and no pattern accounts for.
_UNTOLD = ("per_day", "per_hour", "per_week", "per_month", "ratio", "definition", "source")
_KEPT = frozenset({"which_subject", "all_subjects", "percent", "sum"})


@dataclass(frozen=True, slots=True)
class Whole:
    """The query that was read, its series, and what the letter prints of them beside the years.

    `printed` are changes over several years, `targets` what should have been reached.
    """

    query: FactQuery | ComputeQuery
    series: tuple[Series, ...]
    printed: Series
    targets: Series
    years: Years


@dataclass(frozen=True, slots=True)
class Lacking:
    """The query that was read, and what the letter lacks of it."""

    query: FactQuery | ComputeQuery
    gap: Gap


def whole_series(
    reading: Reading, index: Index, *, of_aims: bool = False
) -> Whole | Lacking | None:
    """Return the series that a question names; None where it clearly names none.

    `of_aims` tells that what came of targets is meant, though they are named.
    """
    if reading.years.part or reading.has(*_UNTOLD) or _holds_number(reading):
        return None
    cues = reading.cues & _KEPT | {WHOLE, "trend"}
    plain = replace(reading, years=Years(), cues=cues)
    if of_aims and not plain.measures and (aimed := _aimed_at(plain)):
        found = _known(replace(plain, measures=aimed), reading.years, index)
        if isinstance(found, Whole):
            return found
    if reading.subjects or read_series(plain):
        return _known(plain, reading.years, index)
    return _of_table(plain, reading.years, index, of_aims)


def _aimed_at(reading: Reading) -> tuple[Measure, ...]:
    """Return the measure that has targets, where only one has: "Is het doel gehaald?"."""
    lexicon = reading.terms.lexicon
    aimed = {each.target_of for each in lexicon.measures if each.target_of}
    only = lexicon.measure(aimed.pop()) if len(aimed) == 1 else None
    return (only,) if only else ()


def _holds_number(reading: Reading) -> bool:
    """Tell whether a number is left that the pattern did not take: "met meer dan 100"."""
    return any(any(sign.isdigit() for sign in each.surface) for each in reading.numbers)


def _is_share(reading: Reading, facts: Sequence[Fact]) -> bool:
    """Tell whether facts are of the kind that a question for a percentage asks for."""
    wants = reading.has("percent", "points")
    return not wants or all(fact.quantity.is_percentage for fact in facts)


def _known(plain: Reading, years: Years, index: Index) -> Whole | Lacking | None:
    """Return series whose words the lexicon knows."""
    if (found := read_series(plain)) is None:
        return None
    query = found[1]
    facts = select(query, index.facts)
    if isinstance(facts, Gap):
        return Lacking(query, facts)
    if not _is_share(plain, facts):
        return None
    told = [f for each in query.subjects for f in index.facts.find(subject=each.id)]
    printed = tuple(fact for fact in told if fact.change_of == query.measure.id)
    targets = tuple(fact for fact in told if fact.target_of == query.measure.id)
    return Whole(query, _apart(facts), printed, targets, years)


def _of_table(plain: Reading, years: Years, index: Index, of_aims: bool) -> Whole | Lacking | None:
    """Return series of a table that nobody explained."""
    lacking: Lacking | None = None
    best: Whole | None = None
    for sought in seek(plain, index):
        found = choose(sought)
        if isinstance(found, Gap):
            lacking = lacking or Lacking(sought.query, found)
            continue
        if of_aims or not any(is_target(word.folded) for word in plain.words):
            found = _reached(found, sought)
        found = tuple(fact for fact in found if not fact.target_of)
        if not (found and _is_share(plain, found)):
            continue
        if sought.printed:
            found = of_one_letter(found, sought.printed)
            if revised_between(found, sought.printed):
                return None  # of a series that was revised no two numbers go together
        rows = {fact.subject for fact in found}
        told = [fact for fact in (*sought.main, *sought.beside) if fact.subject in rows]
        printed = tuple(fact for fact in told if fact.role is Role.CHANGE)
        measures = {fact.measure for fact in found}
        targets = tuple(fact for fact in told if fact.target_of in measures)
        whole = Whole(sought.query, _apart(found), printed, targets, years)
        # Of two tables that tell it, the one that tells it of more years.
        best = whole if best is None or _years(whole) > _years(best) else best
    return best or lacking


def _reached(found: Series, sought: Sought) -> Series:
    """Return what came of targets, where a question names none, and only their heads its words."""
    aims = {(fact.target_of, fact.subject, fact.dimensions) for fact in found if fact.target_of}
    if len(aims) < len({fact.subject for fact in found}):
        return found
    cells = (*sought.main, *sought.beside)
    return tuple(f for f in cells if (f.measure, f.subject, f.dimensions) in aims) or found


def _years(whole: Whole) -> int:
    return max((len(run) for run in whole.series), default=0)


def _apart(facts: Sequence[Fact]) -> tuple[Series, ...]:
    """Return the facts of each subject, oldest first; a part stands beside no whole of it."""
    subjects = dict.fromkeys(fact.subject for fact in facts)
    parts = {fact.subject for fact in facts if fact.role is Role.PART}
    kept = [each for each in subjects if each not in parts or len(subjects) == len(parts)]
    runs = (tuple(fact for fact in facts if fact.subject == subject) for subject in kept)
    return tuple(tuple(sorted(run, key=year_of)) for run in runs)


def year_of(fact: Fact) -> int:
    """Return the year in which the period of a fact begins; 0 where it has none."""
    return fact.period.start.year if fact.period else 0


def in_years(whole: Whole, series: Series) -> Series | Lacking:
    """Return the facts of the years that a question names, all where it names none."""
    years = whole.years
    if not (years.named or years.run):
        return series
    missing = [each for each in years.named if not any(_holds(fact, each) for fact in series)]
    found = tuple(fact for fact in series if _is_meant(fact.period, years))
    if missing or not found:
        subject = whole.query.subjects[0] if whole.query.subjects else Concept("", "", "")
        asked = years.named or tuple(y for y in (years.first, years.last) if y is not None)
        return Lacking(whole.query, Gap(Missing.YEAR, subject, asked, series))
    return found


def _holds(fact: Fact, year: int) -> bool:
    return fact.period is not None and fact.period.start.year <= year <= fact.period.last_year


def _is_meant(period: Period | None, years: Years) -> bool:
    if period is None:
        return False
    first, last = period.start.year, period.last_year
    if first != last and years.named:  # "2021-2022" is one year
        return {first, last} <= set(years.named) or (years.run and len(set(years.named)) < 2)
    if years.run:
        return (years.first or 0) <= first and last <= (years.last or last)
    return first in years.named
