"""How well and how fast passages are found: ours, against what one would install instead.

Run with `make bench`, or by hand: python -m tests.bench.bench_peers [--quick] [--markdown]
[--json FILE] [--rounds N] [--fitting]. README.md beside this says what is measured and how.

Every competitor is given the same passages and answers in a process of its own. Questions go round
them in turn, so that what else the machine does falls on all alike. Ends with 1 when one failed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.dutch.text import normalise
from qa.evaluate import FITTING, REPORTING, half_of, read_questions
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.store.index import Index
from tests.bench import passages, tables
from tests.bench.environment import describe
from tests.bench.figures import Quality, Result, quality, rank_of_gold, speed, spread
from tests.bench.peers.worker import K
from tests.bench.processes import PeerFailed, Place, Worker, run, say

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
QA = str(Path(sys.executable).with_name("qa"))
CALLERS = 8
COLD_RUNS = 5
WARM_UP = "Waar gaat deze brief over?"


@dataclass(frozen=True, slots=True)
class Competitor:
    """A row of the tables: its name, its module, and the real command where it has one."""

    name: str
    peer: str
    command: tuple[str, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether it runs where the program itself is installed."""
        return self.peer.startswith(("ours", "floor"))

    @property
    def shares_index(self) -> bool:
        """Whether it searches what `qa build` made."""
        return self.peer.startswith("ours")


COMPETITORS = (
    Competitor("ours, search", "ours:open_search", ("search", "--top", str(K), "--")),
    Competitor("ours, whole answer", "ours:open_ask", ("ask", "--top", str(K), "--")),
    Competitor("Haystack", "haystack"),
    Competitor("LlamaIndex", "llamaindex"),
    Competitor("txtai", "txtai"),
    Competitor("LangChain + FAISS", "langchain"),
    Competitor("plain script", "plain"),
    Competitor("ours, BM25 only", "ours:open_words"),
    Competitor("ours, words only", "ours:open_parts"),
    Competitor("ours, vectors only", "ours:open_vectors"),
    Competitor("floor", "floor"),
)

Gold = dict[str, list[tuple[str, list[str]]]]


class Bench:
    """One measurement of all competitors, in a folder of its own."""

    def __init__(self, work: Path, model: Path, gold: Gold) -> None:
        self.work, self.model, self.gold = work, model, gold
        self.questions = [question for rows in gold.values() for question, _ in rows]
        self.results = {each: Result(each.name) for each in COMPETITORS}
        self.answers: dict[Competitor, dict[str, list[int]]] = defaultdict(dict)
        self._workers: dict[Competitor, Worker] = {}

    def build(self) -> None:
        """Build ours, write its passages, and build every other index from them."""
        say(f"building: {COMPETITORS[0].name}")
        made = run([QA, "build"], self._place("build-ours"))
        self.results[COMPETITORS[0]].build = made.seconds
        passages.write(Index.open(self.work / "index"), self.work / passages.FILE)

        def build_one(each: Competitor) -> None:
            if not each.shares_index:
                say(f"building: {each.name}")
                command = self._worker_command("build", each, str(self.work / passages.FILE))
                self.results[each].build = run(command, self._place(f"build-{each.peer}")).seconds

        self._each(build_one)

    def open(self) -> None:
        """Start all workers; each answers once before anything is measured."""

        def open_one(each: Competitor) -> None:
            say(f"opening: {each.name}")
            worker = Worker(self._worker_command("serve", each), self._place(f"serve-{each.peer}"))
            self._workers[each] = worker
            worker.ask({"do": "search", "question": WARM_UP, "k": K})

        self._each(open_one)

    def ask_in_rounds(self, rounds: int, blocks: bool = False) -> None:
        """Ask all questions in rounds, each of every competitor in turn, then all at once.

        With `blocks` every competitor is asked all questions of a round before the next one: its
        weights are then still in the processor's cache.
        """
        times: dict[Competitor, list[list[float]]] = defaultdict(list)
        rates: dict[Competitor, list[float]] = defaultdict(list)
        changed: dict[Competitor, set[str]] = defaultdict(set)

        def ask(each: Competitor, question: str) -> None:
            reply = self._workers[each].ask({"do": "search", "question": question, "k": K})
            times[each][-1].append(reply["ms"])
            if self.answers[each].setdefault(question, reply["rows"]) != reply["rows"]:
                changed[each].add(question)

        def ask_all(each: Competitor) -> None:
            for question in self.questions:
                ask(each, question)

        def rush(each: Competitor) -> None:
            request = {"questions": self.questions, "callers": CALLERS, "k": K}
            rates[each].append(
                self._workers[each].ask({"do": "throughput", **request})["per_second"]
            )

        for number in range(1, rounds + 1):
            for each in self._standing():
                times[each].append([])
            say(f"round {number} of {rounds}")
            # Who comes first moves on: after a large process the caches are cold for the next.
            if blocks:
                self._each(ask_all, number)
            else:
                for place, question in enumerate(self.questions):
                    self._each(lambda each, q=question: ask(each, q), place)  # type: ignore[misc]
            self._each(rush, number)
        for each in self._standing():
            result = self.results[each]
            result.speed, result.per_second = speed(times[each]), spread(rates[each])
            result.quality = self._judge(each)
            if changed[each]:
                result.failed = f"{len(changed[each])} questions got another answer the next time"

    def close(self) -> None:
        """Ask what memory was held and end all workers."""

        def memory(each: Competitor) -> None:
            self.results[each].memory = self._workers[each].ask({"do": "memory"})["peak_mb"]

        self._each(memory)
        for worker in self._workers.values():
            worker.close()

    def start_cold(self, runs: int) -> None:
        """Time whole processes that answer one question: for ours, the real commands."""
        seconds: dict[Competitor, list[float]] = defaultdict(list)
        question = self.questions[0]

        def start(each: Competitor) -> None:
            command = [QA, *each.command, question]
            if not each.command:
                command = self._worker_command("cold", each, question)
            done = run(command, self._place(f"cold-{each.peer}"))
            seconds[each].append(done.seconds)
            if not each.command and json.loads(done.output)["rows"] != self.answers[each][question]:
                raise PeerFailed("a fresh process gave another answer")

        for number in range(runs):
            say(f"cold starts: {number + 1} of {runs}")
            self._each(start, number)
        for each in self._standing():
            self.results[each].cold = spread(seconds[each])

    def _judge(self, each: Competitor) -> dict[str, Quality]:
        bodies = passages.bodies(self.work / passages.FILE)
        return {
            name: quality(
                [rank_of_gold(self.answers[each][q], pieces, bodies) for q, pieces in rows]
            )
            for name, rows in self.gold.items()
        }

    def _standing(self) -> list[Competitor]:
        return [each for each in COMPETITORS if not self.results[each].failed]

    def _each(self, step: Callable[[Competitor], None], first: int = 0) -> None:
        """Do a step for all that have not failed, from the `first` on; who fails drops out."""
        standing = self._standing()
        start = first % max(len(standing), 1)
        for each in standing[start:] + standing[:start]:
            try:
                step(each)
            except PeerFailed as error:
                self.results[each].failed = str(error)

    def _worker_command(self, do: str, each: Competitor, *more: str) -> list[str]:
        python = sys.executable if each.is_ours else str(PEERS_PYTHON)
        folder = self.work if each.shares_index else self.work / each.peer
        worker = ["-m", "tests.bench.peers.worker", do, each.peer, str(folder), str(self.model)]
        return [python, *worker, *more]

    def _place(self, name: str) -> Place:
        return Place(ROOT, _environment(self.work), self.work / f"{name.replace(':', '-')}.log")


