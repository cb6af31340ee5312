"""The floor: what a vector search costs at least, with our encoder.

A question's vector, and one matrix product with those of the passages: nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qa.model.encode import Encoder, open_encoder

_FILE = "floor.npy"


def build(passages: Sequence[str], folder: Path, model: Path) -> None:
    """Embed the passages and save the matrix. Shape: (n, dim), float32, normalised."""
    np.save(folder / _FILE, encoder_of(model).encode_passages(passages))


def open_index(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the bare search."""
    vectors = np.load(folder / _FILE)
    encoder = encoder_of(model)

    def search(question: str, k: int) -> list[int]:
        scores = vectors @ encoder.encode_query(question)
        return [int(row) for row in np.argsort(-scores, kind="stable")[:k]]

    return search


def encoder_of(model: Path) -> Encoder:
    """Open our encoder with as many threads as the peers have: PyTorch reads this variable."""
    return open_encoder(model, int(os.environ.get("OMP_NUM_THREADS") or 0))
