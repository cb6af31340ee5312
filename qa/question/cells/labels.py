"""Whether words of a question name a row or a column, and how surely.

In: the words of a question that carry meaning, and a label as a table prints it. Out: how much of
the label they name, and which of them do. A word names another by a shared root, as a noun of the
same verb, as another word for it, as a people for its country, or as a part of a compound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Final

from qa.dutch.classes import SizeClass, classes
from qa.dutch.forms import kin, root, verb_root
from qa.dutch.measures import is_rest
from qa.dutch.peoples import same_people
from qa.dutch.terms import Terms
from qa.dutch.text import stem, words

SAME, KIN, PEOPLE, SYNONYM, PART, BEGINNING = 1.0, 0.9, 0.9, 0.7, 0.6, 0.3
_SHORTEST_PART, _SHORTEST_REST = 4, 3  # letters
_NEARLY: Final = 0.65  # of a compound
_ENOUGH: Final = 0.5  # of a label
IN_FULL: Final = 0.9
_WITHOUT_BRACKETS: Final = 0.95  # of a label of which only what stands in brackets is not named
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
LINKS: Final = ("", "s", "e", "en", "-")  # that join two nouns in a compound


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a table, cut into words."""

    text: str
    words: tuple[str, ...]  # folded
    roots: frozenset[str]
    is_name: bool
    aside: frozenset[str]  # the words that stand only in brackets
    classes: tuple[SizeClass, ...]
    numbers: frozenset[str]  # the words of its classes


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a question: its number there, what it is, and what it may stand for in full.

    `known` is how surely it says words of labels: tables by the dozen have the same ones.
    """

    number: int
    folded: str
    root: str
    full: tuple[str, ...] = ()
    size: SizeClass | None = None
    over: frozenset[int] = frozenset()  # of a class, all its words
    sure: float = 1.0  # less of what only a part of it says
    known: dict[tuple[str, bool], float] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Match:
    """How much of a label was named, and by which words."""

    label: Label
    share: float
    gain: float  # what is named, less half of what is not
    by: frozenset[int]


@lru_cache(maxsize=8192)
def label(text: str) -> Label:
    """Cut a label."""
    found = tuple(word.folded for word in words(text))
    roots = frozenset(each for word in found for each in (root(word), kin(word)))
    bare = {word.folded for word in words(_IN_BRACKETS.sub(" ", text))}
    parted = classes(text)
    numbers = {word.folded for span, _ in parted for word in words(span.of(text))}
    return Label(
        text,
        found,
        roots,
        is_name=text[:1].isupper(),
        aside=frozenset(found) - bare if bare else frozenset(),
        classes=tuple(size for _, size in parted),
        numbers=frozenset(numbers),
    )


def match(spoken: Sequence[Spoken], among: Sequence[Label], terms: Terms) -> tuple[Match, ...]:
    """Return the labels that are named enough, the surest first."""
    shared = Counter(word for each in among for word in set(each.words))
    found = (_matched(spoken, each, shared, terms) for each in among)
    return tuple(sorted((m for m in found if m), key=lambda m: -m.gain))


def best(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the labels that are meant: the surest, and what other words name in full.

    None where nothing tells which of two is meant.
    """
    kept: list[Match] = []
    for each in matches:
        rivals = [other for other in kept if other.by & each.by]
        if any(other.gain == each.gain and other.by == each.by for other in rivals):
            return ()
        if not kept or (not rivals and each.share >= IN_FULL):
            kept.append(each)
    return tuple(kept)


