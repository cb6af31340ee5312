"""How fast and how exact our two searches are as the passages grow, from a hundred to a million.

Run with `make bench`, or by hand: python -m tests.bench.growth.bench_growth [--most N] [--quick]
[--json FILE] [--plot]. README.md in tests/bench says what is measured and where the texts are from.

Every build and every search has a process of its own, so that time and memory are theirs alone.
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
from tests.bench.growth.corpus import prepare
from tests.bench.growth.dutch_text import TextMissing
from tests.bench.growth.figures import Figures, as_tables
from tests.bench.growth.measure import STEPS
from tests.bench.growth.picture import Point, to_svg
from tests.bench.growth.steps import measured
from tests.bench.processes import PeerFailed

ROOT = Path(__file__).parents[3]
PICTURE = ROOT / "docs" / "growth.svg"
MODULE: Final = "tests.bench.growth.measure"
SIZES: Final = (100, 1_000, 10_000, 100_000, 1_000_000)
ROUNDS: Final = 5
_QUICK_MOST, _QUICK_QUESTIONS, _QUICK_EMBEDDED, _QUICK_ROUNDS = 1_000, 20, 200, 2


def curves(results: Mapping[int, Mapping[str, Figures]]) -> dict[str, list[Point]]:
    """Return what is drawn: the 95th percentile of each way to search, by size."""
    drawn = {
        "words": ("search", "words"),
        "vectors": ("search", "vectors"),
        "both": ("search", "both"),
        "exact vectors": ("exact", "exact"),
    }
    return {
        name: [(size, steps[step][way]["p95"]) for size, steps in results.items()]
        for name, (step, way) in drawn.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size measured")
    parser.add_argument(
        "--quick", action="store_true", help="a smoke test: few passages, questions"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--plot", action="store_true", help=f"draw {PICTURE.relative_to(ROOT)}")
    chosen = parser.parse_args()
    if chosen.most < SIZES[0]:
        parser.error(f"--most {chosen.most}: the smallest size is {SIZES[0]}")
    most = min(chosen.most, _QUICK_MOST) if chosen.quick else chosen.most
    sizes = [size for size in SIZES if size <= most]
    few = (_QUICK_QUESTIONS, _QUICK_EMBEDDED) if chosen.quick else ()
    try:
        with tempfile.TemporaryDirectory() as work:
            prepare(Path(work), load_settings().cache, sizes[-1], *few)
            rounds = _QUICK_ROUNDS if chosen.quick else ROUNDS
            results = measured(MODULE, STEPS, Path(work), sizes, str(rounds), "passages")
    except (TextMissing, QaError, PeerFailed) as error:
        sys.exit(str(error))
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    if chosen.plot:
        PICTURE.write_text(to_svg(curves(results)), "utf-8")
    print(as_tables(results))


if __name__ == "__main__":
    main()
