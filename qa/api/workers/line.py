"""Who is next: clients in line for a few places, so that none can take the service away.

In: clients that come, each with a piece of work. Out: turns. The client that was served least is
next, however much another has waiting. When the line is full, who holds more of it than its share
gives way. Source: start-time fair queueing (Goyal, Vin and Cheng, 1996), with the time that a turn
really took as its cost; dropping from the longest queue (McKenney, 1990).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic


class LineFull(Exception):
    """There is no room in the line, what stood in it had to give way, or its turn came too late."""

    def __init__(self, *, too_late: bool = False) -> None:
        super().__init__()
        self.too_late = too_late


@dataclass(slots=True)
class _Client:
    """What a client has in line; `served` is the time that it got, on the clock of the line."""

    served: float
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    working: int = 0

    @property
    def held(self) -> int:
        return len(self.waiting) + self.working


class Line:
    """Places to work, and those who wait for one; used from one event loop."""

    def __init__(self, places: int, longest: int) -> None:
        self._free = places
        self._longest = longest  # turns that may be taken or waited for
        self._clients: dict[str, _Client] = {}
        self._clock = 0.0  # what the client that was let in last had been served until then

    def has_room(self, client: str) -> bool:
        """Tell whether one more turn of a client would be let into the line."""
        mine = self._clients[client].held if client in self._clients else 0
        most = self._most_held()
        return self._held < self._longest or (most is not None and most.held > mine + 1)

    @property
    def _held(self) -> int:
        return sum(each.held for each in self._clients.values())

    def _most_held(self) -> _Client | None:
        """Return the client that holds most, of those who have something that can give way."""
        waiting = [each for each in self._clients.values() if each.waiting]
        return max(waiting, key=lambda each: each.held, default=None)

    @asynccontextmanager
    async def turn(self, client: str, ends: float) -> AsyncIterator[None]:
        """Wait for a turn, and hold a place until the block ends. Cancelled, it leaves the line.

        Units: `ends` is the time of the event loop until which a turn is worth waiting for.
        Raises: LineFull, at once, or later when it has to give way to a client that has less, or
        when no turn came in time.
        """
        mine = self._joined(client)
        try:
            try:
                async with asyncio.timeout_at(ends):
                    await self._let_in(mine)
            except TimeoutError:
                raise LineFull(too_late=True) from None
            began = monotonic()
            try:
                yield
            finally:
                mine.served += monotonic() - began
                mine.working -= 1
                self._free += 1
                self._next()
        finally:
            if not mine.held and self._clients.get(client) is mine:
                del self._clients[client]

    def _joined(self, client: str) -> _Client:
        if not self.has_room(client):
            raise LineFull
        if self._held >= self._longest and (most := self._most_held()):
            newest = most.waiting.pop()
            if not newest.done():  # who left has not been taken out yet
                newest.set_exception(LineFull())
        return self._clients.setdefault(client, _Client(self._clock))

    async def _let_in(self, mine: _Client) -> None:
        """Wait until it is this client's turn."""
        told: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        mine.waiting.append(told)
        self._next()
        try:
            await told
        except asyncio.CancelledError:
            if told in mine.waiting:
                mine.waiting.remove(told)
            elif not told.cancelled() and not told.exception():
                mine.working -= 1  # let in and gone in the same moment
                self._free += 1
                self._next()
            raise

    def _next(self) -> None:
        """Let in whoever is next, as long as there is a place."""
        while self._free:
            waiting = [each for each in self._clients.values() if each.waiting]
            if not waiting:
                return
            first = min(waiting, key=lambda each: each.served)
            told = first.waiting.popleft()
            if told.done():  # who left has not been taken out yet
                continue
            self._clock = max(self._clock, first.served)
            first.working += 1
            self._free -= 1
            told.set_result(None)
