"""The wordings of terms.toml, as stems, ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from qa.dutch.forms import read_as_verb, root
from qa.dutch.groups import asking_which, naming_all
from qa.dutch.text import Word, stems, words
from qa.types import Concept, Lexicon, Measure, Span

Phrase = tuple[str, ...]

COUNT = "aantal"  # the measure of whatever is only counted
ALL, WHICH = "all_subjects", "which_subject"  # the cues that mean a group

_DOUBLE = re.compile(r"([^\W\d_aeiou])\1")
SHORTEST_PART = 5  # letters that a compound and its part must share


@dataclass(frozen=True, slots=True)
class Term:
    """A subject or a measure: its id, its names, its wordings, and the words that go with it."""

    id: str
    one: str
    many: str
    wordings: tuple[Phrase, ...]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Spotted:
    """A wording found in a question, at these stems.

    Its kind is "subject", "measure", "group" or "cue", or "narrower" where it asks for a part.
    """

    kind: str
    id: str
    start: int
    end: int

    def within(self, words: Sequence[Word]) -> Span:
        """Return its place in the text that the words are of."""
        return Span(words[self.start].span.start, words[self.end - 1].span.end)


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """All that terms.toml holds, and what the letters of a lexicon speak of.

    `arising` are the roots of verbs that only say that something came about, `quiet` the stems that
    no number need account for, `quiet_roots` what the words that have these come from, and
    `neutral_words` those of `neutral` as they are written ("lag", that has the stem of "laag").
    `kinds` are what any one of a group may be called, `class_nouns` ends of compounds that ask for
    classes, `of_age` the stems that narrow no class of age. `wordings` maps a stem to the wordings
    that begin with it, `groups` to the groups of words that it belongs to, `members` lists those.
    """

    lexicon: Lexicon
    subjects: dict[str, Term]
    measures: dict[str, Term]
    cues: dict[str, tuple[Phrase, ...]]
    cue_stems: frozenset[str]
    wordings: dict[str, tuple[tuple[Phrase, str, str], ...]]
    separable: dict[str, tuple[frozenset[str], str]]
    neutral: frozenset[str]
    neutral_words: frozenset[str]
    with_year: frozenset[str]
    with_all: frozenset[str]
    kinds: frozenset[str]
    class_nouns: tuple[str, ...]
    of_age: frozenset[str]
    light: frozenset[str]
    quiet: frozenset[str]
    quiet_roots: frozenset[str]
    arising: frozenset[str]
    groups: dict[str, frozenset[int]]
    members: tuple[frozenset[str], ...]
    vocabulary: frozenset[str]
    words: tuple[str, ...]
    others: frozenset[str]

    def spot(self, question: tuple[str, ...]) -> tuple[Spotted, ...]:
        """Return every wording in a question's stems, in the order in which they begin."""
        return tuple(
            Spotted(kind, id, start, start + len(phrase))
            for start, first in enumerate(question)
            for phrase, kind, id in self.wordings.get(first, ())
            if question[start : start + len(phrase)] == phrase
        )

    def synonyms(self, stem: str) -> frozenset[str]:
        """Return all stems that mean the same as this one, itself included."""
        return frozenset({stem}).union(*(self.members[g] for g in self.groups.get(stem, ())))

    def is_quiet(self, stem: str, word: str) -> bool:
        """Tell whether no number need account for a word: "leg", and not "leeg" of that stem."""
        return stem in self.quiet and not self.quiet_roots.isdisjoint(_roots(word))

    def is_neutral(self, stem: str, word: str) -> bool:
        """Tell the same of a figure of a table."""
        return stem in self.neutral and not self.quiet_roots.isdisjoint(_roots(word))

    def same(self, one: str, other: str) -> bool:
        """Tell whether two stems mean the same where a letter states a number."""
        nothing: frozenset[int] = frozenset()
        return one == other or not self.groups.get(one, nothing).isdisjoint(
            self.groups.get(other, nothing)
        )


@cache
def terms() -> Terms:
    """Return the Dutch that the package ships, without the words of any letter."""
    return terms_with(Lexicon())


