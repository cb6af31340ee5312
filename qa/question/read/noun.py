"""What a question wants counted: the words behind "hoeveel", "aantal" or "hoe vaak".

In: what a question says and its words. Out: the places of those words, by which a fact, or a
sentence with a number, is told from one that counts something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.dutch.forms import is_participle, looks_like_verb, read_as_verb
from qa.dutch.irregular import UNSTRESSED
from qa.dutch.text import Word
from qa.question.read.asked_for import RULES
from qa.question.read.rules import Said

_DETERMINERS = frozenset("de het een deze dit die dat".split())
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


def _is_verb(behind: Sequence[Word]) -> bool:
    """Tell whether a verb stands before who does it: "hoeveel klachten ontving de ombudsman"."""
    if len(behind) < 2 or behind[1].folded not in _DETERMINERS:
        return False
    first = behind[0].folded
    if is_participle(first):
        return False
    forms = (first, *(first.removeprefix(each) for each in UNSTRESSED if first.startswith(each)))
    is_present = first.endswith("t") and read_as_verb(first) != first
    return is_present or any(map(looks_like_verb, forms))


def counted(said: Said, words: Sequence[Word], ends: Callable[[int], bool]) -> Noun:
    """Find what is counted; `ends` tells at which word its name is over."""
    match = said.match(RULES["noun"])
    if match is None or said.match(RULES["times"]):
        return Noun()
    first = next((n for n, word in enumerate(words) if word.span.start >= match.end()), len(words))
    last = next((n for n in range(first, len(words)) if ends(n)), len(words))
    last = next((n for n in range(first, last) if _is_verb(words[n : n + 2])), last)
    is_times = bool(match["often"] or match["times"])
    return Noun(
        is_times=is_times,
        is_whole=bool(match["part"]),
        named=() if is_times else tuple(range(first, last)),
        behind=tuple(range(first, min(first + _BEHIND, len(words)))),
    )
