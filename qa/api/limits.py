"""How often a client may call: a bucket of tokens for each, filled at an even rate.

In: the name of a client and the time. Out: the seconds that it has to wait, 0 where it may go on.
Each process counts for itself. Only so many clients are remembered: the one that was away longest,
whose bucket is full again or nearly so, is forgotten first.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from typing import Final

_REMEMBERED: Final = 10_000  # clients
_BURST: Final = 12  # seconds' worth of requests that may come at once


class Limiter:
    """Token buckets, one a client. Source: Turner, New directions in communications (1986)."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60  # tokens a second
        self._most = max(1.0, self._rate * _BURST)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> int:
        """Take a token; return 0, or after how many whole seconds to come back.

        Units: `now` is in seconds, of a clock that never goes back.
        """
        if not self._rate:
            return 0
        tokens = self._tokens(client, now)
        may_go = tokens >= 1
        self._buckets.pop(client, None)
        self._buckets[client] = (tokens - 1 if may_go else tokens, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if may_go else ceil((1 - tokens) / self._rate)

    def due(self, client: str, now: float) -> int:
        """Return what `wait` would, and take nothing."""
        if not self._rate:
            return 0
        return max(0, ceil((1 - self._tokens(client, now)) / self._rate))

    def _tokens(self, client: str, now: float) -> float:
        tokens, last = self._buckets.get(client, (self._most, now))
        return min(self._most, tokens + (now - last) * self._rate)


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