def _environment(work: Path) -> dict[str, str]:
    """Return the environment of every process: this checkout, nothing from or to the network."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "QA_INDEX": str(work / "index"),
        "QA_CORPUS": str(ROOT / "corpus"),
        "QA_MODEL": "",
        "HF_HUB_OFFLINE": "1",
        "HAYSTACK_TELEMETRY_ENABLED": "False",
        "LANGSMITH_TRACING": "false",
    }


def gold_sets(fitting: bool) -> Gold:
    """Return the questions for passages, by set: those that no constant was fitted on.

    With `fitting` only the other half of our own: what the peers' settings were chosen on.
    """
    own = read_questions(GOLD / "answerable.jsonl")
    if fitting:
        chosen = {"own, fitting half": [row for row in own if half_of(row) == FITTING]}
    else:
        chosen = {
            "dev": [*read_questions(GOLD / "dev.jsonl")],
            "own, reporting half": [row for row in own if half_of(row) == REPORTING],
        }
        if (GOLD / "blind.jsonl").is_file():
            chosen["blind"] = [*read_questions(GOLD / "blind.jsonl")]
    return {
        name: [
            (row["q"], [normalise(piece) for piece in row["gold"]])
            for row in rows
            if row["kind"] in ("passage", "footnote") and row.get("gold")
        ]
        for name, rows in chosen.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test: few questions, once")
    parser.add_argument("--markdown", action="store_true", help="print tables for README.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--blocks", action="store_true", help="all questions to one, then the next")
    parser.add_argument("--fitting", action="store_true", help="measure the fitting half instead")
    chosen = parser.parse_args()
    gold = gold_sets(chosen.fitting)
    if chosen.quick:
        gold = {name: rows[:3] for name, rows in gold.items()}
    model = obtain("", Path(os.environ.get("QA_CACHE") or DEFAULT_CACHE), print)
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(Path(work), model, gold)
        bench.build()
        bench.open()
        bench.ask_in_rounds(1 if chosen.quick else chosen.rounds, chosen.blocks)
        bench.close()
        bench.start_cold(1 if chosen.quick else COLD_RUNS)
    results = list(bench.results.values())
    environment = describe(PEERS_PYTHON)
    print("\n".join(f"{name}: {value}" for name, value in environment.items()), end="\n\n")
    print(tables.render(results, chosen.markdown))
    if chosen.json:
        content = {"environment": environment, "results": [asdict(each) for each in results]}
        chosen.json.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    sys.exit(any(each.failed for each in results))


if __name__ == "__main__":
    main()
