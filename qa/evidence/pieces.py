"""What a set of evidence consists of, as every writer gets it.

In: the pieces of what was picked, in that order. Out: a bundle, in which each table has a number
and stands once: what picks it again refers to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.types import Fact, Source


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, as a note has it; `url` is that of the letter, or "".

    `more` are whole sentences: the notes that the letter has there, headings that were restored.
    """

    text: str
    url: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A literal piece of a letter, cut into runs; those that matter most are strong."""

    runs: tuple[tuple[str, bool], ...]
    place: Place
    letter: Source

    @property
    def text(self) -> str:
        """The words that are quoted."""
        return "".join(text for text, _ in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A part of a table of a letter, or all of it; the first cell of a row is its label.

    `cells` are those that it shows, as (row, column) of the table with this id.
    """

    table: str
    cells: frozenset[tuple[int, int]]
    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    place: Place
    letter: Source
    number: int = 0

    def holds(self, other: Grid) -> bool:
        """Tell whether this one shows all that another does."""
        return self.table == other.table and other.cells <= self.cells


@dataclass(frozen=True, slots=True)
class Piece:
    """What was picked, under its heading.

    `told` are the quotes that stand in what is `said`, `quotes` the others; `facts` are the numbers
    of all of it. `is_near` where it only comes near to what was asked, and `said` does not say so.
    `see` are the numbers of tables that stand above.
    """

    heading: str
    read_as: str = ""
    said: str = ""
    told: tuple[Quotation, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    grids: tuple[Grid, ...] = ()
    facts: tuple[Fact, ...] = ()
    is_near: bool = False
    see: tuple[int, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the quotes stand that it tells itself, each once."""
        return tuple(dict.fromkeys(quote.place for quote in self.told))


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pieces, each table once, and the letters that they are from."""

    pieces: tuple[Piece, ...]
    letters: tuple[Source, ...]


def bundle(pieces: Sequence[Piece]) -> Bundle:
    """Put pieces together: tables are numbered, and what stands there already is referred to."""
    shown: list[Grid] = []
    placed = []
    for piece in dict.fromkeys(pieces):
        grids, see = [], []
        for grid in piece.grids:
            above = next((each for each in shown if each.holds(grid)), None)
            if above:
                see.append(above.number)
            else:
                shown.append(replace(grid, number=len(shown) + 1))
                grids.append(shown[-1])
        again = tuple(dict.fromkeys(see))
        placed.append(replace(piece, grids=tuple(grids), see=again))
    letters: list[Source] = []
    for piece in pieces:
        letters += (quote.letter for quote in (*piece.told, *piece.quotes))
        letters += (grid.letter for grid in piece.grids)
    return Bundle(tuple(placed), tuple(dict.fromkeys(letters)))
