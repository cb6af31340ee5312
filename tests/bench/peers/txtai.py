"""txtai: its hybrid index, BM25 and vectors, with its own fusion.

Licence: Apache-2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from txtai import Embeddings

_FOLDER = "txtai"
# The best of its three ways to fuse, with weights of 0.4 to 0.8 for the vectors, on the fitting
# half of our own gold: MRR 0.90. Its default (True, 0.5) gave 0.80, by reciprocal rank 0.86;
# n-grams, for want of stems, 0.89 at most. To measure again: --fitting.
_SCORING = {"method": "bm25", "terms": True, "normalize": "bb25"}
_WEIGHT = 0.8


def build(passages: Sequence[str], folder: Path, model: Path) -> None:
    """Index the passages and save the index."""
    embeddings = Embeddings(
        path=str(model),
        # A folder is taken for a bare transformers model unless this is said. So read, the prompts
        # come from the model folder; txtai's `instructions` would add them a second time.
        method="sentence-transformers",
        scoring=_SCORING,
    )
    embeddings.index(passages)
    embeddings.save(str(folder / _FOLDER))


def open_index(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the search over the index in `folder`; it holds the model's path itself."""
    embeddings = Embeddings()
    embeddings.load(str(folder / _FOLDER))
    lock = Lock()  # its SQLite cursor is shared by all threads

    def search(question: str, k: int) -> list[int]:
        with lock:
            found = embeddings.search(question, k, weights=_WEIGHT)
        return [int(row) for row, _ in found]

    return search