def terms_with(lexicon: Lexicon) -> Terms:
    """Return Dutch together with the words of letters."""
    data = _dutch()
    subjects = {each.id: _term(each, each.one, each.many) for each in lexicon.concepts}
    measures = {each.id: _term(each, each.id, each.id) for each in lexicon.measures}
    kinds = data["group"]["kinds"].split()
    refined = [group for group in lexicon.groups if group.is_refined]
    naming = {group.id: tuple(naming_all(group, kinds)) for group in refined}
    asking = {group.id: tuple(asking_which(group, kinds)) for group in refined}
    cues = _cues(data["cue"], naming.values(), asking.values())
    groups = {id: _phrases([*naming[id], *asking[id]]) for id in naming}
    said_quietly = (data["neutral"]["words"], *lexicon.neutral)
    neutral, light = _stems(*said_quietly), _stems(data["light"]["words"])
    with_year = _stems(data["with_year"]["words"], *lexicon.beside_years)
    wordings = [
        *(("subject", id, phrase) for id, each in subjects.items() for phrase in each.wordings),
        *(("measure", id, phrase) for id, each in measures.items() for phrase in each.wordings),
        *(("group", id, phrase) for id, each in groups.items() for phrase in each),
        *(("cue", name, phrase) for name, each in cues.items() for phrase in each),
        *(("narrower", "", phrase) for phrase in _phrases(list(lexicon.narrower))),
    ]
    company = [each.company for each in (*subjects.values(), *measures.values())]
    members = _members(lexicon, data["synonyms"]["groups"].split("\n"))
    return Terms(
        lexicon=lexicon,
        subjects=subjects,
        measures=measures,
        cues=cues,
        cue_stems=frozenset(chain.from_iterable(chain.from_iterable(cues.values()))),
        wordings=_by_first_stem(wordings),
        separable={p: (_stems(*e["verbs"]), e["cue"]) for p, e in data["separable"].items()},
        neutral=neutral,
        neutral_words=frozenset(f"{data['neutral']['words']} {data['with_year']['words']}".split()),
        with_year=with_year,
        light=light,
        quiet=neutral | light,
        quiet_roots=_roots_of(*said_quietly, data["light"]["words"]),
        arising=frozenset(map(read_as_verb, data["arising"]["verbs"].split())),
        with_all=_stems(data["with_all"]["words"], *kinds, *_kinds(lexicon)),
        kinds=_stems(*kinds),
        class_nouns=tuple(data["group"]["classes"].split()),
        of_age=_stems(data["of_age"]["words"]),
        groups=_groups(members),
        members=members,
        vocabulary=neutral.union(with_year, *company, *(phrase for _, _, phrase in wordings)),
        words=_names(lexicon, data["misspelt"]["words"].split()),
        others=_stems(*lexicon.others),
    )


def _cues(
    data: dict[str, list[str]], naming: Iterable[Sequence[str]], asking: Iterable[Sequence[str]]
) -> dict[str, tuple[Phrase, ...]]:
    """Return the wordings of each cue, with how groups are named and asked for."""
    spoken = {name: [*wordings] for name, wordings in data.items()}
    spoken[ALL] += chain.from_iterable(naming)
    spoken[WHICH] += chain.from_iterable(asking)
    return {name: _phrases(each) for name, each in spoken.items()}


def _kinds(lexicon: Lexicon) -> Iterator[str]:
    return (kind for group in lexicon.groups for kind in group.kinds)


@lru_cache(maxsize=4096)
def _roots(word: str) -> frozenset[str]:
    """Return the roots of a word, read as a noun and as a verb."""
    return frozenset((root(word), read_as_verb(word)))


def _roots_of(*texts: str) -> frozenset[str]:
    """Return the roots of words, and of these with a letter too few: "tusen"."""
    said = " ".join(texts).split()
    said += [_DOUBLE.sub(r"\1", word) for word in said if _DOUBLE.search(word)]
    return frozenset(chain.from_iterable(map(_roots, said)))


def _stems(*texts: str) -> frozenset[str]:
    return frozenset(stems(" ".join(texts)))


def _members(lexicon: Lexicon, lines: list[str]) -> tuple[frozenset[str], ...]:
    """Return the groups of words that mean the same: Dutch, those of letters, names of concepts."""
    said = [*lines, *map(" ".join, lexicon.synonyms)]
    said += (" ".join(w for w in each.wordings if " " not in w) for each in lexicon.concepts)
    return tuple(map(_stems, said))


@cache
def _dutch() -> dict[str, Any]:
    return tomllib.loads(files("qa.dutch").joinpath("terms.toml").read_text(encoding="utf-8"))


def occurrences(phrase: Phrase, text: tuple[str, ...]) -> tuple[int, ...]:
    """Return where a phrase begins in the stems of a text."""
    last = len(text) - len(phrase)
    return tuple(start for start in range(last + 1) if text[start : start + len(phrase)] == phrase)


def is_part(one: str, other: str) -> bool:
    """Tell whether a word is the head or the first part of the other, a compound."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short))


def _term(entry: Concept | Measure, one: str, many: str) -> Term:
    return Term(
        id=entry.id,
        one=one,
        many=many,
        wordings=_phrases(list(entry.wordings)),
        company=frozenset(stems(" ".join(entry.company))),
    )


def _by_first_stem(
    wordings: list[tuple[str, str, Phrase]],
) -> dict[str, tuple[tuple[Phrase, str, str], ...]]:
    found: dict[str, list[tuple[Phrase, str, str]]] = {}
    for kind, id, phrase in wordings:
        found.setdefault(phrase[0], []).append((phrase, kind, id))
    return {first: tuple(each) for first, each in found.items()}


def _names(lexicon: Lexicon, asking: list[str]) -> tuple[str, ...]:
    """Return the folded names that a typing error may be meant for.

    Other words are left alone: too many of them are one letter away from a good Dutch word.
    """
    named = [w for each in lexicon.concepts for w in each.wordings]
    named += [w for each in lexicon.measures for w in each.wordings]
    return tuple(sorted({word.folded for wording in named + asking for word in words(wording)}))


def _phrases(wordings: list[str]) -> tuple[Phrase, ...]:
    """Return the wordings as stems, the longest first: "doel" must not hide a longer wording."""
    return tuple(sorted(dict.fromkeys(stems(w) for w in wordings), key=len, reverse=True))


def _groups(members: tuple[frozenset[str], ...]) -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, group in enumerate(members):
        for word in group:
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
