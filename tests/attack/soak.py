"""A service under attackers of every kind and honest clients at once, for as long as you like.

Run on an otherwise idle machine: python -m tests.attack.soak [--minutes 15]. It starts `qa serve`
on the index of this folder, and tells each minute, and at the end: how many honest questions were
answered right and how fast, how much memory the service holds, what became of the attacks. Exit
code 1 where an honest answer was wrong, refused or lost, or where memory grew.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from qa import Index, ask, wire
from tests.api.running import FACTS, HOST, PASSAGES, Serving
from tests.attack.attackers import ATTACKS
from tests.bench.load.service import held, processes

QUESTIONS: Final = (*FACTS, *PASSAGES)
_CALLERS: Final = 2  # honest ones
_PAUSE: Final = 0.05  # seconds that an honest client reads
# Of memory, from half-way to the end: by then what remembers words is nearly full of rare ones.
_MOST_GROWTH: Final = 1.1


class Honest:
    """Clients that ask what has a known answer, over connections that stay open."""

    def __init__(self, port: int, expected: dict[str, Any], stop: threading.Event) -> None:
        self._port, self._expected, self._stop = port, expected, stop
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.threads = [threading.Thread(target=self._ask, args=(at,)) for at in range(_CALLERS)]

    def _ask(self, seed: int) -> None:
        chosen = random.Random(seed)
        connection = http.client.HTTPConnection(HOST, self._port, timeout=30)
        while not self._stop.wait(_PAUSE):
            question = chosen.choice(QUESTIONS)
            began = time.monotonic()
            try:
                body = json.dumps({"vraag": question})
                connection.request("POST", "/v1/vragen", body, {"Content-Type": "application/json"})
                response = connection.getresponse()
                answer = json.loads(response.read())
                if answer != self._expected[question]:
                    self.wrong.append(f"{response.status}: {question}")
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{error!r}: {question}")
                connection.close()
            self.seconds.append(time.monotonic() - began)
        connection.close()


class Attacker:
    """One kind of attack, from an address of its own, again and again."""

    def __init__(
        self, name: str, source: str, attack: Callable[[socket.socket], str], port: int,
        stop: threading.Event,
    ) -> None:  # fmt: skip
        self.name, self.results = name, Counter[str]()
        self._source, self._attack, self._port, self._stop = source, attack, port, stop
        self.thread = threading.Thread(target=self._go_on)

    def _go_on(self) -> None:
        while not self._stop.wait(0.01):
            result = "verbroken"
            with (
                suppress(OSError),
                socket.create_connection(
                    (HOST, self._port), timeout=20, source_address=(self._source, 0)
                ) as connection,
            ):
                result = self._attack(connection)
            self.results[result] += 1


def main() -> int:
    """Run the soak; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    minutes = parser.parse_args().minutes
    index = Index.open("index")
    expected = {question: wire.outcome(ask(question, index)) for question in QUESTIONS}
    with tempfile.TemporaryDirectory() as data:
        limits = {"QA_RATE": "6000"}  # honest clients share an address; attackers have their own
        with Serving(Path("index"), Path(data), workers=2, **limits) as serving:
            return _soak(serving, expected, minutes * 60)


def _soak(serving: Serving, expected: dict[str, Any], seconds: float) -> int:
    stop = threading.Event()
    honest = Honest(serving.port, expected, stop)
    attackers = [
        Attacker(name, f"127.0.0.{at}", attack, serving.port, stop)
        for at, (name, attack) in enumerate(ATTACKS.items(), start=2)
    ]
    threads = [*honest.threads, *(each.thread for each in attackers)]
    for thread in threads:
        thread.start()
    memory, began = [], time.monotonic()
    step = min(60.0, seconds / 5)
    while time.monotonic() < began + seconds:
        time.sleep(step)
        memory.append(sum(map(held, processes(serving.process.pid))))
        _tell(time.monotonic() - began, honest, memory[-1])
    stop.set()
    for thread in threads:
        thread.join()
    for each in attackers:
        print(f"{each.name}: {dict(each.results.most_common())}")
    settled = memory[len(memory) // 2]
    print(f"memory: {' '.join(f'{each:.0f}' for each in memory)} MB")
    print(*honest.wrong[:10], sep="\n")
    unforeseen = [line for line in serving.log if "fout" in line]
    print(f"errors in the log: {len(unforeseen)}", *unforeseen[:3], sep="\n")
    grew = memory[-1] > _MOST_GROWTH * settled
    return int(bool(honest.wrong) or grew or bool(unforeseen) or serving.errors != "")


def _tell(seconds: float, honest: Honest, memory: float) -> None:
    taken = sorted(honest.seconds)
    p95 = taken[int(0.95 * len(taken))] if taken else 0.0
    p50 = statistics.median(taken) if taken else 0.0
    print(
        f"{seconds:5.0f} s: {len(taken)} honest answers, {len(honest.wrong)} wrong or lost,"
        f" p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms, {memory:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
