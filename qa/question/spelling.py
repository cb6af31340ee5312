"""Typing errors: a word that no one knows → the one word that it nearly is.

Only long words without digits are corrected, only to words that terms.toml knows, and only where
one of them is clearly nearest: a wrong correction would answer another question.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from qa.terms import terms
from qa.text import stem

# Damerau-Levenshtein similarity: one letter in seven may be wrong. Shorter words come too near to
# each other ("gemeld" and "geweld").
_NEAR = 0.82
_SHORTEST = 7  # letters
_LONGEST = 48  # letters, as many as the index keeps of a word (qa/store/postings.py)
# Words of one question that a correction is sought for: each is compared with thousands. No
# question of tests/gold has more than MOSTUNKNOWN that are unknown.
MOST_CORRECTED = 40
_CLEARLY = 0.05  # the nearest must beat the next by this much


@lru_cache(maxsize=4096)
def corrected(folded: str) -> str | None:
    """Return the known word that a folded word nearly is; None where it is known or unclear."""
    if len(folded) < _SHORTEST or not folded.isalpha() or stem(folded) in terms().vocabulary:
        return None
    found = _known().nearest(folded)
    # "Onopgelost" is no slip of the pen for "opgelost".
    return None if found and folded.startswith("on") and not found.startswith("on") else found


class Vocabulary:
    """Known words, kept by their length: only words of nearly one length are nearly one word."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in known:
            self._by_length.setdefault(len(word), []).append(word)
        self._about = lru_cache(maxsize=None)(self._of_about)

    def nearest(self, word: str, shortest: int = _SHORTEST) -> str | None:
        """Return the known word that a word nearly is, where one is clearly nearest.

        Forms of one word ("percentage", "percentages") do not compete.
        """
        if not shortest <= len(word) <= _LONGEST or not word.isalpha():
            return None
        from rapidfuzz.distance import DamerauLevenshtein
        from rapidfuzz.process import extract

        near = extract(
            word,
            self._about(len(word)),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_NEAR,
            limit=4,
        )
        rivals = [score for other, score, _ in near[1:] if not _one_word(other, near[0][0])]
        if not near or (rivals and near[0][1] - rivals[0] < _CLEARLY):
            return None
        return str(near[0][0])

    def _of_about(self, length: int) -> list[str]:
        """Return the words that one of this length may nearly be, in order."""
        lengths = range(int(_NEAR * length), int(length / _NEAR) + 2)
        return sorted(word for each in lengths for word in self._by_length.get(each, ()))


@cache
def _known() -> Vocabulary:
    return Vocabulary(terms().words)


def _one_word(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
