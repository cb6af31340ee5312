"""Facts of tables → grids: each with its axes, and all words that say what it is of.

In: an index. Out: a grid for each table whose words nobody wrote down, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa.dutch.forms import is_participle, is_superlative, root
from qa.dutch.terms import COUNT
from qa.question.cells.labels import Label, label
from qa.question.read.reading import Reading
from qa.store.index import Index
from qa.types import Fact, Group, Lexicon, Role, table_of

# How long periods are that have a name, in days; those of a school are years too.
_NAMED = {"dag": (1, 1), "maand": (28, 31), "kwartaal": (90, 92), "jaar": (364, 367)}
PARTS_OF_YEAR = frozenset({"maand", "kwartaal"})
_EDGE = 3  # letters

Tables = dict[str, set[str]]  # ids of tables, by their letter


@dataclass(frozen=True, slots=True)
class Column:
    """What tells one kind of number of a table from another: measure, other facets, unit."""

    measure: str
    dimensions: tuple[tuple[str, str], ...]
    unit: str


@dataclass(frozen=True, eq=False)
class Grid:
    """A table: its cells, and what its letter says that it is of; `group` is its lexicon entry.

    `lexicon` is that of its letter alone: another may measure something else by the same name.
    `printed` are the cells of all letters that print it, the newest first, where several do.
    """

    id: str
    facts: tuple[Fact, ...]
    group: Group
    lexicon: Lexicon
    title: str
    printed: tuple[Fact, ...] = ()

    @property
    def letter(self) -> str:
        """The letter that it stands in."""
        return self.facts[0].letter_id

    @cached_property
    def subjects(self) -> tuple[Label, ...]:
        """What its rows or columns are about."""
        held = (fact.subject for fact in self.facts if fact.role is not Role.CHANGE)
        return tuple(label(each) for each in dict.fromkeys(held) if each)

    @cached_property
    def columns(self) -> dict[Column, Label]:
        """The kinds of numbers, with the words that name each."""
        kinds = dict.fromkeys(column_of(f) for f in self.facts if f.role is not Role.CHANGE)
        return {each: label(_named(each)) for each in kinds}

    def label_of(self, column: Column) -> Label:
        """Return the words that name a kind of number, of a change too."""
        return self.columns.get(column) or label(_named(column))

    @cached_property
    def changes(self) -> tuple[Label, ...]:
        """How the table calls the changes that it prints: "ontwikkeling"."""
        held = (fact.measure for fact in self.facts if fact.role is Role.CHANGE)
        return tuple(label(each) for each in dict.fromkeys(held))

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The words of its caption, and of what the letter says that it is of."""
        return (*self.caption.words, *self.said.words)

    @cached_property
    def said(self) -> Label:
        """What the letter says that the table is of."""
        return label(" ".join((self.group.about, *self.group.kinds, self.title)))

    @cached_property
    def caption(self) -> Label:
        """What stands right above it."""
        return label(self.facts[0].caption)

    @cached_property
    def selects(self) -> frozenset[str]:
        """By what its caption says that it shows some of them only: the root of "grootste"."""
        return frozenset(root(word) for word in self.caption.words if is_superlative(word))

    @cached_property
    def edges(self) -> frozenset[str]:
        """How the words of the table begin and end: a word that names one of them shares that."""
        labels = (self.said, *self.subjects, *self.columns.values())
        return frozenset(edge for each in labels for word in each.words for edge in edges(word))


def column_of(fact: Fact) -> Column:
    """Return which kind of number of its table a fact is."""
    return Column(fact.measure, fact.dimensions, fact.quantity.unit)


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def grids_of(index: Index) -> tuple[Grid, ...]:
    """Return the tables of an index whose words nobody wrote down, the newest first."""
    return tuple(grid for grid in every_grid(index) if not grid.group.is_refined)


@lru_cache(maxsize=32)
def every_grid(index: Index) -> tuple[Grid, ...]:
    """Return all tables of an index, the newest first."""
    groups = {g.id: g for g in index.terms.lexicon.groups}
    held: dict[str, list[Fact]] = {}
    for fact in index.facts.cells():
        if table_of(fact) in groups:
            held.setdefault(table_of(fact), []).append(fact)
    titles = {source.letter_id: source.title for source in index.passages.sources()}
    days = {letter: at for at, letter in enumerate(titles)}
    grids = [
        Grid(id, tuple(facts), groups[id], index.lexicons[letter], titles[letter])
        for id, facts in held.items()
        for letter in (facts[0].letter_id,)
    ]
    return tuple(sorted(grids, key=lambda grid: -days[grid.letter]))


@lru_cache(maxsize=32)
def label_roots(index: Index) -> dict[str, Tables]:
    """Return the roots of all labels of an index, each with its tables."""
    found: dict[str, Tables] = {}
    for grid in grids_of(index):
        for each in (*grid.subjects, *grid.columns.values()):
            for shared in each.roots:
                found.setdefault(shared, {}).setdefault(grid.letter, set()).add(grid.id)
    return found


def edges(word: str) -> tuple[str, str]:
    """Return how a word begins and ends."""
    return word[:_EDGE], word[-_EDGE:]


def _named(column: Column) -> str:
    facets = " ".join(name for _, name in column.dimensions)
    return f"{column.measure} {facets}" if column.measure != COUNT else facets


def is_of_one_kind(grid: Grid, rows: Sequence[Fact]) -> bool:
    """Tell whether a table holds numbers of one kind, so that no column need be named."""
    return len({(each.dimensions, each.unit) for each in grid.columns}) == 1 or any(
        fact.role is Role.TOTAL for fact in rows
    )


def rhythm(cells: Sequence[Fact]) -> str:
    """Return of what each number is: a year, of the calendar or of a school, a quarter, a month."""
    periods = [fact.period for fact in cells if fact.role is Role.PLAIN]
    days = {(each.end - each.start).days if each else 0 for each in periods}
    told = (name for name, (few, many) in _NAMED.items() if days <= {*range(few, many + 1)})
    return next(told, "") if days else ""


def counted_thing(cells: Sequence[Fact], reading: Reading) -> frozenset[int]:
    """Return the place of what a question counts, where a column over years counts its own thing.

    "Hoeveel zaken wachten op een beslissing?" counts no decisions, though the text names cases.
    """
    period = cells[0].period if cells else None
    if period is None or not cells[0].locator.endswith(f"rij {period.label}"):
        return frozenset()
    said = {n: reading.words[n].folded for n in reading.noun.behind}
    things = [n for n, word in said.items() if not is_participle(word.removesuffix("e"))]
    return frozenset(n for n in things[:1] if reading.stems[n] not in reading.terms.light)
