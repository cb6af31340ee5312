"""What reading costs: a question for the letter's own words, searched only, and answered.

Prints median and 95th percentile in milliseconds over the blind questions, with one thread and with
all, as a ratio to the search, and the most memory that the process held. Run with
`python -m tests.bench.bench_reader`.
"""

from __future__ import annotations

import json
import resource
import statistics
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from qa.model.encode import open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.ask import ask
from qa.question.passages.retrieve import retrieve
from qa.store.index import Index

BLIND = Path(__file__).parents[1] / "gold" / "blind.jsonl"
ROUNDS = 2  # of which the first one warms


def main() -> None:
    """Measure and print."""
    questions = [json.loads(line)["q"] for line in BLIND.read_text("utf-8").splitlines()]
    folder = obtain("", DEFAULT_CACHE, lambda _: None)
    print(f"{'':24}{'median ms':>10}{'p95 ms':>10}{'× search':>10}")
    for threads in (1, 0):
        encoder = open_encoder(folder, threads)
        index = Index.open(Path("index"), lambda encoder=encoder: encoder)  # type: ignore[misc]
        index.warm()
        runs: dict[str, Callable[[str], object]] = {
            "search": lambda question: retrieve(question, index, 3),  # noqa: B023
            "answer": lambda question: ask(question, index),  # noqa: B023
        }
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            taken = {name: [] for name in runs}
            for question in questions:
                for name, run in runs.items():
                    began = perf_counter()
                    run(question)
                    taken[name].append(1000 * (perf_counter() - began))
        floor = statistics.median(taken["search"])
        for name, times in taken.items():
            median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            said = f"{name}, {threads or 'all'} threads"
            print(f"{said:24}{median:10.1f}{p95:10.1f}{median / floor:10.1f}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{most:.0f} MB at most")


if __name__ == "__main__":
    main()
