"""Typing errors: a word that no one knows → the one word that it nearly is.

Only long words without digits are corrected, only to words that terms.toml knows, and only where
one of them is clearly nearest: a wrong correction would answer another question.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from qa.terms import terms
from qa.text import stem

# Damerau-Levenshtein similarity: one letter in seven may be wrong. Shorter words come too near to
# each other ("gemeld" and "geweld").
_NEAR = 0.82
_SHORTEST = 7  # letters
_CLEARLY = 0.05  # the nearest must beat the next by this much


@lru_cache(maxsize=4096)
def corrected(folded: str) -> str | None:
    """Return the known word that a folded word nearly is; None where it is known or unclear."""
    if len(folded) < _SHORTEST or not folded.isalpha() or stem(folded) in terms().vocabulary:
        return None
    found = nearest(folded, terms().words)
    # "Onopgelost" is no slip of the pen for "opgelost".
    return None if found and folded.startswith("on") and not found.startswith("on") else found


def nearest(word: str, known: Collection[str], shortest: int = _SHORTEST) -> str | None:
    """Return the known word that a word nearly is, where one is clearly nearest.

    Forms of one word ("percentage", "percentages") do not compete.
    """
    if len(word) < shortest or not word.isalpha():
        return None
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    near = extract(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_NEAR,
        limit=4,
    )
    rivals = [score for other, score, _ in near[1:] if not _one_word(other, near[0][0])]
    if not near or (rivals and near[0][1] - rivals[0] < _CLEARLY):
        return None
    return str(near[0][0])


def _one_word(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
