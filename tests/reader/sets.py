"""The questions that are measured, each with the index that it is asked of; and other readers.

The kept letters, the closed questions to the letters of tests/letters and the blind questions are
never fitted on; the held-out letters are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.evaluate.gold import Row
from qa.model.encode import Encoder
from qa.model.reader import Reader
from qa.store.index import Index
from tests.letters import scoring
from tests.reader import corpus

HERE: Final = Path(__file__).parent
GOLD: Final = HERE.parent / "gold"
REAL: Final = HERE.parents[1] / "corpus"
Asked = tuple[Index, Row]


class Equipped:
    """An encoder with another reader than its own, or with none."""

    def __init__(self, encoder: Encoder, reader: Any) -> None:
        self._encoder, self.reader = encoder, reader
        self.model_id = encoder.model_id
        self.encode_query, self.encode_passages = encoder.encode_query, encoder.encode_passages

    @property
    def dimension(self) -> int:
        return self._encoder.dimension


class Alone:
    """The reader, given each sentence without its neighbours."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        each = [self._reader.read(question, heading, [sentence]) for sentence in sentences]
        return np.concatenate(each)


class Sets:
    """The sets of questions, each with the index that it is asked of."""

    def __init__(self, folder: Path, encoder: Encoder, blind: Sequence[Path]) -> None:
        self._folder, self._encoder, self._blind = folder, encoder, blind

    def of(self, name: str) -> Iterator[Asked]:
        """Yield the questions of a set."""
        match name:
            case "kept":
                kept = sorted(path.parent for path in HERE.glob("kept/*/letter.txt"))
                index = index_of(self._folder / "kept", kept, self._encoder)
                for letter in kept:
                    for row in _rows(letter / "questions.jsonl"):
                        yield index.within([letter.name]), row
            case "own letters":
                index = own_letters(self._folder / "own", self._encoder)
                for name in scoring.NAMES:
                    for row in scoring.rows(name, "closed"):
                        yield index.within([name]), row
            case "held out":
                index = corpus.build_index(self._folder / "held", self._encoder)
                for letter_id, row in corpus.gold_rows():
                    yield index.within([letter_id]), row
            case "blind":
                index = index_of(self._folder / "real", sorted(REAL.glob("kst-*")), self._encoder)
                for path in (GOLD / "blind.jsonl", *self._blind):
                    yield from ((index, row) for row in _rows(path))
            case _:
                raise ValueError(name)


def own_letters(folder: Path, encoder: Encoder) -> Index:
    """Build an index of the letters of tests/letters."""
    return index_of(folder, [scoring.LETTERS / name for name in scoring.NAMES], encoder)


def index_of(folder: Path, letters: Sequence[Path], encoder: Encoder) -> Index:
    """Build an index of letters, without their questions."""
    for letter in letters:
        ignored = shutil.ignore_patterns("*.jsonl")
        shutil.copytree(letter, folder / "corpus" / letter.name, ignore=ignored, dirs_exist_ok=True)
    return corpus.built(folder, encoder)


def _rows(path: Path) -> list[Row]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [row for row in rows if "q" in row]
