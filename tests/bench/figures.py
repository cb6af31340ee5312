"""Rankings and times → the figures that are reported: pure, so that they are tested.

Units: milliseconds for warm searches, seconds for starts and builds, MB for memory.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.evaluate import CUTOFFS


@dataclass(frozen=True, slots=True)
class Quality:
    """How well one search did on one set: recall at each of CUTOFFS, and mean reciprocal rank."""

    questions: int
    recall: tuple[float, ...]
    mrr: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A median over rounds or runs, and the least and the most among them."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Warm searches: the median of a round, over all rounds, and the 95th percentile of all.

    `least` is the median question in its fastest round: what a busy machine disturbs least.
    """

    p50: Spread
    p95: float
    least: float


@dataclass(slots=True)
class Result:
    """All that was measured of one competitor; what could not be measured stays None."""

    name: str
    quality: dict[str, Quality] = field(default_factory=dict)
    speed: Speed | None = None
    per_second: Spread | None = None
    cold: Spread | None = None
    build: float | None = None
    memory: float | None = None
    failed: str = ""


def rank_of_gold(found: Sequence[int], pieces: Sequence[str], bodies: Sequence[str]) -> int | None:
    """Return the rank, from 1, of the first row whose text holds a gold piece."""
    for rank, row in enumerate(found, start=1):
        if row >= 0 and any(piece in bodies[row] for piece in pieces):
            return rank
    return None


def quality(ranks: Sequence[int | None]) -> Quality:
    """Sum up the ranks of a set's questions; None is a question whose gold was not found."""
    return Quality(
        questions=len(ranks),
        recall=tuple(
            sum(rank is not None and rank <= cutoff for rank in ranks) / len(ranks)
            for cutoff in CUTOFFS
        ),
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


def spread(values: Sequence[float]) -> Spread:
    """Return the median with the least and the most."""
    return Spread(statistics.median(values), min(values), max(values))


def speed(rounds: Sequence[Sequence[float]]) -> Speed:
    """Sum up the times of all rounds, each of the same questions in the same order."""
    times = sorted(time for each in rounds for time in each)
    return Speed(
        p50=spread([statistics.median(each) for each in rounds]),
        p95=times[min(len(times) - 1, round(0.95 * len(times)))],
        least=statistics.median(min(each) for each in zip(*rounds, strict=True)),
    )
