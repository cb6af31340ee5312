"""What the service counts, in the form of Prometheus.

In: what happened. Out: the text that a Prometheus server fetches. With several processes each
writes its counts into files of a shared folder, and whichever is asked adds them up.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from qa.types import Answer
from qa.wire.outcomes import REASONS

if TYPE_CHECKING:
    from qa.types import Outcome

MEDIA_TYPE: Final = CONTENT_TYPE_LATEST
_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"  # read by the library when it is imported
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
_index = Gauge(
    "qa_index_in_use", "1 for the index in use.", ["index"], multiprocess_mode="livemax",
    registry=_registry,
)  # fmt: skip


def share() -> tempfile.TemporaryDirectory[str]:
    """Make the folder in which several processes count together; before they start."""
    folder = tempfile.TemporaryDirectory(prefix="qa-metrics-")
    os.environ[_FOLDER] = folder.name
    return folder


def text() -> bytes:
    """Return all counts, those of the other processes too."""
    if _FOLDER not in os.environ:
        return generate_latest(_registry)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)


def requested(route: str, status: int) -> None:
    """Count a request."""
    _requests.labels(route, str(status)).inc()


def refuses(limit: str) -> None:
    """Count something that was refused: too many, no room, too slow, a damaged index."""
    _refusals.labels(limit).inc()


def serves(index_id: str, before: str = "") -> None:
    """Tell which index is in use, instead of the one before."""
    if before:
        _index.labels(before[:12]).set(0)
    _index.labels(index_id[:12]).set(1)


@contextmanager
def answering() -> Iterator[Callable[[Outcome], None]]:
    """Time a question, and count its outcome once there is one."""
    began = time.perf_counter()

    def answered(outcome: Outcome) -> None:
        kind = "antwoord" if isinstance(outcome, Answer) else "onthouding"
        reason = "" if isinstance(outcome, Answer) else REASONS[outcome.reason]
        _answers.labels(kind, reason).inc()

    try:
        yield answered
    finally:
        _seconds.observe(time.perf_counter() - began)
