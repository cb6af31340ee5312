"""The real model and the real answers, of which many tests ask the same: worked out once.

What is said is kept in a folder, for the processes of one run together. What `make` has embedded of
the real letters is taken over, as a build takes it over.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from qa.letter.build import VECTORS_KEPT
from qa.model.encode import Encoder
from qa.model.reader import Reader
from qa.question.ask import ask
from qa.store.index import Index
from qa.store.kept import Digests, KeptVectors, digests
from qa.types import Outcome
from tests.quiet import locked

Array = NDArray[np.float32]


class RememberingEncoder:
    """An encoder that keeps its vectors, and has its reader keep what it read.

    `index` is where a build may have kept vectors of the letters of `corpus`.
    """

    def __init__(self, encoder: Encoder, folder: Path, index: Path, corpus: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.model_id = encoder.model_id
        self.reader = RememberingReader(encoder.reader, folder) if encoder.reader else None
        self._encoder, self._folder = encoder, folder
        self._known = dict(_of_build(encoder, index, corpus))  # by the digests of the texts
        self._passages, self._read = folder / "passages", 0  # bytes
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
        keyed = dict(zip(_keys(digests(texts)), texts, strict=True))
        if not keyed.keys() <= self._known.keys():
            self._learn(keyed)
        return np.stack([self._known[key] for key in _keys(digests(texts))])

    def _learn(self, texts: Mapping[bytes, str]) -> None:
        """Read what others embedded meanwhile, embed the rest, and tell the others."""
        with locked(self._passages), self._passages.open("rb") as file, suppress(EOFError):
            file.seek(self._read)
            while True:
                self._known |= pickle.load(file)
                self._read = file.tell()
        if new := {key: text for key, text in texts.items() if key not in self._known}:
            made = dict(zip(new, self._encoder.encode_passages([*new.values()]), strict=True))
            self._known |= made
            with locked(self._passages), self._passages.open("ab") as file:
                pickle.dump(made, file)


def _of_build(encoder: Encoder, index: Path, corpus: Path) -> Iterator[tuple[bytes, Array]]:
    """Yield the vectors that a build kept, if one did with this very model."""
    kept = KeptVectors(index / VECTORS_KEPT, encoder.model_id, encoder.dimension)
    for found in filter(None, map(kept.read, sorted(os.listdir(corpus)))):
        yield from zip(_keys(found.sentence_texts), found.sentences.astype(np.float32), strict=True)
        yield from zip(_keys(found.passage_texts), found.passages, strict=True)


def _keys(digests: Digests) -> list[bytes]:
    return [each.tobytes() for each in digests]


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
