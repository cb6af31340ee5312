"""The vectors of every letter, kept beside the builds: what was embedded once is not again.

In: the vectors of a letter, with the texts that they are of. Out: the same, or nothing where the
file is missing, damaged, or of another model. A file a letter, replaced in one step, so that a
build that is killed finds what it had; letters that are gone are dropped, so that it does not grow.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

Digests = NDArray[np.uint8]  # (n, 16): what a text is known by

DIGEST: Final = 16  # bytes
# What reading a file of numpy raises where that was cut off, altered, or is something else.
_DAMAGED: Final = (
    OSError,
    ValueError,
    KeyError,
    EOFError,
    BadZipFile,
    zlib.error,
    NotImplementedError,
)
_SUFFIX: Final = ".npz"
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


class KeptVectors:
    """A folder of vectors, all of one model."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        self._folder = folder
        self._model = model
        self._dimension = dimension

    def read(self, letter_id: str) -> Vectors | None:
        """Return what is kept of a letter; a zip file tells itself where it is damaged."""
        try:
            with np.load(self._path(letter_id), allow_pickle=False) as file:
                if str(file["model"]) != self._model:
                    return None
                found = Vectors(str(file["of"]), *(file[name] for name in Vectors.__slots__[1:]))
        except (
            OSError,
            ValueError,
            KeyError,
            EOFError,
            BadZipFile,
            zlib.error,
            NotImplementedError,
        ):
            return None
        return found if self._fits(found) else None

    def has(self, letter_id: str, of: str) -> bool:
        """Tell, without reading them, whether all vectors of a letter seem to be there."""
        try:
            with np.load(self._path(letter_id), allow_pickle=False) as file:
                return (str(file["model"]), str(file["of"])) == (self._model, of)
        except _DAMAGED:
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
        with half.open("wb") as file:
            fields = {name: getattr(vectors, name) for name in Vectors.__slots__}
            np.savez(file, model=np.array(self._model), **fields)
        os.replace(half, path)

    def keep_only(self, letters: Collection[str]) -> None:
        """Drop what is kept of all other letters, and what a killed build left half."""
        known = {self._path(each).name for each in letters}
        for path in self._others(known):
            path.unlink(missing_ok=True)

    def _others(self, known: Collection[str]) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if path.name not in known)

    def _path(self, letter_id: str) -> Path:
        # A name may be as long as names can be, and hold any byte: its hash has none of that.
        name = sha256(os.fsencode(letter_id)).hexdigest()[: 2 * DIGEST]
        return self._folder / f"{name}{_SUFFIX}"
