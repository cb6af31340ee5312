"""What the service counts, in the form of Prometheus.

In: what happened. Out: the text that a Prometheus server fetches. The process that listens counts
for the whole service.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
_SECONDS: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)

_registry = CollectorRegistry()
_requests = Counter(
    "qa_requests", "Requests, by route and status.", ["route", "status"], registry=_registry
)
_answers = Counter(
    "qa_answers",
    "Outcomes of questions, by kind and reason.",
    ["kind", "reason"],
    registry=_registry,
)
_seconds = Histogram(
    "qa_question_seconds", "Time to answer, waiting included.", buckets=_SECONDS, registry=_registry
)
_refusals = Counter("qa_refusals", "What was refused, by limit.", ["limit"], registry=_registry)
_index = Gauge("qa_index_in_use", "1 for the index in use.", ["index"], registry=_registry)


def text() -> bytes:
    """Return all counts."""
    return generate_latest(_registry)


def requested(route: str, status: int) -> None:
    """Count a request."""
    _requests.labels(route, str(status)).inc()


def refuses(limit: str) -> None:
    """Count something that was refused: too many, no room, too slow, a damaged index."""
    _refusals.labels(limit).inc()


def serves(index_id: str, before: str = "") -> None:
    """Tell which index is in use, instead of the one before."""
    if before:
        _index.remove(before[:12])
    _index.labels(index_id[:12]).set(1)


@contextmanager
def answering() -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Time a question, and count what it got once there is something: the object of every door."""
    began = time.perf_counter()

    def answered(given: Mapping[str, Any]) -> None:
        _answers.labels(given["soort"], given["reden"] or "").inc()

    try:
        yield answered
    finally:
        _seconds.observe(time.perf_counter() - began)
