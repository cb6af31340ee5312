"""The words of an index: which there are, and which share a part, as compounds do.

In: sorted arrays of terms, forwards and backwards, mapped into memory. Out: words by their
beginning, by a shared part, and in how many passages each stands. What knows where they stand (the
postings of qa/store/lexical.py, the counts of qa/store/milvus/counted.py) says how often.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.store.postings import key_of


def backwards(terms: NDArray[np.bytes_]) -> NDArray[np.bytes_]:
    """Return terms spelled from their end, sorted: words that end alike lie side by side."""
    return np.sort(np.array([term[::-1] for term in terms.tolist()], terms.dtype))


class WordList(ABC):
    """The words of an index, or of some rows of it. `abbreviations` has the full names of some."""

    def __init__(
        self,
        terms: NDArray[Any],
        backwards: NDArray[Any],
        abbreviations: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._terms, self._backwards = terms, backwards
        self.abbreviations = abbreviations
        self._is_whole = True  # every word of it stands in some row that is searched

    @abstractmethod
    def _frequency(self, at: int | None) -> int:
        """Return in how many of the rows that are searched a term stands."""

    def keep_known(self, abbreviations: Mapping[str, tuple[str, ...]]) -> None:
        """Take over the abbreviations that stand in the rows that are searched."""
        self._is_whole = False
        known = self.frequencies(abbreviations)
        self.abbreviations = {s: full for s, full in abbreviations.items() if known[s]}

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each term stands, headings included."""
        return {term: self._frequency(self._place(key_of(term))) for term in terms}

    def beginning(self, start: str) -> tuple[str, ...]:
        """Return the words of the index that begin with these letters."""
        found = _beginning_with(key_of(start), self._terms)
        return tuple(word.decode("utf-8", "ignore") for word in found if self._holds(word))

    def sharing(self, term: str, shortest: int) -> tuple[str, ...]:
        """Return the words of the index that share their beginning or end with a term.

        One of the two is that beginning or end as a whole, of at least `shortest` letters:
        "uitspraak" finds "rechtersuitspraak" and is found by it.
        """
        if len(term) < shortest:
            return ()
        key, sizes = key_of(term), range(shortest, len(term))
        parts = [key_of(part) for size in sizes for part in (term[:size], term[-size:])]
        places = np.searchsorted(self._terms, parts) if parts else ()
        last = len(self._terms) - 1
        found = {p for p, at in zip(parts, places, strict=True) if self._terms[min(at, last)] == p}
        found.update(_beginning_with(key, self._terms))
        found.update(word[::-1] for word in _beginning_with(key[::-1], self._backwards))
        held = filter(self._holds, found - {key})
        return tuple(sorted(word.decode("utf-8", "ignore") for word in held))

    def _holds(self, word: bytes) -> bool:
        """Tell whether a word of the index stands in the rows that are searched."""
        return self._is_whole or self._frequency(self._place(word)) > 0

    def _place(self, key: bytes) -> int | None:
        at = int(np.searchsorted(self._terms, key))
        return at if at < len(self._terms) and self._terms[at] == key else None


def _beginning_with(key: bytes, terms: NDArray[np.bytes_]) -> list[bytes]:
    first, last = np.searchsorted(terms, [key, key + b"\xff"])
    found: list[bytes] = terms[first:last].tolist()
    return found
