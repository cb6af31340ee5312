"""A word of a question that no letter has → the word of a label that it nearly is.

In: a word, and the letters that are asked. Out: the word as a table prints it, or nothing: where
the letters know the word itself, or where no label clearly comes near.
"""

from __future__ import annotations

from functools import lru_cache

from qa.dutch.terms import Terms
from qa.dutch.text import stem
from qa.question.cells.grids import grids_of
from qa.question.read.spelling import Vocabulary
from qa.store.index import Index


def as_printed(folded: str, index: Index, terms: Terms) -> str:
    """Return the word of a label that a folded word nearly is; empty where that is not clear."""
    found = stem(folded)
    if any(found in each for each in (index.facts.vocabulary, terms.vocabulary, terms.groups)):
        return ""
    return _of_labels(index).nearest(folded) or ""


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def _of_labels(index: Index) -> Vocabulary:
    labels = (each for grid in grids_of(index) for each in (*grid.subjects, *grid.columns.values()))
    return Vocabulary({word for each in labels for word in each.words if word.isalpha()})
