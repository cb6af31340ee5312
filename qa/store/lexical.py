"""BM25 over analysed Dutch, from postings that hold their score already.

In: passages, analysed to stems. Out: rows with their score, best first, ties by row; and the words
of the index that share a part with a word, as compounds do. Plain arrays, mapped into memory: any
number of processes share them, the same passages give the same bytes, and a search of a million
passages takes milliseconds (docs/decisions/0002). Rows are those of the passages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import analyse
from qa.errors import IndexDamaged
from qa.store.postings import K1, key_of, norms_of, numbered, postings, rarity, scored
from qa.store.rows import Rows, count
from qa.store.wordlist import WordList, backwards
from qa.types import Passage

NAMES = ("terms", "backwards", "starts", "rows", "scores", "best")
ABOUT = "about.json"

_ROUNDING = 1e-4  # sums of the same scores in another order


def write(
    passages: Iterable[Passage], abbreviations: Mapping[str, Sequence[str]], folder: Path
) -> None:
    """Write a new index into a new folder; rows are numbered in the order given.

    A word of a heading counts as one of the text. `abbreviations` maps the term of each to those of
    its full name.
    """
    tokens, lengths, terms = numbered(analyse(" ".join((*p.path, p.text))) for p in passages)
    word, rows, counts = postings(tokens, lengths)
    starts = np.searchsorted(word, np.arange(len(terms) + 1))
    mean = float(lengths.mean()) if len(lengths) else 0.0
    norms = norms_of(lengths, mean)[rows]
    scores = scored(np.diff(starts)[word], counts, norms, len(lengths))
    best = np.zeros(len(terms), np.float32)
    np.maximum.at(best, word, scores)
    folder.mkdir()
    arrays: tuple[NDArray[Any], ...] = (terms, backwards(terms), starts, rows, scores, best)
    for name, values in zip(NAMES, arrays, strict=True):
        np.save(folder / f"{name}.npy", values)
    about = {"passages": len(lengths), "abbreviations": abbreviations}
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False) + "\n", "utf-8")


class LexicalIndex(WordList):
    """The lexical index of a finished index, or of some rows of it.

    `reach` is what a word can add to a score at most, as a multiple of its weight.
    """

    reach = K1 + 1

    def __init__(
        self,
        arrays: Mapping[str, NDArray[Any]],
        size: int,
        abbreviations: Mapping[str, tuple[str, ...]],
    ) -> None:
        super().__init__(arrays["terms"], arrays["backwards"], abbreviations)
        self._starts, self._rows = arrays["starts"], arrays["rows"]
        self._scores, self._best = arrays["scores"], arrays["best"]
        self._arrays = arrays
        self._size = size
        self._only: NDArray[np.int32] | None = None  # starts and ends of the rows that are searched
        self._held = size

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

    def within(self, rows: Rows) -> LexicalIndex:
        """Return the same index as if it held these rows only.

        A word that stands in none of them is unknown, and one weighs what it does among them; only
        the mean length that passages are measured against stays that of all.
        """
        narrowed = LexicalIndex(self._arrays, self._size, {})
        ends = [end for part in rows for end in (part.start, part.stop)]
        # Of the same type as the rows, which would else be copied to be searched.
        narrowed._only = np.array(ends, np.int32)
        narrowed._held = count(rows)
        narrowed.keep_known(self.abbreviations)
        return narrowed

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
        return best_of(rows, summed, k)

    def _lists(self, terms: Mapping[str, float]) -> list[_Postings]:
        """Return rows, scores, what they count, and best score of each known term, rarest first."""
        found = []
        for term, counts in terms.items():
            at = self._place(key_of(term))
            if at is None or counts <= 0:
                continue
            rows, scores = self._postings(at)
            if len(rows):
                counts *= self._weight(at)
                best = float(self._best[at]) * counts
                found.append((rows, scores, np.float32(counts), best))
        return sorted(found, key=lambda entry: len(entry[0]))

    def _postings(self, at: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the rows that a term stands in, and what it scores in each."""
        part = slice(int(self._starts[at]), int(self._starts[at + 1]))
        rows, scores = self._rows[part], self._scores[part]
        if self._only is None:
            return rows, scores
        ends = np.searchsorted(rows, self._only).reshape(-1, 2).tolist()
        kept = [slice(start, end) for start, end in ends if start < end]
        if len(kept) == 1:
            return rows[kept[0]], scores[kept[0]]
        nothing = slice(0)
        return (
            np.concatenate([rows[nothing], *(rows[each] for each in kept)]),
            np.concatenate([scores[nothing], *(scores[each] for each in kept)]),
        )

    def _weight(self, at: int) -> float:
        """Return what a term weighs among the rows that are searched, against among all."""
        if self._only is None:
            return 1.0
        among_all = int(self._starts[at + 1] - self._starts[at])
        return float(rarity(self._frequency(at), self._held) / rarity(among_all, self._size))

    def _frequency(self, at: int | None) -> int:
        if at is None:
            return 0
        if self._only is None:
            return int(self._starts[at + 1] - self._starts[at])
        return len(self._postings(at)[0])


_Postings = tuple[NDArray[np.int32], NDArray[np.float32], np.float32, float]


def _kth(scores: NDArray[np.float32], k: int) -> float:
    """Return the k-th best score, or nothing to beat where there are fewer."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) >= k else 0


def best_of(
    rows: NDArray[np.int32], scores: NDArray[np.float32], k: int
) -> tuple[tuple[int, float], ...]:
    """Return the best k, ties by row."""
    likely = scores >= _kth(scores, k)
    rows, scores = rows[likely], scores[likely]
    order = np.lexsort((rows, -scores))[:k]
    return tuple((int(rows[at]), float(scores[at])) for at in order)
