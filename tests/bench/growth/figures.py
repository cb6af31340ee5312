"""Times and rows of the growth benchmark → its figures and tables: pure, so that they are tested.

Units: milliseconds for searches, seconds for builds, MB (10^6 bytes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Figures = dict[str, Any]  # what one step of one size gave, as it is printed and kept

# Inner products of the same vectors, added up in another order; half precision errs ten times more.
_ROUNDING: Final = 1e-6

_SEARCHES: Final = (
    "passages",
    "words",
    "vectors",
    "both",
    "both, processor",
    "both, first round",
    "exact vectors",
    "recall@10",
    "peak MB",
    "own MB",
    "open ms",
)
_BUILDS: Final = (
    "passages",
    "words s",
    "processor s",
    "peak MB",
    "on disk MB",
    "vectors s",
    "processor s",
    "peak MB",
    "on disk MB",
)


def sum_up(wall: Sequence[Sequence[float]], cpu: Sequence[Sequence[float]]) -> Figures:
    """Sum up the rounds of one way to search, each of the same questions in the same order.

    A question's time is its least: what else the machine does only ever adds to it.
    """
    least, used = np.min(wall, axis=0), np.min(cpu, axis=0)
    return {
        "p50": float(np.percentile(least, 50)),
        "p95": float(np.percentile(least, 95)),
        "cpu_p50": float(np.percentile(used, 50)),
        "cpu_p95": float(np.percentile(used, 95)),
        "first_p95": float(np.percentile(wall[0], 95)),
    }


def recall(found: Sequence[NDArray[np.float32]], truth: NDArray[np.float32]) -> float:
    """Return the share of the nearest rows that are among those found.

    Both are cosines, each question's rows: a row as near as the last of the nearest is one of them,
    since doubles have no order. Shape: `truth` (questions, k), the best first.
    """
    bars = truth[:, -1] - _ROUNDING
    hits = [int((each >= bar).sum()) for each, bar in zip(found, bars, strict=True)]
    return sum(hits) / truth.size


def as_tables(results: Mapping[int, Mapping[str, Figures]]) -> str:
    """Return the figures of all sizes as two Markdown tables: searches, then builds."""
    searches = [_search_row(size, steps) for size, steps in results.items()]
    builds = [_build_row(size, steps) for size, steps in results.items()]
    return "\n\n".join((_markdown(_SEARCHES, searches), _markdown(_BUILDS, builds)))


def _search_row(size: int, steps: Mapping[str, Figures]) -> list[str]:
    asked, exact = steps["search"], steps["exact"]["exact"]
    both = asked["both"]
    pairs = [(each["p50"], each["p95"]) for each in (asked["words"], asked["vectors"], both)]
    return [
        f"{size:,}",
        *(f"{_short(p50)} / {_short(p95)}" for p50, p95 in pairs),
        f"{_short(both['cpu_p50'])} / {_short(both['cpu_p95'])}",
        _short(both["first_p95"]),
        f"{_short(exact['p50'])} / {_short(exact['p95'])}",
        f"{asked['recall']:.4f}",
        *(f"{asked[name]:,.0f}" for name in ("peak_mb", "own_mb", "open_ms")),
    ]


def _build_row(size: int, steps: Mapping[str, Figures]) -> list[str]:
    cells = [f"{size:,}"]
    for built in (steps["words"], steps["vectors"]):
        cells += [_short(built["seconds"]), _short(built["cpu_seconds"])]
        cells += [f"{built['peak_mb']:,.0f}", _short(built["mb"])]
    return cells


def _short(value: float) -> str:
    """Return a figure with two digits that say something."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def _markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---:"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
