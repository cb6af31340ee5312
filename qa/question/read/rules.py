"""Named rules on the wording of a question, each tried at most once.

In: a question without its frame, and its words. Out: for the name of a rule, what it finds. Rules
are data: a name, a pattern, and the words without which the pattern cannot be there, so that most
of them cost nothing. No other package matches the text of a question: it asks by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

_NOTHING: frozenset[str] = frozenset()


class Rule(NamedTuple):
    """A pattern with its name, and what of the folded words it needs: one of `words` or `pieces`.

    A piece is looked for in all words together, so that " on" begins and "rovers " ends one. Where
    both are empty the pattern is always tried.
    """

    name: str
    pattern: re.Pattern[str]
    words: frozenset[str] = _NOTHING
    pieces: tuple[str, ...] = ()


#: Every rule by its name, once the modules that make them are imported.
NAMED: Final[dict[str, Rule]] = {}


def rule(name: str, pattern: str, words: str = "", *pieces: str) -> Rule:
    """Make a rule of a pattern that takes capitals and small letters alike.

    Raises: ValueError where another rule has its name; what a question says is kept by name.
    """
    if name in NAMED:
        raise ValueError(f"two rules are called {name!r}")
    NAMED[name] = Rule(name, re.compile(pattern, re.IGNORECASE), frozenset(words.split()), pieces)
    return NAMED[name]


class Said:
    """What a question says, by the rules that are asked after; each is tried once."""

    __slots__ = ("_found", "joined", "text", "words")

    def __init__(self, text: str, folded: Iterable[str]) -> None:
        self.text = text
        self.joined = f" {' '.join(folded)} "
        self.words = frozenset(self.joined.split())
        self._found: dict[str, re.Match[str] | None] = {}

    def holds(self, words: frozenset[str], pieces: Sequence[str]) -> bool:
        """Tell whether any of some words or pieces is there."""
        if not self.words.isdisjoint(words):
            return True
        return bool(pieces) and any(each in self.joined for each in pieces)

    def may(self, rule: Rule) -> bool:
        """Tell whether the words are there that a rule needs."""
        return self.holds(rule.words, rule.pieces) or not (rule.words or rule.pieces)

    def match(self, rule: Rule) -> re.Match[str] | None:
        """Return where a rule first finds something."""
        if rule.name not in self._found:
            found = rule.pattern.search(self.text) if self.may(rule) else None
            self._found[rule.name] = found
        return self._found[rule.name]

    def each(self, rule: Rule) -> Iterator[re.Match[str]]:
        """Return all that a rule finds."""
        return rule.pattern.finditer(self.text) if self.may(rule) else iter(())

    def without(self, rule: Rule) -> Said:
        """Return this with blanks for what a rule finds, as many characters long."""
        if not self.may(rule):
            return self
        blanked = rule.pattern.sub(lambda match: " " * len(match[0]), self.text)
        return Said(blanked, self.joined.split()) if blanked != self.text else self
