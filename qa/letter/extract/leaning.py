"""A sentence that only gives a number → the number before it that it goes on about.

In: a sentence with a number. Out: the sentence, up to two before it, that names what is counted,
and its number: "In 2023 moesten 63 operaties worden uitgesteld. In 2022 waren het er 88." None
where the sentence says anything itself, where it names no time, or where the sentence before it has
two numbers that may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from qa.dutch.numbers import Found, Kind
from qa.dutch.text import part_around, words
from qa.letter.extract.statement import Statement

# All that such a sentence may say beside its numbers and its times.
_POINTING: Final = frozenset("dat dit het die er".split())
_BARE: Final = _POINTING | frozenset(
    "in eind begin medio op per is zijn was waren bedroeg bedroegen ging gaat gingen om nog al maar"
    " slechts toen en tegen over van naar jaar het de".split()
)
_PARTS: Final = re.compile(r"\b(?:waarvan|waaronder|(?:van|onder) (?:wie|hen))\b", re.IGNORECASE)
_MARKS: Final = re.compile(r"[,;:](?=\s)")
_FARTHEST: Final = 2  # sentences before it
_LONGEST: Final = 600  # characters from the one to the other: all of them are quoted


class Named(NamedTuple):
    """A number whose sentence says what it counts."""

    statement: Statement
    found: Found


def leans_on(
    statement: Statement, found: Found, counts: Callable[[Statement, Found], bool]
) -> Named | None:
    """Return the number that names what this one counts; `counts` tells a number from a name."""
    if not _is_bare(statement):
        return None
    before, passed = statement.before, 0
    while before and passed < _FARTHEST:
        if statement.span.end - before.span.start > _LONGEST:
            return None
        if _is_bare(before):  # "In 2022 waren het er 88, in 2021 was dat 70."
            before = before.before
            continue
        named = [each for each in before.found if _is_alike(each, found) and counts(before, each)]
        if named:
            meant = _meant(before, named)
            return Named(before, meant) if meant else None
        before, passed = before.before, passed + 1
    return None


def _is_bare(statement: Statement) -> bool:
    """Tell whether a sentence holds numbers, times, and words that only point."""
    held = {each.kind for each in statement.found}
    if not held >= {Kind.QUANTITY, Kind.DATE}:
        return False
    said = [word for word in words(statement.text) if not _is_found(word.span.start, statement)]
    folded = {word.folded for word in said}
    return folded <= _BARE and not folded.isdisjoint(_POINTING)


def _is_found(at: int, statement: Statement) -> bool:
    return any(each.span.start <= at < each.span.end for each in statement.found)


def _is_alike(one: Found, other: Found) -> bool:
    """Tell whether two numbers may be of one thing: they have one unit."""
    same = one.quantity and other.quantity and one.quantity.unit == other.quantity.unit
    return one.kind is Kind.QUANTITY and bool(same)


def _meant(statement: Statement, named: list[Found]) -> Found | None:
    """Return the one number that the next sentence goes on about; None where two may be it.

    Of several it is the one whose part of the sentence has a time too: that is what it varies.
    """
    whole = [each for each in named if not _is_of_part(statement, each)]
    if len(whole) > 1:
        whole = [each for each in whole if _has_time(statement, each)]
    return whole[0] if len(whole) == 1 else None


def _has_time(statement: Statement, found: Found) -> bool:
    part = part_around(statement.text, found.span, _MARKS)
    return any(each.kind is Kind.DATE and each.span in part for each in statement.found)


def _is_of_part(statement: Statement, found: Found) -> bool:
    """Tell the 41 of "63 operaties, waarvan 41 twee keer" from the 63."""
    part = _PARTS.search(statement.text)
    return part is not None and part.start() < found.span.start
