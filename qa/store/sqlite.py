"""One way to write and to open the SQLite files of an index.

Files are written once, by `qa build`, and then only read: they are opened immutable, so that any
number of processes and threads share them without locks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qa.errors import IndexDamaged


@contextmanager
def create(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """Make a new database, commit on success."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(schema)
        yield connection
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open a finished database for reading, from any thread.

    Raises: IndexDamaged when the file is not a database.
    """
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(
            f"{path}: geen leesbare database ({error}); bouw de index opnieuw met «qa build»."
        ) from error
    return connection
