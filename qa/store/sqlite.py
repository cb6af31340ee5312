"""One way to write and to read the SQLite files of an index.

Files are written once, by `qa build`, and then only read: they are opened immutable, so that any
number of processes share them without locks.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

from qa.errors import IndexDamaged

Row = sqlite3.Row
NewDatabase = sqlite3.Connection  # while it is written
Values = Sequence[int | str] | Mapping[str, int | str]

BEFORE: Final = "before"  # how the database that rows are taken over from is called in a query


@contextmanager
def create(path: Path, schema: str, before: Path | None = None) -> Iterator[NewDatabase]:
    """Make a new database, commit on success; of `before`, a finished one, rows can be taken over.

    Raises: OSError when the disk is full or refuses, as any other file does.
    """
    connection = sqlite3.connect(path.resolve().as_uri(), uri=True)
    try:
        connection.executescript(schema)
        if before is not None:
            connection.execute(f"ATTACH ? AS {BEFORE}", (_read_only(before),))
        yield connection
        connection.commit()
        if before is not None:
            connection.execute(f"DETACH {BEFORE}")
        connection.execute("VACUUM")
    except sqlite3.OperationalError as error:
        is_full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if is_full else errno.EIO, str(error), str(path)) from error
    finally:
        connection.close()


def _read_only(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def taken(connection: NewDatabase, table: str, letter_id: str) -> range:
    """Return where the rows of a letter stand in the database that is taken over from."""
    query = f"SELECT min(position), max(position) FROM {BEFORE}.{table} WHERE id >= ? AND id < ?"
    first, last = connection.execute(query, _ids(letter_id)).fetchone()
    return range(0) if first is None else range(first, last + 1)


def _ids(letter_id: str) -> tuple[str, str]:
    """Return between what the ids of a letter's rows lie: they begin with it and a colon."""
    return f"{letter_id}:", f"{letter_id};"  # ; follows :


class Connection:
    """A finished database, read from any thread.

    All threads share one connection, in turn: sqlite3 keeps one prepared statement for each query,
    and does not promise what two threads at once would read from it. A connection for each thread
    would be opened by name, and one that starts after later builds would not find the file.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(_read_only(path), uri=True, check_same_thread=False)
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"{path}: geen leesbare database ({error}); bouw de index opnieuw met «qa build»."
            ) from error
        self._connection.row_factory = sqlite3.Row
        self._lock = Lock()

    def execute(self, query: str, values: Values = ()) -> list[Row]:
        """Return all rows that a query finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file; nothing can be read any more."""
        self._connection.close()

    def rows_of_letter(self, table: str, letter_id: str) -> range:
        """Return where the rows of a letter stand: side by side; nowhere for an unknown letter."""
        query = f"SELECT min(position), max(position) FROM {table} WHERE id >= ? AND id < ?"
        ((first, last),) = self.execute(query, _ids(letter_id))
        return range(0) if first is None else range(first, last + 1)
