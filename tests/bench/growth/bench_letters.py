"""How long building and asking take as the letters grow: from one letter to a thousand.

Run by hand: python -m tests.bench.growth.bench_letters [--most N] [--json FILE]. README.md in
tests/bench says what is measured. Every step has a process of its own, so that time and memory are
its alone. Vectors that were really made are kept in the user's cache for the next run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qa.errors import QaError
from qa.settings import load_settings
from tests.bench.growth.figures import Figures
from tests.bench.growth.measure_letters import STEPS
from tests.bench.growth.steps import Results, measured
from tests.bench.processes import PeerFailed

ROOT: Final = Path(__file__).parents[3]
SIZES: Final = (1, 10, 100, 1_000)
MODULE: Final = "tests.bench.growth.measure_letters"
KEPT: Final = "growth-letters.pickle"
_FAR: Final = 100_000  # letters that are reckoned from the largest size

_BUILDS: Final = (
    *("letters", "passages", "facts", "first s", "processor s", "a letter, ms", "peak MB"),
    *("one more, s", "processor s", "peak MB", "index MB", "kept MB"),
)
_QUESTIONS: Final = (
    *("letters", "open s", "warm s", "own letter", "all letters", "passages"),
    *("without model", "own MB"),
)


def as_tables(results: Results) -> str:
    """Return the figures as two tables, and what a hundred thousand letters would take."""
    builds = [_build_row(size, steps) for size, steps in results.items()]
    questions = [_question_row(size, steps["ask"]) for size, steps in results.items()]
    last = max(results)
    parts = [_table(_BUILDS, builds), _table(_QUESTIONS, questions), _far(last, results[last])]
    return "\n\n".join(parts)


def _build_row(size: int, steps: Mapping[str, Figures]) -> list[str]:
    first, more = steps["build"], steps["add"]
    each = 1000 * first["cpu_seconds"] / size
    return [
        *(f"{n:,}" for n in (size, first["passages"], first["facts"])),
        *(f"{first['seconds']:.1f}", f"{first['cpu_seconds']:.1f}", f"{each:.0f}"),
        *(f"{first['peak_mb']:.0f}", f"{more['seconds']:.1f}", f"{more['cpu_seconds']:.1f}"),
        *(f"{more['peak_mb']:.0f}", f"{first['index_mb']:.1f}", f"{first['kept_mb']:.1f}"),
    ]


def _question_row(size: int, asked: Figures) -> list[str]:
    def both(name: str) -> str:
        return f"{asked[f'{name}_p50']:.1f} / {asked[f'{name}_p95']:.1f}"

    return [
        *(f"{size:,}", f"{asked['open_cpu']:.2f}", f"{asked['warm_cpu']:.2f}"),
        *(both(f"{name}_ms") for name in ("own", "all", "passages")),
        *(both("passages_rest"), f"{asked['own_mb']:.0f}"),
    ]


def _far(size: int, steps: Mapping[str, Figures]) -> str:
    times, first, more = _FAR / size, steps["build"], steps["add"]
    return (
        f"{_FAR:,} letters, reckoned from {size:,}: {times * first['cpu_seconds'] / 3600:.1f} hours"
        f" of a processor to build, without embedding; {times * more['cpu_seconds'] / 60:.0f}"
        f" minutes to add one; {times * first['index_mb'] / 1000:.0f} GB of index and"
        f" {times * first['kept_mb'] / 1000:.0f} GB of kept vectors."
    )


def _table(head: tuple[str, ...], rows: list[list[str]]) -> str:
    lines = [head, ["---:"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size measured")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    chosen = parser.parse_args()
    sizes = tuple(size for size in SIZES if size <= chosen.most)
    if not sizes:
        parser.error(f"--most {chosen.most}: the smallest size is {SIZES[0]}")
    kept = load_settings().cache / KEPT
    try:
        with tempfile.TemporaryDirectory() as work:
            results = measured(MODULE, STEPS, Path(work), sizes, str(kept), "letters")
    except (QaError, PeerFailed) as error:
        sys.exit(str(error))
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    print(as_tables(results))


if __name__ == "__main__":
    main()
