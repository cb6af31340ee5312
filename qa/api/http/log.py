"""Log lines for machines: one JSON object a line, on standard output.

Each line has the six fields of BIO 8.15.01: `actie`, `object`, `resultaat`, `oorsprong`, `actor`,
`tijdstempel`. What a person asked is never among them; where an operator chooses to keep questions,
they go to files of their own, which are purged (`Kept`).
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import select
import sys
from collections import deque
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from qa.say.visible import json_line, shown

REQUESTS: Final = "qa.verzoek"
_FOLDER: Final = "vragen"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\.jsonl")  # sorts as its day does
_LARGEST: Final = 100_000_000  # bytes of a day: half a million questions
_WAITING: Final = 10_000  # lines that are not written yet: a few megabytes
_LAST: Final = 1000  # milliseconds that a reader may take, at the end, for each piece


class _Lines(logging.Formatter):
    """Writes a record as JSON; what is no request is told by the service itself."""

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, Any] = getattr(record, "fields", None) or {
            "actie": "dienst",
            "object": record.name,
            "resultaat": record.getMessage(),
            "oorsprong": "lokaal",
            "actor": "systeem",
        }
        fields = {**fields, "tijdstempel": timestamp(record.created), "niveau": record.levelname}
        if record.exc_info and record.exc_info[0]:
            fields["fout"] = self.formatException(record.exc_info)
        return json_line(fields)


class _ForPeople(_Lines):
    """Writes a record for who watches in a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        fields = json.loads(super().format(record))
        moment = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        what = "" if fields["actie"] == "dienst" else f"{fields['actie']}  "
        took = f"  {fields['ms']} ms" if "ms" in fields else ""
        error = f"\n{fields['fout']}" if "fout" in fields else ""
        return shown(f"{moment}  {what}{fields['resultaat']}{took}{error}")


class _Output(logging.Handler):
    """Writes lines as far as somebody reads them, and never waits: others have to be answered.

    The rest waits for the next line; what finds no place then is only counted.
    """

    def __init__(self, file: int) -> None:
        super().__init__()
        self._file = file
        self._room = select.poll()
        self._room.register(file, select.POLLOUT)
        self._waiting: deque[bytes] = deque()
        self._dropped = 0

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self._line(record)
        except Exception:
            return self.handleError(record)
        if len(self._waiting) >= _WAITING:
            self._dropped += 1
        else:
            if self._dropped:
                told = f"{self._dropped} regels gingen verloren: niemand las ze"
                fields = {"name": __name__, "levelname": "ERROR", "msg": told}
                self._waiting.append(self._line(logging.makeLogRecord(fields)))
                self._dropped = 0
            self._waiting.append(line)
        self._write()

    def close(self) -> None:
        self._write(_LAST)
        super().close()

    def _line(self, record: logging.LogRecord) -> bytes:
        return f"{self.format(record)}\n".encode(errors="backslashreplace")

    def _write(self, patience: int = 0) -> None:
        """Write what is taken at once: as much as a pipe with any room takes whole."""
        try:
            while self._waiting and self._room.poll(patience):
                line = self._waiting.popleft()
                if rest := line[os.write(self._file, line[: select.PIPE_BUF]) :]:
                    self._waiting.appendleft(rest)
        except OSError:  # who read has left, or the disk is full: nobody could be told
            self._waiting.clear()


def configure(level: int = logging.INFO) -> None:
    """Let all that is logged in this process go to standard output, for machines or a terminal."""
    handler = _Output(sys.stdout.fileno())
    handler.setFormatter(_ForPeople() if sys.stdout.isatty() else _Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("qa").setLevel(level)
    # One line a question would say what the line of its request says.
    logging.getLogger("qa.question.ask").setLevel(logging.WARNING)


def timestamp(seconds: float) -> str:
    """Write a moment as RFC 3339 in UTC, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


class Kept:
    """Questions that were asked, a file a day, for as long as an operator keeps them."""

    def __init__(self, data: Path, retention: int) -> None:
        self._folder = data / _FOLDER
        self._retention = retention  # days
        self._purged = date.min

    def add(self, fields: Mapping[str, Any]) -> None:
        """Write a line; the first one of a day also removes what is too old."""
        now = datetime.now(UTC)
        today = now.date()
        if today != self._purged:
            self.purge(today)
            self._purged = today
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        told = {"tijdstempel": timestamp(now.timestamp()), **fields}
        line = json_line(told).encode() + b"\n"
        file = os.open(
            self._folder / f"{today}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600
        )
        try:
            if os.fstat(file).st_size > _LARGEST:
                raise OSError(errno.EFBIG, f"groter dan {_LARGEST} bytes")
            while line:  # in one piece, so that who shares the file mixes no lines: or on a full
                line = line[os.write(file, line) :]  # disk in more, the last of which is refused
        finally:
            os.close(file)

    def purge(self, today: date) -> int:
        """Remove the files of days before the retention; return how many.

        Raises: OSError when the folder cannot be looked through, or a file not be removed.
        """
        oldest = today - timedelta(days=self._retention)
        removed = 0
        try:
            names = os.listdir(self._folder)  # glob would find nothing where it may not look
        except FileNotFoundError:  # no question was ever kept
            return 0
        for name in filter(_DAY.fullmatch, names):
            if name.removesuffix(".jsonl") < oldest.isoformat():
                (self._folder / name).unlink(missing_ok=True)
                removed += 1
        return removed
