"""How often a client may call: a bucket of tokens for each, filled at an even rate.

In: the name of a client, and what its request costs. Out: nothing where it may go on, or a refusal
that says when to come back. Most requests cost one token; a text that takes longer to work out
costs more. Only so many clients are remembered: the one that was away longest, whose bucket is full
again or nearly so, is forgotten first.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from math import ceil
from typing import Final

from qa.api import metrics
from qa.api.problems import Refused

_REMEMBERED: Final = 10_000  # clients
_BURST: Final = 12  # seconds' worth of requests that may come at once
# A text costs by what it may make us do: a part ends in a question mark or a line, and each may be
# embedded (35 ms on the machine of tests/bench/README.md); characters are read by every rule.
_CHARACTERS: Final = 100  # for a token
_DEAREST: Final = 20  # tokens: as many parts as are answered, as many characters as are taken


def cost(text: str) -> int:
    """Return what a text costs to work out, in tokens."""
    parts = text.count("?") + text.count("\n")
    return min(_DEAREST, max(1, parts, ceil(len(text) / _CHARACTERS)))


class Limiter:
    """Token buckets, one a client. Source: Turner, New directions in communications (1986)."""

    def __init__(self, per_minute: int) -> None:
        self._rate = per_minute / 60  # tokens a second
        self._most = max(1.0, self._rate * _BURST)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def admit(self, client: str, tokens: int = 1) -> None:
        """Take tokens of a client.

        Raises: Refused (429) where it has too few.
        """
        if wait := self.wait(client, time.monotonic(), tokens):
            metrics.refuses("snelheid")
            told = f"Dit zijn te veel verzoeken; probeer het over {wait} seconden opnieuw."
            raise Refused(429, told, {"Retry-After": str(wait)})

    def wait(self, client: str, now: float, tokens: int = 1) -> int:
        """Take tokens; return 0, or after how many whole seconds to come back.

        What costs more than a whole bucket takes a full one. Units: `now` is in seconds, of a clock
        that never goes back.
        """
        if not self._rate:
            return 0
        held, last = self._buckets.pop(client, (self._most, now))
        held = min(self._most, held + (now - last) * self._rate)
        wanted = min(tokens, self._most)
        may_go = held >= wanted
        self._buckets[client] = (held - wanted if may_go else held, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0 if may_go else ceil((wanted - held) / self._rate)
