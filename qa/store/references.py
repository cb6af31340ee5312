"""What the letters of an index refer to, in SQLite: by the letter that does, and by what is named.

A reference has a row for each of its targets, likeliest first; its position is the same in all of
them, and those of one letter lie side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from qa.store.sqlite import BEFORE, Connection, NewDatabase, Row, create
from qa.types import Reference, ReferenceKind, Span

_SCHEMA = """
CREATE TABLE targets (
    position INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    letter_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    label TEXT NOT NULL,
    target TEXT NOT NULL,
    certain INTEGER NOT NULL,
    PRIMARY KEY (position, rank)
) WITHOUT ROWID;
CREATE INDEX of_letter ON targets (letter_id, position);
CREATE INDEX by_target ON targets (target, position);
"""


@contextmanager
def writing(path: Path, before: Path | None = None) -> Iterator[ReferenceWriter]:
    """Write a new database, letter by letter; `before` is one that is taken over from."""
    with create(path, _SCHEMA, before) as connection:
        yield ReferenceWriter(connection)


def write(references: Iterable[Reference], path: Path) -> None:
    """Write references to a new database, those of a letter side by side."""
    with writing(path) as into:
        into.add(references)


class ReferenceWriter:
    """References on their way to a database."""

    def __init__(self, connection: NewDatabase) -> None:
        self._connection = connection
        self._rows = 0  # positions that are taken

    def add(self, references: Iterable[Reference]) -> None:
        """Write the references of a letter behind all others."""
        for each in references:
            self._connection.executemany(
                "INSERT INTO targets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (self._rows, rank, *_row(each), target, each.certain)
                    for rank, target in enumerate(each.targets)
                ),
            )
            self._rows += bool(each.targets)

    def take_over(self, letter_id: str) -> None:
        """Take the references of a letter over as they are."""
        query = f"SELECT min(position), max(position) FROM {BEFORE}.targets WHERE letter_id = ?"
        first, last = self._connection.execute(query, (letter_id,)).fetchone()
        if first is None:
            return
        self._connection.execute(
            "INSERT INTO targets SELECT position + ?, rank, letter_id, kind, span_start, span_end,"
            f" label, target, certain FROM {BEFORE}.targets WHERE position >= ? AND position <= ?"
            " ORDER BY position, rank",
            (self._rows - first, first, last),
        )
        self._rows += last + 1 - first


def _row(found: Reference) -> tuple[str, str, int, int, str]:
    return found.letter_id, found.kind.value, found.span.start, found.span.end, found.label


class ReferenceStore:
    """The references of an index, or of some of its letters."""

    def __init__(self, connection: Connection, letters: frozenset[str] | None = None) -> None:
        self._connection = connection
        self._letters = letters

    @classmethod
    def open(cls, path: Path) -> ReferenceStore:
        """Open the references of a finished index.

        Raises: IndexDamaged.
        """
        return cls(Connection(path))

    def within(self, letters: Iterable[str]) -> ReferenceStore:
        """Return the references of some letters only."""
        return ReferenceStore(self._connection, frozenset(letters))

    def of_letter(
        self, letter_id: str, start: int = 0, limit: int | None = None
    ) -> tuple[Reference, ...]:
        """Return what a letter refers to, in the order of its text.

        `start` passes over so many, `limit` is how many are returned at most.
        """
        positions = self._positions(letter_id)[max(start, 0) :]
        positions = positions if limit is None else positions[: max(limit, 0)]
        query = "SELECT * FROM targets WHERE position >= ? AND position < ?"
        return tuple(self._read(query, positions.start, positions.stop))

    def standing_in(self, letter_id: str, span: Span) -> tuple[Reference, ...]:
        """Return the references that stand in a part of a letter."""
        query = (
            "SELECT * FROM targets WHERE position >= ? AND position < ?"
            " AND span_start >= ? AND span_end <= ?"
        )
        own = self._positions(letter_id)
        return tuple(self._read(query, own.start, own.stop, span.start, span.end))

    def count_of(self, letter_id: str) -> int:
        """Return how many references a letter has."""
        return len(self._positions(letter_id))

    def to(self, *targets: str) -> tuple[Reference, ...]:
        """Return what refers to one of these, surely or possibly, in the order of the letters."""
        places = ", ".join("?" * len(targets))
        query = (
            "SELECT * FROM targets WHERE position IN"
            f" (SELECT position FROM targets WHERE target IN ({places}))"
        )
        return tuple(each for each in self._read(query, *targets) if self._holds(each.letter_id))

    def _positions(self, letter_id: str) -> range:
        if not self._holds(letter_id):
            return range(0)
        query = "SELECT min(position), max(position) FROM targets WHERE letter_id = ?"
        ((first, last),) = self._connection.execute(query, (letter_id,))
        return range(0) if first is None else range(first, last + 1)

    def _holds(self, letter_id: str) -> bool:
        return self._letters is None or letter_id in self._letters

    def _read(self, query: str, *values: int | str) -> Iterator[Reference]:
        rows = self._connection.execute(f"{query} ORDER BY position, rank", values)
        for _, same in groupby(rows, key=itemgetter("position")):
            yield _to_reference(list(same))


def _to_reference(rows: Sequence[Row]) -> Reference:
    first = rows[0]
    return Reference(
        letter_id=first["letter_id"],
        kind=ReferenceKind(first["kind"]),
        span=Span(first["span_start"], first["span_end"]),
        label=first["label"],
        targets=tuple(row["target"] for row in rows),
        certain=bool(first["certain"]),
    )
