"""What a question wants counted: the words behind "hoeveel", "aantal" or "hoe vaak".

In: what a question says and its words. Out: the places of those words, by which a fact, or a
sentence with a number, is told from one that counts something else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.dutch.forms import is_participle, looks_past, read_as_verb
from qa.dutch.text import Word
from qa.question.read.asked_for import RULES
from qa.question.read.rules import Said

DETERMINERS = frozenset("de het een deze dit die dat".split())
_BEHIND_VERBS = DETERMINERS | frozenset(
    "er zich ze zij we wij men u aan bij door in met naar onder op over te uit voor".split()
)
_MANY = ("en", "s")  # how a noun ends of which there are more
_BEHIND = 3  # words, among which the noun stands: "hoeveel verschillende nieuwe woningen"


@dataclass(frozen=True, slots=True)
class Noun:
    """The places of the words that name what is counted; `is_times` tells that it is how often.

    `is_whole` tells that a part of what they name is counted: "hoeveel van de scholen". `named` are
    those up to the first that no fact need account for or that is the `verb`, `behind` the first
    few.
    """

    is_times: bool = False
    is_whole: bool = False
    named: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()
    verb: int | None = None


def _is_verb(around: Sequence[str]) -> bool:
    """Tell whether the second of three words is the verb behind a noun, or stands in its place.

    "Hoeveel bracht de belasting op", "klachten ontving de ombudsman", "scholen werken met".
    """
    before, word, behind = around
    if is_participle(word) or behind not in _BEHIND_VERBS:
        return False
    if before == "hoeveel" and behind not in DETERMINERS:
        return False
    is_present = word.endswith("t") and read_as_verb(word) != word
    is_plural = word.endswith("en") and before.endswith(_MANY)
    return is_present or is_plural or looks_past(word)


def counted(said: Said, words: Sequence[Word], ends: Callable[[int], bool]) -> Noun:
    """Find what is counted; `ends` tells at which word its name is over."""
    match = said.match(RULES["noun"])
    if match is None or said.match(RULES["times"]):
        return Noun()
    first = next((n for n, word in enumerate(words) if word.span.start >= match.end()), len(words))
    last = next((n for n in range(first, len(words)) if ends(n)), len(words))
    spoken = [*(word.folded for word in words), ""]
    places = (n for n in range(first, min(last + 1, len(words))) if _is_verb(spoken[n - 1 : n + 2]))
    verb = next(places, None)
    last = last if verb is None else verb
    is_times = bool(match["often"] or match["times"])
    return Noun(
        is_times=is_times,
        verb=verb,
        is_whole=bool(match["part"]),
        named=() if is_times else tuple(range(first, last)),
        behind=tuple(range(first, min(first + _BEHIND, len(words)))),
    )
