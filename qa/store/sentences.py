"""The vectors of all sentences, passage by passage: looked up by row, never searched.

Which of a few passages answers is told better by their sentences than by the passages as a whole.
Only those few are read, from a file that is mapped into memory, so that a million passages cost no
more than a hundred. Rows are those of the passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged

_REMEDY = "bouw de index opnieuw met «qa build»."


def write(
    vectors: NDArray[np.floating[Any]], counts: Sequence[int], path: Path, starts: Path
) -> None:
    """Write the vectors of all sentences, `counts` of them for each passage in turn.

    Half precision: cosines then differ by less than 0.0005, and the file is half as large.
    Shape: `vectors` (sum of counts, dim), each row of length 1.
    """
    np.save(path, vectors.astype(np.float16, copy=False))
    np.save(starts, np.cumsum([0, *counts], dtype=np.int64))


class SentenceVectors:
    """The vectors of the sentences of every passage."""

    def __init__(self, vectors: NDArray[np.float16], starts: NDArray[np.int64]) -> None:
        self._vectors = vectors
        self._starts = starts

    @classmethod
    def open(cls, path: Path, starts: Path) -> SentenceVectors:
        """Map what `write` left into memory.

        Raises: IndexDamaged.
        """
        try:
            vectors = np.asarray(np.load(path, mmap_mode="r"))
            bounds = np.asarray(np.load(starts, mmap_mode="r"))
        except (OSError, ValueError, EOFError) as error:
            raise IndexDamaged(f"{path}: niet te lezen ({error}); {_REMEDY}") from error
        if vectors.ndim != 2 or bounds.ndim != 1 or bounds[-1] != len(vectors):
            raise IndexDamaged(f"{path}: {len(vectors)} zinnen, {bounds[-1]} verwacht; {_REMEDY}")
        return cls(vectors, bounds)

    def cosines(
        self, query: NDArray[np.float32], rows: Sequence[int]
    ) -> tuple[tuple[float, ...], ...]:
        """Return how near each sentence of some passages lies to a question, in reading order.

        Shape: `query` (dim,), float32, of length 1.
        """
        bounds = [self._starts[row : row + 2].tolist() for row in rows]
        return cosines_of(query, [self._vectors[start:end] for start, end in bounds])


def cosines_of(
    query: NDArray[np.float32], parts: Sequence[NDArray[np.float16]]
) -> tuple[tuple[float, ...], ...]:
    """Return how near each sentence of some passages lies to a question.

    Shapes: `query` (dim,), float32, of length 1; `parts` each (sentences, dim).
    """
    if not parts:
        return ()
    near = (np.concatenate(parts).astype(np.float32) @ query).tolist()
    found, at = [], 0
    for part in parts:
        found.append(tuple(near[at : at + len(part)]))
        at += len(part)
    return tuple(found)
