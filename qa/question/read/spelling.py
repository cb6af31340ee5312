"""Typing errors: a word that no one knows → the one word that it nearly is.

Only long words without digits are corrected, only to words that terms.toml knows, and only where
one of them is clearly nearest: a wrong correction would answer another question.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from math import ceil

from qa.dutch.terms import Terms
from qa.dutch.text import stem

# Damerau-Levenshtein similarity: one letter in seven may be wrong. Shorter words come too near to
# each other ("boeken" and "boeten").
_NEAR = 0.82
_SHORTEST = 7  # letters
_SHORT = (
    "tussen",
    "hoeveel",
)  # of the language, and so long that no other word is a letter less or more
_END = 2  # letters
_LONGEST = 48  # letters, as many as the index keeps of a word (qa/store/postings.py)
# Words of one question that a correction is sought for: each is compared with thousands. No
# question of tests/gold has more than 16 that are worth searching for.
MOST_CORRECTED = 40
_CLEARLY = 0.05  # the nearest must beat the next by this much


@lru_cache(maxsize=4096)
def corrected(folded: str, terms: Terms) -> str | None:
    """Return the known word that a folded word nearly is; None where it is known or unclear."""
    if not folded.isalpha() or stem(folded) in terms.vocabulary:
        return None
    if len(folded) <= _SHORTEST and (particle := _particle(folded)):
        return particle
    if len(folded) < _SHORTEST:
        return None
    found = _known(terms.words).nearest(folded)
    # "Ongelezen" is no slip of the pen for "gelezen".
    return None if found and folded.startswith("on") and not found.startswith("on") else found


def _particle(folded: str) -> str | None:
    """Return the short word of the language that lacks or has one letter: "tusen", "tusssen"."""
    for word in _SHORT:
        short, long = sorted((folded, word), key=len)
        cuts = (long[:at] + long[at + 1 :] for at in range(1, len(long)))  # the first one stands
        if len(long) - len(short) == 1 and short in cuts:
            return word
    return None


class Vocabulary:
    """Known words, kept by their length and their ends: few of them can nearly be a word."""

    def __init__(self, known: Iterable[str]) -> None:
        self._kept: dict[tuple[int, str, str], list[str]] = {}
        for word in known:
            length, start, end = len(word), word[:_END], word[-_END:]
            for kept in ((length, "", ""), (length, start, ""), (length, "", end)):
                self._kept.setdefault(kept, []).append(word)

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
            self._candidates(word),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_NEAR,
            limit=4,
        )
        rivals = [score for other, score, _ in near[1:] if not _one_word(other, near[0][0])]
        if not near or (rivals and near[0][1] - rivals[0] < _CLEARLY):
            return None
        return str(near[0][0])

    def _candidates(self, word: str) -> list[str]:
        """Return all words that a word may nearly be, in order."""
        shortest, longest = ceil(_NEAR * len(word)), int(len(word) / _NEAR)
        ends = [("", "")]
        if longest * (1 - _NEAR) < 2:  # one slip leaves the start or the end as it is
            ends = [(word[:_END], ""), ("", word[-_END:])]
        lengths = range(shortest, longest + 1)
        kept = (self._kept.get((length, *each), ()) for length in lengths for each in ends)
        return sorted(set(chain.from_iterable(kept)))


@lru_cache(maxsize=8)  # an index, and the letters of it that are asked apart
def _known(words: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(words)


def _one_word(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
