"""What the words around decide: number words and bounds that are also something else.

In: folded text and a place. Out: yes or no. In doubt the answer is the one that yields no number.
"""

from __future__ import annotations

import re
from typing import Final

#: How far back a deciding word may start; the longest below fit with room to spare.
_REACH: Final = 40

_CHANGE = re.compile(
    r"(?:daal|stijg|ste[eg]|gesteg|groei|zakt|neemt|nam|genomen|bracht|breng|laagd|hoogd|breid|perk"
    r"|lop|liep|leid|kom|kwam|dring|drong|loop|geval|viel)\w{0,40} {1,40}$"
)
_BEFORE_EIGHT = re.compile(
    r"(?:^|[\n.:;(«\"] *|(?<!\w)(?:in|de|deze|die|van|met|voor|op|over|naar|uit|zijn|waren|werden"
    r"|worden|er|om|bij|na|door|aan|tegen|binnen|per|alle|al|hun|onze|nog|en|of|tot|laatste|eerste"
    r") +)$"
)
_AFTER_EIGHT = re.compile(
    r" +(?:het|dit|dat|de|een|deze|ik|wij|we|hij|zij|ze|men|u|te|zich|genomen|nemen|geslagen"
    r"|neemt|nam|slaan|in|niet|van)\b"
)


# One word in thirty of a letter is "een": told apart by this, it costs no further rule.
_ONE = re.compile(
    r"een +(?:miljoen|miljard|honderd|duizend|à|a|tot|of|op|t/m|derde|vierde|vijfde|zesde|zevende"
    r"|achtste|negende|tiende|honderdste|kwart)\b"
)


# A sign stands behind what says what a number is; a dash stands between two pieces of a sentence.
_BEFORE_SIGN = re.compile(
    r"(?:^|[\n:(|]|\b(?:is|was|bedraagt|bedroeg|betreft|betrof|wordt|werd|komt|kwam|met|van|tot|op|naar"
    r"|en|of|tegen|dus|respectievelijk))\s{0,40}$"
)
_SECOND_DASH = re.compile(r"\s[-–]\s(?! {0,40}[0-9€])")
_SENTENCE_END = re.compile(r"[.!?;](?!\S)|\n")
_ASIDE: Final = 200  # characters that two dashes may stand apart

_LINE_END = re.compile(r" {0,40}(?:\n|$)")

_CALLED = re.compile(
    r"\b(?:bel|belt|bellen|belde|belden|gebeld|nood|noodnummer|alarmnummer|telefoonnummer|nummer)"
    r"(?: {1,40}(?:naar|met|op|het|via|nummer)){0,2} {1,40}$"
)
_IS_CALLED = re.compile(
    r" {1,40}(?:kwam|komt|komen|kwamen|bel|belt|bellen|belde|belden|gebeld|te bellen)\b"
)
_EMERGENCY: Final = "112"
_STREET = re.compile(
    r"\b[A-Z][a-z]{1,30}(?:straat|laan|weg|plein|kade|gracht|singel|dijk|plantsoen) {1,40}$"
)


def is_article(folded: str, at: int) -> bool:
    """Tell whether "een" at `at` cannot be the number, as in "een school" and "een jaar"."""
    return _ONE.match(folded, at) is None


def says_to_what(folded: str, at: int) -> bool:
    """Tell whether "tot" at `at` follows a verb of change: "daalde tot 907" is exactly 907."""
    if not folded.startswith("tot ", at):
        return False
    return _CHANGE.search(folded, max(0, at - _REACH), at) is not None


def is_eight(folded: str, at: int) -> bool:
    """Tell the count "acht" from the verb: "in acht gemeenten", but "het kabinet acht dit"."""
    before = _BEFORE_EIGHT.search(folded, max(0, at - _REACH), at)
    return before is not None and not _AFTER_EIGHT.match(folded, at + len("acht"))


def is_half(folded: str, at: int) -> bool:
    """Tell whether "de" at `at` opens "de helft"."""
    return folded.startswith("helft", at + len("de "))


def is_minus(folded: str, at: int) -> bool:
    """Tell the sign of "is – 60%" from the dash before an aside, "– 60% van het totaal –"."""
    if not _BEFORE_SIGN.search(folded, max(0, at - _REACH), at):
        return False
    stop = _SENTENCE_END.search(folded, at, at + _ASIDE)
    last = stop.start() if stop else min(len(folded), at + _ASIDE)
    return _SECOND_DASH.search(folded, at + 2, last) is None


def may_be_row(folded: str, at: int, end: int) -> bool:
    """Tell whether "316 000 412 000" may be the cells of a table that lost its lines.

    Such a row ends with its line, and a sentence with a stop.
    """
    if not _LINE_END.match(folded, end):
        return False
    return folded.count(" ", at, end) > 1


def is_called(folded: str, at: int, end: int) -> bool:
    """Tell whether the digits from `at` to `end` are a number to call: "bel 113", "op 112"."""
    if _CALLED.search(folded, max(0, at - _REACH), at):
        return True
    return folded[at:end] == _EMERGENCY and _IS_CALLED.match(folded, end) is not None


def is_of_house(text: str, at: int) -> bool:
    """Tell whether the number at `at` stands behind the name of a street, as printed."""
    return _STREET.search(text, max(0, at - _REACH), at) is not None
