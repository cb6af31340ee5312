"""The wordings of terms.toml, as stems, ready for matching."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from qa.text import stems, words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A subject or a measure: its id, its names, its wordings, and the words that go with it."""

    id: str
    one: str
    many: str
    wordings: tuple[Phrase, ...]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """All that terms.toml holds; `groups` maps a stem to the groups of words that it belongs to."""

    subjects: dict[str, Term]
    measures: dict[str, Term]
    cues: dict[str, tuple[Phrase, ...]]
    separable: dict[str, tuple[frozenset[str], str]]
    neutral: frozenset[str]
    with_year: frozenset[str]
    with_all: frozenset[str]
    light: frozenset[str]
    groups: dict[str, frozenset[int]]
    members: tuple[frozenset[str], ...]
    vocabulary: frozenset[str]
    words: tuple[str, ...]

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
    data = tomllib.loads(files("qa").joinpath("terms.toml").read_text(encoding="utf-8"))
    subjects = {id: _term(id, entry) for id, entry in data["subject"].items()}
    measures = {id: _term(id, entry) for id, entry in data["measure"].items()}
    cues = {name: _phrases(wordings) for name, wordings in data["cue"].items()}
    neutral = frozenset(stems(data["neutral"]["words"]))
    with_year = frozenset(stems(data["with_year"]["words"]))
    lines = [*data["synonyms"]["groups"].split("\n"), *_wordings(data)]
    members = tuple(frozenset(stems(line)) for line in lines)
    named = [*subjects.values(), *measures.values()]
    phrases = [phrase for term in named for phrase in term.wordings]
    phrases += [phrase for wordings in cues.values() for phrase in wordings]
    company = [word for term in named for word in term.company]
    return Terms(
        subjects=subjects,
        measures=measures,
        cues=cues,
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
        vocabulary=neutral.union(with_year, company, *phrases),
        words=_words(data),
    )


def occurrences(phrase: Phrase, question: tuple[str, ...]) -> tuple[int, ...]:
    """Return where a phrase begins in a question's stems."""
    last = len(question) - len(phrase)
    return tuple(i for i in range(last + 1) if question[i : i + len(phrase)] == phrase)


def _term(id: str, entry: dict[str, Any]) -> Term:
    return Term(
        id=id,
        one=entry.get("one", id),
        many=entry.get("many", id),
        wordings=_phrases(entry["wordings"]),
        company=frozenset(stems(" ".join(entry.get("with", [])))),
    )


def _words(data: dict[str, Any]) -> tuple[str, ...]:
    """Return the folded words that a typing error may be meant for: names and cues."""
    wordings = [
        w for kind in ("subject", "measure") for e in data[kind].values() for w in e["wordings"]
    ]
    wordings += [w for cue in data["cue"].values() for w in cue]
    wordings += [data["neutral"]["words"]]
    return tuple(sorted({word.folded for wording in wordings for word in words(wording)}))


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
