"""A letter → the part of it that a question names: a note, a section, a table, its attachments.

In: the passages of one letter. Out: the passages of that part, in reading order; none where the
letter has no such part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from qa.dutch.text import analyse, sentences, words
from qa.types import Hit, Kind, Passage, Span

_PROSE: Final = {Kind.PARAGRAPH, Kind.FOOTNOTE}
_SHOWN: Final = 3  # sentences of a section that are quoted
_CAPTION: Final = re.compile(r"Tabel (\d{1,3})\b")
_ATTACHED: Final = frozenset("bijlage bijlagen bijgevoegd bijgevoegde bijgesloten".split())
# The attachment of another paper: "Bijlage 1 bij Kamerstukken 29 270".
_OF_OTHERS: Final = re.compile(r"\bBijlagen?(?: \d{1,2})? bij Kamerstuk", re.IGNORECASE)


def section(number: str, passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """Return what stands under the heading with a number; its first sentences lead."""
    held = [each for each in passages if each.kind is not Kind.FOOTNOTE and _under(number, each)]
    return tuple(hit_of(each, opening(each)) for each in held)


def titled(title: str, passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """Return what stands under the one heading that has all words of a title."""
    asked = frozenset(analyse(title))
    prose = [each for each in passages if each.kind is not Kind.FOOTNOTE and each.path]
    paths = dict.fromkeys(each.path for each in prose)
    found = {path for path in paths if asked and asked <= frozenset(analyse(path[-1]))}
    if len(found) != 1:
        return ()
    return tuple(hit_of(each, opening(each)) for each in prose if each.path in found)


def _under(number: str, passage: Passage) -> bool:
    return any(each.startswith(f"{number} ") for each in passage.path)


def opening(passage: Passage, most: int = _SHOWN) -> Span:
    """Return the span of the first sentences of a passage."""
    if passage.kind is Kind.TABLE:
        return passage.span
    spans = sentences(passage.text)[:most]
    return Span(spans[0].start, spans[-1].end).moved(passage.span.start)


def table(number: int, passages: Sequence[Passage]) -> tuple[Hit, ...]:
    """Return a table: the one whose caption has the number, or where none has one, by place."""
    captioned = {int(match[1]): each for each in passages if (match := _CAPTION.match(each.text))}
    if captioned:
        found = captioned.get(number)
    else:
        tables = [each for each in passages if each.kind is Kind.TABLE]
        found = tables[number - 1] if 0 < number <= len(tables) else None
    return (hit_of(found, found.span),) if found else ()


def attachments(passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """Return the sentences that name what is attached to the letter."""
    return tuple(
        hit_of(passage, span.moved(passage.span.start))
        for passage in passages
        if passage.kind in _PROSE
        for span in sentences(passage.text)
        if _names_attachment(span.of(passage.text))
    )


def _names_attachment(sentence: str) -> bool:
    named = not _ATTACHED.isdisjoint(word.folded for word in words(sentence))
    return named and not _OF_OTHERS.search(sentence)


def hit_of(passage: Passage, core: Span) -> Hit:
    """Return a passage that is known by its place."""
    return Hit(passage, 1.0, (("plaats", 1),), core, ())
