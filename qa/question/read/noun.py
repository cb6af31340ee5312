"""What a question wants counted: the words behind "hoeveel", "aantal" or "hoe vaak".

In: what a question says and its words. Out: the places of those words, by which a fact, or a
sentence with a number, is told from one that counts something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.dutch.text import Word
from qa.question.read.asked_for import RULES
from qa.question.read.rules import Said

_BEHIND = 3  # words, among which the noun stands: "hoeveel verschillende nieuwe woningen"


@dataclass(frozen=True, slots=True)
class Noun:
    """The places of the words that name what is counted; `is_times` tells that it is how often.

    `is_whole` tells that a part of what they name is counted: "hoeveel van de scholen". `named` are
    those up to the first that no fact need account for, `behind` the first few.
    """

    is_times: bool = False
    is_whole: bool = False
    named: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()


def counted(said: Said, words: Sequence[Word], ends: Callable[[int], bool]) -> Noun:
    """Find what is counted; `ends` tells at which word its name is over."""
    match = said.match(RULES["noun"])
    if match is None or said.match(RULES["times"]):
        return Noun()
    first = next((n for n, word in enumerate(words) if word.span.start >= match.end()), len(words))
    last = next((n for n in range(first, len(words)) if ends(n)), len(words))
    return Noun(
        is_times=bool(match["often"] or match["times"]),
        is_whole=bool(match["part"]),
        named=tuple(range(first, last)),
        behind=tuple(range(first, min(first + _BEHIND, len(words)))),
    )
