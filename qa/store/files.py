"""The engine that needs no other program: three indexes in files of the build, mapped into memory.

In: the folder of a build. Out: its words, vectors and sentences, each opened when first needed, so
that a question about facts alone never loads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa.store.rows import Rows

if TYPE_CHECKING:
    from qa.store.dense import DenseIndex
    from qa.store.lexical import LexicalIndex
    from qa.store.sentences import SentenceVectors

LEXICAL: Final = "lexical"
VECTORS, SENTENCES, SENTENCE_STARTS = "vectors.faiss", "sentences.npy", "sentence_starts.npy"


class FileEngine:
    """The files of one build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def words(self) -> LexicalIndex:
        """The words of all passages."""
        from qa.store.lexical import LexicalIndex  # numpy: only when words are searched

        return LexicalIndex.open(self._folder / LEXICAL)

    @cached_property
    def vectors(self) -> DenseIndex:
        """The vectors of all passages."""
        from qa.store.dense import DenseIndex  # faiss: only when vectors are searched

        return DenseIndex.open(self._folder / VECTORS)

    @cached_property
    def sentences(self) -> SentenceVectors:
        """The vectors of all sentences."""
        from qa.store.sentences import SentenceVectors

        return SentenceVectors.open(self._folder / SENTENCES, self._folder / SENTENCE_STARTS)

    def within(self, letters: Sequence[str], rows: Rows) -> FileEngine:
        """Return the same files, of which only these rows are searched."""
        return _Within(self, rows)

    def warm(self) -> None:
        """Open all of them."""
        _ = self.words, self.vectors, self.sentences

    def rest(self) -> None:
        """Do nothing: files stay open."""


class _Within(FileEngine):
    """Some rows of a build."""

    def __init__(self, whole: FileEngine, rows: Rows) -> None:
        self._whole, self._rows = whole, rows

    @cached_property
    def words(self) -> LexicalIndex:
        return self._whole.words.within(self._rows)

    @cached_property
    def vectors(self) -> DenseIndex:
        return self._whole.vectors.within(self._rows)

    @property
    def sentences(self) -> SentenceVectors:  # looked up by row, and no other row is found
        return self._whole.sentences
