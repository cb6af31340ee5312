"""Letters and their passages in SQLite: schema, insert, read by row.

A passage's row number is the same in every store of an index: here, in the lexical index and in the
vectors. Rows count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from qa.store import layout
from qa.store.passage_rows import LETTER, PASSAGE, letter_row, to_passage, to_row, to_source
from qa.store.rows import Rows, count, joined
from qa.store.sqlite import BEFORE, Connection, NewDatabase, create, taken
from qa.types import Kind, Letter, Passage, Source, Span

_SCHEMA = """
CREATE TABLE letters (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL,
    dossier TEXT NOT NULL,
    sequence TEXT NOT NULL,
    url TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT NOT NULL,
    reference TEXT NOT NULL,
    text TEXT NOT NULL,
    layout TEXT NOT NULL
);
CREATE INDEX letters_by_number ON letters (number);
CREATE TABLE passages (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letters (id),
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    notes TEXT NOT NULL,
    reference TEXT NOT NULL,
    url TEXT NOT NULL
);
"""

_REMEMBERED = 4096  # passages, for the questions to come
_SOURCE = ", ".join(LETTER[:-2])  # all but the long parts


@contextmanager
def writing(path: Path, before: Path | None = None) -> Iterator[PassageWriter]:
    """Write a new database, letter by letter; `before` is one that letters are taken over from."""
    with create(path, _SCHEMA, before) as connection:
        yield PassageWriter(connection)


class PassageWriter:
    """Letters and their passages on their way to a database; `rows` are how many there are."""

    def __init__(self, connection: NewDatabase) -> None:
        self._connection = connection
        self.rows = 0

    def add(self, letter: Letter, passages: Sequence[Passage]) -> None:
        """Write a letter, and its passages behind all that were written before."""
        marks = ", ".join("?" * len(LETTER))
        self._connection.execute(f"INSERT INTO letters VALUES ({marks})", letter_row(letter))
        rows = [to_row(self.rows + at, passage) for at, passage in enumerate(passages)]
        marks = ", ".join("?" * len(PASSAGE))
        self._connection.executemany(f"INSERT INTO passages VALUES ({marks})", rows)
        self.rows += len(rows)

    def take_over(self, letter_id: str) -> int:
        """Take a letter and its passages over as they are; return how many passages it has."""
        query = f"INSERT INTO letters SELECT * FROM {BEFORE}.letters WHERE id = ?"
        self._connection.execute(query, (letter_id,))
        part = taken(self._connection, "passages", letter_id)
        self._connection.execute(
            f"INSERT INTO passages SELECT position + ?, {', '.join(PASSAGE[1:])}"
            f" FROM {BEFORE}.passages WHERE position >= ? AND position < ? ORDER BY position",
            (self.rows - part.start, part.start, part.stop),
        )
        self.rows += len(part)
        return len(part)


class PassageStore:
    """The passages of an index, or of some of its letters, and those letters.

    `rows` are where they stand.
    """

    def __init__(
        self, connection: Connection, letters: frozenset[str] | None = None, rows: Rows = ()
    ) -> None:
        self._connection = connection
        self._letters = letters
        self.rows = rows
        self._at = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._named = lru_cache(maxsize=_REMEMBERED)(self._read_named)
        self._beside = lru_cache(maxsize=_REMEMBERED)(self._read_beside)
        self._containing = lru_cache(maxsize=_REMEMBERED)(self._read_containing)

    @classmethod
    def open(cls, path: Path) -> PassageStore:
        """Open the passages of a finished index.

        Raises: IndexDamaged.
        """
        connection = Connection(path)
        ((size,),) = connection.execute("SELECT count(*) FROM passages")
        return cls(connection, rows=joined([range(size)]))

    def within(self, letters: Iterable[str]) -> PassageStore:
        """Return the passages of some letters only, at the same rows; what was read is shared."""
        chosen = frozenset(letters)
        narrowed = PassageStore(self._connection, chosen, joined(map(self._rows_of, chosen)))
        narrowed._at, narrowed._named = self._at, self._named
        narrowed._beside, narrowed._containing = self._beside, self._containing
        return narrowed

    def __len__(self) -> int:
        return count(self.rows)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def at(self, row: int) -> Passage:
        """Return the passage of a row, from memory if it was asked for before."""
        return self._at(row)

    def named(self, id: str) -> Passage:
        """Return the passage with this id, from memory if it was asked for before."""
        passage = self._named(id)
        if not self._holds(passage.letter_id):
            raise KeyError(id)
        return passage

    def of_letter(
        self, letter_id: str, kind: Kind | None = None, start: int = 0, limit: int | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages of a letter, or those of one kind, in reading order, notes last.

        `start` passes over so many of them, `limit` is how many are returned at most.
        """
        where, values = self._where(letter_id, kind)
        query = f"SELECT * FROM passages WHERE {where} ORDER BY position LIMIT ? OFFSET ?"
        most = -1 if limit is None else max(limit, 0)  # SQLite: no limit
        rows = self._connection.execute(query, (*values, most, max(start, 0)))
        return tuple(to_passage(row) for row in rows)

    def count_of(self, letter_id: str, kind: Kind | None = None) -> int:
        """Return how many passages a letter has, or how many of one kind."""
        where, values = self._where(letter_id, kind)
        query = f"SELECT count(*) FROM passages WHERE {where}"
        ((found,),) = self._connection.execute(query, values)
        return int(found)

    def _where(self, letter_id: str, kind: Kind | None) -> tuple[str, tuple[int | str, ...]]:
        rows = self._rows_of(letter_id)
        where, values = "position >= ? AND position < ?", (rows.start, rows.stop)
        return (f"{where} AND kind = ?", (*values, kind.value)) if kind else (where, values)

    def _rows_of(self, letter_id: str) -> range:
        if not self._holds(letter_id):
            return range(0)
        return self._connection.rows_of_letter("passages", letter_id)

    def _holds(self, letter_id: str) -> bool:
        return self._letters is None or letter_id in self._letters

    def labelled(self, label: str) -> tuple[Passage, ...]:
        """Return the parts of letterheads and signatures with this label, in order."""
        query = "SELECT * FROM passages WHERE kind IN (?, ?) ORDER BY position"
        kinds = (Kind.LETTERHEAD.value, Kind.SIGNATURE.value)
        rows = (to_passage(row) for row in self._connection.execute(query, kinds))
        return tuple(
            passage
            for passage in rows
            if passage.path[-1:] == (label,) and self._holds(passage.letter_id)
        )

    def containing(self, letter_id: str, span: Span) -> Passage:
        """Return the passage of a letter that holds a span."""
        if not self._holds(letter_id):
            raise KeyError(letter_id)
        return self._containing(letter_id, span)

    def footnote(self, letter_id: str, number: int) -> Passage:
        """Return a footnote of a letter."""
        return self.named(f"{letter_id}:noot{number}")

    def beside(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the paragraphs right before and after one, where there are such."""
        return self._beside(passage.id)

    def _read_beside(self, id: str) -> tuple[Passage | None, Passage | None]:
        query = """
            SELECT other.*, other.position < this.position AS is_before
            FROM passages AS this JOIN passages AS other
              ON other.position IN (this.position - 1, this.position + 1)
             AND other.letter_id = this.letter_id AND other.kind = this.kind
            WHERE this.id = ? AND this.kind = ?
        """
        rows = self._connection.execute(query, (id, Kind.PARAGRAPH.value))
        found = {bool(row["is_before"]): to_passage(row) for row in rows}
        return found.get(True), found.get(False)

    def sources(self) -> tuple[Source, ...]:
        """Return where each letter comes from, oldest first."""
        rows = self._connection.execute(f"SELECT {_SOURCE} FROM letters ORDER BY date, id")
        return tuple(to_source(row) for row in rows if self._holds(row["id"]))

    def source(self, letter_id: str) -> Source | None:
        """Return where a letter comes from; None where there is no such letter."""
        rows = self._connection.execute(f"SELECT {_SOURCE} FROM letters WHERE id = ?", (letter_id,))
        return next((to_source(row) for row in rows if self._holds(letter_id)), None)

    def numbered(self, number: str) -> Source | None:
        """Return where the one letter with this number of the House comes from; else None."""
        query = f"SELECT {_SOURCE} FROM letters WHERE number = ? LIMIT 2"
        found = [row for row in self._connection.execute(query, (number,)) if number]
        held = [to_source(row) for row in found if self._holds(row["id"])]
        return held[0] if len(held) == 1 else None

    def text(self, letter_id: str) -> str:
        """Return the canonical text of a letter."""
        query = "SELECT text FROM letters WHERE id = ?"
        ((text,),) = self._connection.execute(query, (letter_id,))
        return str(text)

    def letter(self, letter_id: str) -> Letter:
        """Return a whole letter, as it was resolved.

        Raises: KeyError where there is no such letter.
        """
        source = self.source(letter_id)
        if source is None:
            raise KeyError(letter_id)
        query = "SELECT text, layout FROM letters WHERE id = ?"
        ((text, made_up),) = self._connection.execute(query, (letter_id,))
        return layout.read(source, text, made_up)

    def _read_containing(self, letter_id: str, span: Span) -> Passage:
        rows = self._rows_of(letter_id)
        where = "position >= ? AND position < ? AND span_start <= ? AND span_end >= ?"
        return self._one(where, rows.start, rows.stop, span.start, span.end)

    def _read_named(self, id: str) -> Passage:
        return self._one("id = ?", id)

    def _read(self, row: int) -> Passage:
        return self._one("position = ?", row)

    def _one(self, where: str, *values: int | str) -> Passage:
        rows = self._connection.execute(f"SELECT * FROM passages WHERE {where} LIMIT 1", values)
        if not rows:
            raise KeyError(values)
        return to_passage(rows[0])
