"""One root for all forms of a Dutch word, told from its spelling.

In: any word. Out: `root`, equal for what is the same word in another number, person, tense, degree
or size; `kin`, equal as well for a verb or adjective and the noun made of it ("daling", "bewoner",
"afname", "veiligheid"); `verb_root`, equal with and without a separable particle ("leverde",
"opgeleverd", "oplevering").

A root is for comparing only: an ending is taken off wherever it may be one, and the vowel of a last
syllable is written long unless the word has one syllable ("aantaal"). Where that would make two
everyday words one, qa/dutch/irregular.py names them.
"""

from __future__ import annotations

from functools import lru_cache

from qa.dutch.endings import (
    SEPARABLE,
    SHORTEST,
    VERB_BEGINNINGS,
    by_start,
    closed,
    has_vowel,
    may_be_first,
    split,
    without_ending,
)
from qa.dutch.irregular import GE_NOUNS, PARTICIPLE, PAST, UNSTRESSED, VERBAL_NOUNS, VOWELS
from qa.dutch.text import fold

_AGENT_PREFIXES = by_start((*VERB_BEGINNINGS, "ge"))
_LONGEST = 60  # letters; what is longer is no word
_AGENTS = ("er", "ers", "elaar", "elaars")
_STEMS = frozenset(PAST.values())
_OF_TIME = frozenset({"laatste", "nieuwste", "jongste"})


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Return the root that all forms of a word share; never empty where the word is not."""
    return _settled(word, is_verb=False)


@lru_cache(maxsize=65536)
def kin(word: str) -> str:
    """Return what a word shares with the verb or adjective that it is a noun of."""
    folded = fold(word)
    agent = _of_agent(folded.removesuffix("s")) if folded.endswith(_AGENTS) else ""
    return _settled(_of_noun(root(agent or word)), is_verb=False)


@lru_cache(maxsize=65536)
def read_as_verb(word: str) -> str:
    """Return the root of a word that is a verb: of "namen" as of "neemt", and not as of "naam"."""
    return _settled(word, is_verb=True)


def is_superlative(word: str) -> bool:
    """Tell whether a word is a superlative, other than of time: "grootste", and not "laatste"."""
    is_ended = word.endswith("ste") and word not in _OF_TIME
    return is_ended and root(word) == root(word.removesuffix("ste"))


def looks_like_verb(word: str) -> bool:
    """Tell whether a word may well be a past tense or a participle: "vielen", "aangelegd"."""
    folded = fold(word)
    if PAST.keys() & {folded, folded.removesuffix("en"), folded.removesuffix("en")[:-1]}:
        return True
    before, _, rest = folded.partition("ge")
    is_participle = bool(rest) and (not before or before in VERB_BEGINNINGS)
    is_prefixed = folded.startswith(UNSTRESSED) and len(folded) > SHORTEST + 2
    ends = ("d", "t", "de", "te", "en") if is_participle else ("d", "t", "den", "ten")
    return (is_participle or is_prefixed) and folded.endswith(ends)


def looks_past(word: str) -> bool:
    """Tell whether a word may well be a past tense or participle, with a prefix too: "vertrok"."""
    folded = fold(word)
    bare = (folded.removeprefix(each) for each in UNSTRESSED if folded.startswith(each))
    return any(map(looks_like_verb, (folded, *bare)))


def is_participle(word: str) -> bool:
    """Tell whether a word is a participle and no noun: "aangelegd", "verkocht", "gedwongen"."""
    folded = fold(word)
    if folded.endswith(("d", "t")):
        return looks_like_verb(word) and folded not in GE_NOUNS
    if not folded.endswith("en"):
        return False
    return any(
        rest.startswith("ge") and _is_strong(rest.removesuffix("en"))
        for _, rest in split(folded, SEPARABLE)
    )


def _is_strong(done: str) -> bool:
    """Tell whether "gedwong", "genom" or "getrokk" is what a strong participle is without -en."""
    core = done[2:]
    cores = {core, core[:-1], core[:-1] + core[-2:], closed(core)}  # "trok", "noom", "weez"
    return (
        done not in GE_NOUNS
        and "ge" + core[:-1] not in GE_NOUNS
        and bool(cores & PARTICIPLE.keys())
    )


@lru_cache(maxsize=65536)
def verb_root(word: str) -> str:
    """Return the root of a word read as a verb or its noun, without its separable particle."""
    stem = read_as_verb(_of_noun(read_as_verb(word)))
    for particle, rest in split(stem, SEPARABLE):
        if particle:
            return read_as_verb(rest)
    return stem


def _settled(word: str, *, is_verb: bool) -> str:
    """Take one ending after the other off until none is left, so that a root is its own root."""
    left = word
    while (folded := fold(left) or left) != left:
        left = folded
    if len(left) > _LONGEST:
        return left
    while (shorter := without_ending(left, is_verb=is_verb)) != left:
        left = shorter
    return left


def _of_noun(stem: str) -> str:
    """Return the verb or adjective that a noun's root is made of, or the root itself."""
    if stem.endswith("ing") and len(stem) > 5 and has_vowel(stem[:-3]):
        is_person = stem.endswith("ling") and stem[-5] not in VOWELS
        return stem[:-4] if is_person else closed(stem[:-3])
    if stem.endswith("heid") and len(stem) > 6:
        return stem[:-4]
    if stem.endswith(("gte", "mte")):
        return stem[:-2]
    if stem.endswith("atie") and len(stem) > 6:
        return stem[:-4] + "eer"
    for noun, verb in VERBAL_NOUNS.items():
        before = stem[: -len(noun)]
        if stem.endswith(noun) and (before in VERB_BEGINNINGS or may_be_first(before)):
            return before + verb
    return stem


def _of_agent(word: str) -> str:
    """Return the stem of a verb from who does it ("bewoner", "huurder"), or nothing in doubt."""
    if word.endswith("elaar"):
        return word[:-3]
    base = word[:-3] if word.endswith("rder") else word[:-2]
    is_verb = (
        word.endswith("rder")
        or closed(base) in _STEMS
        or any(
            prefix and has_vowel(rest[:-2]) and len(rest) > SHORTEST + 1
            for prefix, rest in split(word, _AGENT_PREFIXES)
        )
    )
    return closed(base) if is_verb and has_vowel(base) else ""
