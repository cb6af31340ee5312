"""A question → the cells of one table that it asks for, and what is to be done with them.

In: a reading and an index. Out: the query, and the facts of the table that it is to be answered
from; None where no table is clearly meant. Every word must be accounted for: by a label, or by what
the letter says of the table. What is left over is a word that no number of the table explains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from qa.dutch.forms import kin, root
from qa.question.cells.across import joined
from qa.question.cells.alike import columns_alike
from qa.question.cells.between import between
from qa.question.cells.fitting import Fit, fit
from qa.question.cells.grids import (
    Column,
    Grid,
    Tables,
    column_of,
    edges,
    grids_of,
    label_roots,
)
from qa.question.cells.kinds import is_planned
from qa.question.cells.labels import SYNONYM, Spoken
from qa.question.cells.moments import adds_up, as_told, of_whole_year
from qa.question.cells.rows import with_outer_classes
from qa.question.cells.shares import share
from qa.question.cells.sought import Sought
from qa.question.cells.spelled import as_printed, in_full
from qa.question.cells.turned import turned_away
from qa.question.read.reading import Reading
from qa.question.read.series_rules import WHOLE, read_series
from qa.question.read.years import SHIFT
from qa.store.index import Index
from qa.types import (
    Concept,
    Fact,
    FactQuery,
    Measure,
    MeasureKind,
    Operation,
    Wanted,
    Years,
    covering,
    table_of,
)

_MOST_GRIDS = 60  # tables that a question is fitted to: those that share most with its words
_MOST_SPOKEN = 60  # words with a meaning of one question; whoever says more names no row or column
_SHORTEST_LABEL = 6  # letters of a word that is kept though it mostly says nothing
# What a question works out: without these a row and a column are named to be looked up.
_OPERATIONS = (
    "sum",
    "mean",
    "highest",
    "lowest",
    "trend",
    "rise",
    "fall",
    "change",
    "ratio",
    "rank",
)

# What these give is a number of the table, or in its unit: never a percentage of it.
_FOUND = {Operation.HIGHEST, Operation.LOWEST, Operation.SUM, Operation.MEAN, Operation.RANK}


def seek(reading: Reading, index: Index, before: Fact | None = None) -> tuple[Sought, ...]:
    """Return what a question seeks in each table that may be meant, the likeliest first.

    Of a table that leaves words unaccounted for only the likeliest is returned, and none where two
    are as likely. `before` is the number that a follow-up leans on: what it leaves out is that's.
    """
    spoken = _spoken(reading, index)
    if len(spoken) > _MOST_SPOKEN:
        return ()
    met = {edge for each in spoken for word in (each.folded, *each.full) for edge in edges(word)}
    if before is not None:
        leaning = table_of(before)
        grids = [
            grid
            for grid in tables(index)
            if grid.id == leaning or any(table_of(each) == leaning for each in grid.printed)
        ]
    else:
        shared = [(len(met & grid.edges), grid) for grid in tables(index)]
        shared.sort(key=lambda each: -each[0])
        grids = [grid for count, grid in shared[:_MOST_GRIDS] if count]
    named = _named(spoken, index)
    pairs = [between(spoken, reading, grid, _elsewhere(grid, named)) for grid in grids]
    if before is None and len(told := [each for each in pairs if each]) == 1:
        return tuple(told)
    found = [
        fit(with_outer_classes(spoken, grid), reading, grid, _elsewhere(grid, named), before)
        for grid in grids
    ]
    fits = sorted(filter(None, found), key=lambda each: each.score, reverse=True)
    tied = [each for each in fits if each.score == fits[0].score]
    if len(tied) > 1:
        telling = [each for each in tied if _may_tell(each, reading)]
        if len(telling) != 1:
            return ()
        fits = [*telling, *fits[len(tied) :]]
    whole = [each for each in fits if not each.left] or fits[:1]
    return tuple(sought for each in whole if (sought := _asked(each, reading)))


def _may_tell(fit: Fit, reading: Reading) -> bool:
    """Tell whether a table has the years asked for, and several where they are compared."""
    years = {fact.period.start.year for fact in fit.main if fact.period}
    compares = reading.has("which_year", "trend", "rise", "fall") and not fit.which
    return years.issuperset(reading.years.named) and (len(years) > 1 or not compares)


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def tables(index: Index) -> tuple[Grid, ...]:
    """Return the tables of an index; one that several letters of a dossier print is one."""
    grids = grids_of(index)
    if len({grid.letter for grid in grids}) < 2:
        return grids
    return joined(grids, {source.letter_id: source for source in index.passages.sources()})


def _named(spoken: Sequence[Spoken], index: Index) -> dict[int, list[Tables]]:
    """Return for each word the tables of each letter of which it names a row or a column."""
    known = label_roots(index)
    keys = {each.number: {each.root, kin(each.folded), *map(root, each.full)} for each in spoken}
    return {
        number: [known[key] for key in sought if key in known] for number, sought in keys.items()
    }


def _elsewhere(grid: Grid, named: dict[int, list[Tables]]) -> frozenset[int]:
    """Return the words that name what another table of its letter counts: another number."""
    only = {grid.id}
    return frozenset(
        number
        for number, found in named.items()
        if any(tables.get(grid.letter, only) - only for tables in found)
    )


def _spoken(reading: Reading, index: Index) -> tuple[Spoken, ...]:
    """Return the words that carry meaning; verbs that stand apart from their particle as one."""
    joined = {each.verb: each for each in reading.joined}
    particles = covering([each.particle for each in joined.values()])
    dated = covering(reading.when)
    terms, short = reading.terms, index.lexical.abbreviations
    over_years = reading.years.moments or reading.has("trend", "highest", "lowest", "mean")
    with_year = terms.with_year if over_years else frozenset[str]()
    labels = label_roots(index)
    shifting = SHIFT.words if reading.said.match(SHIFT) else frozenset()
    found = [*_classes(reading), *in_full(reading, index)]
    as_one = frozenset[int]().union(*(each.over for each in found))
    for number, word in enumerate(reading.words):
        if number in as_one:
            continue
        apart = joined.get(word.span)
        is_own = len(word.folded) >= _SHORTEST_LABEL or word.folded not in terms.neutral_words
        is_label = is_own and root(word.folded) in labels
        stem = reading.stems[number]
        is_said = stem in with_year or terms.is_neutral(stem, word.folded)
        is_silent = is_said and apart is None and not is_label
        follows_how = number > 0 and reading.words[number - 1].folded == "hoe"
        if is_silent or follows_how or particles(word.span) or dated(word.span):
            continue
        if word.folded.isdigit() or word.folded in shifting:
            continue
        full = tuple(short.get(reading.stems[number], ()))
        printed = "" if is_label or apart else as_printed(word.folded, index, terms)
        if printed:
            found.append(Spoken(number, printed, root(printed), full, sure=SYNONYM))
            continue
        found.append(Spoken(number, word.folded, apart.root if apart else root(word.folded), full))
    return tuple(found)


def _classes(reading: Reading) -> Iterator[Spoken]:
    """Yield the classes of age or size that a question names, each as one word of it."""
    for span, size in reading.sizes:
        over = {n: word.folded for n, word in enumerate(reading.words) if word.span in span}
        first = next((n for n, word in over.items() if word[0].isdigit()), None)
        if first is not None:
            said = span.of(reading.text)
            yield Spoken(first, said, said, size=size, over=frozenset(over))


def _asked(fit: Fit, reading: Reading) -> Sought | None:
    """Return the query that a question puts to the table it fits."""
    lexicon, text = fit.grid.lexicon, reading.text
    subjects = fit.subjects
    if reading.has(WHOLE):  # "A harder dan B" speaks of A
        subjects = tuple(sorted(subjects, key=lambda each: min(each.by, default=0)))
    texts = [each.label.text for each in subjects] or sorted(fit.named)
    named = tuple(lexicon.concept(each) or Concept(each, each, each) for each in texts)
    measure = lexicon.measure(fit.column.measure) or Measure(fit.column.measure, MeasureKind.LEVEL)
    reading = replace(reading, years=as_told(_whole_years(reading.years, fit), fit))
    if is_planned(fit.column):
        reading = replace(reading, turns=replace(reading.turns, plans=()))
    if reading.has("share") and fit.column.unit != "procent":
        return share(fit, named, measure, reading)
    apart = [
        s for _, s in reading.turns.beyond if not any(_within(n, s, reading) for n in fit.used)
    ]
    whole_year = of_whole_year(reading.years, reading)
    adds = bool(whole_year) and adds_up(fit)
    away = sorted({*fit.left, *turned_away(fit, reading), *(() if adds else whole_year)})
    left = tuple(reading.words[number].span.of(text) for number in away)
    unexplained = (*(span.of(text) for span in apart), *left)
    cues = _cues(fit, measure, reading) | ({"sum"} if adds else set())
    filled = _filled(fit, named, measure, replace(reading, cues=cues, unexplained=unexplained))
    found = read_series(filled)
    if found is None and fit.is_named and not reading.has(*_OPERATIONS):
        plain = FactQuery(
            reading.question, measure, filled.subjects, filled.years, filled.unexplained
        )
        found = "look_up", plain
    if found is None:
        return None
    rule, query = found
    wants_share = reading.has("percent", "points") or reading.wanted is Wanted.PERCENTAGE
    is_found = isinstance(query, FactQuery) or query.operation in _FOUND
    if wants_share and fit.column.unit != "procent" and is_found:
        return None  # the highest number is not the highest percentage
    alike = columns_alike(fit, reading)
    asked = _cells_in(fit, alike) if alike else fit.main
    main = {fact.id for fact in asked}
    beside = tuple(fact for fact in fit.grid.facts if fact.id not in main)
    return Sought(
        rule, query, asked, beside, fit.is_sure, fit.is_near, is_open=bool(alike),
        printed=fit.grid.printed,
    )  # fmt: skip


def _filled(fit: Fit, named: tuple[Concept, ...], measure: Measure, reading: Reading) -> Reading:
    """Return a reading as one of the table: what it names there is a subject, or the measure."""
    return replace(
        reading,
        terms=replace(reading.terms, lexicon=fit.grid.lexicon),
        subjects=named or (() if fit.which else (Concept("", "", ""),)),
        measures=(measure,),
        groups=frozenset({fit.grid.id}),
    )


def _cells_in(fit: Fit, columns: Collection[Column]) -> tuple[Fact, ...]:
    """Return the cells of some columns in the rows that are asked about."""
    rows = fit.named or {fact.subject for fact in fit.main}
    return tuple(f for f in fit.grid.facts if column_of(f) in columns and f.subject in rows)


def _whole_years(years: Years, fit: Fit) -> Years:
    """Return the years of a question; "2021-2022" is one, where the table's years are such."""
    held = {(f.period.start.year, f.period.end.year) for f in fit.main if f.period}
    pairs = set(pairwise(sorted(set(years.named))))
    is_split = years.run and any(end - start == 1 and (start, end) in pairs for start, end in held)
    return Years(named=years.named) if is_split and len(years.named) % 2 == 0 else years


def _cues(fit: Fit, measure: Measure, reading: Reading) -> frozenset[str]:
    """Return what a question asks of the table: which of its rows too."""
    spent = _spent(fit, measure, reading)
    return (reading.cues - spent) | ({"which_subject"} if fit.which else frozenset())


def _spent(fit: Fit, measure: Measure, reading: Reading) -> set[str]:
    """Return the cues whose words only name the table, and ask for nothing."""
    spent = {
        each.id
        for each in reading.terms.spot(reading.stems)
        if each.kind == "cue" and not fit.used.isdisjoint(range(each.start, each.end))
    }
    if any(f"per {rate}" in measure.id for rate in reading.turns.rates):
        spent.add("trend")  # "per jaar" is of the price, and asks for no course of years
    return spent


def _within(number: int, span: object, reading: Reading) -> bool:
    return reading.words[number].span in span  # type: ignore[operator]
