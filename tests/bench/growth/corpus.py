"""The growth benchmark's data on disk: fetched and embedded once, then grown.

In: Debian packages and the embedding model, both through the cache. Out, in a work folder: the
passages as lines, their vectors, and the questions with theirs. What is embedded is kept in the
cache under a name that holds the model and the texts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import obtain
from tests.bench.growth import grow
from tests.bench.growth.dutch_text import collect
from tests.bench.processes import say

PASSAGES, VECTORS = "passages.tsv", "vectors.npy"
QUESTIONS, ASKED = "questions.json", "questions.npy"
# Five minutes of two cores, once. The rest of a million is grown from them.
EMBEDDED: Final = 6_000
_AT_ONCE: Final = 500  # texts, between two lines of progress


def prepare(
    work: Path, cache: Path, most: int, questions: int = grow.QUESTIONS, embedded: int = EMBEDDED
) -> None:
    """Write the passages, vectors and questions of the largest size; smaller ones are its start.

    Raises: TextMissing, ModelError.
    """
    real, asked = grow.hold_out(collect(cache / "bench"))
    asked = asked[:questions]
    say(f"{len(real):,} real passages, {len(asked)} questions")
    encoder = open_encoder(obtain("", cache, say), threads=0)
    texts = [f"{prose.heading}\n{prose.text}" for prose in real[: min(embedded, most)]]
    vectors = _kept(encoder, "passages", texts, cache / "bench", encoder.encode_passages)
    np.save(
        work / ASKED,
        _kept(encoder, "questions", asked, cache / "bench", lambda q: _queries(encoder, q)),
    )
    (work / QUESTIONS).write_text(json.dumps(asked, ensure_ascii=False), "utf-8")
    say(f"growing to {most:,} passages")
    with (work / PASSAGES).open("w", encoding="utf-8") as file:
        for prose in grow.grow_texts(real, most):
            file.write(f"{prose.heading}\t{prose.text}\n")
    shape = (most, vectors.shape[1])
    grown = np.lib.format.open_memmap(work / VECTORS, "w+", np.float32, shape)
    filled = 0
    for block in grow.grow_vectors(vectors, most):
        grown[filled : filled + len(block)] = block
        filled += len(block)
    grown.flush()


def _queries(encoder: Encoder, questions: Sequence[str]) -> NDArray[np.float32]:
    return np.stack([encoder.encode_query(question) for question in questions])


def _kept(
    encoder: Encoder,
    name: str,
    texts: Sequence[str],
    cache: Path,
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """Return the vectors of texts from the cache, or make and keep them."""
    known = hashlib.sha256("\n".join((encoder.model_id, *texts)).encode()).hexdigest()[:16]
    file = cache / f"{name}-{known}.npy"
    if not file.is_file():
        parts = []
        for start in range(0, len(texts), _AT_ONCE):
            say(f"embedding {name}: {start:,} of {len(texts):,}")
            parts.append(encode(texts[start : start + _AT_ONCE]))
        half = file.with_suffix(".half.npy")
        np.save(half, np.concatenate(parts))
        half.rename(file)
    vectors: NDArray[np.float32] = np.load(file)
    return vectors
