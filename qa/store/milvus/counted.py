"""The words of a build whose passages are searched in Milvus: how often each stands in each letter.

Questions need that before they search: which words there are, what shares a part with them, and in
how many passages of some letters each stands. It is counted by letter, so that it is a tenth of
what postings would be. Here too is which row a passage has, from the row that its letter begins at.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa.errors import IndexDamaged
from qa.store.milvus.rows import id_of, key_of_letter
from qa.store.postings import LONGEST_TERM, key_of
from qa.store.wordlist import WordList, backwards

COUNTED: Final = "counted"
NAMES: Final = ("terms", "backwards", "starts", "letters", "counts")
ABOUT: Final = "about.json"

Letters = Iterable[tuple[str, Iterable[Sequence[str]]]]  # each with the terms of its passages


def write(letters: Letters, abbreviations: Mapping[str, Sequence[str]], folder: Path) -> None:
    """Write the words of all letters, in the order of their rows, into a new folder."""
    numbers: dict[bytes, int] = {}
    words, places, counts = array("i"), array("i"), array("i")
    names: list[str] = []
    starts: list[int] = []
    rows = tokens = 0
    for place, (letter_id, passages) in enumerate(letters):
        names.append(letter_id)
        starts.append(rows)
        held: Counter[bytes] = Counter()
        for terms in passages:
            held.update({key_of(term) for term in terms})
            rows, tokens = rows + 1, tokens + len(terms)
        words.extend(numbers.setdefault(term, len(numbers)) for term in held)
        places.extend([place] * len(held))
        counts.extend(held.values())
    folder.mkdir()
    keys = np.array(list(numbers) or [b""], f"S{LONGEST_TERM}")
    sorted_terms, order = np.unique(keys, return_inverse=True)
    word = order.astype(np.int32)[np.frombuffer(words, np.int32)]
    by_word = np.lexsort((np.frombuffer(places, np.int32), word))
    arrays: tuple[NDArray[Any], ...] = (
        sorted_terms,
        backwards(sorted_terms),
        np.searchsorted(word[by_word], np.arange(len(sorted_terms) + 1)),
        np.frombuffer(places, np.int32)[by_word],
        np.frombuffer(counts, np.int32)[by_word],
    )
    for name, values in zip(NAMES, arrays, strict=True):
        np.save(folder / f"{name}.npy", values)
    about = {
        "passages": rows,
        "tokens": tokens,
        "letters": names,
        "starts": starts,
        "abbreviations": abbreviations,
    }
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False) + "\n", "utf-8")


class Places:
    """Which row each passage has in its build, and how it is called in Milvus."""

    def __init__(self, letters: Sequence[str], starts: Sequence[int], size: int) -> None:
        self._keys = [key_of_letter(each) for each in letters]
        self._starts = starts
        self._first = dict(zip(self._keys, starts, strict=True))
        self.size = size

    def keys(self, letters: Iterable[str]) -> list[str]:
        """Return how letters are called."""
        return [key_of_letter(each) for each in letters]

    def id(self, row: int) -> str:
        """Return how a passage is called."""
        at = bisect_right(self._starts, row) - 1
        return id_of(self._keys[at], row - self._starts[at])

    def row(self, id: str) -> int:
        """Return the row of a passage.

        Raises: KeyError, ValueError for what is no passage of this build.
        """
        key, _, offset = id.rpartition(":")
        row = self._first[key] + int(offset)
        if not 0 <= row < self.size or self.id(row) != id:
            raise KeyError(id)
        return row


class CountedWords(WordList):
    """The words of all letters, or of some."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> None:
        short = {name: tuple(full) for name, full in about["abbreviations"].items()}
        super().__init__(arrays["terms"], arrays["backwards"], short)
        self._arrays, self._about = arrays, about
        self._starts, self._letters = arrays["starts"], arrays["letters"]
        self._counts = arrays["counts"]
        self._only: NDArray[np.int32] | None = None  # the numbers of the letters that are searched
        self.size = self.held = int(about["passages"])
        self.mean_length = about["tokens"] / max(self.size, 1)

    @classmethod
    def open(cls, folder: Path) -> CountedWords:
        """Map what `write` left into memory.

        Raises: IndexDamaged.
        """
        try:
            about = json.loads((folder / ABOUT).read_text("utf-8"))
            arrays = {
                name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in NAMES
            }
            return cls(arrays, about)
        except (OSError, ValueError, EOFError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamaged(
                f"{folder}: niet te lezen ({error}); bouw de index opnieuw met «qa build»."
            ) from error

    @property
    def places(self) -> Places:
        """Which row each passage has."""
        return Places(self._about["letters"], self._about["starts"], self.size)

    def within(self, letters: Sequence[str], held: int) -> CountedWords:
        """Return the words of some letters only, which have so many passages together."""
        wanted = frozenset(letters)
        narrowed = CountedWords(self._arrays, {**self._about, "abbreviations": {}})
        every = enumerate(self._about["letters"])
        narrowed._only = np.array([at for at, each in every if each in wanted], np.int32)
        narrowed.held = held
        narrowed.keep_known(self.abbreviations)
        return narrowed

    def among_all(self, term: str) -> int:
        """Return in how many passages of all letters a term stands."""
        at = self._place(key_of(term))
        return 0 if at is None else int(self._counts[self._part(at)].sum())

    def _part(self, at: int) -> slice:
        return slice(int(self._starts[at]), int(self._starts[at + 1]))

    def _frequency(self, at: int | None) -> int:
        if at is None:
            return 0
        part = self._part(at)
        if self._only is None:
            return int(self._counts[part].sum())
        letters = self._letters[part]
        if not len(letters):
            return 0
        place = np.minimum(np.searchsorted(letters, self._only), len(letters) - 1)
        return int(self._counts[part][place[letters[place] == self._only]].sum())
