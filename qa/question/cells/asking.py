"""A question → the cells of one table that it asks for, and what is to be done with them.

In: a reading and an index. Out: the query, and the facts of the table that it is to be answered
from; None where no table is clearly meant. Every word must be accounted for: by a label, or by what
the letter says of the table. What is left over is a word that no number of the table explains.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa.dutch.forms import looks_like_verb, read_as_verb, root
from qa.dutch.numbers.units import UNIT_OF
from qa.dutch.separable import separable
from qa.dutch.terms import COUNT, Terms, is_target
from qa.dutch.text import stem
from qa.question.cells.grids import Column, Grid, column_of, edges, grids_of
from qa.question.cells.labels import IN_FULL, PART, SYNONYM, Match, Spoken, best, match, says
from qa.question.read.reading import Reading
from qa.question.read.series_rules import read_series
from qa.store.index import Index
from qa.types import (
    ComputeQuery,
    Concept,
    Fact,
    FactQuery,
    Measure,
    MeasureKind,
    Operation,
    Role,
    covering,
)

_SHORT = {"kilometer": "km", "meter": "m", "hectares": "hectare", "ton": "t"}  # as units are kept
_BY_CAPTION, _BY_LETTER, _SILENT = 0.8, 0.3, 0.1
_HOW_MANY = frozenset({"hoeveel", "aantal"})
_WHICH = frozenset({"welk", "welke", "wat"})
_NOUNS = 2  # words after "welke" among which stands what is asked for


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question seeks in a table: `main` are the cells asked for, `beside` all others."""

    rule: str
    query: FactQuery | ComputeQuery
    main: tuple[Fact, ...]
    beside: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a question fits a table."""

    grid: Grid
    subjects: tuple[Match, ...]
    column: Column
    main: tuple[Fact, ...]
    used: frozenset[int]
    which: bool
    weight: float  # how surely the words name its rows, its column, and what it is of
    left: tuple[int, ...]  # words that nothing accounts for

    @property
    def score(self) -> tuple[float, ...]:
        return -len(self.left), round(self.weight, 3)


def seek(reading: Reading, index: Index) -> Sought | None:
    """Return what a question seeks in a table, if one clearly is meant."""
    spoken = _spoken(reading, index)
    met = {edge for each in spoken for word in (each.folded, *each.full) for edge in edges(word)}
    fits = [
        fit
        for grid in grids_of(index)
        if not met.isdisjoint(grid.edges)
        for fit in _fits(spoken, reading, grid)
    ]
    fits.sort(key=lambda fit: fit.score, reverse=True)
    if not fits or (len(fits) > 1 and fits[0].score == fits[1].score):
        return None
    return _asked(fits[0], reading)


def _spoken(reading: Reading, index: Index) -> tuple[Spoken, ...]:
    """Return the words that carry meaning; verbs that stand apart from their particle as one."""
    joined = {each.verb: each for each in separable(reading.text)}
    particles = covering([each.particle for each in joined.values()])
    dated = covering([each.span for each in reading.dates])
    terms, short = reading.terms, index.lexical.abbreviations
    silent = terms.neutral | (terms.with_year if reading.years.named else frozenset())
    found = []
    for number, word in enumerate(reading.words):
        apart = joined.get(word.span)
        is_silent = reading.stems[number] in silent and apart is None
        follows_how = number > 0 and reading.words[number - 1].folded == "hoe"
        if is_silent or follows_how or particles(word.span) or dated(word.span):
            continue
        if word.folded.isdigit():
            continue
        full = tuple(short.get(reading.stems[number], ()))
        spelled = apart.root if apart else root(word.folded)
        found.append(Spoken(number, word.folded, spelled, full))
    return tuple(found)


def _fits(spoken: Sequence[Spoken], reading: Reading, grid: Grid) -> Iterable[_Fit]:
    """Yield the ways in which a question may be about a table: one, or none."""
    terms = reading.terms
    kinds = frozenset(each.number for each in spoken if _is_kind(each, reading, grid))
    which = any(_asks_which(number, reading) for number in kinds)
    free = [each for each in spoken if each.number not in kinds]
    subjects = _subjects(free, reading, grid)
    taken = kinds.union(*(each.by for each in subjects))
    rest = [each for each in free if each.number not in taken]
    found = _columns(rest or free, reading, grid, {each.label.text for each in subjects}, which)
    if found is None:
        return
    column, head, main = found
    if head is None and column.measure != COUNT and _counts(subjects, reading):
        return  # "hoeveel centra" is not what they cost
    used = taken | head.by if head else taken
    others = [each for each in spoken if each.number not in used | reading.asking]
    said = {each.number: _said(each, column, grid, terms) for each in others}
    left = tuple(number for number, weight in said.items() if not weight)
    named = sum(each.share * len(each.by) for each in (*subjects, *((head,) if head else ())))
    weight = named + which + sum(said.values())
    if weight:
        yield _Fit(grid, subjects, column, main, used, which, weight, left)


def _counts(subjects: Sequence[Match], reading: Reading) -> bool:
    """Tell whether a question asks how many there are of a row itself."""
    asked = {n + 1 for n, word in enumerate(reading.words) if word.folded in _HOW_MANY}
    return any(number in asked for each in subjects for number in each.by)


def _subjects(spoken: Sequence[Spoken], reading: Reading, grid: Grid) -> tuple[Match, ...]:
    """Return the rows that are named; a total is asked for where none is named in full."""
    found = best(match(spoken, grid.subjects, reading.terms))
    has_total = any(fact.role is Role.TOTAL for fact in grid.facts)
    in_full = [each for each in found if each.share >= IN_FULL]
    return tuple(in_full) if reading.has("sum") and has_total else found


def _columns(
    spoken: Sequence[Spoken], reading: Reading, grid: Grid, named: set[str], which: bool
) -> tuple[Column, Match | None, tuple[Fact, ...]] | None:
    """Return the kind of number that is asked for, what names it, and its cells."""
    rows = _rows(grid, named, which, reading)
    years = set(reading.years.named)
    dated = [f for f in rows if f.period and f.period.start.year in years] if years else rows
    columns = list(dict.fromkeys(map(column_of, dated or rows)))
    found = match(spoken, [grid.columns[each] for each in columns], reading.terms)
    top: Match | None = None
    if found:
        nouns = [each for each in found if not _is_verb(each, reading)] or list(found)
        top = nouns[0]
        columns = [c for c in columns if grid.columns[c] == top.label]
    column = _the_one(columns, rows, reading)
    if column is None:
        return None
    alike = {c for c in columns if (c.dimensions, c.unit) == (column.dimensions, column.unit)}
    return column, top, tuple(fact for fact in rows if column_of(fact) in alike)


def _rows(grid: Grid, named: set[str], which: bool, reading: Reading) -> list[Fact]:
    """Return the cells of the rows that are asked about, changes aside."""
    cells = [fact for fact in grid.facts if fact.role is not Role.CHANGE]
    if named:
        return [fact for fact in cells if fact.subject in named]
    if which:
        return [fact for fact in cells if fact.subject and fact.role is not Role.TOTAL]
    whole = [fact for fact in cells if not fact.subject]
    single = [fact for fact in whole if fact.role is not Role.TOTAL]
    return whole if reading.has("sum") or not single else single


def _the_one(columns: Sequence[Column], rows: Sequence[Fact], reading: Reading) -> Column | None:
    """Return the column that is meant of several; a target only where it is asked for.

    What was and what is expected go on in each other where no year has both.
    """
    wants_share = reading.has("percent", "points")
    kept = [each for each in columns if (each.unit == "procent") == wants_share] or list(columns)
    kept = [each for each in kept if not is_target(each.measure)] or kept
    if len(kept) > 1 and reading.has("count"):
        kept = [each for each in kept if each.measure == COUNT] or kept
    if len(kept) == 1:
        return kept[0]
    if len({(each.dimensions, each.unit) for each in kept}) > 1:
        return None
    places = [(f.subject, f.period) for f in rows if column_of(f) in kept]
    return kept[-1] if kept and len(places) == len(set(places)) else None


def _is_verb(match: Match, reading: Reading) -> bool:
    """Tell whether only verbs name a column: a noun beside them names another one better."""
    return all(looks_like_verb(reading.words[number].folded) for number in match.by)


def _is_kind(spoken: Spoken, reading: Reading, grid: Grid) -> bool:
    """Tell whether a word names what the rows are; right behind "welke" a part of it does."""
    enough = PART if _asks_which(spoken.number, reading) else SYNONYM
    kinds = (word for kind in grid.group.kinds for word in kind.split())
    return any(says(spoken, word, False, reading.terms) >= enough for word in kinds)


def _asks_which(number: int, reading: Reading) -> bool:
    before = reading.words[max(0, number - _NOUNS) : number]
    return any(word.folded in _WHICH for word in before)


def _said(spoken: Spoken, column: Column, grid: Grid, terms: Terms) -> float:
    """Weigh what the letter says of the table that accounts for a word; 0 where nothing does."""
    if any(says(spoken, word, False, terms) for word in grid.caption.words):
        return _BY_CAPTION
    if any(says(spoken, word, False, terms) for word in grid.said.words):
        return _BY_LETTER
    unit = UNIT_OF.get(spoken.folded, spoken.folded)
    if column.unit in {unit, _SHORT.get(unit)} or stem(spoken.folded) in terms.light:
        return _SILENT
    arising = {spoken.root, read_as_verb(spoken.folded)}.intersection(terms.arising)
    return _SILENT if arising or any(root(each) in grid.said.roots for each in spoken.full) else 0.0


def _asked(fit: _Fit, reading: Reading) -> Sought | None:
    """Return the query that a question puts to the table it fits."""
    lexicon, text = reading.terms.lexicon, reading.text
    texts = [each.label.text for each in fit.subjects]
    named = tuple(lexicon.concept(each) or Concept(each, each, each) for each in texts)
    measure = lexicon.measure(fit.column.measure) or Measure(fit.column.measure, MeasureKind.LEVEL)
    if reading.has("share") and fit.column.unit != "procent":
        return _share(fit, named, measure, reading)
    apart = [
        s for _, s in reading.turns.beyond if not any(_within(n, s, reading) for n in fit.used)
    ]
    left = tuple(reading.words[number].span.of(text) for number in fit.left)
    spotted = reading.terms.spot(reading.stems)
    spent = {
        each.id
        for each in spotted
        if each.kind == "cue" and not fit.used.isdisjoint(range(each.start, each.end))
    }
    filled = replace(
        reading,
        subjects=named or (() if fit.which else (Concept("", "", ""),)),
        measures=(measure,),
        groups=frozenset({fit.grid.id}),
        cues=(reading.cues - spent) | ({"which_subject"} if fit.which else set()),
        unexplained=(*(span.of(text) for span in apart), *left),
    )
    found = read_series(filled)
    if found is None:
        return None
    rule, query = found
    beside = tuple(fact for fact in fit.grid.facts if fact not in fit.main)
    return Sought(rule, query, fit.main, beside)


def _share(
    fit: _Fit, named: Sequence[Concept], measure: Measure, reading: Reading
) -> Sought | None:
    """Return the query for which part one row is of another, or of the total."""
    if fit.left:
        return None
    cells = [f for f in fit.grid.facts if column_of(f) == fit.column]
    parts = {f.subject: f for f in cells if f.role is Role.PART}
    inner = [each for each in named if parts.get(each.id) and len(named) == 2] or list(named)
    whole = [each for each in named if each not in inner]
    total = next((f.subject for f in cells if f.role is Role.TOTAL and not f.part_of), None)
    if len(inner) != 1 or (not whole and total is None):
        return None
    against = whole[0] if whole else Concept(total or "", total or "", total or "")
    query = ComputeQuery(
        reading.question, Operation.SHARE, measure, (inner[0], against), reading.years
    )
    rows = tuple(f for f in cells if f.subject in {inner[0].id, against.id})
    return Sought("share", query, rows, ())


def _within(number: int, span: object, reading: Reading) -> bool:
    return reading.words[number].span in span  # type: ignore[operator]
