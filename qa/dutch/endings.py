"""The prefixes and endings of Dutch words, each taken off by its own rule of spelling.

In: a folded word. Out: the word without one of them, or the word itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.dutch.irregular import (
    ALWAYS_WHOLE,
    DERIVED,
    FIXED,
    GE_NOUNS,
    GE_VERBS,
    GRADABLE,
    GROWN,
    NOUNS_FIRST,
    PARTICIPLE,
    PARTICLES,
    PAST,
    PLURALS,
    STEMS_IN_EN,
    SYLLABLE,
    UNSTRESSED,
    VOWELS,
    WHOLE,
)

SHORTEST = 3  # letters of a word that an ending may be taken off, and of a compound's first part

Index = dict[str, tuple[str, ...]]


def by_start(words: Iterable[str]) -> Index:
    """Return words by their first two letters, the longest first."""
    found: Index = {}
    for word in sorted(words, key=len, reverse=True):
        found[word[:2]] = (*found.get(word[:2], ()), word)
    return found


def _by_end(words: Iterable[str]) -> Index:
    """Return words by their last three letters."""
    found: Index = {}
    for word in words:
        found[word[-3:]] = (*found.get(word[-3:], ()), word)
    return found


SEPARABLE = by_start(PARTICLES)
VERB_BEGINNINGS = frozenset((*UNSTRESSED, *PARTICLES))
_PREFIXES = by_start(VERB_BEGINNINGS)
_PLURAL_ENDS = _by_end(PLURALS)
_WHOLE_ENDS = _by_end(WHOLE)


def without_ending(word: str, *, is_verb: bool) -> str:
    """Return a word without one prefix or ending of its form, or the word itself."""
    if len(word) < SHORTEST or word in FIXED or not word.isalpha():
        return word
    known = _irregular(word, is_verb=is_verb) or _of_participle(word, is_verb=is_verb)
    if known:
        return known
    for rule in _RULES:
        stem = rule(word)
        if stem != word:
            return stem
    return word


def has_vowel(letters: str) -> bool:
    """Tell whether letters can be spoken as a syllable."""
    return any(vowel in letters for vowel in VOWELS)


def split(word: str, prefixes: Index) -> Iterator[tuple[str, str]]:
    """Yield a word whole, then as each prefix and a rest that can be a word."""
    yield "", word
    for prefix in prefixes.get(word[:2], ()):
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 1 and has_vowel(rest):
            yield prefix, rest


def may_be_first(letters: str) -> bool:
    """Tell whether letters can be nothing, or the first part of a compound and no verb prefix."""
    return not letters or (
        len(letters) >= SHORTEST and letters not in VERB_BEGINNINGS and has_vowel(letters)
    )


def _irregular(word: str, *, is_verb: bool) -> str:
    """Return the singular or the stem that no rule of spelling tells, or nothing."""
    if word in GROWN and not is_verb:
        return GROWN[word]
    for plural in _PLURAL_ENDS.get(word[-3:], ()):
        before = word[: -len(plural)]
        if word.endswith(plural) and may_be_first(before):
            return before + PLURALS[plural]
    for prefix, rest in split(word, _PREFIXES):
        is_free = is_verb or rest not in NOUNS_FIRST or (prefix and rest == "naam")
        if rest in PAST and is_free:
            return prefix + PAST[rest]
        if rest in PARTICIPLE and (prefix in UNSTRESSED or rest.startswith(UNSTRESSED)):
            return prefix + PARTICIPLE[rest]
    return ""


def _of_participle(word: str, *, is_verb: bool) -> str:
    """Return a participle without its ge- ("aangevraagd" gives "aanvraagd"), or nothing."""
    for particle, rest in split(word, SEPARABLE):
        if not rest.startswith("ge") or (rest in GE_NOUNS and not is_verb):
            continue
        core = rest[2:]
        if core in PARTICIPLE:
            return particle + PARTICIPLE[core]
        is_weak = core[-1:] in ("d", "t") and len(core) >= SHORTEST and has_vowel(core)
        is_ge_verb = rest in GE_NOUNS or rest.startswith(GE_VERBS)
        if is_weak and not is_ge_verb and not (core[0] == "e" and core[1] not in "eiu"):
            return particle + core
    return ""


def _without_small(word: str) -> str:
    """Take off what makes a word small: -je, -tje, -pje, -etje, and their plural."""
    base = word.removesuffix("s").removesuffix("je")
    if not word.endswith(("je", "jes")) or not has_vowel(base):
        return word
    if base.endswith("et") and base[-4:-3] == base[-3:-2] not in VOWELS:
        return base[:-3]
    if base.endswith("mp"):
        return base[:-1]
    return base if base[-1] not in VOWELS and base[-1] not in "nj" else word


def _without_degree(word: str) -> str:
    """Take off -er and -st of an adjective that is known to have degrees."""
    if word.endswith("st"):
        base = word[:-2]
        return base if base in GRADABLE or base.endswith(DERIVED) else word
    if not word.endswith("er"):
        return word
    bases = (word[:-2], word[:-3]) if word.endswith("rder") else (word[:-2],)
    for base in bases:
        single = closed(base)
        if single in GRADABLE or single.endswith((*DERIVED, "ief")):
            return single
    return word


def _without_n(word: str) -> str:
    """Take off -en, -end and the -heden of -heid."""
    if word.endswith("heden") and len(word) > 6:
        return word[:-5] + "heid"
    if word.endswith("end") and not word.endswith("weekend"):
        return word[:-1] if _is_stem_in_en(word[:-1]) else _opened(word, 3)
    if not word.endswith("en") or _is_stem_in_en(word):
        return word
    if word.endswith("ien") and not word.endswith(("dien", "eien", "aien", "oien")):
        return word[:-1] if len(SYLLABLE.findall(word)) > 1 else word
    return _opened(word, 2)


def _without_e(word: str) -> str:
    """Take off -e; "ruimte" and "toename" keep theirs, which no verb or adjective gives."""
    kept = word.endswith(("gte", "mte")) or (word.endswith("name") and len(word) > 4)
    return word if kept or not word.endswith("e") else _opened(word, 1)


def _without_s(word: str) -> str:
    """Take off the -s of a plural, of words that have one after an unstressed syllable."""
    base = word[:-1]
    if not word.endswith("s") or word.endswith("koms") or len(SYLLABLE.findall(base)) < 2:
        return base if word.endswith(("ubs", "ams", "ilms")) else word
    is_plural = base.endswith(("aar", "eur", "ier", "or", "in", "oon", "eau", "ie", "m", "b")) or (
        base[-1] == "e" and base[-2] not in VOWELS
    )
    is_unstressed = base[-2] == "e" and base[-1] in "lnr" and base[-3:-2] not in VOWELS
    return base if is_plural or is_unstressed else word


def _without_dental(word: str) -> str:
    """Take off the -t and -d of verbs ("werkt", "daald"), not of a word that needs it."""
    base = word[:-1]
    if word[-1] not in "dt" or not has_vowel(base) or _is_whole(word):
        return word
    if base.endswith(("oei", "aai", "ooi")):
        return base
    after_vowel = base[-1] in VOWELS or base.endswith("ij")
    in_stem = base.endswith("ch") or word.endswith("ct")
    is_ent = word.endswith("ent") and base[-3:-2] != "e" and not _is_stem_in_en(base)
    return word if after_vowel or in_stem or is_ent else base


def _evened(word: str) -> str:
    """Write the last vowel of a word long, so that "sector" is as "sectoren" without its -en."""
    is_short = word[-1] not in VOWELS + "hjwx" and word[-2] in "aeou" and word[-3] not in VOWELS
    if not is_short or _is_stem_in_en(word) or len(SYLLABLE.findall(word)) < 2:
        return word
    return word[:-1] + word[-2:]


_RULES = (
    _without_small,
    _without_degree,
    _without_n,
    _without_e,
    _without_s,
    _without_dental,
    _evened,
)


def _opened(word: str, ending: int) -> str:
    """Return a word without an ending that begins with a vowel, where one can stand."""
    base = word[:-ending]
    if (len(base) < 2 and base[:1] not in VOWELS) or not has_vowel(base):
        return word
    after_vowel = base[-1] in VOWELS and not base.endswith(("ee", "ie", "oei", "aai", "ooi", "ui"))
    return word if after_vowel or (base[-1] == "i" and ending == 1) else closed(base)


def closed(base: str) -> str:
    """Return what was left of an ending as a closed syllable: "bomm" is bom, "huiz" huis."""
    if len(base) < 2 or base[-1] in VOWELS:
        return base
    last, vowel = base[-1], base[-2]
    if last == vowel:
        return base[:-1]
    single = vowel in "aeou" and base[-3:-2] not in tuple(VOWELS) and last not in "jwx"
    is_weak = vowel == "e" and last in "lmr" and len(SYLLABLE.findall(base)) > 1
    if single and not is_weak and not _is_stem_in_en(base):
        base = base[:-1] + vowel + last
    return base[:-1] + {"v": "f", "z": "s"}.get(last, last)


def _is_whole(word: str) -> bool:
    """Tell whether a word ends in one that keeps its last letter."""
    if word.endswith(ALWAYS_WHOLE) or word in GE_NOUNS:
        return True
    for whole in _WHOLE_ENDS.get(word[-3:], ()):
        before = word[: -len(whole)]
        if word.endswith(whole) and may_be_first(before) and not _is_cut_verb(before):
            return True
    return False


def _is_cut_verb(letters: str) -> bool:
    """Tell whether letters are a verb's prefix and consonants: "besp-aard" is no "paard"."""
    return any(
        letters.startswith(prefix) and not has_vowel(letters[len(prefix) :])
        for prefix in (*_PREFIXES.get(letters[:2], ()), "ge")
    )


def _is_stem_in_en(word: str) -> bool:
    """Tell whether the -en of a word is no ending ("teken", "herken")."""
    return word.endswith("en") and any(rest in STEMS_IN_EN for _, rest in split(word, _PREFIXES))
