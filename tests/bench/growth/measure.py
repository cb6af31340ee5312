"""One step of the growth benchmark, in a process of its own: its figures are one line of JSON.

    python -m tests.bench.growth.measure STEP WORK SIZE ROUNDS

Steps: `words` and `vectors` build, `search` opens both and asks all questions, `exact` asks a flat
index. Units: seconds, milliseconds, MB (10^6 bytes).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import analyse
from qa.store import dense, lexical
from qa.store.dense import DenseIndex
from qa.store.lexical import LexicalIndex
from qa.types import Kind, Passage, Span
from tests.bench.growth.corpus import ASKED, PASSAGES, QUESTIONS, VECTORS
from tests.bench.growth.figures import Figures, recall, sum_up

K: Final = 50  # rows that retrieve takes from each search
JUDGED: Final = 10  # of which recall counts the first
_EXACT_ROUNDS: Final = 3  # of 10^6 inner products a question
_ADDED: Final = 50_000  # vectors at a time, so that they are not held twice


def build_words(work: Path, size: int, _: int) -> Figures:
    """Write the lexical index of the first `size` passages, their analysis included."""
    folder = work / f"words-{size}"
    took = _clock(lambda: lexical.write(_passages(work, size), {}, folder))
    return took | {"mb": sum(file.stat().st_size for file in folder.iterdir()) / 1e6}


def build_vectors(work: Path, size: int, _: int) -> Figures:
    """Write the vector index of the first `size` passages; embedding is not counted."""
    path = work / f"vectors-{size}.faiss"
    vectors = _vectors(work, size)
    took = _clock(lambda: dense.write(vectors, path))
    return took | {"mb": path.stat().st_size / 1e6}


def search(work: Path, size: int, rounds: int) -> Figures:
    """Open both indexes and time every question: both searches, words alone, vectors alone."""
    began = perf_counter()
    words = LexicalIndex.open(work / f"words-{size}")
    vectors = DenseIndex.open(work / f"vectors-{size}.faiss")
    opened = 1000 * (perf_counter() - began)
    terms = [dict.fromkeys(analyse(question), 1.0) for question in _questions(work)]
    asked = np.load(work / ASKED)

    def both(at: int) -> None:
        words.search(terms[at], K)
        vectors.search(asked[at], K)

    # Both first: its first round meets pages that this process has not touched yet.
    ways: dict[str, Callable[[int], object]] = {
        "both": both,
        "words": lambda at: words.search(terms[at], K),
        "vectors": lambda at: vectors.search(asked[at], K),
    }
    figures = _time(ways, len(asked), rounds) | {"open_ms": opened} | memory()
    # After the memory is read: what follows is the judge's, not the search's.
    rows = [[row for row, _ in vectors.search(question, K)[:JUDGED]] for question in asked]
    every = _vectors(work, size)
    found = [every[each] @ question for each, question in zip(rows, asked, strict=True)]
    return figures | {"recall": recall(found, np.load(work / f"exact-{size}.npy"))}


def exact(work: Path, size: int, rounds: int) -> Figures:
    """Time exact search over all vectors, and keep the cosines of the nearest as the truth."""
    import faiss

    faiss.omp_set_num_threads(1)
    vectors, asked = _vectors(work, size), np.load(work / ASKED)
    index = faiss.IndexFlatIP(vectors.shape[1])
    for start in range(0, size, _ADDED):
        index.add(np.ascontiguousarray(vectors[start : start + _ADDED]))
    cosines, _ = index.search(asked, JUDGED)
    np.save(work / f"exact-{size}.npy", cosines)
    ways = {"exact": lambda at: index.search(asked[at : at + 1], min(K, size))}
    return _time(ways, len(asked), min(rounds, _EXACT_ROUNDS)) | memory()


def _clock(step: Callable[[], None]) -> Figures:
    began, used = perf_counter(), process_time()
    step()
    seconds, cpu = perf_counter() - began, process_time() - used
    return {"seconds": seconds, "cpu_seconds": cpu} | memory()


def _time(ways: Mapping[str, Callable[[int], object]], questions: int, rounds: int) -> Figures:
    """Ask all questions in rounds, each way in turn; return the figures of each way."""
    wall: dict[str, list[list[float]]] = {name: [] for name in ways}
    cpu: dict[str, list[list[float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            wall[name].append([])
            cpu[name].append([])
            for at in range(questions):
                began, used = perf_counter(), process_time()
                way(at)
                cpu[name][-1].append(1000 * (process_time() - used))
                wall[name][-1].append(1000 * (perf_counter() - began))
    return {name: sum_up(wall[name], cpu[name]) for name in ways}


def memory() -> Figures:
    """Return the most that this process held, and what is its own now: not mapped from a file."""
    peak = _kilobytes("/proc/self/status", "VmHWM")
    own = _kilobytes("/proc/self/smaps_rollup", "Anonymous")
    return {"peak_mb": peak * 1024 / 1e6, "own_mb": own * 1024 / 1e6}


def _kilobytes(file: str, name: str) -> int:
    for line in Path(file).read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    return 0


def _passages(work: Path, size: int) -> Iterator[Passage]:
    with (work / PASSAGES).open(encoding="utf-8") as file:
        for row, line in enumerate(islice(file, size)):
            heading, text = line.rstrip("\n").split("\t")
            span = Span(0, len(text))
            yield Passage(f"p{row}", "", span, text, (heading,), Kind.PARAGRAPH, (), "", "")


def _vectors(work: Path, size: int) -> NDArray[np.float32]:
    every: NDArray[np.float32] = np.load(work / VECTORS, mmap_mode="r")
    return every[:size]


def _questions(work: Path) -> list[str]:
    read: list[str] = json.loads((work / QUESTIONS).read_text("utf-8"))
    return read


STEPS: Final[Mapping[str, Callable[[Path, int, int], Figures]]] = {
    "words": build_words,
    "vectors": build_vectors,
    "exact": exact,
    "search": search,
}


def main() -> None:
    """Do one step and print its figures."""
    step, work, size, rounds = sys.argv[1:]
    print(json.dumps(STEPS[step](Path(work), int(size), int(rounds))))


if __name__ == "__main__":
    main()