def _matched(
    spoken: Sequence[Spoken], wanted: Label, shared: Mapping[str, int], terms: Terms
) -> Match | None:
    total = named = 0.0
    by: set[int] = set()
    names_rest = any(says(each, w, False, terms) for w in wanted.words[:1] for each in spoken)
    if is_rest(" ".join(wanted.words)) and not names_rest:
        return None  # the rest of them is not them
    for size in wanted.classes:
        alike = {each: _same_class(each, size) for each in spoken}
        said, strength = max(alike.items(), key=lambda each: each[1], default=(None, 0.0))
        if said is None or not strength:
            return None
        total, named = total + 1, named + strength
        by |= said.over
    bare = [word for word in wanted.words if word not in wanted.aside | wanted.numbers]
    telling = [word for word in bare if not _says_nothing(word, terms)]
    if not (telling or wanted.classes):
        telling = bare  # what narrows nothing may be all that a row is called
    for word in (*telling, *wanted.aside):
        weight = 1 / shared[word]
        strength, number = _said_by(spoken, word, wanted, by, terms)
        if strength:
            by.add(number)
            by |= _other_half(spoken, number, word)
            named += weight * strength
        total += weight if strength or word not in wanted.aside else 0.0
    if by and len(telling) < len(bare):  # "andere noordkust": the rest, beside it
        near = range(min(by) - len(wanted.words), max(by) + len(wanted.words) + 1)
        rest = wanted.roots - {each for word in telling for each in (root(word), kin(word))}
        by |= {each.number for each in spoken if each.root in rest and each.number in near}
    share = named / total if total else 0.0
    gain = round(named - (total - named) / 2, 6)
    if wanted.aside and not all(_is_said(spoken, word, wanted, terms) for word in wanted.aside):
        share *= _WITHOUT_BRACKETS
    return Match(wanted, share, gain, frozenset(by)) if share >= _ENOUGH else None


def _said_by(
    spoken: Sequence[Spoken], word: str, wanted: Label, by: set[int], terms: Terms
) -> tuple[float, int]:
    """Return how surely a word of a label is said, and by which word of the question."""
    strengths: dict[int, float] = {}
    for each in spoken:  # what a compound says stands beside it, at its place
        said = says(each, word, wanted.is_name, terms)
        strengths[each.number] = max(said, strengths.get(each.number, 0.0))
    short = [each for each in spoken if stem(word) in each.full]  # names it in full, or not at all
    in_full = [each for each in short if {*each.full} <= {stem(other) for other in wanted.words}]
    strengths |= {each.number: SAME for each in in_full}
    joined = {each.number: KIN for each in spoken if word in _joined(each.folded, wanted.words)}
    strengths |= {n: max(strengths[n], strength) for n, strength in joined.items()}
    strength = max(strengths.values(), default=0.0)
    sure = [number for number, each in strengths.items() if each == strength]
    # Of words that are alike the one right behind those before: "Noord-… en Zuid-Beveland".
    after = max(by, default=-1) + 1
    return strength, min(sure, key=lambda n: (n in by, abs(n - after)), default=-1)


def _other_half(spoken: Sequence[Spoken], number: int, word: str) -> frozenset[int]:
    """Return the words that say a compound together with another: "dagen op zee" are "zeedagen"."""
    halves = (each.over for each in spoken if each.number == number and each.folded == word)
    return frozenset().union(*halves)


def _says_nothing(word: str, terms: Terms) -> bool:
    """Tell whether a word of a label narrows nothing: "lag", and not "laag" of that stem."""
    return word in terms.neutral_words and stem(word) in terms.neutral


def _is_said(spoken: Sequence[Spoken], word: str, wanted: Label, terms: Terms) -> bool:
    return _says_nothing(word, terms) or any(
        says(each, word, wanted.is_name, terms) for each in spoken
    )


def _same_class(spoken: Spoken, size: SizeClass) -> float:
    if spoken.size == size:
        return SAME * spoken.sure
    return SYNONYM if spoken.size and spoken.size.is_nearly(size) else 0.0


def _joined(compound: str, of: Sequence[str]) -> frozenset[str]:
    """Return the two words of a label that one compound says: "gevallen met schade"."""
    for first in of:
        beginnings = (first + link for link in LINKS)
        begun = max((each for each in beginnings if compound.startswith(each)), key=len, default="")
        rest = compound[len(begun) :]
        if min(len(begun), len(rest)) >= _SHORTEST_PART:
            heads = {each for each in of if each != first and root(each) == root(rest)}
            if heads:
                return frozenset({first, *heads})
    return frozenset()


