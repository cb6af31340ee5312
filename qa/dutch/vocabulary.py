"""The words of some texts, and what the texts themselves tell of them.

In: texts. Out: a noun's other number, its article, and the parts of a compound, told from how the
texts use these words; the rules of Dutch help only where the texts say nothing. A word that is no
noun gets an answer too: only ask for nouns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from qa.dutch.compounds import Compounds
from qa.dutch.endings import VERB_BEGINNINGS
from qa.dutch.forms import root
from qa.dutch.irregular import FIXED, GRADABLE, SYLLABLE
from qa.dutch.plurals import is_past, plurals, safe_plural, safe_singular
from qa.dutch.text import fold, words

_ARTICLES = {"de": "de", "deze": "de", "het": "het", "dit": "het"}
_BEFORE_ONE = frozenset("de dit een elk elke geen het ieder iedere per".split())
_BEFORE_MANY = frozenset(
    "aantal alle beide de enkele meer minder onze veel verschillende weinig".split()
)
# What a noun ends in tells its article, in words of two syllables or more.
_BY_ENDING = (
    (("kosten", "uitgaven", "inkomsten", "ontvangsten", "baten", "lasten"), "de"),  # no singular
    (("ing", "heid", "teit", "tie", "sie", "iek"), "de"),
    (("je", "isme", "ment"), "het"),
)
_MAJORITY = 2 / 3  # of the articles before a word: "de huis- en hofartikelen" says nothing of huis
_OFTEN = 1 / 5  # of a noun's places have an article before them; of "oktober" fewer


def likely_article(noun: str) -> str:
    """Return the article that a noun of two syllables or more has by its ending, else "het"."""
    folded = fold(noun)
    is_long = len(SYLLABLE.findall(folded)) > 1
    return next((a for ends, a in _BY_ENDING if is_long and folded.endswith(ends)), "het")


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A noun in its other number; whether that is the plural, and whether the texts have it."""

    word: str
    is_plural: bool
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The folded words of some texts.

    `near` counts the articles right before a word, `far` those before an adjective before it;
    `one` and `many` count what stands before a singular and before a plural.
    """

    counts: Counter[str] = field(default_factory=Counter)
    roots: dict[str, list[str]] = field(default_factory=dict)
    near: dict[str, Counter[str]] = field(default_factory=dict)
    far: dict[str, Counter[str]] = field(default_factory=dict)
    one: Counter[str] = field(default_factory=Counter)
    many: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Return the vocabulary of texts."""
        made = cls()
        for text in texts:
            found = ["", "", *(word.folded for word in words(text))]
            for earlier, before, word in zip(found, found[1:], found[2:], strict=False):
                made._take(earlier, before, word)
        for word in made.counts:
            made.roots.setdefault(root(word), []).append(word)
        return made

    def _take(self, earlier: str, before: str, word: str) -> None:
        self.counts[word] += 1
        self.one[word] += before in _BEFORE_ONE
        self.many[word] += before in _BEFORE_MANY or before[-1:].isdigit()
        if before in _ARTICLES:
            self.near.setdefault(word, Counter())[_ARTICLES[before]] += 1
        elif before.endswith("e") and earlier in _ARTICLES:
            self.far.setdefault(word, Counter())[_ARTICLES[earlier]] += 1

    def other_number(self, word: str) -> OtherNumber | None:
        """Return the plural of a singular or the reverse; None where nothing tells."""
        asked = fold(word)
        mates = sorted(self.roots.get(root(asked), ()), key=lambda mate: -self.counts[mate])
        own = plurals(asked)
        for mate in (mate for mate in mates if mate != asked):
            if mate in own and self._are_nouns(asked, mate, mates):
                return OtherNumber(mate, is_plural=True, is_seen=True)
            if asked in plurals(mate) and self._are_nouns(mate, asked, mates):
                return OtherNumber(mate, is_plural=False, is_seen=True)
        if not self._may_be_noun(asked):
            return None
        if one := safe_singular(asked):
            return OtherNumber(one, is_plural=False, is_seen=one in self.counts)
        many = safe_plural(asked)
        return OtherNumber(many, is_plural=True, is_seen=False) if many else None

    def article(self, word: str) -> str:
        """Return "de" or "het", or nothing where neither the texts nor a rule tell."""
        folded = fold(word)
        other = self.other_number(folded)
        if other and not other.is_plural:
            return "de"
        for counted in (self.near.get(folded), self.far.get(folded)):
            if counted:
                article, times = counted.most_common(1)[0]
                return article if times >= _MAJORITY * counted.total() else ""
        if len(SYLLABLE.findall(folded)) > 1 and any(folded.endswith(e) for e, _ in _BY_ENDING):
            return likely_article(folded)
        head = self.head(folded)
        return self.article(head) if head != folded else ""

    def parts(self, compound: str) -> tuple[str, ...]:
        """Return the words that a compound is made of; nothing where the texts do not tell."""
        made = Compounds(self.counts, self.roots)
        pieces = [piece for piece in fold(compound).split("-") if piece]
        if len(pieces) == 1:
            return made.parts(pieces[0])
        return tuple(part for piece in pieces for part in made.parts(piece) or (piece,))

    def head(self, compound: str) -> str:
        """Return the last part of a compound, which says what it is; a simple word is its own."""
        return (self.parts(compound) or (fold(compound),))[-1]

    def _are_nouns(self, one: str, many: str, mates: list[str]) -> bool:
        """Tell whether two forms are one noun: beside "gebouwd", "bouwen" may be no plural."""
        if is_past(many):
            return False
        others = (mate for mate in mates if mate not in (one, many))
        is_verb = many.endswith("eren") or any(
            mate.startswith("ge") or mate.endswith(("t", "d", "de")) for mate in others
        )
        if not is_verb or not many.endswith("en"):
            return True
        return self.many[many] > 0 and (self.one[one] > 0 or one not in self.counts)

    def _may_be_noun(self, word: str) -> bool:
        """Tell whether a word has an article before it often enough, or stands in no text."""
        if word in FIXED or word in VERB_BEGINNINGS or root(word) in GRADABLE:
            return False
        articles = self.one[word] + self.far.get(word, Counter()).total()
        numbers = self.many[word] if word.endswith(("en", "s")) else 0
        return articles + numbers >= _OFTEN * self.counts[word]
