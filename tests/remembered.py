"""The real model and the real answers, of which many tests ask the same: worked out once.

What is said is kept in a folder, for the processes of one run together.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from qa.model.encode import Encoder
from qa.model.reader import Reader
from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Outcome
from tests.quiet import locked

Array = NDArray[np.float32]


class RememberingEncoder:
    """An encoder that keeps its vectors, and has its reader keep what it read."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.model_id = encoder.model_id
        self.reader = RememberingReader(encoder.reader, folder) if encoder.reader else None
        self._encoder, self._folder = encoder, folder
        self._known: dict[str, Array] = {}
        self._passages = folder / "passages"
        self._passages.touch()
        self._of_query = cache(self._query)

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode_query(self, text: str) -> Array:
        return self._of_query(text)

    def _query(self, text: str) -> Array:
        return _kept(self._folder, text, lambda: self._encoder.encode_query(text))

    def encode_passages(self, texts: Sequence[str]) -> Array:
        if any(text not in self._known for text in texts):
            with locked(self._passages):
                self._learn(texts)
        return np.stack([self._known[text] for text in texts])

    def _learn(self, texts: Sequence[str]) -> None:
        if kept := self._passages.read_bytes():
            self._known |= pickle.loads(kept)
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known.update(zip(new, self._encoder.encode_passages(new), strict=True))
            self._passages.write_bytes(pickle.dumps(self._known))


class RememberingReader(Reader):
    """A reader that keeps what it read; without a folder, for this process only."""

    def __init__(self, reader: Reader, folder: Path | None = None) -> None:
        def read(question: str, heading: str, sentences: tuple[str, ...]) -> Array:
            key = repr((question, heading, sentences))
            return _kept(folder, key, lambda: reader.read(question, heading, sentences))

        self._of = cache(read)

    def read(self, question: str, heading: str, sentences: Sequence[str]) -> Array:
        return self._of(question, heading, tuple(sentences))


class RememberingIndex:
    """An index that keeps what it answered to whole questions, asked without context."""

    def __init__(self, index: Index, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._index, self._folder = index, folder

    def ask(self, question: str) -> Outcome:
        """Ask the index, unless it was asked before."""
        path = self._folder / f"{hashlib.sha256(question.encode()).hexdigest()}.answer"
        if path.exists():
            kept: Outcome = pickle.loads(path.read_bytes())
            return kept
        found = ask(question, self._index)
        _keep(path, lambda file: pickle.dump(found, file))
        return found


def _kept(folder: Path | None, key: str, make: Callable[[], Array]) -> Array:
    """Return what is kept under a key, making and keeping it first if need be."""
    if folder is None:
        return make()
    path = folder / f"{hashlib.sha256(key.encode()).hexdigest()}.npy"
    if path.exists():
        kept: Array = np.load(path)
        return kept
    made = make()
    _keep(path, lambda file: np.save(file, made))
    return made


def _keep(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file in one step: another process finds all of it, or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        write(file)
    os.replace(file.name, path)
