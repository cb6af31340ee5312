"""A letter → an extract: of each of its main headings the sentence that it opens with.

In: the passages of one letter, in reading order. Out: one sentence a heading, none of ours. What
only tells what the letter holds, and a sentence that leans on one that is not there ("Dat …"), give
way to the next one.

The opening sentence is what a reader picks most often: it is one that a reader named for 18 of 20
sections of four letters, against 8 for the sentence nearest to all others by vectors and 10 by
words (tests/question/whole/telling.jsonl).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from qa.dutch.text import sentences, words
from qa.question.whole.parts import hit_of
from qa.types import Hit, Kind, Passage, Span

_LEANING: Final = frozenset("dat die dit deze zij hij daar daarnaast daarom ook hieruit zo".split())
_FEWEST_WORDS: Final = 5
_LOOKED_AT: Final = 3  # sentences of a section, the first ones
_MOST: Final = 20  # headings
_FRAMES: Final = frozenset(
    "brief kamerbrief hierbij voortgangsrapportage tabel onderstaande".split()
)


def extract(passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """Return the most telling sentence of each main heading."""
    prose = [each for each in passages if each.kind is Kind.PARAGRAPH]
    sections = groupby(prose, key=lambda each: each.path[:1])
    found = (_telling(list(held)) for _, held in sections)
    return tuple(hit for hit in found if hit)[:_MOST]


def _telling(section: Sequence[Passage]) -> Hit | None:
    opened = list(_opening(section))
    fitting = (each for each in opened if _stands_alone(each[1].of(each[0].text)))
    chosen = next(fitting, opened[0] if opened else None)
    if chosen is None:
        return None
    passage, span = chosen
    return hit_of(passage, span.moved(passage.span.start))


def _opening(section: Sequence[Passage]) -> Iterator[tuple[Passage, Span]]:
    every = ((passage, span) for passage in section for span in sentences(passage.text))
    for _, found in zip(range(_LOOKED_AT), every, strict=False):
        yield found


def _stands_alone(sentence: str) -> bool:
    said = [each.folded for each in words(sentence)]
    if len(said) < _FEWEST_WORDS or sentence.endswith((":", "?")):
        return False
    return said[0] not in _LEANING and _FRAMES.isdisjoint(said)
