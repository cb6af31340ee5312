"""Paragraphs that several letters repeat → one of them, the newest, with where else it stands.

Letters of one dossier take over whole paragraphs. Each would take a place among the few that are
shown, and a part of the weight that tells how sure the first one is. Another number is another
text, however alike the words are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qa.dutch.text import words
from qa.types import Kind, Passage

_ALIKE = 0.9  # share of all words of both that both hold
_FEWEST_WORDS = 8  # a shorter text says the same in many places and means something else in each

Group = tuple[Passage, ...]


def groups(ranked: Sequence[Passage]) -> tuple[Group, ...]:
    """Put passages that repeat each other together, each group where its best one stood."""
    if len({passage.letter_id for passage in ranked}) < 2:
        return tuple((passage,) for passage in ranked)
    found: list[list[Passage]] = []
    for passage in ranked:
        home = next((group for group in found if repeats(passage, group[0])), None)
        if home is None:
            found.append([passage])
        else:
            home.append(passage)
    return tuple(map(tuple, found))


def repeats(one: Passage, other: Passage) -> bool:
    """Tell whether a letter says again what another one says."""
    if one.letter_id == other.letter_id or {one.kind, other.kind} != {Kind.PARAGRAPH}:
        return False
    (said, numbers), (before, others) = _content(one.text), _content(other.text)
    if numbers != others or min(len(said), len(before)) < _FEWEST_WORDS:
        return False
    return len(said & before) >= _ALIKE * len(said | before)


@lru_cache(maxsize=4096)
def _content(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a text, and its numbers in order."""
    held = [word.folded for word in words(text)]
    return frozenset(held), tuple(word for word in held if word[0].isdigit())
