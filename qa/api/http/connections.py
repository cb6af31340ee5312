"""How many connections a process holds, from whom, and that each of them ends.

In: connections as they come and go. Out: whether there is room for one, and once a second a look at
each that is there. Limits stay below what the operating system lets a process open: beyond that
it could not even say no.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import Final, Protocol

from qa.api.http import metrics
from qa.api.http.limits import counted_as
from qa.api.http.refusals import Refusals
from qa.errors import SettingsError

MOST: Final = 1_000  # connections, where the system allows as many
# Descriptors for files of its own. A service with MCP has 18 open, 6 more while it writes feedback
# and as many while it opens a new index.
_OWN: Final = 40
_OF_WORKER: Final = 2  # for its socket, and that of its like while a new index is taken over
_TURNED_AWAY: Final = 64  # who may be told at once that there is no room
_LEAST: Final = 8  # connections: below that a browser and a probe would keep each other out
_EACH: Final = 3  # a client may have one in so many of all connections
_LOOK: Final = 1.0  # seconds


class Connection(Protocol):
    """What can be asked whether it should end."""

    def look(self, now: float) -> None:
        """End what has lasted too long."""


def room_beside(workers: int) -> int:
    """Return how many connections the system lets the process hold, beside its own files.

    Raises: SettingsError where those are too few to serve at all.
    """
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    own = _OWN + _OF_WORKER * workers
    if allowed == resource.RLIM_INFINITY:
        return MOST + _TURNED_AWAY
    if allowed < own + _LEAST:
        raise SettingsError(
            f"dit proces mag {allowed} bestanden tegelijk open hebben, bij QA_WORKERS={workers}"
            f" zijn er minstens {own + _LEAST} nodig; verhoog die grens (ulimit -n)."
        )
    return allowed - own


class Connections:
    """The connections of one process."""

    def __init__(self, workers: int, most: int = 0, proxies: Collection[str] = ()) -> None:
        room = room_beside(workers)
        self._most_turned_away = min(_TURNED_AWAY, room // 3)
        self.most = min(most or MOST, room - self._most_turned_away)
        self.each = max(1, self.most // _EACH)
        self._proxies = tuple(proxies)
        self._held: dict[Connection, str] = {}  # as whom each counts
        self._turned_away: set[Connection] = set()
        self._of: Counter[str] = Counter()
        self._looks = False
        self.refusals = Refusals()

    def enter(self, connection: Connection, address: str) -> bool:
        """Take a connection up; return whether there is room for it.

        One without room is held too, to be told so, and has to leave as well.
        """
        client = _counted(address, self._proxies)
        is_full = len(self._held) - len(self._turned_away) >= self.most
        has_room = not is_full and (not client or self._of[client] < self.each)
        if has_room:
            self._held[connection] = client
            self._of[client] += 1
        else:
            self._held[connection] = ""
            self._turned_away.add(connection)
            self._tell("" if is_full else address)
        if not self._looks:
            self._looks = True
            asyncio.get_running_loop().call_later(_LOOK, self._look)
        return has_room

    def leave(self, connection: Connection) -> None:
        """Forget a connection that has ended."""
        client = self._held.pop(connection)
        if connection in self._turned_away:
            self._turned_away.remove(connection)
            return
        self._of[client] -= 1
        if not self._of[client]:
            del self._of[client]

    @property
    def is_overrun(self) -> bool:
        """Whether there is no room left even for who is told that there is none."""
        return len(self._turned_away) > self._most_turned_away

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._looks = bool(self._held)
        if self._looks:
            loop.call_later(_LOOK, self._look)
        now = loop.time()
        for each in tuple(self._held):
            each.look(now)

    def _tell(self, address: str) -> None:
        metrics.refuses("verbindingen")
        code = "verbindingen van een adres" if address else "verbindingen"
        told = {
            "actie": "verbinding",
            "object": "verbindingen",
            "resultaat": 503,
            "actor": "anoniem",
            "hoogstens": self.each if address else self.most,
        }
        self.refusals.tell(address or "alle adressen", code, lambda: told, at_once=1)


@lru_cache(maxsize=1024)
def _counted(address: str, proxies: tuple[str, ...]) -> str:
    """Return as whom an address counts; "" for a proxy, behind which many may be."""
    try:
        found = ip_address(address)
    except ValueError:  # a socket of this machine has none
        return ""
    if any(found in ip_network(each) for each in proxies):
        return ""
    return counted_as(address)
