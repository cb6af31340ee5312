"""Analysed passages → postings: each term's passages with the score that it adds there.

In: the terms of all passages. Out: plain arrays, made with few copies: a million passages hold 25
million terms.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1, B = 1.2, 0.75
LONGEST_TERM = 48  # bytes of a term; what is longer is cut, so that no text makes all terms wide


def key_of(term: str) -> bytes:
    """Return a term as the index spells it."""
    return term.encode()[:LONGEST_TERM]


def numbered(
    documents: Iterable[Sequence[str]],
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.bytes_]]:
    """Return the terms of all documents as numbers, end to end; their lengths; the terms by number.

    A term of 48 bytes is a number of four: a million passages hold 25 million of them.
    """
    numbers: dict[str, int] = {}
    met, lengths = array("i"), array("q")
    for document in documents:
        met.extend([numbers.setdefault(term, len(numbers)) for term in document])
        lengths.append(len(document))
    # Numbered again in the order of the terms; two that are cut alike are one.
    keys = np.array([key_of(term) for term in numbers] or [b""], f"S{LONGEST_TERM}")
    terms, order = np.unique(keys, return_inverse=True)
    tokens = order.astype(np.int32)[np.frombuffer(met, np.int32)]
    return tokens, np.frombuffer(lengths, np.int64), terms


def postings(
    tokens: NDArray[np.int32], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Return term, row and count of each posting, by term and then row: where a term stands.

    Sorted in place as one number for both: at a million passages each copy is 200 MB.
    """
    documents = max(len(lengths), 1)
    pairs = tokens.astype(np.int64)
    pairs *= documents
    pairs += np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    pairs.sort()
    is_first = np.ones(len(pairs), np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    first = np.flatnonzero(is_first)
    counts = np.diff(first, append=len(pairs)).astype(np.int32)
    pairs = pairs[first]
    word = (pairs // documents).astype(np.int32)
    pairs %= documents
    return word, pairs.astype(np.int32), counts


def norms_of(lengths: NDArray[np.int64], mean_length: float) -> NDArray[np.floating[Any]]:
    """Return how the length of each passage tempers its scores. Shape: (passages,)."""
    norms: NDArray[np.floating[Any]] = K1 * (1 - B + B * lengths / max(mean_length, 1))
    return norms


def scored(
    frequencies: NDArray[np.int64],
    counts: NDArray[np.integer[Any]],
    norms: NDArray[np.floating[Any]],
    size: int,
) -> NDArray[np.float32]:
    """Return the BM25 score of each posting, among `size` passages. Shape: all (postings,).

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); the weight of a
    word is kept above zero.
    """
    weights = rarity(frequencies, size)
    each: NDArray[np.float32] = (weights * counts * (K1 + 1) / (counts + norms)).astype(np.float32)
    return each


def rarity(frequencies: Any, size: int) -> Any:
    """Return what words weigh that stand in so many of `size` passages."""
    return np.log1p((size - frequencies + 0.5) / (frequencies + 0.5))
