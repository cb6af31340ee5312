"""How fast questions are answered: facts only, computed, stated in prose; against a bare lookup.

Prints the median and the 95th percentile over 1,000 rounds, interleaved, in one warm process, and
each as a ratio to the bare SQLite lookup of one fact. Ratios hold on any machine; milliseconds are
an indication. Run with `make bench`.
"""

from __future__ import annotations

import platform
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from qa.question.ask import ask
from qa.store.index import Index

ROUNDS = 1_000
QUESTIONS = {
    "one number of a table": "Hoeveel straatroven waren er in 2018?",
    "a change in percent": "Met hoeveel procent daalde het aantal overvallen tussen 2014 en 2020?",
    "a series of years": "Hoe ontwikkelde het aantal geweldsdelicten zich tussen 2012 en 2020?",
    "a number in prose": "Hoeveel gemeenten maken gebruik van het Loket?",
    "an abstention": "Hoeveel straatroven waren er in 2008?",
}


def main() -> None:
    """Measure and print."""

    def refuse() -> None:
        raise AssertionError("a question about facts asked for the embedding model")

    index = Index.open(Path("index"), refuse)  # type: ignore[arg-type]
    runs: dict[str, Callable[[], object]] = {
        "bare lookup": lambda: index.facts.named(("kst-28684-720:tabel1:8:2",))
    }
    for name, question in QUESTIONS.items():
        runs[name] = lambda question=question: ask(question, index)  # type: ignore[misc]
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            began = perf_counter()
            run()
            times[name].append(perf_counter() - began)
    _report(times)


def _report(times: dict[str, list[float]]) -> None:
    floor = statistics.median(times["bare lookup"])
    print(f"python {sys.version.split()[0]}, {platform.machine()}, {ROUNDS} rounds, interleaved")
    print(f"{'':24}{'median ms':>10}{'p95 ms':>10}{'× bare lookup':>15}")
    for name, taken in times.items():
        median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:24}{1000 * median:10.2f}{1000 * p95:10.2f}{median / floor:15.1f}")


if __name__ == "__main__":
    main()