def is_only_a_kind(spoken: Sequence[Spoken], named: Match, around: Sequence[str]) -> bool:
    """Tell whether a label is named by what is only a kind of it, of which a letter says nothing.

    "Kookboeken" are no "boeken", but "bibliotheekboeken" are the "boeken" of a table that is about
    libraries: so say the words around it.
    """
    if named.share >= IN_FULL:
        return False
    said = [each for each in spoken if each.number in named.by and not each.size]
    rests = [_narrowing(each, named.label) for each in said]
    told = (*named.label.words, *around)  # a compound may say both words of a label
    return any(rest and not any(word.startswith(rest) for word in told) for rest in rests)


def is_narrower(kind: str, asked: str, around: Sequence[str]) -> bool:
    """Tell whether what rows are is asked for by a part of it, or by more that the letter says.

    "Welke genres" of a table by "hoofdgenre"; "welke stripgenres" of one by "genre", where the
    letter speaks of strips.
    """
    rest = asked.removesuffix(kind)
    is_more = rest != asked and any(word.startswith(rest) for word in around)
    return is_more or (len(asked) >= _SHORTEST_PART and kind.endswith(asked))


def _narrowing(spoken: Spoken, wanted: Label) -> str:
    """Return by what a word is narrower than a label: "kook" of "kookboeken"; else ""."""
    for word in wanted.words:
        rest = spoken.root.removesuffix(root(word))
        if len(word) >= _SHORTEST_PART and _SHORTEST_REST <= len(rest) < len(spoken.root):
            return rest
    return ""


def says(spoken: Spoken, word: str, is_name: bool, terms: Terms) -> float:
    """Tell how surely a word of a question says a word of a label: 0 is not at all."""
    found = spoken.known.get((word, is_name))
    if found is None:
        found = spoken.sure * _says(spoken, word, is_name, terms)
        spoken.known[word, is_name] = found
    return found


def _says(spoken: Spoken, word: str, is_name: bool, terms: Terms) -> float:
    if spoken.size:
        return 0.0  # a class is said as a whole
    if spoken.root == root(word):
        return SAME
    if (
        kin(spoken.folded) == kin(word)
        or spoken.root == kin(word)
        or verb_root(word) == spoken.root
    ):
        return KIN
    if alike := _alike(spoken.folded, word, terms):
        return alike
    if is_name and same_people(spoken.folded, word):
        return PEOPLE
    if terms.same(stem(spoken.folded), stem(word)):
        return SYNONYM
    others = (spoken.folded, *terms.synonyms(stem(spoken.folded)))
    return max(_part(each, word) for each in others)


def _alike(one: str, other: str, terms: Terms) -> float:
    """Tell how surely two compounds with one beginning mean the same: "asielverzoeken"."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    shared = sum(1 for _ in same)
    for at in range(shared, _SHORTEST_PART - 1, -1):
        rests = (one[at:], other[at:])
        if min(map(len, rests)) < _SHORTEST_PART:
            continue
        # "Stationsnaam" and "stationnaam" differ only in what joins their parts.
        unlinked = {kin(rest.removeprefix("s")) for rest in rests}
        if len(unlinked) == 1 or terms.same(stem(rests[0]), stem(rests[1])):
            return SYNONYM
    return 0.0


def _part(one: str, other: str) -> float:
    """Tell how surely a word names a compound that it is a part of: as its head, or nearly all."""
    short, long = sorted((one, other), key=len)
    if not long.endswith(short) and long.startswith(root(short)):
        short = root(short)
    if len(short) < _SHORTEST_PART or len(long) - len(short) < _SHORTEST_REST:
        return 0.0
    if long.endswith(short):
        return PART
    if long.startswith(short):
        return PART if len(short) >= _NEARLY * len(long) else BEGINNING
    return 0.0
