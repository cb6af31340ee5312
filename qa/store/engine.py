"""What an index must be able to do for a search: the one protocol of every engine.

Behind it are the files of a build (qa/store/files.py: one machine, a million passages) or Milvus
(qa/store/milvus: many). A row is the place of a passage in its build, the same in every store of
it. The passages themselves, their neighbours, facts and letters are SQLite files on either engine:
they are read by id, never searched (docs/decisions/0023).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from qa.store.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Scored = tuple[tuple[int, float], ...]  # rows with their scores, the best first, ties by row


class Words(Protocol):
    """The search for words. `reach` is what one can add to a score at most, times its weight."""

    def __hash__(self) -> int:
        """Tell indexes apart: what is made of the words of one is remembered."""

    @property
    def reach(self) -> float:
        """What a word can add to a score at most, as a multiple of its weight."""

    @property
    def abbreviations(self) -> Mapping[str, tuple[str, ...]]:
        """The terms of the full name of each abbreviation."""

    def search(self, terms: Mapping[str, float], k: int) -> Scored:
        """Return up to k rows that hold any of the terms; `terms` maps each to what it counts."""

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each term stands, headings included."""

    def beginning(self, start: str) -> tuple[str, ...]:
        """Return the words of the index that begin with these letters."""

    def sharing(self, term: str, shortest: int) -> tuple[str, ...]:
        """Return the words of the index that share their beginning or end with a term."""


class Vectors(Protocol):
    """The search for passages whose vectors lie near that of a question."""

    def __len__(self) -> int:
        """Return how many passages are searched."""

    def search(self, query: NDArray[np.float32], k: int) -> Scored:
        """Return the k nearest rows with their cosines. Shape: `query` (dim,), of length 1."""


class Sentences(Protocol):
    """The vectors of sentences, looked up by the row of their passage."""

    def cosines(
        self, query: NDArray[np.float32], rows: Sequence[int]
    ) -> tuple[tuple[float, ...], ...]:
        """Return how near each sentence of some passages lies to a question, in reading order."""


class Engine(Protocol):
    """All that is searched of one build, or of some of its letters.

    What cannot be asked now raises EngineUnavailable: an engine never answers in part.
    """

    @property
    def words(self) -> Words:
        """The words of all passages."""

    @property
    def vectors(self) -> Vectors:
        """The vectors of all passages."""

    @property
    def sentences(self) -> Sentences:
        """The vectors of all sentences."""

    def within(self, letters: Sequence[str], rows: Rows) -> Engine:
        """Return the same, of which only these letters are searched, which stand at these rows."""

    def warm(self) -> None:
        """Load what a question may need, so that none has to wait for it."""

    def rest(self) -> None:
        """Let go of what only the opening of an index needs."""
