"""What was taken → the figures that are reported: pure, so that they are tested.

Units: seconds come in, milliseconds go out. A request is (due, took, status).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Request = tuple[float, float, int]
_WINDOW = 0.25  # seconds
_NORMAL = 2.0  # times what it was before


@dataclass(frozen=True, slots=True)
class Latency:
    """How long requests took, ms."""

    p50: float
    p95: float
    p99: float


def latency(requests: Sequence[Request], status: int = 200) -> Latency | None:
    """Return how long those with a status took; None where there are none."""
    took = sorted(each[1] for each in requests if each[2] == status)
    if not took:
        return None
    return Latency(
        *(1000 * took[min(len(took) - 1, int(part * len(took)))] for part in (0.5, 0.95, 0.99))
    )


def rate(requests: Sequence[Request]) -> float:
    """Return how many a second were answered well."""
    ends = max((due + took for due, took, _ in requests), default=0.0)
    return sum(status == 200 for _, _, status in requests) / ends if ends else 0.0


def statuses(requests: Sequence[Request]) -> dict[int, int]:
    """Return how many there are of each status; 0 is a connection that broke."""
    return dict(sorted(Counter(status for _, _, status in requests).items()))


def between(requests: Sequence[Request], start: float, end: float) -> list[Request]:
    """Return the requests that were due in a part of the time."""
    return [each for each in requests if start <= each[0] < end]


def recovery(requests: Sequence[Request], before: float, since: float) -> float | None:
    """Return how many seconds after `since` requests were answered as fast as before again.

    That is the first window from which the median of each is at most twice `before` (ms), with
    nothing refused; None where that never came.
    """
    after = [each for each in requests if each[0] >= since]
    last = max((due for due, _, _ in after), default=since)
    normal: float | None = None
    at = since
    while at + _WINDOW <= last:
        window = between(after, at, at + _WINDOW)
        found = latency(window)
        if found and found.p50 <= _NORMAL * before and set(statuses(window)) == {200}:
            normal = at - since if normal is None else normal
        else:
            normal = None
        at += _WINDOW
    return normal
