"""BM25 over analysed Dutch, from postings that hold their score already.

In: passages, analysed to stems. Out: rows with their score, best first, ties by row; and the words
of the index that share a part with a word, as compounds do. Plain arrays, mapped into memory: any
number of processes share them, the same passages give the same bytes, and a search of a million
passages takes milliseconds (docs/decisions/0002). Rows are those of the passages.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.text import analyse
from qa.types import Passage

NAMES = ("terms", "backwards", "starts", "rows", "scores", "best")
ABOUT = "about.json"

K1, B = 1.2, 0.75
_ROUNDING = 1e-4  # sums of the same scores in another order
_LONGEST = 48  # bytes of a term; what is longer is cut, so that no text makes all terms wide


def write(
    passages: Iterable[Passage], abbreviations: Mapping[str, Sequence[str]], folder: Path
) -> None:
    """Write a new index into a new folder; rows are numbered in the order given.

    A word of a heading counts as one of the text. `abbreviations` maps the term of each to those of
    its full name.
    """
    tokens, lengths, terms = _numbered(analyse(" ".join((*p.path, p.text))) for p in passages)
    word, rows, counts = _postings(tokens, lengths)
    starts = np.searchsorted(word, np.arange(len(terms) + 1))
    scores = _scores(np.diff(starts)[word], counts, lengths, rows)
    best = np.zeros(len(terms), np.float32)
    np.maximum.at(best, word, scores)
    backwards = np.sort(np.array([term[::-1] for term in terms.tolist()], terms.dtype))
    folder.mkdir()
    arrays: tuple[NDArray[Any], ...] = (terms, backwards, starts, rows, scores, best)
    for name, values in zip(NAMES, arrays, strict=True):
        np.save(folder / f"{name}.npy", values)
    about = {"passages": len(lengths), "abbreviations": abbreviations}
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False) + "\n", "utf-8")


def _numbered(
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
    keys = np.array([_key(term) for term in numbers] or [b""], f"S{_LONGEST}")
    terms, order = np.unique(keys, return_inverse=True)
    tokens = order.astype(np.int32)[np.frombuffer(met, np.int32)]
    return tokens, np.frombuffer(lengths, np.int64), terms


def _postings(
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


def _scores(
    frequencies: NDArray[np.int64],
    counts: NDArray[np.int32],
    lengths: NDArray[np.int64],
    rows: NDArray[np.int32],
) -> NDArray[np.float32]:
    """Return the BM25 score of each posting. Shape: all (postings,) but `lengths` (passages,).

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); the weight of a
    word is kept above zero.
    """
    weights = np.log1p((len(lengths) - frequencies + 0.5) / (frequencies + 0.5))
    norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1)) if len(lengths) else lengths
    scored: NDArray[np.float32] = (weights * counts * (K1 + 1) / (counts + norms[rows])).astype(
        np.float32
    )
    return scored


class LexicalIndex:
    """The lexical index of a finished index.

    `reach` is what a word can add to a score at most, as a multiple of its weight.
    """

    reach = K1 + 1

    def __init__(
        self,
        arrays: Mapping[str, NDArray[Any]],
        size: int,
        abbreviations: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._terms, self._backwards = arrays["terms"], arrays["backwards"]
        self._starts, self._rows = arrays["starts"], arrays["rows"]
        self._scores, self._best = arrays["scores"], arrays["best"]
        self._size = size
        self.abbreviations = abbreviations

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Map an index into memory.

        Raises: IndexDamaged.
        """
        try:
            about = json.loads((folder / ABOUT).read_text("utf-8"))
            arrays = {
                name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in NAMES
            }
            short = {name: tuple(full) for name, full in about["abbreviations"].items()}
            return cls(arrays, int(about["passages"]), short)
        except (OSError, ValueError, EOFError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamaged(
                f"{folder}: niet te lezen ({error}); bouw de index opnieuw met «qa build»."
            ) from error

    def search(self, terms: Mapping[str, float], k: int) -> tuple[tuple[int, float], ...]:
        """Return up to k rows that hold any of the terms, with their score (higher is better).

        `terms` maps each to what it counts. A row that cannot be among the best k is left out of
        the sum: common words are looked up only where rare ones have led.

        Source: Turtle and Flood, Query evaluation: strategies and optimizations (1995): MaxScore.
        """
        lists = self._lists(terms)
        if not lists or k < 1:
            return ()
        rest = [*np.cumsum([best for *_, best in reversed(lists)])[::-1].tolist(), 0.0]
        total = np.zeros(self._size, np.float32)
        rows = np.empty(0, np.int32)
        done = 0
        while done < len(lists):
            more, scores, counts, _ = lists[done]
            known = total[more]
            rows = np.concatenate([rows, more[known == 0]])
            total[more] = known + scores * counts
            done += 1
            if len(rows) >= k and _kth(total[rows], k) > rest[done]:
                break  # a row that holds none of these words cannot win any more
        summed = total[rows]
        for at in range(done, len(lists)):
            more, scores, counts, _ = lists[at]
            likely = summed >= _kth(summed, k) - rest[at] - _ROUNDING
            rows, summed = rows[likely], summed[likely]
            place = np.minimum(np.searchsorted(more, rows), len(more) - 1)
            summed = summed + np.where(more[place] == rows, scores[place] * counts, np.float32(0))
        return _best(rows, summed, k)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each term stands, headings included."""
        return {term: self._frequency(self._place(_key(term))) for term in terms}

    def beginning(self, start: str) -> tuple[str, ...]:
        """Return the words of the index that begin with these letters."""
        found = _beginning_with(_key(start), self._terms)
        return tuple(word.decode("utf-8", "ignore") for word in found)

    def sharing(self, term: str, shortest: int) -> tuple[str, ...]:
        """Return the words of the index that share their beginning or end with a term.

        One of the two is that beginning or end as a whole, of at least `shortest` letters:
        "inbraak" finds "woninginbraak" and is found by it.
        """
        if len(term) < shortest:
            return ()
        key, sizes = _key(term), range(shortest, len(term))
        parts = [_key(part) for size in sizes for part in (term[:size], term[-size:])]
        places = np.searchsorted(self._terms, parts) if parts else ()
        last = len(self._terms) - 1
        found = {p for p, at in zip(parts, places, strict=True) if self._terms[min(at, last)] == p}
        found.update(_beginning_with(key, self._terms))
        found.update(word[::-1] for word in _beginning_with(key[::-1], self._backwards))
        return tuple(sorted(word.decode("utf-8", "ignore") for word in found - {key}))

    def _lists(self, terms: Mapping[str, float]) -> list[_Postings]:
        """Return rows, scores, what they count, and best score of each known term, rarest first."""
        found = []
        for term, counts in terms.items():
            at = self._place(_key(term))
            if at is not None and counts > 0:
                part = slice(int(self._starts[at]), int(self._starts[at + 1]))
                best = float(self._best[at]) * counts
                found.append((self._rows[part], self._scores[part], np.float32(counts), best))
        return sorted(found, key=lambda entry: len(entry[0]))

    def _frequency(self, at: int | None) -> int:
        return 0 if at is None else int(self._starts[at + 1] - self._starts[at])

    def _place(self, key: bytes) -> int | None:
        at = int(np.searchsorted(self._terms, key))
        return at if at < len(self._terms) and self._terms[at] == key else None


_Postings = tuple[NDArray[np.int32], NDArray[np.float32], np.float32, float]


def _key(term: str) -> bytes:
    return term.encode()[:_LONGEST]


def _beginning_with(key: bytes, terms: NDArray[np.bytes_]) -> list[bytes]:
    first, last = np.searchsorted(terms, [key, key + b"\xff"])
    found: list[bytes] = terms[first:last].tolist()
    return found


def _kth(scores: NDArray[np.float32], k: int) -> float:
    """Return the k-th best score, or nothing to beat where there are fewer."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 0


def _best(
    rows: NDArray[np.int32], scores: NDArray[np.float32], k: int
) -> tuple[tuple[int, float], ...]:
    """Return the best k, ties by row."""
    likely = scores >= _kth(scores, k)
    rows, scores = rows[likely], scores[likely]
    order = np.lexsort((rows, -scores))[:k]
    return tuple((int(rows[at]), float(scores[at])) for at in order)
