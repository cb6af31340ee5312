"""Passages → the headings above them, in reading order: what a table of contents is made of.

In: the passages of one letter, in reading order. Out: each heading once, with the first passage
under it. A note hangs on a paragraph that was met before; the parts of the letterhead and the
signatures stand under no heading of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa.types import Kind, Passage

_UNDER_A_HEADING = {Kind.PARAGRAPH, Kind.TABLE}
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*) (?P<title>[^\W\d_].*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number, empty where it has none, its title, how deep it stands, from 1.

    `passage_id` is the first passage under it or under a heading below it.
    """

    number: str
    title: str
    level: int
    passage_id: str


def outline(passages: Iterable[Passage]) -> tuple[Heading, ...]:
    """Return the headings of a letter."""
    found: list[Heading] = []
    above: tuple[str, ...] = ()
    for passage in passages:
        if passage.kind not in _UNDER_A_HEADING:
            continue
        shared = _shared(above, passage.path)
        for level, heading in enumerate(passage.path[shared:], start=shared + 1):
            found.append(_heading(heading, level, passage.id))
        above = passage.path
    return tuple(found)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many headings two paths have in common, from the top."""
    differing = (at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1)
    return next(differing, min(len(one), len(other)))


def _heading(text: str, level: int, passage_id: str) -> Heading:
    match = _NUMBERED.fullmatch(text)
    number, title = (match["number"], match["title"]) if match else ("", text)
    return Heading(number, title, level, passage_id)
