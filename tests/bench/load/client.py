"""One process that asks a service, as fast as it goes or at a fixed rate, and tells what it got.

In: a job as JSON, on standard input. Out: a line for each tenth of the requests that is done, then
one with all that was taken: when each request was due, how long it took from then, and its status.

At a fixed rate a request is due whether or not those before it are answered, and its time counts
from then: a service that stalls is not spared the requests that would have come meanwhile. Status 0
is a connection that broke.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from time import perf_counter
from typing import Final

import uvloop

from tests.bench.load import questions

KINDS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "passages": questions.passages,
    "facts": questions.facts,
    "mixed": questions.mixed,
}
_LENGTH: Final = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
_RETRY: Final = re.compile(rb"(?i)\r\nretry-after: *\d+")
_TICK: Final = 0.001  # seconds between two looks at what is due
_PATIENCE: Final = 30.0  # seconds for what is under way at the end


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask: each phase is a rate a second, and how many seconds.

    A rate of 0 is as fast as `connections` go. `skip` passes over questions that were asked before;
    after `most` requests it ends.
    """

    port: int
    kind: str
    phases: tuple[tuple[float, float], ...]
    connections: int
    skip: int = 0
    most: int = 10_000_000


@dataclass(slots=True)
class Taken:
    """What came of it: (due, took, status) of each request, seconds from the first one."""

    requests: list[tuple[float, float, int]] = field(default_factory=list)
    hurried: int = 0  # 503s that did not say when to come back


class Caller(asyncio.Protocol):
    """A connection that stays open, with one request on its way at a time."""

    def __init__(self, drive: Drive) -> None:
        self._drive = drive
        self._got = b""
        self.due = 0.0  # of the request on its way; 0 where there is none
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport
        self._drive.is_free(self)

    def send(self, request: bytes, due: float) -> None:
        self.due = due
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._got += data
        head = self._got.find(b"\r\n\r\n")
        if head < 0:
            return
        length = _LENGTH.search(self._got, 0, head)
        assert length is not None
        if len(self._got) < head + 4 + int(length[1]):
            return
        status = int(self._got[9:12])
        hurried = status == 503 and not _RETRY.search(self._got, 0, head)
        self._got, due, self.due = b"", self.due, 0.0
        self._drive.is_done(due, status, hurried=hurried)
        self._drive.is_free(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._drive.is_lost(self)


class Drive:
    """Hands out what is due to whichever connection is free."""

    def __init__(self, job: Job) -> None:
        self._job = job
        every = KINDS[job.kind]()
        self._bodies = islice(every, job.skip, job.skip + job.most)
        self._free: list[Caller] = []
        self._waiting: deque[tuple[bytes, float]] = deque()
        self._open = 0  # connections, those that are being made included
        self._is_fast = False
        self._asked = 0
        self._began = 0.0
        self._growing: list[asyncio.Future[None]] = []
        self.taken = Taken()

    async def run(self) -> None:
        """Do the whole job, and wait for what is then under way."""
        self._began = perf_counter()
        ends = self._began
        for rate, seconds in self._job.phases:
            start, ends = ends, ends + seconds
            await (self._at(rate, start, ends) if rate else self._fast(ends))
        for _ in range(int(_PATIENCE / 0.05)):
            if len(self.taken.requests) >= self._asked:
                break
            await asyncio.sleep(0.05)

    async def _fast(self, ends: float) -> None:
        self._is_fast = True
        await self._grow(self._job.connections)
        while perf_counter() < ends and self._is_fast:
            await asyncio.sleep(0.01)
        self._is_fast = False

    async def _at(self, rate: float, start: float, ends: float) -> None:
        number = 0
        while (due := start + number / rate) < ends:
            if (early := due - perf_counter()) > 0:
                await asyncio.sleep(max(early, _TICK))
                continue
            if (request := self._next()) is None:
                return
            self._waiting.append((request, due))
            number += 1
            self._hand_out()
            if number % 50 == 0:
                await asyncio.sleep(0)  # late: let what came back be read

    def _next(self) -> bytes | None:
        question = next(self._bodies, None)
        if question is None:
            return None
        self._asked += 1
        body = json.dumps({"vraag": question}).encode()
        head = (
            "POST /v1/vragen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _hand_out(self) -> None:
        while self._waiting and self._free:
            caller = self._free.pop()
            if not caller.transport.is_closing():  # the service closes what was idle for long
                caller.send(*self._waiting.popleft())
        if self._waiting and self._open < self._job.connections:
            self._growing.append(asyncio.ensure_future(self._grow(1)))

    async def _grow(self, count: int) -> None:
        loop = asyncio.get_running_loop()
        self._open += count
        for _ in range(count):
            await loop.create_connection(lambda: Caller(self), "127.0.0.1", self._job.port)

    def is_free(self, caller: Caller) -> None:
        """Give a connection its next request, if there is one."""
        if caller.transport.is_closing():
            return
        if self._is_fast:
            request = self._next()
            if request is not None:
                return caller.send(request, perf_counter())
            self._is_fast = False
        self._free.append(caller)
        self._hand_out()

    def is_done(self, due: float, status: int, *, hurried: bool = False) -> None:
        """Note what came of a request."""
        taken = self.taken.requests
        taken.append((due - self._began, perf_counter() - due, status))
        self.taken.hurried += hurried
        if len(taken) % max(1, self._job.most // 10) == 0:
            print(json.dumps({"done": len(taken)}), flush=True)

    def is_lost(self, caller: Caller) -> None:
        """Forget a connection that the service closed."""
        self._open -= 1
        if caller in self._free:
            self._free.remove(caller)
        if caller.due:
            self.is_done(caller.due, 0)


def main() -> None:
    """Do the job of standard input."""
    given = json.loads(sys.stdin.read())
    drive = Drive(Job(**given))
    uvloop.run(drive.run())
    print(json.dumps(asdict(drive.taken)))


if __name__ == "__main__":
    main()
