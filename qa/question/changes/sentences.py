"""Two letters of a dossier and a topic → the sentences about it that only one of them has.

In: the passages of both, and the stems of the topic. Out: those of the first letter that stand
nowhere in the other, numbers apart: another number is told as a number that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Final

from qa.dutch.text import analyse, fold, sentences
from qa.question.whole.parts import hit_of
from qa.types import Hit, Kind, Passage, Span

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def only_said(
    own: Iterable[Passage], others: Iterable[Passage], topic: Set[str]
) -> tuple[Hit, ...]:
    """Return the sentences on a topic, its headings counted, that only the first letter has."""
    said = {_plain(span.of(each.text)) for each, span in _sentences(others)}
    return tuple(
        hit_of(each, span.moved(each.span.start))
        for each, span in _sentences(own)
        if topic <= set(analyse(f"{span.of(each.text)} {' '.join(each.path)}"))
        and _plain(span.of(each.text)) not in said
    )


def _sentences(passages: Iterable[Passage]) -> Iterator[tuple[Passage, Span]]:
    for each in passages:
        if each.kind is Kind.PARAGRAPH:
            yield from ((each, span) for span in sentences(each.text))


def _plain(sentence: str) -> str:
    return _NUMBER.sub("0", " ".join(fold(sentence).split()))
