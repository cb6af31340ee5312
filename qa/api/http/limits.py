"""How often a client may call: a bucket of tokens for each, filled at an even rate.

In: the name of a client, and what its request costs. Out: nothing where it may go on, or a refusal
that says when to come back. Most requests cost one token; a text that takes longer to work out
costs more. Only so many clients are remembered: the one that was away longest, whose bucket is full
again or nearly so, is forgotten first.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final

from qa.api.http import metrics
from qa.api.http.problems import Refused

_REMEMBERED: Final = 10_000  # clients
_BURST: Final = 12  # seconds' worth of requests that may come at once
# A text costs by what it may make us do: a part ends in a question mark or a line, and each may be
# embedded (35 ms on the machine of tests/bench/README.md); characters are read by every rule.
_CHARACTERS: Final = 100  # for a token
# Of a context, for a token more. Ours are of 300 to 400 characters and bring a question that leans
# on them hardly any work; one made to bring much costs as four questions do with 800 characters.
_OF_CONTEXT: Final = 400
_DEAREST: Final = 20  # tokens: as many parts as are answered, as many characters as are taken


def cost(text: str, context: str = "") -> int:
    """Return what a text costs to work out, in tokens, with the context that it leans on."""
    parts = text.count("?") + text.count("\n")
    tokens = max(1, parts, ceil(len(text) / _CHARACTERS))
    return min(_DEAREST, tokens + len(context) // _OF_CONTEXT)


class Limiter:
    """Token buckets, one a client. Source: Turner, New directions in communications (1986)."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60  # tokens a second
        self._most = max(1.0, self._rate * _BURST)
        self._dearest = max(1.0, self._most - 1)  # the request itself has taken one
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admit(self, client: str, tokens: int = 1) -> None:
        """Take tokens of a client.

        Raises: Refused (429) where it has too few.
        """
        _slow_down(self.wait(client, time.monotonic(), tokens))

    def check(self, client: str) -> None:
        """Check that a client has a token, and take none.

        Raises: Refused (429) where it has not.
        """
        _slow_down(self.due(client, time.monotonic()))

    def wait(self, client: str, now: float, tokens: int = 1) -> int:
        """Take tokens; return 0, or after how many whole seconds to come back.

        What costs more than a whole bucket takes all that is left of a full one. Units: `now` is
        in seconds, of a clock that never goes back.
        """
        wait = self.due(client, now, tokens)
        if self._rate:
            left = self._held(client, now) - (0 if wait else min(tokens, self._dearest))
            self._buckets.pop(client, None)
            self._buckets[client] = (left, now)
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
        return wait

    def due(self, client: str, now: float, tokens: int = 1) -> int:
        """Return what `wait` would, and take nothing."""
        if not self._rate:
            return 0
        lacking = min(tokens, self._dearest) - self._held(client, now)
        return max(0, ceil(lacking / self._rate))

    def _held(self, client: str, now: float) -> float:
        held, last = self._buckets.get(client, (self._most, now))
        return min(self._most, held + (now - last) * self._rate)


def _slow_down(wait: int) -> None:
    """Refuse who has to wait so many seconds.

    Raises: Refused (429).
    """
    if wait:
        metrics.refuses("snelheid")
        told = f"Dit zijn te veel verzoeken; probeer het over {wait} seconden opnieuw."
        raise Refused(429, told, {"Retry-After": str(wait)})


@lru_cache(maxsize=1024)
def counted_as(address: str) -> str:
    """Return as whom an address counts: all of an IPv6 network of 64 bits as one client.

    Whoever has one such address has them all. What is no address counts as itself.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), 64), strict=False))
