"""What a question calls otherwise than a label does → the word of the label.

In: a word, or a question as it was read, and the letters that are asked. Out: the word as a table
prints it: the one that a mistyped word clearly comes near, where the letters do not know it itself,
and the abbreviation of a name that is given in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from qa.dutch.forms import root
from qa.dutch.terms import Terms
from qa.dutch.text import is_searched, stem
from qa.question.cells.grids import grids_of, label_roots
from qa.question.cells.labels import Spoken
from qa.question.read.reading import Reading
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


def in_full(reading: Reading, index: Index) -> Iterator[Spoken]:
    """Yield the names that labels abbreviate and a question gives in full, each as one word."""
    said = [(number, each) for number, each in enumerate(reading.stems) if is_searched(each)]
    names = _abbreviated(index)
    begun = (each for first in {*reading.stems} for each in names.get(first, ()))
    for _, abbreviation, full in sorted(begun):  # in the order of the letters
        for at in range(len(said) - len(full) + 1):
            run = said[at : at + len(full)]
            if tuple(each for _, each in run) == full:
                over = frozenset(range(run[0][0], run[-1][0] + 1))
                yield Spoken(run[0][0], abbreviation, root(abbreviation), over=over)


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def _abbreviated(index: Index) -> dict[str, list[tuple[int, str, tuple[str, ...]]]]:
    """Return the abbreviations that labels hold, with what they stand for, by its first word.

    Each with its number among all abbreviations, so that they can be put in their order again.
    """
    labels = label_roots(index)
    found: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
    for number, (abbreviation, full) in enumerate(index.lexical.abbreviations.items()):
        if root(abbreviation) in labels:
            found.setdefault(full[0], []).append((number, abbreviation, tuple(full)))
    return found
