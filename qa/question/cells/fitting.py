"""How a question fits a table: which rows it names, which column, and what accounts for the rest.

In: the words of a question and a grid. Out: a fit, or None where the table is not meant or more
than one of its columns may be. A word is accounted for by a label, by the caption, or by what the
letter says above the table; one that names what another table of the letter counts never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.dutch.forms import is_participle, looks_like_verb, read_as_verb, root
from qa.dutch.measures import is_target
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF
from qa.dutch.terms import COUNT, Terms
from qa.dutch.text import stem
from qa.question.cells.grids import Column, Grid, column_of, counted_thing, is_of_one_kind, rhythm
from qa.question.cells.kinds import (
    counts_no_age,
    is_fitting,
    is_of_kind,
    place_of,
    result_of,
    the_one,
    wants_share,
)
from qa.question.cells.labels import (
    IN_FULL,
    KIN,
    PART,
    Match,
    Spoken,
    label,
    match,
    says,
)
from qa.question.cells.rows import asks_which, cells_of, kinds_said, people_of_age, rows_named
from qa.question.read.reading import Reading
from qa.types import Fact, Role, Wanted

_BY_CAPTION, _BY_LETTER, _SILENT = 0.8, 0.3, 0.1
_TABLE = "tabel"
ALL = frozenset({"alle", "totaal"})
_NO_NUMBER = frozenset({Wanted.WHY, Wanted.WHO})


@dataclass(frozen=True, slots=True)
class Fit:
    """How a question fits a table."""

    grid: Grid
    subjects: tuple[Match, ...]
    column: Column
    main: tuple[Fact, ...]
    used: frozenset[int]
    which: bool
    weight: float  # how surely the words name its rows, its column, and what it is of
    left: tuple[int, ...]  # words that nothing accounts for
    named: frozenset[str]  # its rows, as they are labelled
    is_named: bool  # its column is named, not only one of its rows
    is_sure: bool  # each label is named in its own words
    is_near: bool  # at least one is

    @property
    def score(self) -> tuple[float, ...]:
        """Return by what fits are compared: what is left over counts most."""
        return -len(self.left), round(self.weight, 3)


def fit(
    spoken: Sequence[Spoken],
    reading: Reading,
    grid: Grid,
    elsewhere: frozenset[int],
    before: Fact | None = None,
) -> Fit | None:
    """Return how a question fits a table.

    `elsewhere` names what another table of its letter counts, `before` what is left out.
    """
    if reading.wanted in _NO_NUMBER:
        return None
    kinds, which = kinds_said(spoken, reading, grid)
    free = [each for each in spoken if each.number not in kinds]
    subjects = rows_named(free, reading, grid)
    taken = kinds.union(*(each.by for each in subjects))
    rest = [each for each in free if each.number not in taken]
    named = {each.label.text for each in subjects}
    if before is not None and not named and not which:
        named = {before.subject}
    found = _columns(rest, reading, grid, named, which, before)
    if found is None:
        return None
    column, head, main = found
    if not named and len(only := {fact.subject for fact in main}) == 1 and not which:
        named = only - {""}  # what came of a plan, where nobody names either
    used = taken | head.by if head else taken
    used |= people_of_age(subjects, reading) | _of_each(spoken, main)
    others = [each for each in spoken if each.number not in used | reading.asking]
    are_nouns = any(not _is_verb(each, reading) for each in subjects)
    unsaid = elsewhere | counted_thing(main, reading) if are_nouns else elsewhere
    said = {each.number: _said(each, column, grid, unsaid, reading.terms) for each in others}
    said |= dict.fromkeys(_other_kinds(others, column, grid, reading) if not which else (), 0.0)
    if not is_of_kind(column, head, subjects, reading) or counts_no_age(column, grid, reading):
        return None
    # Of all that a table holds, the text around it tells nothing: only its caption does.
    silent = {0.0} if subjects or head or which or before else {0.0, _BY_LETTER}
    left = tuple(number for number, weight in said.items() if weight in silent)
    left += tuple(_other_rates(column, reading, main))
    sure = sum(each.share * len(each.by) for each in (*subjects, *((head,) if head else ())))
    weight = sure + which + sum(said.values()) + (before is not None)
    if weight <= sum(each for each in said.values() if each == _SILENT):
        return None  # no word names anything of the table
    is_named = head is not None or before is not None
    in_full = [each.share >= IN_FULL for each in (*subjects, *((head,) if head else ()))]
    return Fit(
        grid, subjects, column, main, used, which, weight, left, frozenset(named), is_named,
        all(in_full), any(in_full),
    )  # fmt: skip


def _of_each(spoken: Sequence[Spoken], main: Sequence[Fact]) -> frozenset[int]:
    """Return the words for what each number is of: "in welk kwartaal", of a table by quarter."""
    return frozenset(each.number for each in spoken if each.root == root(rhythm(main)))


def _other_kinds(
    others: Sequence[Spoken], column: Column, grid: Grid, reading: Reading
) -> Iterator[int]:
    """Yield the words for what the rows are not: "in welke regio de meeste …" asks for no year."""
    if not reading.has("highest", "lowest"):
        return
    own = grid.label_of(column).words
    for each in others:
        is_own = any(says(each, word, False, reading.terms) for word in own)
        if asks_which(each.number, reading) and not is_own:
            yield each.number


def _columns(
    spoken: Sequence[Spoken],
    reading: Reading,
    grid: Grid,
    named: set[str],
    which: bool,
    before: Fact | None,
) -> tuple[Column, Match | None, tuple[Fact, ...]] | None:
    """Return the kind of number that is asked for, what names it, and its cells."""
    changes = match(spoken, grid.changes, reading.terms) if wants_share(reading) else ()
    rows = cells_of(grid, named, which, bool(changes), reading)
    if changes:
        return (column_of(rows[0]), changes[0], tuple(rows)) if rows else None
    years = {*reading.years.named, *reading.years.of_part}
    dated = [f for f in rows if f.period and f.period.start.year in years] if years else rows
    columns = [
        c for c in dict.fromkeys(map(column_of, dated or rows)) if is_fitting(c, reading, grid)
    ]
    if wants_share(reading):
        shares = [each for each in columns if each.unit == "procent"]
        named_so = match(spoken, [grid.columns[each] for each in shares], reading.terms)
        columns = shares if any(each.share >= IN_FULL for each in named_so) else columns
    own = [grid.columns[each] for each in columns]
    every = [name for each, name in grid.columns.items() if is_fitting(each, reading, grid)]
    head = _head(match(spoken, own, reading.terms), reading)
    other = _head(match(spoken, every, reading.terms), reading)
    is_sure = head is not None and head.share >= IN_FULL
    if other and other.label not in own and other.share >= IN_FULL and not is_sure:
        return None  # these rows have no number of the kind that is named
    if head is not None:
        columns = [c for c in columns if grid.columns[c] == head.label]
    elif not (named or which or before or is_of_one_kind(grid, rows)):
        return None  # of all that the table holds, nothing tells which is asked for
    if before is not None and head is None and column_of(before) in columns:
        columns = [column_of(before)]
    column = the_one(columns, rows, reading)
    if column is None:
        is_said = _says_caption(spoken, grid, reading.terms)
        column = total_of(columns, grid) or (result_of(columns) if is_said else None)
        columns = [column] if column else []
    if column is None:
        return None
    alike = {column} | {c for c in columns if _goes_on(c, column, rows)}
    return column, head, tuple(fact for fact in rows if column_of(fact) in alike)


def _goes_on(other: Column, column: Column, rows: Sequence[Fact]) -> bool:
    """Tell whether one column goes on in another: what was in what is expected."""
    if (other.dimensions, other.unit) != (column.dimensions, column.unit):
        return False
    places = [{place_of(f) for f in rows if column_of(f) == each} for each in (other, column)]
    return is_target(other.measure) == is_target(column.measure) and places[0].isdisjoint(places[1])


def _says_caption(spoken: Sequence[Spoken], grid: Grid, terms: Terms) -> bool:
    """Tell whether a question names what a caption measures: "keuring" of "Keuring per land"."""
    told = [word for word in grid.caption.words if not word[0].isdigit() and word != _TABLE]
    return any(says(each, word, False, terms) >= KIN for each in spoken for word in told[:1])


def total_of(columns: Sequence[Column], grid: Grid) -> Column | None:
    """Return the one column that holds the totals of those beside it, where there is one."""
    plain = {column_of(fact) for fact in grid.facts if fact.role is Role.PLAIN}
    totals = [each for each in columns if each not in plain]
    is_one = len({each.unit for each in columns}) == 1
    return totals[0] if len(totals) == 1 and is_one else None


def _head(found: Sequence[Match], reading: Reading) -> Match | None:
    """Return the column that is named: a noun rather than a verb, the first of two in full.

    A participle ("Gekeurd") tells which of those that a noun beside it names are meant, and "alle"
    is only meant where no other column is named.
    """
    nouns = [each for each in found if not _is_verb(each, reading)] or list(found)
    in_full = [each for each in found if each.share >= IN_FULL]
    done = [each for each in in_full if all(map(is_participle, each.label.words))]
    if len(done) == 1:
        in_full = [each for each in in_full if each is done[0] or not each.by <= done[0].by]
    if len(done) == 1 and len(in_full) > 1 and in_full[-1] is done[0]:  # behind what it is part of
        return replace(done[0], by=done[0].by.union(*(each.by for each in in_full)))
    in_full = [each for each in nouns if each.share >= IN_FULL]
    apart = [each for each in in_full if not any(o.by & each.by for o in in_full if o is not each)]
    narrow = [each for each in apart if each.label.words[0] not in ALL]
    if len(narrow) == 1 < len(apart):
        return replace(narrow[0], by=narrow[0].by.union(*(each.by for each in apart)))
    if len(apart) > 1:
        return min(apart, key=lambda each: min(each.by))
    return nouns[0] if nouns else None


def _is_verb(named: Match, reading: Reading) -> bool:
    """Tell whether only verbs name a column: a noun beside them names another one better."""
    return all(looks_like_verb(reading.words[number].folded) for number in named.by)


def _other_rates(column: Column, reading: Reading, main: Sequence[Fact]) -> Iterator[int]:
    """Yield the words of a rate that the column does not give: "per maand"."""
    is_told = reading.has("mean") or not is_target(column.measure)
    told = {rhythm(main)} if is_told else set()  # each number is of a year
    for number, word in enumerate(reading.words):
        other = word.folded in reading.turns.rates and f"per {word.folded}" not in column.measure
        if other and word.folded not in told:
            yield number


def _is_whole_of_share(spoken: Spoken, column: Column, grid: Grid, terms: Terms) -> bool:
    """Tell whether a word names what is counted beside a share: what the share is of."""
    counted = [each for each in grid.columns if each.measure == COUNT and each != column]
    names = [word for each in counted for _, name in each.dimensions for word in label(name).words]
    return any(says(spoken, word, False, terms) >= KIN for word in names)


def _names_another(spoken: Spoken, column: Column, grid: Grid, terms: Terms) -> bool:
    """Tell whether a word names another measure of the table; of a target what came of it may."""
    if is_target(column.measure):
        return False
    others = (each for each in grid.columns if each.measure not in {column.measure, COUNT})
    return any(
        says(spoken, word, False, terms) >= KIN
        for each in others
        if not is_target(each.measure)
        for word in label(each.measure).words
    )


def _said(
    spoken: Spoken, column: Column, grid: Grid, elsewhere: frozenset[int], terms: Terms
) -> float:
    """Weigh what the letter says of the table that accounts for a word; 0 where nothing does."""
    if spoken.size:
        return _BY_CAPTION if spoken.size in grid.caption.classes else 0.0
    own = grid.label_of(column).words
    if any(says(spoken, word, False, terms) >= KIN for word in own):
        return _BY_LETTER
    if column.unit == "procent" and _is_whole_of_share(spoken, column, grid, terms):
        return _BY_LETTER
    if _names_another(spoken, column, grid, terms):
        return 0.0
    if told := max((says(spoken, word, False, terms) for word in grid.caption.words), default=0):
        return _BY_CAPTION * told
    if spoken.number in elsewhere:
        return 0.0
    if any(says(spoken, word, False, terms) >= PART for word in grid.said.words):
        return _BY_LETTER
    unit = UNIT_OF.get(spoken.folded, spoken.folded)
    is_unit = column.unit == unit or spoken.folded in SCALE_OF
    if is_unit or stem(spoken.folded) in terms.light:
        return _SILENT
    arising = {spoken.root, read_as_verb(spoken.folded)}.intersection(terms.arising)
    is_known = bool(spoken.full) and all(root(each) in grid.said.roots for each in spoken.full)
    return _SILENT if arising or is_known else 0.0
