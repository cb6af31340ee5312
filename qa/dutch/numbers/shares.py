"""A part of a whole in words: "een op de vijf", "twee derde", "de helft", "driekwart".

In: folded text and a place. Out: how many of how many, exactly as said. It refuses what may be an
ordinal ("in een derde geval"), and a part that is not smaller than its whole.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from qa.dutch.numbers.fold import one_of, pattern
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF
from qa.dutch.numbers.words import DENOMINATORS, NUMERATORS, fraction_end, spelled_at

_DIGITS = pattern(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2}|[1-9][0-9]{0,8})(?!\w|[.,:/][0-9])")
_OUT_OF = pattern(r" op (?:de|elke|iedere) ")
_NO_MEASURE = rf"(?!\w|~%| (?:{one_of([*UNIT_OF, *SCALE_OF])})(?!\w))"
_HALF = pattern(r"(?:de )?helft(?!\w)")
_ONE_WORD: Final = {
    top + bottom: (part, whole)
    for top, part in NUMERATORS.items()
    for bottom, whole in DENOMINATORS.items()
    if part < whole
}
_JOINED = pattern(rf"(?P<word>{one_of(_ONE_WORD)}){_NO_MEASURE}")


class Share(NamedTuple):
    """So many of so many; `word` is the number word that it opens with, empty for digits."""

    value: Decimal
    whole: int
    end: int
    word: str


def share_at(folded: str, at: int) -> Share | None:
    """Read a part of a whole that starts at `at`; what follows is not judged."""
    if half := _HALF.match(folded, at):
        return Share(Decimal(1), 2, half.end(), "")
    if joined := _JOINED.match(folded, at):
        top, bottom = _ONE_WORD[joined["word"]]
        return Share(Decimal(top), bottom, joined.end(), "")
    part = _whole_number(folded, at)
    if part is None:
        return None
    value, end, word = part
    return _out_of(folded, value, end, word) or _fraction(folded, value, end, word)


def _out_of(folded: str, value: Decimal, end: int, word: str) -> Share | None:
    """Read on from the "een" of "een op de vijf"."""
    link = _OUT_OF.match(folded, end)
    whole = link and _whole_number(folded, link.end())
    if not whole or not value < whole[0]:
        return None
    return Share(value, int(whole[0]), whole[1], word)


def _fraction(folded: str, value: Decimal, end: int, word: str) -> Share | None:
    """Read on from the "twee" of "twee derde"."""
    last = fraction_end(folded, end, one=value == 1)
    if last is None:
        return None
    whole = DENOMINATORS.get(folded[end:last].strip().removesuffix("n"))
    return Share(value, whole, last, word) if whole and value < whole else None


def _whole_number(folded: str, at: int) -> tuple[Decimal, int, str] | None:
    """Read a whole number above zero in digits or words: its value, its end, its first word."""
    if digits := _DIGITS.match(folded, at):
        return Decimal(digits.group().replace(".", "")), digits.end(), ""
    spelled = spelled_at(folded, at)
    if spelled is None or spelled.scale or spelled.value != int(spelled.value) or not spelled.value:
        return None
    return spelled.value, spelled.end, spelled.word
