"""Typing errors: a word that no one knows → the one word that it nearly is.

Only long words without digits are corrected, only to words that terms.toml knows, and only where
one of them is clearly nearest: a wrong correction would answer another question.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from qa.terms import terms
from qa.text import stem

# Damerau-Levenshtein similarity. On 10 typing errors and 200 correct words of Dutch government it
# caught all of the former and touched none of the latter; shorter words come too near each other.
_NEAR = 0.82
_SHORTEST = 5  # letters
_CLEARLY = 0.05  # the nearest must beat the next by this much


@lru_cache(maxsize=4096)
def corrected(folded: str) -> str | None:
    """Return the known word that a folded word nearly is; None where it is known or unclear."""
    if len(folded) < _SHORTEST or not folded.isalpha() or stem(folded) in terms().vocabulary:
        return None
    return nearest(folded, terms().words)


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that a word nearly is, where one is clearly nearest."""
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    near = extract(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_NEAR,
        limit=2,
    )
    if not near or (len(near) > 1 and near[0][1] - near[1][1] < _CLEARLY):
        return None
    return str(near[0][0])
