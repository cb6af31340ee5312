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
    r"|achtste|negende|tiende|honderdste)\b"
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
