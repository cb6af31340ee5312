"""How a question fits a table: which rows it names, which column, and what accounts for the rest.

In: the words of a question and a grid. Out: a fit, or None where the table is not meant or more
than one of its columns may be. A word is accounted for by a label, by the caption, or by what the
letter says above the table; one that names what another table of the letter counts never is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.dutch.forms import looks_like_verb, read_as_verb, root
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF
from qa.dutch.terms import COUNT, Terms, is_target
from qa.dutch.text import stem
from qa.question.cells.grids import Column, Grid, column_of
from qa.question.cells.labels import (
    IN_FULL,
    KIN,
    PART,
    SYNONYM,
    Match,
    Spoken,
    best,
    match,
    says,
)
from qa.question.read.reading import Reading
from qa.types import Fact, Role, Wanted

_BY_CAPTION, _BY_LETTER, _SILENT = 0.8, 0.3, 0.1
_WHICH = frozenset({"welk", "welke", "wat"})
_NOUNS = 2  # words after "welke" among which stands what is asked for
_TIMES = frozenset({"jaar", "maand", "week", "dag", "uur", "minuut"})
# An adjective that only fits one kind of number: what is "goedkoop" is money, "lang" is time.
_FITTING = {
    **dict.fromkeys(map(root, ("goedkoop", "duur")), frozenset({"euro"})),
    **dict.fromkeys(map(root, ("lang", "kort")), _TIMES),
}
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

    `elsewhere` are the words that name what another table of its letter counts; `before` is a
    number of the table whose row and column stand for those that are left out.
    """
    if reading.wanted in _NO_NUMBER:
        return None
    kinds = frozenset(each.number for each in spoken if _is_kind(each, reading, grid))
    which = any(_asks_which(number, reading) for number in kinds)
    free = [each for each in spoken if each.number not in kinds]
    subjects = _subjects(free, reading, grid)
    taken = kinds.union(*(each.by for each in subjects))
    rest = [each for each in free if each.number not in taken]
    named = {each.label.text for each in subjects}
    if before is not None and not named and not which:
        named = {before.subject}
    found = _columns(rest, reading, grid, named, which, before)
    if found is None:
        return None
    column, head, main = found
    used = taken | head.by if head else taken
    others = [each for each in spoken if each.number not in used | reading.asking]
    said = {each.number: _said(each, column, grid, elsewhere, reading.terms) for each in others}
    if not _is_of_kind(column, head, subjects, reading):
        return None
    names_nothing = not (subjects or head or which or before)
    left = tuple(
        number
        for number, weight in said.items()
        # Of all that a table holds, the text around it tells nothing: only its caption does.
        if not weight or (names_nothing and weight == _BY_LETTER)
    )
    left += tuple(_other_rates(column, reading))
    sure = sum(each.share * len(each.by) for each in (*subjects, *((head,) if head else ())))
    weight = sure + which + sum(said.values()) + (before is not None)
    if weight <= sum(each for each in said.values() if each == _SILENT):
        return None  # no word names anything of the table
    is_named = head is not None or before is not None
    rows = frozenset(named)
    matches = (*subjects, *((head,) if head else ()))
    is_sure = all(each.share >= IN_FULL for each in matches)
    return Fit(grid, subjects, column, main, used, which, weight, left, rows, is_named, is_sure)


def _subjects(spoken: Sequence[Spoken], reading: Reading, grid: Grid) -> tuple[Match, ...]:
    """Return the rows that are named; a total is asked for where none is named in full.

    What names a column better names no row.
    """
    terms = reading.terms
    columns = match(spoken, tuple(grid.columns.values()), terms)
    rows = [
        row
        for row in match(spoken, grid.subjects, terms)
        if not any(row.by <= each.by and each.gain > row.gain for each in columns)
    ]
    found = best(rows)
    has_total = any(fact.role is Role.TOTAL for fact in grid.facts)
    in_full = [each for each in found if each.share >= IN_FULL]
    return tuple(in_full) if reading.has("sum") and has_total else found


def _columns(
    spoken: Sequence[Spoken],
    reading: Reading,
    grid: Grid,
    named: set[str],
    which: bool,
    before: Fact | None,
) -> tuple[Column, Match | None, tuple[Fact, ...]] | None:
    """Return the kind of number that is asked for, what names it, and its cells."""
    changes = match(spoken, grid.changes, reading.terms) if _wants_share(reading) else ()
    rows = _rows(grid, named, which, bool(changes), reading)
    if changes:
        return (column_of(rows[0]), changes[0], tuple(rows)) if rows else None
    years = set(reading.years.named)
    dated = [f for f in rows if f.period and f.period.start.year in years] if years else rows
    columns = [c for c in dict.fromkeys(map(column_of, dated or rows)) if _is_fitting(c, reading)]
    own = [grid.columns[each] for each in columns]
    every = [name for each, name in grid.columns.items() if _is_fitting(each, reading)]
    head = _head(match(spoken, own, reading.terms), reading)
    other = _head(match(spoken, every, reading.terms), reading)
    is_sure = head is not None and head.share >= IN_FULL
    if other and other.label not in own and other.share >= IN_FULL and not is_sure:
        return None  # these rows have no number of the kind that is named
    if head is not None:
        columns = [c for c in columns if grid.columns[c] == head.label]
    elif not (named or which or before or _is_one_kind(grid, rows)):
        return None  # of all that the table holds, nothing tells which is asked for
    if before is not None and head is None and column_of(before) in columns:
        columns = [column_of(before)]
    column = _the_one(columns, rows, reading)
    if column is None:
        return None
    alike = {c for c in columns if (c.dimensions, c.unit) == (column.dimensions, column.unit)}
    return column, head, tuple(fact for fact in rows if column_of(fact) in alike)


