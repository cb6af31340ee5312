"""A real `qa serve` in processes of its own, and callers that keep what they were told.

Linux only: which process holds a connection is read from /proc.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from tests.commands import COMMAND, ROOT

HOST: Final = "127.0.0.1"
FACTS: Final = tuple(
    f"Hoeveel {subject} waren er in {year}?"
    for subject in ("overvallen", "straatroven", "woninginbraken")
    for year in range(2012, 2022)
)
PASSAGES: Final = (
    "Wanneer is de Week van de Veiligheid volgend jaar?",
    "Wat doet Slachtofferhulp Nederland?",
    "Wat is IPTA?",
    "Wat staat er in het modelprotocol voor de horeca?",
)
_PATIENCE: Final = 90.0  # seconds for what may take a while on a busy machine


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer of the service."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Serving:
    """A service from start to end; leaving the block kills what still runs."""

    def __init__(
        self,
        index: Path,
        data: Path,
        workers: int = 1,
        command: Sequence[str] = COMMAND,
        **environment: str,
    ) -> None:
        given = {
            "QA_INDEX": str(index),
            "QA_DATA": str(data),
            "QA_CORPUS": str(data / "geen"),  # as where only the index is installed
            "QA_PORT": "0",
            "QA_RATE": "0",
            "QA_WORKERS": str(workers),
            **environment,
        }
        self.lines: list[str] = []
        self._workers = workers
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self.process = subprocess.Popen(
            [*command, "serve"],
            cwd=ROOT,
            env={**os.environ, **given},
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> Serving:
        try:
            wait_for(lambda: len(self.ready) == self._workers or self.process.poll() is not None)
            assert self.process.poll() is None, self.errors
        except BaseException:
            self.close()  # nobody leaves a block that was never entered
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill what still runs."""
        for pid in (self.process.pid, *self.pids):
            send(pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._errors.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def log(self) -> list[dict[str, Any]]:
        """What the service has told."""
        return [json.loads(line) for line in tuple(self.lines)]

    def told(self, pattern: str) -> list[str]:
        """Return what the service told of itself, where it is like this."""
        results = (str(each["resultaat"]) for each in self.log if each["actie"] == "dienst")
        return [result for result in results if re.search(pattern, result)]

    @property
    def errors(self) -> str:
        """What the processes wrote on standard error."""
        self._errors.seek(0)
        return self._errors.read().decode()

    @property
    def port(self) -> int:
        (told,) = self.told("^luistert op ")
        return int(told.rpartition(":")[2])

    @property
    def ready(self) -> list[int]:
        """The processes that ever began to answer, in that order."""
        return [int(told.split()[1]) for told in self.told(r"^proces \d+ antwoordt")]

    @property
    def pids(self) -> list[int]:
        """The processes that answer now."""
        return [pid for pid in self.ready if Path(f"/proc/{pid}/fd").exists() and _lives(pid)]

    def ask(self, question: str, **more: object) -> Reply:
        """Ask over a connection of its own."""
        return self.call("POST", "/v1/vragen", {"vraag": question, **more})

    def call(self, method: str, path: str, body: object = None) -> Reply:
        """Send one request over a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        try:
            return _exchange(connection, method, path, body)
        finally:
            connection.close()

    def raw(self, data: bytes, wait: float = 5.0) -> bytes:
        """Send bytes; return all that comes back until the service closes, or says no more."""
        with socket.create_connection((HOST, self.port), timeout=wait) as connection:
            connection.sendall(data)
            return heard(connection)


class Load:
    """Callers that ask, over connections that stay open, until the block ends."""

    def __init__(self, serving: Serving, questions: Sequence[str], callers: int = 8) -> None:
        self._serving = serving
        self._port = serving.port
        self._stop = threading.Event()
        self.replies: list[tuple[str, Reply]] = []
        self.broken: list[str] = []  # why connections broke
        self._callers = [
            threading.Thread(
                target=self._call, args=(list(islice(cycle(questions), at, at + len(questions))),)
            )
            for at in range(callers)
        ]

    def __enter__(self) -> Load:
        for caller in self._callers:
            caller.start()
        self.go_on()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for caller in self._callers:
            caller.join()

    def go_on(self, replies: int = 50) -> None:
        """Wait until so many more replies have come."""
        enough = len(self.replies) + replies
        wait_for(lambda: len(self.replies) >= enough)

    def _call(self, questions: Sequence[str]) -> None:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=_PATIENCE)
        for question in cycle(questions):
            if self._stop.is_set():
                break
            try:
                reply = _exchange(connection, "POST", "/v1/vragen", {"vraag": question})
                self.replies.append((question, reply))
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
                connection.close()
                self._stop.wait(0.05)
        connection.close()


def _exchange(
    connection: http.client.HTTPConnection, method: str, path: str, body: object
) -> Reply:
    data = None if body is None else json.dumps(body).encode()
    connection.request(method, path, data, {"Content-Type": "application/json"} if data else {})
    response = connection.getresponse()
    return Reply(response.status, dict(response.headers.items()), response.read())


def heard(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes, or says nothing for the timeout."""
    parts = []
    with suppress(TimeoutError, ConnectionError):
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


def wait_for(holds: Callable[[], object], seconds: float = _PATIENCE) -> float:
    """Wait until something holds; return after how many seconds it did."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + seconds, f"not within {seconds} s"
        time.sleep(0.02)
    return time.monotonic() - began


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process, if it is still there."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def parent_of(pid: int) -> int:
    """Return the process that started a process."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def held_by(pid: int, port: int) -> set[int]:
    """Return the callers' ports of the connections to a port that a process holds."""
    links = [each for each in Path(f"/proc/{pid}/fd").iterdir() if each.is_symlink()]
    sockets = {os.readlink(each) for each in links}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(row[2].partition(":")[2], 16)
        for row in rows
        if int(row[1].partition(":")[2], 16) == port and f"socket:[{row[9]}]" in sockets
    } - {0}


def _lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return status not in {"Z", "X"}
