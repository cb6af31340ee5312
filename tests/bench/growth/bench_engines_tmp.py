"""How fast, and how alike, files and Milvus find passages as these grow.

Run by hand: python -m tests.bench.growth.bench_engines [--most N] [--questions N] [--json FILE].
README.md in tests/bench says what is measured. Milvus is Milvus Lite, in a process of its own: a
program in Python, whose times say nothing of a cluster; that both find the same does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Final

from qa.settings import load_settings
from tests.bench.growth.corpus import EMBEDDED, prepare
from tests.bench.growth.figures import Figures
from tests.bench.growth.steps import Results, measured

MODULE: Final = "tests.bench.growth.measure_engines"
STEPS: Final = ("words", "vectors", "exact", "engines")
SIZES: Final = (100_000,)
_ROUNDS: Final = "2"
_HEAD: Final = (
    *("passages", "files: words", "vectors", "Milvus Lite: words", "vectors"),
    *("words alike", "recall@10 words", "recall@10 vectors", "to fill, s", "Milvus MB"),
)


def as_table(results: Results) -> str:
    """Return the figures as a Markdown table: p50 / p95 in milliseconds."""
    rows = [_row(size, steps["engines"]) for size, steps in results.items()]
    lines = [_HEAD, ["---:"] * len(_HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(size: int, found: Figures) -> list[str]:
    ways = ("files words", "files vectors", "milvus words", "milvus vectors")
    times = [f"{found[way]['p50']:.1f} / {found[way]['p95']:.1f}" for way in ways]
    shares = [f"{found[name]:.3f}" for name in ("same_words", "words_recall", "vectors_recall")]
    return [f"{size:,}", *times, *shares, f"{found['fill_s']:.0f}", f"{found['milvus_mb']:,.0f}"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="the largest size measured")
    parser.add_argument("--questions", type=int, default=100, help="how many are asked")
    parser.add_argument("--embedded", type=int, default=EMBEDDED, help="texts that are embedded")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    chosen = parser.parse_args()
    sizes = [size for size in SIZES if size <= chosen.most]
    with tempfile.TemporaryDirectory() as work:
        prepare(Path(work), load_settings().cache, sizes[-1], chosen.questions, chosen.embedded)
        results = measured(MODULE, STEPS, Path(work), sizes, _ROUNDS, "passages")
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    print(as_table(results))


if __name__ == "__main__":
    main()
