"""One peer in a process of its own: it builds, answers cold, or serves JSON lines.

    python -m tests.bench.peers.worker build plain FOLDER MODEL PASSAGES
    python -m tests.bench.peers.worker cold  plain FOLDER MODEL QUESTION
    python -m tests.bench.peers.worker serve plain FOLDER MODEL

A peer is a module beside this one, with `:name` of its function where that is not `open_index`.
Serving, a request is a line on standard input and its answer a line on standard output:

    {"do": "search", "question": "…", "k": 5}                 → {"rows": [3, 1], "ms": 24.1}
    {"do": "throughput", "questions": ["…"], "callers": 8}    → {"per_second": 40.2}
    {"do": "memory"}                                          → {"peak_mb": 612.0}
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any, TextIO

Search = Callable[[str, int], list[int]]
K = 10  # rows asked for: recall and rank are judged within them


def main() -> None:
    """Do what the arguments say; what libraries print goes to standard error."""
    do, peer, folder, model, *rest = sys.argv[1:]
    replies = sys.stdout
    with redirect_stdout(sys.stderr):
        if do == "build":
            reply(build(peer, Path(folder), Path(model), Path(rest[0])), replies)
            return
        search = open_peer(peer, Path(folder), Path(model))
        if do == "cold":
            reply({"rows": search(rest[0], K)}, replies)
            return
        serve(search, sys.stdin, replies)


def build(peer: str, folder: Path, model: Path, passages: Path) -> dict[str, float]:
    """Build a peer's index; return how long it took once its libraries were loaded."""
    from tests.bench.passages import texts

    module = import_module(f"tests.bench.peers.{peer}")
    folder.mkdir(parents=True, exist_ok=True)
    began = perf_counter()
    module.build(texts(passages), folder, model)
    return {"seconds": perf_counter() - began, "peak_mb": peak_mb()}


def open_peer(peer: str, folder: Path, model: Path) -> Search:
    """Open a peer's index for searching."""
    name, _, opener = peer.partition(":")
    module = import_module(f"tests.bench.peers.{name}")
    search: Search = getattr(module, opener or "open_index")(folder, model)
    return search


def serve(search: Search, requests: Iterable[str], replies: TextIO) -> None:
    """Answer each request with one line, until there are no more."""
    for line in requests:
        reply(answer(json.loads(line), search), replies)


def answer(request: dict[str, Any], search: Search) -> dict[str, Any]:
    """Do one request; only the search itself is timed."""
    match request["do"]:
        case "search":
            began = perf_counter()
            rows = search(request["question"], request["k"])
            return {"ms": 1000 * (perf_counter() - began), "rows": rows}
        case "throughput":
            questions = request["questions"]
            with ThreadPoolExecutor(request["callers"]) as pool:
                began = perf_counter()
                list(pool.map(lambda question: search(question, request["k"]), questions))
                return {"per_second": len(questions) / (perf_counter() - began)}
        case "memory":
            return {"peak_mb": peak_mb()}
        case unknown:
            raise ValueError(f"«{unknown}» is no request")


def peak_mb() -> float:
    """Return the most memory that this process has held so far. Units: MB (10⁶ bytes)."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0


def reply(content: dict[str, Any], replies: TextIO) -> None:
    """Write one line."""
    replies.write(json.dumps(content) + "\n")
    replies.flush()


if __name__ == "__main__":
    main()
