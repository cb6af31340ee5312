"""A sentence → its words, and which of them stand in its main clauses.

In: a sentence. Out: its folded words, each with its place and whether a main clause holds it. What
a sentence promises, its main clause says: "of Nederland uitstel zal vragen, is nog niet bepaald"
promises nothing.

Where a clause begins is told by its first word and by marks, and not by a grammar: "dat", "die" and
the like open a subordinate one unless they open the sentence, and a mark ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from qa.dutch.text import words
from qa.types import Span

# These open a subordinate clause, wherever they stand but as the first word of a sentence.
_OPENING: Final = frozenset(
    "aangezien dat die doordat hoewel indien mits nadat omdat opdat sinds tenzij terwijl"
    " totdat voordat waaraan waarbij waarbinnen waardoor waarin waarmee waarna waarom waarop"
    " waarover waaruit waarvan waarvoor wanneer welk welke wie zoals zodat zodra".split()
)
# These do so only where a mark, or the sentence itself, goes before.
_OPENING_FIRST: Final = frozenset(
    "als hoe hoeveel indien nadat of omdat sinds toen wat zodra".split()
)
# Behind these "dat" and "die" point at something: "met die reden".
_BEFORE_NOUNS: Final = frozenset(
    "aan bij door in met na naar om op over per sinds tot tussen uit van voor".split()
)
# Behind a verb these open one without a mark: "ik laat berekenen wat het kost".
_ASKING: Final = frozenset("hoe hoeveel wat".split())
_POINTING: Final = frozenset(("dat", "die"))
_MARKS: Final = frozenset(",;:()–—")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands, folded, and whether a main clause holds it."""

    span: Span
    folded: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words of a sentence.

    `main` are those of its main clauses in order, `words` all of them, `joined` with spaces around.
    """

    text: str
    tokens: tuple[Token, ...]
    main: tuple[str, ...]
    words: frozenset[str]
    joined: str

    def has(self, phrase: str) -> bool:
        """Tell whether these words stand in it one behind the other."""
        return f" {phrase} " in self.joined

    def says(self, wanted: Iterable[str]) -> bool:
        """Tell whether a main clause has one of these words."""
        return any(each in self.main for each in self.words.intersection(wanted))

    def is_main(self, span: Span) -> bool:
        """Tell whether a main clause holds what stands there."""
        held = [each.is_main for each in self.tokens if each.span in span]
        return bool(held) and all(held)


def clauses(sentence: str) -> Clauses:
    """Return the words of a sentence with the kind of clause that holds them."""
    tokens: list[Token] = []
    is_main, past = True, 0
    for word in words(sentence):
        is_first = not tokens
        parted = not is_first and not _MARKS.isdisjoint(sentence[past : word.span.start])
        if parted or is_first:
            is_main = True
        opens = word.folded in _OPENING and not is_first
        if word.folded in _POINTING and tokens and tokens[-1].folded in _BEFORE_NOUNS:
            opens = False
        if word.folded in _ASKING and tokens and tokens[-1].folded.endswith("en"):
            opens = True
        if opens or ((parted or is_first) and word.folded in _OPENING_FIRST):
            is_main = False
        tokens.append(Token(word.span, word.folded, is_main))
        past = word.span.end
    folded = [each.folded for each in tokens]
    return Clauses(
        text=sentence,
        tokens=tuple(tokens),
        main=tuple(each.folded for each in tokens if each.is_main),
        words=frozenset(folded),
        joined=f" {' '.join(folded)} ",
    )