def _head(found: Sequence[Match], reading: Reading) -> Match | None:
    """Return the column that is named: a noun rather than a verb, the first of two in full."""
    nouns = [each for each in found if not _is_verb(each, reading)] or list(found)
    in_full = [each for each in nouns if each.share >= IN_FULL]
    apart = [each for each in in_full if not any(o.by & each.by for o in in_full if o is not each)]
    if len(apart) > 1:
        return min(apart, key=lambda each: min(each.by))
    return nouns[0] if nouns else None


def _rows(grid: Grid, named: set[str], which: bool, changes: bool, reading: Reading) -> list[Fact]:
    """Return the cells of the rows that are asked about: `changes` are printed ones, or aside."""
    cells = [fact for fact in grid.facts if (fact.role is Role.CHANGE) == changes]
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
    kept = list(columns)
    units = {UNIT_OF[word.folded] for word in reading.words if word.folded in UNIT_OF}
    kept = [each for each in kept if each.unit in units] or kept
    kept = [each for each in kept if (each.unit == "procent") == _wants_share(reading)] or kept
    kept = [each for each in kept if not is_target(each.measure)] or kept
    if len(kept) == 1:
        return kept[0]
    if len({(each.dimensions, each.unit) for each in kept}) > 1:
        return None
    places = [(f.subject, f.period) for f in rows if column_of(f) in kept]
    return kept[-1] if kept and len(places) == len(set(places)) else None


def _wants_share(reading: Reading) -> bool:
    return reading.has("percent", "points") or reading.wanted is Wanted.PERCENTAGE


def _is_one_kind(grid: Grid, rows: Sequence[Fact]) -> bool:
    """Tell whether a table holds numbers of one kind, so that no column need be named."""
    return len({(each.dimensions, each.unit) for each in grid.columns}) == 1 or any(
        fact.role is Role.TOTAL for fact in rows
    )


def _is_fitting(column: Column, reading: Reading) -> bool:
    """Tell whether a column has the unit that an adjective, or what is wanted, asks for."""
    units = [_FITTING[each] for word in reading.words if (each := root(word.folded)) in _FITTING]
    units += [_TIMES] if reading.wanted is Wanted.DURATION else []
    return all(column.unit in each for each in units)


def _is_of_kind(
    column: Column,
    head: Match | None,
    subjects: Sequence[Match],
    reading: Reading,
) -> bool:
    """Tell whether a column holds the kind of number that is asked for.

    A price is money. "Hoeveel centra" counts the rows themselves: what they cost, or how many of
    something else they have, is another number.
    """
    if (reading.turns.prices or reading.wanted is Wanted.MONEY) and column.unit != "euro":
        return head is not None and not reading.turns.prices
    if column.unit == "procent" and reading.noun.named and reading.wanted is Wanted.COUNT:
        return False
    counted = {*reading.noun.named, *reading.noun.behind[:_NOUNS]}
    if not any(each.by & counted for each in subjects) or head is not None:
        return True
    has_thing = any(not axis for axis, _ in column.dimensions)
    return column.measure == COUNT and not has_thing


def _is_verb(named: Match, reading: Reading) -> bool:
    """Tell whether only verbs name a column: a noun beside them names another one better."""
    return all(looks_like_verb(reading.words[number].folded) for number in named.by)


def _is_kind(spoken: Spoken, reading: Reading, grid: Grid) -> bool:
    """Tell whether a word names what the rows are; right behind "welke" a part of it does."""
    enough = PART if _asks_which(spoken.number, reading) else SYNONYM
    kinds = (word for kind in grid.group.kinds for word in kind.split())
    return any(says(spoken, word, False, reading.terms) >= enough for word in kinds)


def _asks_which(number: int, reading: Reading) -> bool:
    before = reading.words[max(0, number - _NOUNS) : number]
    return any(word.folded in _WHICH for word in before)


def _other_rates(column: Column, reading: Reading) -> Iterator[int]:
    """Yield the words of a rate that the column does not give: "per maand"."""
    for number, word in enumerate(reading.words):
        if word.folded in reading.turns.rates and f"per {word.folded}" not in column.measure:
            yield number


def _said(
    spoken: Spoken, column: Column, grid: Grid, elsewhere: frozenset[int], terms: Terms
) -> float:
    """Weigh what the letter says of the table that accounts for a word; 0 where nothing does."""
    if any(says(spoken, word, False, terms) for word in grid.caption.words):
        return _BY_CAPTION
    own = (word for each in grid.columns.values() for word in each.words)
    if any(says(spoken, word, False, terms) >= KIN for word in own):
        return _BY_LETTER
    if spoken.number in elsewhere:
        return 0.0
    if any(says(spoken, word, False, terms) >= PART for word in grid.said.words):
        return _BY_LETTER
    unit = UNIT_OF.get(spoken.folded, spoken.folded)
    is_unit = column.unit == unit or spoken.folded in SCALE_OF
    if is_unit or stem(spoken.folded) in terms.light:
        return _SILENT
    arising = {spoken.root, read_as_verb(spoken.folded)}.intersection(terms.arising)
    return _SILENT if arising or any(root(each) in grid.said.roots for each in spoken.full) else 0.0
