"""One step of the comparison of engines, in a process of its own: its figures are one line of JSON.

    python -m tests.bench.growth.measure_engines STEP WORK SIZE ROUNDS

`engines` fills a Milvus Lite of its own with the first `size` passages, a hundred to a letter and
without vectors of sentences, and asks all questions of it and of the files, which must be there
(`measure words`, `vectors` and `exact`). Units: seconds, milliseconds, MB (10^6 bytes).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from qa.dutch.text import analyse
from qa.store.dense import DenseIndex
from qa.store.lexical import LexicalIndex
from qa.store.milvus import counted
from qa.store.milvus.client import Client
from qa.store.milvus.collections import BUILDING, Collections
from qa.store.milvus.counted import CountedWords
from qa.store.milvus.rows import to_row
from qa.store.milvus.search import CollectionRows, MilvusVectors, MilvusWords
from qa.types import Passage
from tests.bench.growth import measure
from tests.bench.growth.corpus import ASKED
from tests.bench.growth.figures import Figures, recall
from tests.bench.growth.measure import JUDGED, K
from tests.engines import Milvus

_A_LETTER: Final = 100  # passages
_DAY: Final = 20_221_214
_ALIAS: Final = "groei"


def engines(work: Path, size: int, rounds: int) -> Figures:
    """Fill Milvus Lite, ask it and the files the same, and compare what they find."""
    milvus = Milvus(work / f"milvus-{size}")
    try:
        began = perf_counter()
        words, vectors = _filled(milvus, work, size)
        filled = perf_counter() - began
        figures = _asked(work, size, rounds, words, vectors)
        return figures | {"fill_s": filled, "milvus_mb": _memory(milvus.process.pid)}
    finally:
        milvus.kill()


def _filled(milvus: Milvus, work: Path, size: int) -> tuple[MilvusWords, MilvusVectors]:
    every = measure._vectors(work, size)
    collections = Collections(milvus.address(_ALIAS, timeout=BUILDING))
    name = f"{_ALIAS}_{size}"
    collections.create(name, every.shape[1])
    none = np.empty((0, every.shape[1]), np.float16)
    row = 0
    for part in _letters(work, size):
        rows: list[dict[str, Any]] = []
        for offset, passage in enumerate(part):
            rows.append(to_row(passage, offset, _DAY, _terms(passage), every[row], none))
            row += 1
        collections.write(name, rows)
    collections.finish(name, size)
    letters = ((part[0].letter_id, map(_terms, part)) for part in _letters(work, size))
    folder = work / f"counted-{size}"
    counted.write(letters, {}, folder)
    known = CountedWords.open(folder)
    found = CollectionRows(Client(milvus.address(_ALIAS, timeout=60)), name, known.places, "")
    return MilvusWords(found, known, None), MilvusVectors(found, size)  # type: ignore[arg-type] # no passage is that long


def _asked(
    work: Path, size: int, rounds: int, words: MilvusWords, vectors: MilvusVectors
) -> Figures:
    files = LexicalIndex.open(work / f"words-{size}")
    near = DenseIndex.open(work / f"vectors-{size}.faiss")
    terms = [dict.fromkeys(analyse(question), 1.0) for question in measure._questions(work)]
    asked = np.load(work / ASKED)[: len(terms)]
    ways = {
        "milvus words": lambda at: words.search(terms[at], K),
        "milvus vectors": lambda at: vectors.search(asked[at], K),
        "files words": lambda at: files.search(terms[at], K),
        "files vectors": lambda at: near.search(asked[at], K),
    }
    figures = measure._time(ways, len(terms), rounds)
    same = [words.search(each, JUDGED) == files.search(each, JUDGED) for each in terms]
    shared = [_share(words.search(each, JUDGED), files.search(each, JUDGED)) for each in terms]
    cosines = [[cosine for _, cosine in vectors.search(each, JUDGED)] for each in asked]
    truth = np.load(work / f"exact-{size}.npy")[: len(terms)]
    return figures | {
        "same_words": sum(same) / len(same),
        "words_recall": sum(shared) / len(shared),
        "vectors_recall": recall([np.array(each, np.float32) for each in cosines], truth),
        **measure.memory(),
    }


def _share(found: Sequence[tuple[int, float]], truth: Sequence[tuple[int, float]]) -> float:
    """Return how many of the best are found, or others that score as much."""
    if not truth:
        return 1.0
    least = truth[-1][1]
    return sum(score >= least for _, score in found) / len(truth)


def _letters(work: Path, size: int) -> Iterator[list[Passage]]:
    every = measure._passages(work, size)
    number = 0
    while part := list(islice(every, _A_LETTER)):
        yield [replace(each, letter_id=f"brief-{number}") for each in part]
        number += 1


def _terms(passage: Passage) -> tuple[str, ...]:
    return analyse(" ".join((*passage.path, passage.text)))


def _memory(pid: int) -> float:
    """Return the most that a process held. Units: MB."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def main() -> None:
    """Do one step and print its figures."""
    step, work, size, rounds = sys.argv[1:]
    steps = {**measure.STEPS, "engines": engines}
    print(json.dumps(steps[step](Path(work), int(size), int(rounds))))


if __name__ == "__main__":
    main()
