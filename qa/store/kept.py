"""The vectors of every letter, kept beside the builds: what was embedded once is not again.

In: the vectors of a letter, with the texts that they are of. Out: the same, or nothing where the
file is missing, damaged, or of another model. A file a letter, replaced in one step, so that a
build that is killed finds what it had; letters that are gone are dropped, so that it does not grow.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from qa.ordinary import open_file

Digests = NDArray[np.uint8]  # (n, 16): what a text is known by

DIGEST: Final = 16  # bytes
_LONGEST_HEAD: Final = 10_000  # bytes
# What a file that is gone, cut off or something else raises; one that is altered has another hash.
_NOT_KEPT: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
_SUFFIX: Final = ".vectors"
_HALF: Final = ".half"


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a letter; `of` says of what exactly, and is "" until all of it is embedded.

    Shapes: `passages` (n, dim) float32; `sentences` (m, dim) float16, as the index has them;
    `counts` (n,), how many of them each passage has. Rows are in the letter's order once `of` is
    said.
    """

    of: str
    passage_texts: Digests
    passages: NDArray[np.float32]
    sentence_texts: Digests
    sentences: NDArray[np.float16]
    counts: NDArray[np.int64]


def digests(texts: Sequence[str]) -> Digests:
    """Return what texts are known by. Shape: (n, 16), uint8."""
    data = b"".join(
        sha256(text.encode("utf-8", "surrogatepass")).digest()[:DIGEST] for text in texts
    )
    return np.frombuffer(data, np.uint8).reshape(-1, DIGEST)


_ARRAYS: Final = Vectors.__slots__[1:]


class KeptVectors:
    """A folder of vectors, all of one model."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        self._folder = folder
        self._model = model
        self._dimension = dimension

    def read(self, letter_id: str) -> Vectors | None:
        """Return what is kept of a letter."""
        try:
            with open_file(self._path(letter_id)) as file:
                head, rest = _head(file), file.read()
            if head["model"] != self._model or head["sha256"] != _hash(head["of"], rest):
                return None
            arrays = BytesIO(rest)
            found = Vectors(head["of"], *(np.load(arrays, allow_pickle=False) for _ in _ARRAYS))
        except _NOT_KEPT:
            return None
        return found if self._fits(found) else None

    def has(self, letter_id: str, of: str) -> bool:
        """Tell, without reading them, whether all vectors of a letter seem to be there."""
        try:
            with open_file(self._path(letter_id)) as file:
                head = _head(file)
            return (head["model"], head["of"]) == (self._model, of)
        except _NOT_KEPT:
            return False

    def _fits(self, found: Vectors) -> bool:
        passages, sentences = len(found.passage_texts), len(found.sentence_texts)
        return (
            found.passages.dtype == np.float32
            and found.sentences.dtype == np.float16
            and found.passages.shape == (passages, self._dimension)
            and found.sentences.shape == (sentences, self._dimension)
            and (not found.of or found.counts.shape == (passages,))
            and (not found.of or int(found.counts.sum()) == sentences)
        )

    def write(self, letter_id: str, vectors: Vectors) -> None:
        """Keep the vectors of a letter instead of what was kept of it.

        Raises: OSError.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(letter_id)
        half = path.with_suffix(_HALF)
        arrays = BytesIO()
        for name in _ARRAYS:
            np.save(arrays, getattr(vectors, name), allow_pickle=False)
        data = arrays.getvalue()
        head = {"model": self._model, "of": vectors.of, "sha256": _hash(vectors.of, data)}
        half.write_bytes(json.dumps(head).encode() + b"\n" + data)
        os.replace(half, path)

    def keep_only(self, letters: Collection[str]) -> None:
        """Drop what is kept of all other letters, and what a killed build left half."""
        known = {self._path(each).name for each in letters}
        for path in self._others(known):
            path.unlink(missing_ok=True)

    def _others(self, known: Collection[str]) -> Iterator[Path]:
        if self._folder.is_dir():
            found = (path for path in self._folder.iterdir() if not path.is_dir())
            yield from (path for path in found if path.name not in known)

    def _path(self, letter_id: str) -> Path:
        # A name may be as long as names can be, and hold any byte: its hash has none of that.
        name = sha256(os.fsencode(letter_id)).hexdigest()[: 2 * DIGEST]
        return self._folder / f"{name}{_SUFFIX}"


def _head(file: BinaryIO) -> dict[str, str]:
    """Read the first line of a file: what the rest is of, and its hash."""
    found: dict[str, str] = json.loads(file.readline(_LONGEST_HEAD))
    return found


def _hash(of: str, data: bytes) -> str:
    return sha256(of.encode() + b"\0" + data).hexdigest()
