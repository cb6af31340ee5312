"""A question about a whole letter that names a subject → the letters that can be meant.

In: the subject, in the words of the question, and the letters that are asked. Out: those of which a
passage says all its words, under its headings. Where only one does, nobody has to choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from qa.dutch.text import analyse
from qa.store.index import Index

_MOST: Final = 200  # passages that are looked at, the nearest first


def speaking_of(subject: frozenset[str], asked: Iterable[str], index: Index) -> tuple[str, ...]:
    """Return the letters, of those asked, that speak of a subject; it is given by its stems."""
    found = set()
    for row, _ in index.lexical.search(dict.fromkeys(sorted(subject), 1.0), _MOST):
        passage = index.passages.at(row)
        if subject <= frozenset(analyse(f"{passage.text} {' '.join(passage.path)}")):
            found.add(passage.letter_id)
    return tuple(id for id in asked if id in found)
