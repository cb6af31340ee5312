"""The plurals that the spelling of a Dutch noun allows, and the few that it makes certain."""

from __future__ import annotations

from qa.dutch.endings import closed
from qa.dutch.irregular import DERIVED, GROWN, NOUNS_FIRST, PAST, PLURALS, SYLLABLE, VOWELS

# What a noun ends in, and what its plural ends in instead: no noun of two syllables does otherwise.
_SAFE = (
    ("ing", "ingen"),
    ("heid", "heden"),
    ("tie", "ties"),
    ("teit", "teiten"),
    ("isme", "ismes"),
    ("nis", "nissen"),
    ("tje", "tjes"),
)
_VOICED = {"f": "v", "s": "z"}


def plurals(word: str) -> frozenset[str]:
    """Return every plural that a folded word may have; one that ends in ’s folds to the word."""
    found = {word + "s", safe_plural(word)}
    found |= {
        word[: -len(one)] + many for many, one in {**PLURALS, **GROWN}.items() if word.endswith(one)
    }
    if word.endswith(DERIVED):
        return frozenset(found) - {""}
    if word.endswith("e"):
        return frozenset(found | {word + "n", word + "en"}) - {""}
    stem, last = word[:-1], word[-1:]
    stems = {word, stem + _VOICED.get(last, last)}
    if last not in VOWELS and word[-2:-1] in tuple("aeiou"):
        is_long = word[-3:-2] == word[-2:-1]
        stems |= {each[:-2] + each[-1] for each in stems} if is_long else {word + last}
    return frozenset(found | {each + "en" for each in stems} | {word + "eren"}) - {""}


def safe_plural(word: str) -> str:
    """Return the only plural that a folded word can have, or nothing."""
    if len(SYLLABLE.findall(word)) < 2:
        return ""
    for one, many in _SAFE:
        if word.endswith(one):
            return word.removesuffix(one) + many
    return word + "s" if word.endswith("er") and _is_unstressed(word) else ""


def safe_singular(word: str) -> str:
    """Return the only singular that a folded plural can have, or nothing."""
    for one, many in _SAFE:
        single = word.removesuffix(many) + one
        if word.endswith(many) and len(SYLLABLE.findall(single)) > 1:
            return single
    single = word.removesuffix("s")
    return single if single != word and _is_unstressed(single) else ""


def is_past(form: str) -> bool:
    """Tell whether a folded form is the past of a verb, and no noun: "gingen", but not "leden"."""
    is_plural = form.endswith(tuple(PLURALS))
    return not is_plural and closed(form.removesuffix("en")) in PAST.keys() - NOUNS_FIRST


def _is_unstressed(word: str) -> bool:
    """Tell whether a word ends in an unstressed -el or -er, whose plural is -s."""
    return (
        word.endswith(("el", "er"))
        and word[-3:-2] not in tuple(VOWELS)
        and len(SYLLABLE.findall(word)) > 1
    )
