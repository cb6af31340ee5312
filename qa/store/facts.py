"""Facts in SQLite: schema, insert, find.

In: facts in the order in which they were extracted. Out: the same facts, value for value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path

from qa.dutch.text import stems
from qa.store.fact_rows import to_fact, to_row
from qa.store.rows import EVERY_ROW, Rows, joined
from qa.store.sqlite import BEFORE, Connection, NewDatabase, create, taken
from qa.types import TABLE_RULE, Fact, Span

_SCHEMA = """
CREATE TABLE facts (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    value TEXT NOT NULL,
    high TEXT,
    unit TEXT NOT NULL,
    bound TEXT NOT NULL,
    places INTEGER NOT NULL,
    scale INTEGER NOT NULL,
    word TEXT NOT NULL,
    surface TEXT NOT NULL,
    value_start INTEGER NOT NULL,
    value_end INTEGER NOT NULL,
    period_start TEXT,
    period_end TEXT,
    period_label TEXT,
    qualifiers TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    locator TEXT NOT NULL,
    reference TEXT NOT NULL,
    origin TEXT NOT NULL,
    certain INTEGER NOT NULL,
    header_note TEXT NOT NULL,
    definition TEXT NOT NULL,
    source_note TEXT NOT NULL,
    rule TEXT NOT NULL,
    one TEXT NOT NULL,
    many TEXT NOT NULL,
    kind TEXT NOT NULL,
    target_of TEXT NOT NULL,
    change_of TEXT NOT NULL,
    article TEXT NOT NULL,
    dimensions TEXT NOT NULL,
    role TEXT NOT NULL,
    part_of TEXT NOT NULL,
    caption TEXT NOT NULL
);
CREATE INDEX facts_by_slot ON facts (measure, subject, period_start);
CREATE TABLE surroundings (position INTEGER PRIMARY KEY, stems TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (
    stems, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.,_'"
);
"""

# Kept in memory for the questions to come: facts of sentences, and series.
_REMEMBERED, _REMEMBERED_SLOTS = 4096, 256
_PIECE = 10_000  # rows read at a time
_AMONG = "position >= :start AND position < :stop"


@contextmanager
def writing(path: Path, before: Path | None = None) -> Iterator[FactWriter]:
    """Write a new database, letter by letter; `before` is one that facts are taken over from."""
    with create(path, _SCHEMA, before) as connection:
        yield FactWriter(connection)
        # All at once: however the rows came to be there, the words of them are then laid out alike.
        connection.execute(
            "INSERT INTO words (rowid, stems) SELECT position, stems FROM surroundings"
            " ORDER BY position"
        )


def write(facts: Iterable[tuple[Fact, str]], path: Path) -> None:
    """Write all facts to a new database at once, each with the text that surrounds it."""
    with writing(path) as into:
        into.add(facts)


class FactWriter:
    """Facts on their way to a database; `rows` are how many there are."""

    def __init__(self, connection: NewDatabase) -> None:
        self._connection = connection
        self.rows = 0

    def add(self, facts: Iterable[tuple[Fact, str]]) -> None:
        """Write the facts of a letter behind all others, each with the text that surrounds it.

        The surroundings are the headings and the paragraph of the fact up to its sentence: what a
        question may name without the sentence repeating it. A cell of a table has none.
        """
        for fact, surroundings in facts:
            row = {"position": self.rows, **to_row(fact)}
            marks = ", ".join(f":{column}" for column in row)
            self._connection.execute(f"INSERT INTO facts ({', '.join(row)}) VALUES ({marks})", row)
            if found := _different(surroundings):
                query = "INSERT INTO surroundings VALUES (?, ?)"
                self._connection.execute(query, (self.rows, found))
            self.rows += 1

    def take_over(self, letter_id: str) -> None:
        """Take the facts of a letter over as they are."""
        part = taken(self._connection, "facts", letter_id)
        for table in ("facts", "surroundings"):
            found = self._connection.execute(f"PRAGMA table_info({table})").fetchall()
            columns = ", ".join(name for _, name, *_ in found if name != "position")
            self._connection.execute(
                f"INSERT INTO {table} (position, {columns}) SELECT position + ?, {columns}"
                f" FROM {BEFORE}.{table} WHERE position >= ? AND position < ? ORDER BY position",
                (self.rows - part.start, part.start, part.stop),
            )
        self.rows += len(part)


@lru_cache(maxsize=1)  # the facts of one sentence follow each other
def _different(surroundings: str) -> str:
    """Return the different stems of a text, in order.

    The text is that of all sentences up to the fact's: what comes twice is left out first.
    """
    return " ".join(dict.fromkeys(stems(" ".join(dict.fromkeys(surroundings.split())))))


class FactStore:
    """The facts of an index, or of some of its letters, found by what they measure."""

    def __init__(self, connection: Connection, rows: Rows = EVERY_ROW) -> None:
        self._connection = connection
        self._rows = rows
        self._stated = lru_cache(maxsize=_REMEMBERED)(self._read_stated)
        self._find = lru_cache(maxsize=_REMEMBERED_SLOTS)(self._read_all)

    @classmethod
    def open(cls, path: Path) -> FactStore:
        """Open the facts of a finished index.

        Raises: IndexDamaged.
        """
        return cls(Connection(path))

    def within(self, letters: Iterable[str]) -> FactStore:
        """Return the facts of some letters only; what was read of them is shared."""
        found = (self._connection.rows_of_letter("facts", each) for each in letters)
        narrowed = FactStore(self._connection, joined(found))
        narrowed._stated = self._stated
        return narrowed

    def find(
        self,
        measure: str | None = None,
        subject: str | None = None,
        year: int | None = None,
    ) -> tuple[Fact, ...]:
        """Return the facts that match all that is given, in the order of the letter.

        A `year` matches facts that hold for exactly that calendar year.
        """
        return self._find(measure, subject, year)

    def _read_all(
        self, measure: str | None, subject: str | None, year: int | None
    ) -> tuple[Fact, ...]:
        wanted: dict[str, str | int | None] = {"measure": measure, "subject": subject}
        if year is not None:
            wanted |= {"period_start": f"{year}-01-01", "period_end": f"{year + 1}-01-01"}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = "".join(f"{column} = :{column} AND " for column in given)
        query = f"SELECT * FROM facts WHERE {where}{_AMONG} ORDER BY position"
        return tuple(
            to_fact(row)
            for part in self._rows
            for row in self._connection.execute(query, given | _ends(part))
        )

    def named(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        """Return the facts with these ids, in the order given; unknown ids are passed over."""
        query = "SELECT * FROM facts WHERE id = ?"
        rows = (row for id in ids for row in self._connection.execute(query, (id,)))
        return tuple(to_fact(row) for row in rows if self._holds(row["position"]))

    def inside(self, letter_id: str, span: Span) -> tuple[Fact, ...]:
        """Return the facts that a part of a letter states, in its order."""
        part = self._connection.rows_of_letter("facts", letter_id)
        within = {"first": span.start, "last": span.end}
        rows = self._connection.execute(
            f"SELECT * FROM facts WHERE {_AMONG} AND span_start >= :first AND span_end <= :last"
            " ORDER BY position",
            _ends(part) | within,
        )
        return tuple(to_fact(row) for row in rows if self._holds(row["position"]))

    def count_of(self, letter_id: str) -> int:
        """Return how many facts a letter has."""
        found = self._connection.rows_of_letter("facts", letter_id)
        return len(found) if self._holds(found.start) else 0

    def _holds(self, position: int) -> bool:
        return any(position in part for part in self._rows)

    def stated(self, wanted: Iterable[str], k: int) -> tuple[tuple[Fact, frozenset[str]], ...]:
        """Return up to k facts of sentences whose surroundings hold any of these stems.

        The facts with most and rarest stems come first; each with the stems around it.
        """
        match = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(wanted))
        if not match:
            return ()
        query = (
            "SELECT bm25(words), rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ?"
            " ORDER BY bm25(words), rowid LIMIT ?"
        )
        found = [
            (score, position)
            for part in self._rows
            for score, position in self._connection.execute(
                query, (match, part.start, part.stop, k)
            )
        ]
        return tuple(self._stated(position) for _, position in sorted(found)[:k])

    def _read_stated(self, position: int) -> tuple[Fact, frozenset[str]]:
        """Read a fact of a sentence and the stems around it."""
        (row,) = self._connection.execute(
            "SELECT facts.*, surroundings.stems FROM facts"
            " JOIN surroundings USING (position) WHERE position = ?",
            (position,),
        )
        return to_fact(row), frozenset(row["stems"].split())

    def cells(self) -> tuple[Fact, ...]:
        """Return the facts of tables only, in the order of the letters: the few of many."""
        query = f"SELECT * FROM facts WHERE rule = :rule AND {_AMONG} ORDER BY position"
        return tuple(
            to_fact(row)
            for part in self._rows
            for row in self._connection.execute(query, {"rule": TABLE_RULE, **_ends(part)})
        )

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All stems around the facts."""
        query = f"SELECT position, stems FROM surroundings WHERE {_AMONG} LIMIT {_PIECE}"
        found: set[str] = set()
        before = ""
        for part in self._rows:
            start = part.start
            while rows := self._connection.execute(query, _ends(range(start, part.stop))):
                for row in rows:
                    if row["stems"] != before:  # the facts of one sentence follow each other
                        before = row["stems"]
                        found.update(before.split())
                start = rows[-1]["position"] + 1
        return frozenset(found)


def _ends(part: range) -> dict[str, int]:
    return {"start": part.start, "stop": part.stop}
