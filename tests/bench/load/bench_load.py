"""What the service holds out: how many questions a second, how fast, and what too many do to it.

Run on an otherwise idle machine: python -m tests.bench.load.bench_load [--quick] [--workers 1,2]
[--json FILE] [--markdown]. README.md in tests/bench says what is measured. The service and whoever
asks it have processes of their own, and share the cores.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from qa.settings import load_settings
from tests.bench.load.client import Job
from tests.bench.load.figures import Latency, Request, between, latency, rate, recovery, statuses
from tests.bench.load.service import ROOT, Service, ServiceFailed
from tests.bench.processes import say
from tests.bench.tables import as_markdown, as_text

_CONNECTIONS: Final = {"passages": 8, "facts": 16}  # as fast as it goes; more would only wait
_MOST: Final = 256  # connections at a fixed rate
_SHARE: Final = 0.8  # of what goes at most, where latency is measured
_TIMES: Final = 3  # what goes at most, where there are too many
_MEMORY_AT: Final = (0.1, 0.5, 1.0)

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to measure: seconds a phase, requests in the long run, questions for the encoder."""

    seconds: float
    requests: int
    embedded: int


_WHOLE, _QUICK = Plan(15, 100_000, 300), Plan(2, 1_000, 20)


class Asking:
    """The client's process, and which questions were asked already."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._asked = {"passages": 0, "facts": 0, "mixed": 0}

    def drive(
        self,
        kind: str,
        phases: tuple[tuple[float, float], ...],
        connections: int,
        most: int = 10_000_000,
        at: Callable[[int], None] = lambda _: None,
    ) -> tuple[list[Request], int]:
        """Ask; return what was taken, and how many 503s did not say when to come back.

        `at` is told each time that a tenth of `most` is done.
        """
        job = Job(self._service.port, kind, phases, connections, self._asked[kind], most)
        command = [sys.executable, "-m", "tests.bench.load.client"]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as client:
            assert client.stdin is not None
            assert client.stdout is not None
            client.stdin.write(json.dumps(asdict(job)))
            client.stdin.close()
            taken: Figures = {}
            for line in client.stdout:
                taken = json.loads(line)
                if "done" in taken:
                    at(taken["done"])
        requests = [(due, took, status) for due, took, status in taken["requests"]]
        self._asked[kind] += len(requests)
        return requests, taken["hurried"]


def measure(service: Service, plan: Plan) -> Figures:
    """Measure one running service."""
    asking = Asking(service)
    asking.drive("mixed", ((0, min(2.0, plan.seconds)),), 8)  # warm
    figures: Figures = {}
    for kind in ("passages", "facts"):
        say(f"  {kind}: as fast as it goes")
        before = service.processor
        fast, _ = asking.drive(kind, ((0, plan.seconds),), _CONNECTIONS[kind])
        processor = 1000 * (service.processor - before) / max(1, len(fast))
        say(f"  {kind}: at a fixed rate, and too many")
        even, _ = asking.drive(kind, ((_SHARE * rate(fast), plan.seconds),), _MOST)
        figures[kind] = {
            "rate": rate(fast),
            "processor": processor,
            "latency": _as_dict(latency(even)),
            "statuses": statuses(even),
            "overload": overload(asking, kind, rate(fast), plan.seconds),
        }
    say("  the long run")
    figures["long"] = long_run(service, asking, plan.requests)
    figures["alive"] = service.is_alive
    return figures


def overload(asking: Asking, kind: str, most: float, seconds: float) -> Figures:
    """Ask three times what goes, after and before less than that."""
    calm = (_SHARE / 2 * most, seconds)
    phases = (calm, (_TIMES * most, seconds), calm)
    requests, hurried = asking.drive(kind, phases, _MOST)
    starts = [0.0, calm[1], calm[1] + seconds]
    before, during = (between(requests, *part) for part in pairwise(starts))
    usual = latency(before)
    return {
        "statuses": statuses(during),
        "refused": _as_dict(latency(during, 503)),
        "served": _as_dict(latency(during)),
        "rate": sum(status == 200 for _, _, status in during) / seconds,
        "hurried": hurried,
        "recovery": usual and recovery(requests, usual.p50, starts[2]),
    }


def long_run(service: Service, asking: Asking, most: int) -> Figures:
    """Ask many questions, one in fifty for a passage; note what the service holds meanwhile."""
    memory: dict[int, float] = {}

    def note(done: int) -> None:
        memory[round(100 * done / most)] = service.memory

    requests, _ = asking.drive("mixed", ((0, 3600),), _CONNECTIONS["facts"], most, note)
    return {
        "statuses": statuses(requests),
        "rate": rate(requests),
        "memory": {share: memory[round(100 * share)] for share in _MEMORY_AT},
    }


def encoder(count: int) -> dict[str, float]:
    """Return how many questions a second the bare encoder embeds, by threads."""
    command = [sys.executable, "-m", "tests.bench.load.encoder", str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table(bare: dict[str, float], found: dict[int, Figures]) -> list[list[str]]:
    """Return the table: a column for each number of processes."""
    heads = [f"{workers} process" + ("es" if workers > 1 else "") for workers in found]
    columns = [_column(max(bare.values()), each) for each in found.values()]
    names = list(columns[0])
    return [["", *heads], *([name, *(column[name] for column in columns)] for name in names)]


def _column(best: float, found: Figures) -> dict[str, str]:
    most = found["passages"]["rate"]
    return {
        "passages a second": f"{most:.0f}",
        f"share of the bare encoder's {best:.0f}": f"{most / best:.0%}",
        "facts a second": f"{found['facts']['rate']:.0f}",
        **_of_kind("passages", found["passages"]),
        **_of_kind("facts", found["facts"]),
        "long run: a second": f"{found['long']['rate']:.0f}",
        "long run: statuses": ", ".join(f"{n} × {s}" for s, n in found["long"]["statuses"].items()),
        "long run: MB at 10% / 50% / 100%": _memory(found["long"]["memory"]),
        "503s without Retry-After": str(_hurried(found)),
        "alive at the end": "yes" if found["alive"] else "no",
    }


def _of_kind(kind: str, found: Figures) -> dict[str, str]:
    overload = found["overload"]
    return {
        f"{kind}: processor ms each": f"{found['processor']:.2f}",
        f"{kind} at 80%: p50 / p95 / p99 ms": _times(found["latency"]),
        f"{kind} at 80%: p99 ÷ p50": _ratio(found["latency"]),
        f"{kind} at 3×: answered a second": f"{overload['rate']:.0f}",
        f"{kind} at 3×: answered, ms": _times(overload["served"]),
        f"{kind} at 3×: refused": _share(overload["statuses"], 503),
        f"{kind} at 3×: refused, ms": _times(overload["refused"]),
        f"{kind} at 3×: broken": _share(overload["statuses"], 0),
        f"{kind}: normal again after s": _seconds(overload["recovery"]),
    }


def _as_dict(found: Latency | None) -> dict[str, float] | None:
    return asdict(found) if found else None


def _times(found: dict[str, float] | None) -> str:
    return " / ".join(f"{each:.1f}" for each in found.values()) if found else "–"


def _ratio(found: dict[str, float] | None) -> str:
    return f"{found['p99'] / found['p50']:.1f}" if found else "–"


def _share(found: dict[int, int], status: int) -> str:
    return f"{found.get(status, 0) / max(1, sum(found.values())):.1%}"


def _seconds(found: float | None) -> str:
    return "never" if found is None else f"{found:.2f}"


def _memory(found: dict[float, float]) -> str:
    return " / ".join(f"{each:.0f}" for each in found.values())


def _hurried(found: Figures) -> int:
    return sum(found[kind]["overload"]["hurried"] for kind in ("passages", "facts"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test")
    parser.add_argument("--workers", default="1,2", help="numbers of processes to measure with")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures")
    parser.add_argument("--markdown", action="store_true", help="print a table of Markdown")
    chosen = parser.parse_args()
    plan = _QUICK if chosen.quick else _WHOLE
    say("the bare encoder")
    bare = encoder(plan.embedded)
    found: dict[int, Figures] = {}
    index = load_settings().index.absolute()
    try:
        with tempfile.TemporaryDirectory() as work:
            for workers in map(int, chosen.workers.split(",")):
                say(f"{workers} process(es), load {os.getloadavg()[0]:.1f}")
                with Service(index, Path(work), workers, {}) as service:
                    found[workers] = measure(service, plan)
                if chosen.json:  # after each: a run takes a quarter of an hour
                    written = json.dumps({"bare": bare, "found": found}, indent=1)
                    chosen.json.write_text(written + "\n", "utf-8")
    except ServiceFailed as error:
        sys.exit(str(error))
    write = as_markdown if chosen.markdown else as_text
    print(write(table(bare, found)))
    print(
        "\nbare encoder, callers × threads within: "
        + ", ".join(f"{k}: {v:.0f}" for k, v in bare.items())
    )


if __name__ == "__main__":
    main()
