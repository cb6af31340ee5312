"""The real model and the real answers, of which many tests ask the same: worked out once.

What the model says of a text is kept in pytest's own cache, for this run and those after it, under
a name for the model and the code that runs it; `make clean` removes it. What `make` has embedded of
the real letters is taken over, as a build takes it over. Answers hang on all of the program: they
are kept for the processes of one run.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from qa.letter.build import VECTORS_KEPT
from qa.model.encode import Encoder
from qa.model.reader import Reader
from qa.question.ask import ask
from qa.store.index import Index
from qa.store.kept import KeptVectors, digests
from qa.types import Outcome
from tests.commands import ROOT

Array = NDArray[np.float32]


class RememberingEncoder:
    """An encoder that keeps its vectors, and has its reader keep what it read.

    `known` are vectors of passages that somebody else kept, by the digests of their texts.
    """

    def __init__(self, encoder: Encoder, folder: Path, known: Mapping[bytes, Array]) -> None:
        self.model_id = encoder.model_id
        self.reader = RememberingReader(encoder.reader, folder) if encoder.reader else None
        self._encoder, self._folder, self._known = encoder, folder, dict(known)
        self._of_query = cache(self._query)

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_query(self, text: str) -> Array:
        return self._of_query(text)

    def _query(self, text: str) -> Array:
        return _kept(_path(self._folder, text), lambda: self._encoder.encode_query(text))

    def encode_passages(self, texts: Sequence[str]) -> Array:
        keys = [each.tobytes() for each in digests(texts)]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        paths = {key: _path(self._folder, f"passage: {text}") for key, text in new.items()}
        self._known |= {key: np.load(path) for key, path in paths.items() if path.exists()}
        left = [key for key in new if key not in self._known]
        if left:
            made = self._encoder.encode_passages([new[key] for key in left])
            for key, vector in zip(left, made, strict=True):
                self._known[key] = _saved(paths[key], vector)
        return np.stack([self._known[key] for key in keys])


def of_model(encoder: Encoder) -> str:
    """Return a name for all that decides what the model says of a text."""
    total = sha256(f"{encoder.model_id} {version('onnxruntime')}".encode())
    for path in sorted((ROOT / "qa" / "model").glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def of_build(encoder: Encoder, index: Path, corpus: Path) -> dict[bytes, Array]:
    """Return the vectors of the letters of a corpus that a build kept, by the digests of texts."""
    kept = KeptVectors(index / VECTORS_KEPT, encoder.model_id, encoder.dimension)
    known: dict[bytes, Array] = {}
    for found in filter(None, map(kept.read, sorted(os.listdir(corpus)))):
        apart = found.sentences.astype(np.float32)
        known |= zip((each.tobytes() for each in found.sentence_texts), apart, strict=True)
        known |= zip((each.tobytes() for each in found.passage_texts), found.passages, strict=True)
    return known


class RememberingReader(Reader):
    """A reader that keeps what it read; without a folder, for this process only."""

    def __init__(self, reader: Reader, folder: Path | None = None) -> None:
        def read(question: str, heading: str, sentences: tuple[str, ...]) -> Array:
            key = repr((question, heading, sentences))
            make = partial(reader.read, question, heading, sentences)
            return _kept(_path(folder, key), make) if folder else make()

        self._of = cache(read)

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> Array:
        return self._of(question, heading, tuple(sentences))


class RememberingIndex:
    """An index that keeps what it answered to whole questions, asked without context."""

    def __init__(self, index: Index, folder: Path) -> None:
        self._index, self._folder = index, folder

    def ask(self, question: str) -> Outcome:
        """Ask the index, unless it was asked before."""
        path = self._folder / f"{sha256(question.encode()).hexdigest()}.answer"
        if path.exists():
            kept: Outcome = pickle.loads(path.read_bytes())
            return kept
        found = ask(question, self._index)
        _keep(path, lambda file: pickle.dump(found, file))
        return found


def _path(folder: Path, key: str) -> Path:
    return folder / f"{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}.npy"


def _kept(path: Path, make: Callable[[], Array]) -> Array:
    """Return what is kept in a file, making and keeping it first if need be."""
    if path.exists():
        kept: Array = np.load(path)
        return kept
    return _saved(path, make())


def _saved(path: Path, made: Array) -> Array:
    _keep(path, lambda file: np.save(file, made))
    return made


def _keep(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file in one step: another process finds all of it, or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        write(file)
    os.replace(file.name, path)
