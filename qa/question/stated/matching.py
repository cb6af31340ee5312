"""Whether a word of a question is among those of a letter: itself, another word for it, or a part.

In: stems. Out: yes or no. A compound is not every word that it begins or ends with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from qa.dutch.forms import kin, looks_like_verb, read_as_verb, root
from qa.dutch.separable import separable
from qa.dutch.terms import SHORTEST_PART, Terms, is_part
from qa.dutch.text import stem, words

_VOWELS: Final = re.compile(r"([aeou])\1")
_LONGEST_SIMPLE: Final = 7  # letters of a stem; a longer one is a compound, as a rule
# What comes in is got by whoever it comes in with.
COMES_IN: Final = frozenset(
    map(read_as_verb, "ontvangen binnenkomen binnenkrijgen indienen".split())
)
_NOUNS_OF_VERBS: Final = ("ing", "ingen", "atie", "aties")
_LINKING: Final = ("s", "en")
_SHORTEST_FIRST: Final = 4  # letters of what a compound begins with


def is_named(asked: str, counted: frozenset[str], sentence: frozenset[str], terms: Terms) -> bool:
    """Tell whether what is counted is what is asked for: by its name, or by one that ends in it.

    Of a compound that is asked for the head alone will do where its sentence has the whole too.
    """
    if not meanings(asked, terms).isdisjoint(counted):
        return True
    if any(ends_in(other, asked) for other in counted):
        return True
    return asked in sentence and any(ends_in(asked, other) for other in counted)


def ends_in(compound: str, head: str) -> bool:
    """Tell whether a word is a compound of a head that is none itself.

    "Landbouw-grond" has no "bouwgrond" in it.
    """
    is_longer = len(compound) > len(head)
    return is_longer and compound.endswith(head) and SHORTEST_PART <= len(head) <= _LONGEST_SIMPLE


def is_other_word(stem: str, spoken: str, quote: str) -> bool:
    """Tell whether a sentence has, of a stem, only words with another vowel: "leg" for "leeg"."""
    own = root(spoken)
    found = [root(word) for word in _words_of(quote).get(stem, ())]
    return bool(found) and all(each != own and _short(each) == _short(own) for each in found)


def is_same_verb(spoken: str, quote: str, verb: str = "") -> bool:
    """Tell whether a sentence has another form of a verb, or the noun of it.

    "Hielpen" for "geholpen", "gewaarschuwd" for "een waarschuwing". `verb` is the root of what
    stands where only a verb can.
    """
    if verb and verb in _verbs_of(quote):
        return True
    verb = verb or read_as_verb(spoken)
    if verb in COMES_IN:
        return not COMES_IN.isdisjoint(_verbs_of(quote))
    if not (looks_like_verb(spoken) or spoken.endswith(_NOUNS_OF_VERBS)):
        return False
    return not {verb, kin(spoken)}.isdisjoint(_verbs_of(quote))


@lru_cache(maxsize=1024)
def _verbs_of(quote: str) -> frozenset[str]:
    apart = (each.root for each in separable(quote))  # "hield 12 mensen aan" for "aangehouden"
    said = (form(each.folded) for each in words(quote) for form in (read_as_verb, kin))
    return frozenset((*said, *apart))


@lru_cache(maxsize=1024)
def _words_of(quote: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a sentence by their stem."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words(quote):
        at = stem(word.folded)
        found[at] = (*found.get(at, ()), word.folded)
    return found


def _short(root: str) -> str:
    return _VOWELS.sub(r"\1", root)


@lru_cache(maxsize=4096)
def meanings(word: str, terms: Terms) -> frozenset[str]:
    """Return a stem with those that mean the same."""
    return terms.synonyms(word)


def is_among(wanted: str, among: frozenset[str], terms: Terms) -> bool:
    """Tell whether a word, or one that means the same or is a part of it, is among others."""
    if not meanings(wanted, terms).isdisjoint(among):
        return True
    return any(
        is_part(wanted, other) and not (_narrows(wanted, other) or _widens(wanted, other))
        for other in among
    )


def is_headed(wanted: str, among: frozenset[str], terms: Terms) -> bool:
    """Tell whether only the head of a compound is among words, and nothing of how it begins.

    "Begrafenis" is not any "natuurbegrafenis", unless something else there says of which kind.
    """
    if not meanings(wanted, terms).isdisjoint(among):
        return False
    parts = [each for each in among if is_part(wanted, each) and not _widens(wanted, each)]
    heads = [each for each in parts if len(each) < len(wanted) and wanted.endswith(each)]
    if not heads or any(len(each) > len(wanted) for each in parts):
        return False
    first = wanted.removesuffix(max(heads, key=len))
    for link in _LINKING:
        first = first.removesuffix(link) if len(first) > _SHORTEST_FIRST else first
    return not any(
        each.startswith(first) or (len(each) >= _SHORTEST_FIRST and first.startswith(each))
        for each in among
    )


def _narrows(wanted: str, other: str) -> bool:
    """Tell whether a word is a compound of which another is only the first part, no head."""
    return len(wanted) - len(other) >= SHORTEST_PART and not wanted.endswith(other)


def _widens(wanted: str, other: str) -> bool:
    """Tell whether a word ends another one by chance: "landbouw-grond" is no "bouwgrond"."""
    return len(other) > len(wanted) > _LONGEST_SIMPLE and other.endswith(wanted)
