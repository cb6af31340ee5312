"""The slowest of two thousand ordinary questions on each of two letters, and of the worst ones.

Prints the median, the 95th percentile and the slowest, in milliseconds of the processor, so that
others on the machine do not count: all but the two models, and with them.
`python -m tests.bench.bench_slowest`; with a number, so many questions.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.errors import QuestionError
from qa.letter.build import build
from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.model.reader import Reader
from qa.question.ask import ask
from qa.store.index import Index
from tests.bench.housing import housing
from tests.bench.openings import longest, questions
from tests.letter.factories import REAL

QUESTIONS = 2_000


class Clock:
    """How long the models took since it was last set to nothing, in seconds."""

    spent = 0.0

    def during(self, run: Callable[[], NDArray[np.float32]]) -> NDArray[np.float32]:
        """Return what a model gives, and add how long it took."""
        began = time.process_time()
        given = run()
        self.spent += time.process_time() - began
        return given


class TimedReader(Reader):
    """The reader, on the clock."""

    def __init__(self, reader: Reader, clock: Clock) -> None:
        self._reader, self._clock = reader, clock

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        return self._clock.during(lambda: self._reader.read(question, heading, sentences))


class Timed:
    """The encoder, on the clock for questions, with its reader."""

    def __init__(self, encoder: Encoder, clock: Clock) -> None:
        self._encoder, self._clock = encoder, clock
        self.model_id, self.dimension = encoder.model_id, encoder.dimension
        self.reader = TimedReader(encoder.reader, clock) if encoder.reader else None

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return self._clock.during(lambda: self._encoder.encode_query(text))

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encoder.encode_passages(texts)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    clock = Clock()
    encoder = Timed(open_encoder(obtain("", DEFAULT_CACHE, lambda _: None), threads=1), clock)
    print(f"{'':28}{'p50':>8}{'p95':>8}{'slowest':>9}  with the models{'':4}the slowest")
    with tempfile.TemporaryDirectory() as folder:
        for name, corpus in _corpora(Path(folder)).items():
            index = _built(corpus, Path(folder) / f"{name}-index", encoder)
            text = "".join(path.read_text("utf-8") for path in corpus.glob("*/letter.txt"))
            _measure(name, questions(text, number), index, clock)
            _measure(f"{name}, 2,000 characters", longest(text), index, clock)


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


def _measure(name: str, asked: Iterable[str], index: Index, clock: Clock) -> None:
    bare, whole = [], []
    for question in asked:
        clock.spent, began = 0.0, time.process_time()
        with suppress(QuestionError):  # too many questions in one text: refusing costs time as well
            ask(question, index)
        spent = time.process_time() - began
        whole.append(spent)
        bare.append((spent - clock.spent, question))
    times = sorted(spent for spent, _ in bare)
    cells = (statistics.median(times), statistics.quantiles(times, n=20)[-1], times[-1])
    print(f"{name:28}{_ms(cells[0])}{_ms(cells[1])} {_ms(cells[2])}", end="")
    print(f"{_ms(max(whole)):>17}    {max(bare)[1][:90]!r}", flush=True)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:8.1f}"


if __name__ == "__main__":
    main()
