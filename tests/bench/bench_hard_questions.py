"""How long the slowest questions take that we could think of, the embedding of them aside.

Prints median and maximum of each kind in milliseconds of the processor, in one process, and the
median, 95th percentile and maximum of all. Run with `python -m tests.bench.bench_hard_questions`.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from time import process_time

from qa.question.ask import ask
from qa.store.index import Index
from tests.bench.hard_questions import FixedEncoder, hard_questions

EACH = 20


def main() -> None:
    """Measure and print."""
    made = Index.open(Path("index")).manifest
    index = Index.open(Path("index"), lambda: FixedEncoder(made.model, made.dimension))
    ask("Hoeveel gemeenten maken gebruik van het Loket?", index)
    all_taken: list[float] = []
    print(f"{'':24}{'median ms':>10}{'max ms':>10}")
    for name, questions in hard_questions(sorted(index.facts.vocabulary), EACH).items():
        taken: list[float] = []
        for question in questions:
            began = process_time()
            ask(question, index)
            taken.append(1000 * (process_time() - began))
        print(f"{name:24}{statistics.median(taken):10.1f}{max(taken):10.1f}")
        all_taken += taken
    p95 = statistics.quantiles(all_taken, n=20)[-1]
    print(f"{'all':24}{statistics.median(all_taken):10.1f}{max(all_taken):10.1f}  p95 {p95:.1f}")


if __name__ == "__main__":
    main()
