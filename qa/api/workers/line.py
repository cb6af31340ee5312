"""Who is next: clients in line for a few places, so that none can take the service away.

In: clients that come, each with a piece of work. Out: turns. The client that was served least of
late is next, however much another has waiting, and of several places one is kept free of long work.
When the line is full, who holds more of it than its share gives way. Source: start-time fair
queueing (Goyal, Vin and Cheng, 1996), with the time that a turn really took as its cost; dropping
from the longest queue (McKenney, 1990).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

_REMEMBERED: Final = 1000  # clients that have left but were served more than others


class LineFull(Exception):
    """There is no room in the line, what stood in it had to give way, or its turn came too late."""

    def __init__(self, *, too_late: bool = False) -> None:
        super().__init__()
        self.too_late = too_late


@dataclass(slots=True)
class _Turn:
    """A turn that is waited for."""

    told: asyncio.Future[None]
    is_long: bool


@dataclass(slots=True)
class _Client:
    """What a client has in line; `served` is the time that it got, on the clock of the line."""

    name: str
    served: float
    waiting: deque[_Turn] = field(default_factory=deque)
    working: int = 0

    @property
    def held(self) -> int:
        return len(self.waiting) + self.working


class Line:
    """Places to work, and those who wait for one; used from one event loop."""

    def __init__(self, places: int, longest: int) -> None:
        self._free = places
        self._free_for_long = max(1, places - 1)
        self._longest = longest  # turns that may be taken or waited for
        self._clients: dict[str, _Client] = {}  # who holds a turn, or waits for one
        self._owing: OrderedDict[str, float] = OrderedDict()  # who left, served more than others
        self._clock = 0.0  # what the client that was let in last had been served until then

    def has_room(self, client: str) -> bool:
        """Tell whether one more turn of a client would be let into the line."""
        if self._held < self._longest:
            return True
        mine = self._clients[client].held if client in self._clients else 0
        most = self._most_held()
        return most is not None and most.held > mine + 1

    @property
    def _held(self) -> int:
        return sum(each.held for each in self._clients.values())

    def _most_held(self) -> _Client | None:
        """Return the client that holds most, of those who have something that can give way."""
        waiting = [each for each in self._clients.values() if each.waiting]
        return max(waiting, key=lambda each: each.held, default=None)

    @asynccontextmanager
    async def turn(self, client: str, ends: float, *, is_long: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and hold a place until the block ends. Cancelled, it leaves the line.

        Units: `ends` is the time of the event loop until which a turn is worth waiting for.
        Raises: LineFull, at once, or later when it has to give way to a client that has less, or
        when no turn came in time.
        """
        mine = self._joined(client)
        turn = _Turn(asyncio.get_running_loop().create_future(), is_long)
        mine.waiting.append(turn)
        self._next()
        try:
            if not turn.told.done():  # the clock of a wait costs as much as the rest of a turn
                async with asyncio.timeout_at(ends):
                    await self._let_in(mine, turn)
        except TimeoutError:
            raise LineFull(too_late=True) from None
        began = monotonic()
        try:
            yield
        finally:
            mine.served += monotonic() - began
            self._leave(mine, is_long)

    def _joined(self, client: str) -> _Client:
        if not self.has_room(client):
            raise LineFull
        if self._held >= self._longest and (most := self._most_held()):
            newest = most.waiting.pop()
            if not newest.told.done():  # who left has not been taken out yet
                newest.told.set_exception(LineFull())
            self._forget_if_away(most)
        if client not in self._clients:
            self._clients[client] = _Client(client, self._owing.pop(client, 0))
        mine = self._clients[client]
        mine.served = max(mine.served, self._clock)  # nobody saves up what it did not ask for
        return mine

    async def _let_in(self, mine: _Client, turn: _Turn) -> None:
        """Wait until it is this client's turn."""
        try:
            await turn.told
        except asyncio.CancelledError:
            if turn in mine.waiting:
                mine.waiting.remove(turn)
                self._forget_if_away(mine)
            elif not turn.told.cancelled() and not turn.told.exception():
                self._leave(mine, turn.is_long)  # let in and gone in the same moment
            raise

    def _leave(self, mine: _Client, is_long: bool) -> None:
        """Give a place back."""
        mine.working -= 1
        self._free += 1
        self._free_for_long += is_long
        self._forget_if_away(mine)
        self._next()

    def _forget_if_away(self, client: _Client) -> None:
        """Keep of a client that holds nothing any more only that it was served more than others."""
        if client.held or self._clients.pop(client.name, None) is None:
            return
        if client.served > self._clock:
            self._owing[client.name] = client.served
            if len(self._owing) > _REMEMBERED:
                self._owing.popitem(last=False)

    def _next(self) -> None:
        """Let in whoever is next, as long as there is a place."""
        while self._free and (waiting := [e for e in self._clients.values() if self._may_go(e)]):
            first = min(waiting, key=lambda each: each.served)
            turn = first.waiting.popleft()
            if turn.told.done():  # who left has not been taken out yet
                continue
            self._clock = max(self._clock, first.served)
            first.working += 1
            self._free -= 1
            self._free_for_long -= turn.is_long
            turn.told.set_result(None)

    def _may_go(self, client: _Client) -> bool:
        """Tell whether the work that a client has waiting longest may take a place that is free."""
        return bool(client.waiting) and (not client.waiting[0].is_long or self._free_for_long > 0)
