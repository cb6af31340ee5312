"""What people think of answers, in SQLite: the only file that the service writes for good.

In: a judgement of one answer, without who gave it. Out: all judgements, oldest first. What was
acknowledged is on disk: a process that is killed, or a full disk, loses nothing that was taken.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from dataclasses import fields
from pathlib import Path
from typing import Final

from qa.errors import FeedbackLost, reason
from qa.types import Feedback

FEEDBACK: Final = "terugkoppelingen.sqlite"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    index_id TEXT NOT NULL,
    question TEXT NOT NULL,
    context TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    remark TEXT NOT NULL
)
"""
_LARGEST: Final = (
    500_000_000  # bytes of the file: half a million judgements, or somebody fills the disk
)
_BUSY: Final = 5.0  # seconds to wait for another process that writes


_COLUMNS: Final = tuple(each.name for each in fields(Feedback))


class FeedbackStore:
    """All judgements that were ever given."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, given: Feedback) -> None:
        """Write a judgement to disk before returning.

        Raises: FeedbackLost when it could not be written.
        """
        marks = ", ".join("?" for _ in _COLUMNS)
        values = [getattr(given, name) for name in _COLUMNS]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._path.exists() and self._path.stat().st_size > _LARGEST:
                raise OSError(errno.EFBIG, f"groter dan {_LARGEST} bytes")
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))  # for its owner only
            connection = sqlite3.connect(self._path, timeout=_BUSY)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute(_SCHEMA)
                with connection:
                    connection.execute(f"INSERT INTO feedback VALUES ({marks})", values)
            finally:
                connection.close()
        except (OSError, sqlite3.Error) as error:
            raise FeedbackLost(
                f"{self._path}: niet te schrijven ({error}); maak ruimte of kies QA_DATA."
            ) from error

    def all(self) -> tuple[Feedback, ...]:
        """Return all judgements, oldest first; none where nobody has given any.

        Raises: FeedbackLost when the file cannot be read.
        """
        try:
            self._path.stat()
            connection = sqlite3.connect(self._path, timeout=_BUSY)
            try:
                query = f"SELECT {', '.join(_COLUMNS)} FROM feedback ORDER BY rowid"
                return tuple(Feedback(*row) for row in connection.execute(query))
            finally:
                connection.close()
        except FileNotFoundError:
            return ()
        except (OSError, sqlite3.Error) as error:
            why = reason(error) if isinstance(error, OSError) else error
            raise FeedbackLost(
                f"{self._path}: niet te lezen ({why}); geef er leesrecht op of kies QA_DATA."
            ) from error
