"""The words of a question that came back with a context → those that are nobody's.

In: a text that may come from anyone, the question that it came back with, and the index. Out: its
words that neither a letter, nor the language of questions, nor that question has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from qa.dutch.text import stem, stems, words
from qa.question.read.completed import SMALL
from qa.question.read.letterhead import VERBS
from qa.store.index import Index

_MARKS: Final = ".,:;?!'’-–"
_OF_DATES: Final = frozenset(map(str, (*range(1, 32), *range(1900, 2101))))
_DUTCH: Final = SMALL | VERBS | _OF_DATES


def is_plain(text: str) -> bool:
    """Tell whether a text holds nothing but words and the marks between them."""
    return all(each.isalnum() or each.isspace() or each in _MARKS for each in text)


def strange_words(text: str, question: str, index: Index) -> frozenset[str]:
    """Return the words of a text that no letter, no question and not this question holds."""
    own = {word.folded for word in words(question)} | _DUTCH
    return frozenset(
        word.folded
        for word in words(text)
        if word.folded not in own and not _is_known(word.folded, index)
    )


def _is_known(word: str, index: Index) -> bool:
    root = stem(word)
    is_dutch = index.terms.is_quiet(root, word) or root in index.terms.cue_stems
    is_counted = root in _counted(index) or root in index.facts.vocabulary
    return is_dutch or is_counted or bool(index.lexical.search({root: 1.0}, 1))


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def _counted(index: Index) -> frozenset[str]:
    """Return the stems of what tables count and measure, which may stand in their heads only."""
    names = [
        name
        for lexicon in index.lexicons.values()
        for each in lexicon.concepts
        for name in (each.id, each.one, each.many)
    ]
    names += (each.id for lexicon in index.lexicons.values() for each in lexicon.measures)
    return frozenset(stems(" ".join(names)))
