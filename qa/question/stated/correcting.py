"""A stem of a question that a letter does not have → the letter's own that it is nearly.

In: the stems of one question, and the facts of the letters that are asked. Out: each as it is, or
corrected; only so many of one question are looked for.
"""

from __future__ import annotations

from functools import lru_cache

from qa.dutch.terms import Terms
from qa.question.read.spelling import MOST_CORRECTED, Vocabulary
from qa.store.facts import FactStore

_SHORTEST_MISSPELT = 6  # letters: every other word of the question has to fit too


class Corrected:
    """Stems of one question → the letter's own where one that it does not have is nearly that."""

    def __init__(self, facts: FactStore, terms: Terms) -> None:
        self._facts, self._terms = facts, terms
        self._found: dict[str, str] = {}

    def __call__(self, found: str) -> str:
        """Return a stem, or the letter's own that it is nearly."""
        known = (self._facts.vocabulary, self._terms.vocabulary, self._terms.groups)
        if any(found in each for each in known):
            return found
        if found not in self._found and len(self._found) < MOST_CORRECTED:
            self._found[found] = self._sought(found)
        return self._found.get(found, found)

    def _sought(self, found: str) -> str:
        vocabulary = _vocabulary(self._facts.vocabulary)
        for form in dict.fromkeys((found, found.removesuffix("s"))):
            if meant := vocabulary.nearest(form, _SHORTEST_MISSPELT):
                return meant
        return found


@lru_cache(maxsize=8)  # an index, and the letters of it that are asked apart
def _vocabulary(known: frozenset[str]) -> Vocabulary:
    return Vocabulary(known)
