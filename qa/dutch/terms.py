"""The wordings of terms.toml, as stems, ready for matching."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from qa.dutch.text import stems, words

Phrase = tuple[str, ...]

# The measures that rules name, by their id in terms.toml.
COUNT, RATE, TARGET = "aantal", "ophelderingspercentage", "doel ophelderingspercentage"
PRINTED_CHANGE = "procentuele ontwikkeling"

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
    """A wording found in a question: of a "subject", a "measure" or a "cue", at these stems."""

    kind: str
    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """All that terms.toml holds.

    `wordings` maps a stem to the wordings that begin with it, `groups` to the groups of words that
    it belongs to, `members` lists the groups.
    """

    subjects: dict[str, Term]
    measures: dict[str, Term]
    cues: dict[str, tuple[Phrase, ...]]
    cue_stems: frozenset[str]
    wordings: dict[str, tuple[tuple[Phrase, str, str], ...]]
    separable: dict[str, tuple[frozenset[str], str]]
    neutral: frozenset[str]
    with_year: frozenset[str]
    with_all: frozenset[str]
    light: frozenset[str]
    groups: dict[str, frozenset[int]]
    members: tuple[frozenset[str], ...]
    vocabulary: frozenset[str]
    words: tuple[str, ...]

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

    def same(self, one: str, other: str) -> bool:
        """Tell whether two stems mean the same where a letter states a number."""
        nothing: frozenset[int] = frozenset()
        return one == other or not self.groups.get(one, nothing).isdisjoint(
            self.groups.get(other, nothing)
        )


@cache
def terms() -> Terms:
    """Read the terms that the package ships."""
    data = tomllib.loads(files("qa.dutch").joinpath("terms.toml").read_text(encoding="utf-8"))
    subjects = {id: _term(id, entry) for id, entry in data["subject"].items()}
    measures = {id: _term(id, entry) for id, entry in data["measure"].items()}
    cues = {name: _phrases(wordings) for name, wordings in data["cue"].items()}
    wordings = [
        ("subject", term.id, phrase) for term in subjects.values() for phrase in term.wordings
    ]
    wordings += [
        ("measure", term.id, phrase) for term in measures.values() for phrase in term.wordings
    ]
    wordings += [("cue", name, phrase) for name, phrases in cues.items() for phrase in phrases]
    neutral = frozenset(stems(data["neutral"]["words"]))
    with_year = frozenset(stems(data["with_year"]["words"]))
    lines = [*data["synonyms"]["groups"].split("\n"), *_wordings(data)]
    members = tuple(frozenset(stems(line)) for line in lines)
    named = [*subjects.values(), *measures.values()]
    company = [word for term in named for word in term.company]
    return Terms(
        subjects=subjects,
        measures=measures,
        cues=cues,
        cue_stems=frozenset(
            found for kind, _, phrase in wordings if kind == "cue" for found in phrase
        ),
        wordings=_by_first_stem(wordings),
        separable={
            particle: (frozenset(stems(" ".join(entry["verbs"]))), entry["cue"])
            for particle, entry in data["separable"].items()
        },
        neutral=neutral,
        with_year=with_year,
        light=frozenset(stems(data["light"]["words"])),
        with_all=frozenset(stems(data["with_all"]["words"])),
        groups=_groups(members),
        members=members,
        vocabulary=neutral.union(with_year, company, *(phrase for _, _, phrase in wordings)),
        words=_words(data),
    )


def occurrences(phrase: Phrase, text: tuple[str, ...]) -> tuple[int, ...]:
    """Return where a phrase begins in the stems of a text."""
    last = len(text) - len(phrase)
    return tuple(start for start in range(last + 1) if text[start : start + len(phrase)] == phrase)


def is_part(one: str, other: str) -> bool:
    """Tell whether a word is the head or the first part of the other, a compound."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short))


def _term(id: str, entry: dict[str, Any]) -> Term:
    return Term(
        id=id,
        one=entry.get("one", id),
        many=entry.get("many", id),
        wordings=_phrases(entry["wordings"]),
        company=frozenset(stems(" ".join(entry.get("with", [])))),
    )


def _by_first_stem(
    wordings: list[tuple[str, str, Phrase]],
) -> dict[str, tuple[tuple[Phrase, str, str], ...]]:
    found: dict[str, tuple[tuple[Phrase, str, str], ...]] = {}
    for kind, id, phrase in wordings:
        found[phrase[0]] = (*found.get(phrase[0], ()), (phrase, kind, id))
    return found


def _words(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the folded names that a typing error may be meant for.

    Other words are left alone: too many of them are one letter away from a good Dutch word.
    """
    named = [
        w for kind in ("subject", "measure") for e in data[kind].values() for w in e["wordings"]
    ]
    asking = data["misspelt"]["words"].split()
    return tuple(sorted({word.folded for wording in named + asking for word in words(wording)}))


def _wordings(data: dict[str, Any]) -> list[str]:
    """Return the one-word wordings of each subject as a group of words that mean the same."""
    return [
        " ".join(w for w in entry["wordings"] if " " not in w) for entry in data["subject"].values()
    ]


def _phrases(wordings: list[str]) -> tuple[Phrase, ...]:
    """Return the wordings as stems, the longest first: "doel" must not hide a longer wording."""
    return tuple(sorted(dict.fromkeys(stems(w) for w in wordings), key=len, reverse=True))


def _groups(members: tuple[frozenset[str], ...]) -> dict[str, frozenset[int]]:
    groups: dict[str, frozenset[int]] = {}
    for number, group in enumerate(members):
        for word in group:
            groups[word] = groups.get(word, frozenset()) | {number}
    return groups
