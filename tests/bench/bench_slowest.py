"""The slowest of two thousand ordinary questions on each of two letters, and of the worst ones.

Prints the median, the 95th percentile and the slowest, in milliseconds of the processor, so that
others on the machine do not count: all but the embedding model, and with it.
`python -m tests.bench.bench_slowest`; with a number, so many questions.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.letter.build import build
from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.ask import ask
from qa.store.index import Index
from tests.bench.housing import housing
from tests.bench.openings import longest, questions
from tests.letter.factories import REAL

QUESTIONS = 2_000


class Timed:
    """The encoder, which keeps how long it took for questions."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.model_id, self.dimension = encoder.model_id, encoder.dimension
        self.reader = encoder.reader
        self.spent = 0.0

    def encode_query(self, text: str) -> NDArray[np.float32]:
        began = time.process_time()
        vector = self._encoder.encode_query(text)
        self.spent += time.process_time() - began
        return vector

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encoder.encode_passages(texts)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    encoder = Timed(open_encoder(obtain("", DEFAULT_CACHE, lambda _: None), threads=1))
    print(f"{'':28}{'p50':>8}{'p95':>8}{'slowest':>9}   with the model{'':4}the slowest")
    with tempfile.TemporaryDirectory() as folder:
        for name, corpus in _corpora(Path(folder)).items():
            index = _built(corpus, Path(folder) / f"{name}-index", encoder)
            text = "".join(path.read_text("utf-8") for path in corpus.glob("*/letter.txt"))
            _measure(name, questions(text, number), index, encoder)
            _measure(f"{name}, 2,000 characters", longest(text), index, encoder)


def _corpora(folder: Path) -> dict[str, Path]:
    real, second = folder / "real", folder / "housing"
    shutil.copytree(REAL, real / REAL.name)
    housing(second)
    return {"real": real, "housing": second}


def _built(corpus: Path, folder: Path, encoder: Timed) -> Index:
    build(corpus, folder, encoder)
    index = Index.open(folder, lambda: encoder)
    ask("Wat staat er in de brief?", index)  # opens what is opened at first need
    return index


def _measure(name: str, asked: Iterable[str], index: Index, encoder: Timed) -> None:
    bare, whole = [], []
    for question in asked:
        encoder.spent, began = 0.0, time.process_time()
        ask(question, index)
        spent = time.process_time() - began
        whole.append(spent)
        bare.append((spent - encoder.spent, question))
    times = sorted(spent for spent, _ in bare)
    cells = (statistics.median(times), statistics.quantiles(times, n=20)[-1], times[-1])
    print(f"{name:28}{_ms(cells[0])}{_ms(cells[1])} {_ms(cells[2])}", end="")
    print(f"{_ms(max(whole)):>17}    {max(bare)[1][:90]!r}", flush=True)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:8.1f}"


if __name__ == "__main__":
    main()
