"""Other processes: one that answers lines of JSON, and one that is timed as a whole.

Whatever goes wrong in them is one error here, with the last line that they said.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

_PATIENCE = 300.0  # seconds for one answer: opening, or all questions at once


class PeerFailed(Exception):
    """A competitor's process ended, or said nothing in time."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where processes run: folder, environment, and the file for what they say besides."""

    folder: Path
    environment: Mapping[str, str]
    log: Path


@dataclass(frozen=True, slots=True)
class Run:
    """A process from start to end: wall time, most memory held, and what it printed."""

    seconds: float
    peak_mb: float
    output: str


def run(command: Sequence[str], place: Place) -> Run:
    """Run a command to its end.

    Raises: PeerFailed.
    """
    printed = place.log.with_suffix(".out")
    with printed.open("wb") as output, place.log.open("wb") as log:
        began = perf_counter()
        try:
            process = subprocess.Popen(
                command, cwd=place.folder, env=place.environment, stdout=output, stderr=log
            )
        except OSError as error:
            raise PeerFailed(f"{command[0]}: {error.strerror}") from error
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise PeerFailed(_last_line(place.log))
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6, printed.read_text(encoding="utf-8"))


class Worker:
    """A process that answers each line of JSON with one."""

    def __init__(self, command: Sequence[str], place: Place) -> None:
        self._log = place.log
        with place.log.open("wb") as log:
            try:
                self._process = subprocess.Popen(
                    command,
                    cwd=place.folder,
                    env=place.environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    encoding="utf-8",
                )
            except OSError as error:
                raise PeerFailed(f"{command[0]}: {error.strerror}") from error

    def ask(self, request: Mapping[str, object]) -> dict[str, Any]:
        """Send a request and return its answer.

        Raises: PeerFailed.
        """
        requests, replies = self._process.stdin, self._process.stdout
        assert requests is not None
        assert replies is not None
        try:
            requests.write(json.dumps(request) + "\n")
            requests.flush()
        except OSError as error:
            raise PeerFailed(_last_line(self._log)) from error
        # One answer a request: nothing of it waits in the buffer, where select would miss it.
        ready, _, _ = select.select([replies], [], [], _PATIENCE)
        if not ready:
            raise PeerFailed(f"no answer in {_PATIENCE:.0f} s")
        line = replies.readline()
        if not line:
            raise PeerFailed(_last_line(self._log))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def say(line: str) -> None:
    """Report progress, away from what is printed as the result."""
    print(line, file=sys.stderr, flush=True)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "ended without a word")
