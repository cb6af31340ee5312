"""Which words of a letter are names: what a label keeps its capital for.

In: the running text of a letter. Out: the label of a row or column as it would stand within a
sentence. Every label of a table begins with a capital; whether its word is a name is what the
sentences of the letter show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.dutch.places import is_place

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Capitals that open no sentence; several words of them are one name.
_WITHIN = re.compile(r"(?<=[^\W\d_A-Z] |, )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_SMALL = re.compile(r"(?<![\w./@-])[a-zà-ÿ][\w’'-]*(?![./@]\w)")
_INNER_CAPITAL = re.compile(r"[\w’'–-]*[\w–-][A-Z]|\w+ (?:\w+ )?[A-Z][a-z]")
# "Boeken", "kamers", "foto’s", and those of Latin: "crematoria", "musea";
# what ends in -is is none ("basis", "gratis").
_PLURAL = re.compile(r"\w{3,}(?:en|[^is’'\W]s|[’']s|[aeo]ria|ea)|\w*centra")


@dataclass(frozen=True, slots=True)
class Names:
    """The words of a letter that stand with a capital inside a sentence, and those that do not."""

    capital: frozenset[str]
    small: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Names:
        """Read them from running text."""
        text = "\n".join(texts)
        found = frozenset(_WITHIN.findall(text))
        return cls(found, frozenset(w for w in _SMALL.findall(text)))

    def within_a_sentence(self, label: str, siblings: Sequence[str] = (), axis: str = "") -> str:
        """Return a label as it would stand within a sentence.

        A word that the letter never uses elsewhere is a name where labels beside it are names, or
        where what they are called, their axis, says so ("Gemeente").
        """
        is_name = self.is_name(label)
        if is_name is None and (_WORD.fullmatch(label) or _INNER_CAPITAL.match(label)):
            is_name = (
                is_place(axis)
                or axis.lower() == "nationaliteit"
                or any(self.is_name(each) for each in siblings if not each.isupper())
            )
        return label if is_name or len(label) == 1 else label[:1].lower() + label[1:]

    def is_name(self, label: str) -> bool | None:
        """Tell whether the letter shows a label to be a name, or not one; None without a sign."""
        first = _WORD.match(label)
        if first is None:
            return None
        if label in self.capital:
            return first.group().lower() not in self.small or " " in label
        has_more = _INNER_CAPITAL.match(label) is not None
        if first.group().lower() in self.small:
            return None if has_more else False  # "Den Bosch", or "Buiten Nederland"
        return True if has_more else None

    def names_many(self, text: str) -> bool:
        """Tell whether one of these words is a plural: what is named can be counted."""
        return any(not (word[0].isupper() and self.is_name(word)) for word in _plurals_in(text))


def names_many(text: str) -> bool:
    """Tell whether a word of a text looks like a plural."""
    return bool(_plurals_in(text))


def _plurals_in(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if _PLURAL.fullmatch(word)]
