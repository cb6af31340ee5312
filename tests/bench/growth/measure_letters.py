"""One step of the benchmark of letters, in a process of its own: its figures are one line of JSON.

    python -m tests.bench.growth.measure_letters STEP WORK SIZE KEPT

Steps: `build` writes the corpus and its index, `add` builds again with one letter more, `ask` asks
that index. Units: seconds and milliseconds of the clock and of the processor, MB (10^6 bytes).
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

import numpy as np

from qa.letter.build import build
from qa.model.encode import open_encoder
from qa.model.obtain import obtain
from qa.question.ask import ask
from qa.say.series import year_of
from qa.say.series_answers import question_for
from qa.settings import load_settings
from qa.store.index import Index
from tests.bench.growth.figures import Figures
from tests.bench.growth.letters import Growing, base_letters, base_names, write_letter
from tests.bench.growth.measure import memory
from tests.reader.data import HERE

_FACTS: Final = 60  # questions
_PASSAGES: Final = 40
_SEED: Final = 7


def build_all(work: Path, size: int, kept: Path) -> Figures:
    """Write so many letters, and build their index from nothing."""
    shutil.rmtree(work / "corpus", ignore_errors=True)
    shutil.rmtree(work / "index", ignore_errors=True)
    bases = base_letters()
    for number in range(size):
        write_letter(work / "corpus", number, bases)
    encoder = _encoder(kept)
    encoder.encode_query("warm")
    took = _build(work, encoder)
    current = (work / "index" / "current").resolve()
    took |= {"index_mb": _size(current), "kept_mb": _size(work / "index" / "vectors")}
    return took | {"embedded": encoder.embedded, "embedding_cpu": encoder.seconds}


def add_one(work: Path, size: int, kept: Path) -> Figures:
    """Build again, with one letter more."""
    write_letter(work / "corpus", size, base_letters())
    encoder = _encoder(kept)
    encoder.encode_query("warm")
    return _build(work, encoder)


def ask_all(work: Path, size: int, kept: Path) -> Figures:
    """Open the index, and time every question once it is warm."""
    encoder = _encoder(kept)
    began = perf_counter(), process_time()
    index = Index.open(work / "index", lambda: encoder)
    opened = perf_counter() - began[0], process_time() - began[1]
    began = perf_counter(), process_time()
    index.warm()
    ask("Hoeveel is het?", index)
    warmed = perf_counter() - began[0], process_time() - began[1]
    figures: Figures = {"open_s": opened[0], "open_cpu": opened[1]}
    figures |= {"warm_s": warmed[0], "warm_cpu": warmed[1]}
    for name, questions in _questions(index).items():
        figures |= _time(name, questions, index, encoder)
    return figures | memory()


def _build(work: Path, encoder: Growing) -> Figures:
    began, used = perf_counter(), process_time()
    before = encoder.seconds
    made = build(work / "corpus", work / "index", encoder)
    cpu = process_time() - used - (encoder.seconds - before)
    took: Figures = {"seconds": perf_counter() - began, "cpu_seconds": cpu}
    return took | {"passages": made.passages, "facts": made.facts} | memory()


def _time(
    name: str, questions: Sequence[tuple[str, str]], index: Index, encoder: Growing
) -> Figures:
    """Ask each question three times; of each time of it the least counts.

    `rest` is the processor's time without the model's: what grows with the letters.
    """
    times = []
    for question, letter in questions:
        asked = index.within([letter]) if letter else index
        found = []
        for _ in range(3):
            began, used, model = perf_counter(), process_time(), encoder.model[1]
            ask(question, asked)
            cpu = process_time() - used
            found.append((perf_counter() - began, cpu, cpu - (encoder.model[1] - model)))
        times.append([1000 * min(each) for each in zip(*found, strict=True)])
    return {
        f"{name}_{kind}_p{part}": float(np.percentile([each[at] for each in times], part))
        for at, kind in enumerate(("ms", "cpu", "rest"))
        for part in (50, 95)
    } | {f"{name}_asked": len(questions)}


def _questions(index: Index) -> dict[str, list[tuple[str, str]]]:
    """Return questions for numbers of tables, to their own letter or to all; and for passages."""
    rng = random.Random(_SEED)
    letters = list(index.manifest.letters)
    own: list[tuple[str, str]] = []
    for letter in rng.sample(letters, min(_FACTS, len(letters))) * _FACTS:
        numbers = [each for each in index.within([letter]).facts.cells() if year_of(each)]
        if numbers and len(own) < _FACTS:
            fact = rng.choice(numbers)
            own.append((question_for(fact, year_of(fact) or 0), letter))
    return {
        "own": own,
        "all": [(question, "") for question, _ in own],
        "passages": _passage_questions(),
    }


def _passage_questions() -> list[tuple[str, str]]:
    names = set(base_names())
    rows = map(json.loads, (HERE / "questions.jsonl").read_text("utf-8").splitlines())
    asked = [row["q"] for row in rows if row["letter"] in names and row["kind"] == "answerable"]
    return [(question, "") for question in random.Random(_SEED).sample(asked, _PASSAGES)]


def _encoder(kept: Path) -> Growing:
    return Growing(open_encoder(obtain("", load_settings().cache, lambda _: None)), kept)


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


STEPS: Final[Mapping[str, Callable[[Path, int, Path], Figures]]] = {
    "build": build_all,
    "add": add_one,
    "ask": ask_all,
}


def main() -> None:
    """Do one step and print its figures."""
    step, work, size, kept = sys.argv[1:]
    print(json.dumps(STEPS[step](Path(work), int(size), Path(kept))))


if __name__ == "__main__":
    main()
