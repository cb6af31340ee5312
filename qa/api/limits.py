"""How often a client may call: a bucket of tokens for each, filled at an even rate.

In: the name of a client and the time. Out: the seconds that it has to wait, 0 where it may go on.
Each process counts for itself. Only so many clients are remembered: the one that was away longest,
whose bucket is full again or nearly so, is forgotten first.
"""

from __future__ import annotations

from collections import OrderedDict
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
        tokens, last = self._buckets.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - last) * self._rate)
        may_go = tokens >= 1
        self._buckets[client] = (tokens - 1 if may_go else tokens, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if may_go else ceil((1 - tokens) / self._rate)
