"""A question that sets a number against that of another letter → the number, and the letter.

In: a question. Out: what it asks a number of, as a question of its own, and how it calls the letter
that this is set against: "Zijn er meer scholen dan in de vorige brief?" asks how many there are.
None for any other question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LETTER: Final = r"(?:kamer)?brief|voortgangsrapportage"
_AGAINST: Final = re.compile(
    r" (?:dan|sinds|sedert|ten opzichte van|t\.?o\.?v\.?|vergeleken (?:met|bij)"
    r"|in vergelijking met)(?: in| volgens)?"
    rf" (?P<letter>(?:de|die|het)(?: [a-z]{{4,12}})? (?:{_LETTER})\b[^?]{{0,80}})\?*\s*$",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    r"^\W*(?:en )?(?:is|zijn|was|waren|ligt|lag|komen|kwamen)(?: er)? (?:nu )?(?P<what>.+)$",
    re.IGNORECASE,
)
_HOW_MUCH: Final = re.compile(
    r"^\W*(?:hoeveel (?:meer|minder)|met hoeveel (?:is|zijn)) (?P<what>.+)$", re.IGNORECASE
)
_WAY: Final = (
    r"(?:nu |inmiddels )?(?:gedaald|gestegen|toegenomen|afgenomen|gegroeid|gekrompen|verminderd"
    r"|veranderd|hoger|lager|meer|minder|groter|kleiner|langer|korter|duurder|goedkoper)"
    r"(?: geworden)?"
)
_ENDS: Final = re.compile(rf" {_WAY}$", re.IGNORECASE)
_MORE_OF: Final = re.compile(r"^(?:meer|minder) ", re.IGNORECASE)
_THAT: Final = re.compile(rf"^(?:dat|dit|het) {_WAY}$", re.IGNORECASE)
_ARE: Final = re.compile(r" (?:zijn|waren|is|was) er(?: nu)?$", re.IGNORECASE)
_NAMED: Final = re.compile(r"^(?:het|de) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Against:
    """What number is asked for, "" for that of the turn before, and against which letter's.

    `whether` is the question without that letter.
    """

    asks: str
    letter: str
    whether: str


def against(question: str) -> Against | None:
    """Return what a question sets against another letter; None where it does not."""
    if not (match := _AGAINST.search(question)):
        return None
    before = question[: match.start()]
    found = _OPENS.match(before) or _HOW_MUCH.match(before)
    if found is None:
        return None
    what, letter, whether = found["what"].strip(), match["letter"].strip(), f"{before}?"
    if _THAT.match(what):
        return Against("", letter, whether)
    if _MORE_OF.match(what) or _HOW_MUCH.match(before):
        counted = _ENDS.sub("", _MORE_OF.sub("", _ARE.sub("", what)))
        asks = f"Wat is {counted}?" if _NAMED.match(counted) else f"Hoeveel {counted} zijn er?"
        return Against(asks, letter, whether)
    if _NAMED.match(what) and _ENDS.search(what):
        return Against(f"Wat is {_ENDS.sub('', what)}?", letter, whether)
    return None
