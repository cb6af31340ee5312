"""BM25 over analysed Dutch, in SQLite's FTS5.

In: passages, analysed to stems. Out: rows with their BM25 score, best first, ties by row. Headings
are a field of their own, so that their weight is a choice and not an accident of length.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from qa.store.sqlite import create, open_readonly
from qa.text import stems
from qa.types import Passage

# The stems are cut already: FTS5 only has to part them at the spaces.
_SCHEMA = """
CREATE VIRTUAL TABLE lexical USING fts5 (
    heading, body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.,_'"
);
"""
# A view of the terms, kept in memory: the file itself stays as it was built.
_VOCABULARY = "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, lexical, 'row')"
_WEIGHTS = "1.0, 1.0"  # heading, body

# Words that stand in every other sentence and ask for nothing by themselves. Words that carry a
# question (niet, geen, meer, minder, hoeveel, welke, wanneer, wie, per, sinds) are not among them.
_STOP = frozenset(
    stems("""
    aan al als bij dan dat de den der des deze die dit door een en er het hij hun ik in is je kan
    met mij na naar nog of om onder ons ook op over te tot u uit uw van voor was waren wat we wel
    werd werden wij worden wordt zal ze zich zij zijn zo zou heeft hebben had
""")
)


def analyse(text: str) -> tuple[str, ...]:
    """Return the terms of a text that are worth searching for, in order."""
    return tuple(term for term in stems(text) if term not in _STOP)


def write(passages: Iterable[Passage], path: Path) -> None:
    """Write a new lexical index; rows are numbered in the order given."""
    with create(path, _SCHEMA) as connection:
        connection.executemany(
            "INSERT INTO lexical (rowid, heading, body) VALUES (?, ?, ?)",
            (
                (row, " ".join(analyse(" ".join(p.path))), " ".join(analyse(p.text)))
                for row, p in enumerate(passages)
            ),
        )


class LexicalIndex:
    """The lexical index of a finished index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> LexicalIndex:
        """Open a lexical index.

        Raises: IndexDamaged.
        """
        connection = open_readonly(path)
        connection.execute(_VOCABULARY)
        return cls(connection)

    def search(self, terms: Sequence[str], k: int) -> tuple[tuple[int, float], ...]:
        """Return up to k rows that hold any of the terms, with their BM25 score (higher is better).

        Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); FTS5 fixes
        k1 = 1.2 and b = 0.75.
        """
        if not terms:
            return ()
        match = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        rows = self._connection.execute(
            f"SELECT rowid, bm25(lexical, {_WEIGHTS}) AS score FROM lexical"
            " WHERE lexical MATCH ? ORDER BY score, rowid LIMIT ?",
            (match, k),
        )
        return tuple((int(row), -float(score)) for row, score in rows)

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many passages each term stands, headings included."""
        counts = dict.fromkeys(terms, 0)
        marks = ", ".join("?" * len(counts))
        rows = self._connection.execute(
            f"SELECT term, doc FROM temp.vocabulary WHERE term IN ({marks})", tuple(counts)
        )
        counts.update((str(term), int(documents)) for term, documents in rows)
        return counts
