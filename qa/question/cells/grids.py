"""Facts of tables → grids: each with its axes, and all words that say what it is of.

In: an index. Out: a grid for each table whose words nobody wrote down, the newest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa.dutch.terms import COUNT
from qa.question.cells.labels import Label, label
from qa.store.index import Index
from qa.types import TABLE_RULE, Fact, Group, table_of

_EDGE = 3  # letters


@dataclass(frozen=True, slots=True)
class Column:
    """What tells one kind of number of a table from another: measure, other facets, unit."""

    measure: str
    dimensions: tuple[tuple[str, str], ...]
    unit: str


@dataclass(frozen=True, eq=False)
class Grid:
    """A table: its cells, and what its letter says that it is of; `group` is its lexicon entry."""

    id: str
    facts: tuple[Fact, ...]
    group: Group
    title: str

    @cached_property
    def subjects(self) -> tuple[Label, ...]:
        """What its rows or columns are about."""
        return tuple(label(s) for s in dict.fromkeys(f.subject for f in self.facts) if s)

    @cached_property
    def columns(self) -> dict[Column, Label]:
        """The kinds of numbers, with the words that name each."""
        kinds = dict.fromkeys(map(column_of, self.facts))
        return {each: label(_named(each)) for each in kinds}

    @cached_property
    def said(self) -> Label:
        """What the letter says that the table is of."""
        return label(" ".join((self.group.about, *self.group.kinds, self.title)))

    @cached_property
    def caption(self) -> Label:
        """What stands right above it."""
        return label(self.facts[0].caption)

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
    groups = {g.id: g for g in index.terms.lexicon.groups if not g.is_refined}
    held: dict[str, list[Fact]] = {}
    for fact in index.facts.find():
        if fact.rule == TABLE_RULE and table_of(fact) in groups:
            held.setdefault(table_of(fact), []).append(fact)
    titles = {source.letter_id: source.title for source in index.passages.sources()}
    days = [source.letter_id for source in index.passages.sources()]
    grids = [
        Grid(id, tuple(facts), groups[id], titles[facts[0].letter_id]) for id, facts in held.items()
    ]
    return tuple(sorted(grids, key=lambda grid: -days.index(grid.facts[0].letter_id)))


def edges(word: str) -> tuple[str, str]:
    """Return how a word begins and ends."""
    return word[:_EDGE], word[-_EDGE:]


def _named(column: Column) -> str:
    facets = " ".join(name for _, name in column.dimensions)
    return f"{column.measure} {facets}" if column.measure != COUNT else facets
