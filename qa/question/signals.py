"""A question and passages → signals: what speaks for each passage as the answer.

In: a question and candidates of both searches. Out: per candidate how much of the question's words
it and its best sentence hold, weighed by how rare they are in the index, and whether it holds the
kind of thing that is asked for (a date for "wanneer"). A word counts as held by the same stem, by a
synonym, or by a compound that begins or ends with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from qa.store.index import Index
from qa.store.lexical import analyse
from qa.terms import is_part, terms
from qa.text import sentences, stems
from qa.types import Passage, Span

_SYNONYM, _PART = 0.8, 0.7  # what such a match counts, against 1 for the same stem
_HEADING = 0.7  # what a word in the headings counts for a sentence below them
_FITTING = 0.25  # what the kind of thing asked for adds to a sentence, against 1 for all words

# These ask; they are not what is asked about.
_ASKING = frozenset(
    stems("""
    wie wat waar waarom waardoor waarvoor waarmee waarover waaruit waarin waartoe wanneer hoe welke
    welk hoeveel hoezo hoelang hoever sinds per niet geen meer minder graag even ja nee bedoeld
    gaat ging doet soort allemaal precies bijvoorbeeld verder nodig jaar betekent houdt inhoud
    staat staan mogelijk
""")
)
_K1 = 1.2  # of BM25, as FTS5 fixes it
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|aug|sept?|okt|nov|dec"
)


class Wants(Enum):
    """The kinds of things that a question may ask for and a text visibly holds."""

    TIME = "time"
    SOURCE = "source"
    NAME = "name"
    DURATION = "duration"
    AMOUNT = "amount"
    NUMBER = "number"


_ASKS: tuple[tuple[Wants, re.Pattern[str]], ...] = (
    (Wants.SOURCE, re.compile(
        r"\b(?:kamerstuk\w*|bron(?:nen)?|vandaan|link|url|website|site|webadres|vindplaats"
        r"|(?:welk|tijdens welk|in welk) \w*debat|hoe heet|welk \w*(?:onderzoek|artikel|rapport)"
        r"|welke motie)\b", re.I)),
    (Wants.AMOUNT, re.compile(
        r"\b(?:kost|kosten|kostte|budget|subsidie|bedrag|vergoeding|boete|salaris|verdient|tarief"
        r"|prijs|koers|hoe duur|buit|schade|betaalt?|euro)\b", re.I)),
    (Wants.DURATION, re.compile(r"\b(?:hoelang|hoe lang|duurt?|duur|termijn)\b", re.I)),
    (Wants.TIME, re.compile(
        r"\b(?:wanneer|hoe laat|datum|(?:welk|welke|wat voor) (?:jaar|maand|dag|week|periode|jaren)"
        r"|inwerkingtreding|sinds welk|looptijd)\b", re.I)),
    (Wants.NUMBER, re.compile(r"\b(?:hoeveel|aantal|percentage|procent|hoe vaak|hoe oud)\b", re.I)),
    (Wants.NAME, re.compile(
        r"\b(?:wie|door wie|met wie|welke (?:\w+ )?(?:burgemeester|bewindspersonen|minister|partij"
        r"|partijen|organisatie|organisaties|gemeente|gemeenten|steden|stad|partners?))\b", re.I)),
)  # fmt: skip
_HOLDS: Mapping[Wants, re.Pattern[str]] = {
    Wants.AMOUNT: re.compile(r"€|\beuro\b|\b(?:miljoen|miljard) euro\b"),
    Wants.DURATION: re.compile(r"\b(?:uur|uren|dag|dagen|weken|maanden|jaar|jaren)\b"),
    Wants.TIME: re.compile(
        rf"\b(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) (?:\d{{4}}|jl)|(?:19|20)\d\d|week \d+"
        r"|jaarwisseling|maand \w+)\b", re.I),
    Wants.SOURCE: re.compile(
        r"\bKamerstuk|https?:|www\.|\bBron:|[Jj]aarvers?lag|[Jj]aarverantwoording|\bMotie van"
        r"|debat \w+ d\.d\.|\bet al\.|\be\.a\.|\bauteurs\b|«[^»]{12,}»"),
    Wants.NUMBER: re.compile(
        r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig)\b"),
    Wants.NAME: re.compile(r"(?<=[\w,(«»] )[«(]?[A-Z][\w-]+"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about: its content words with their weights, and what it wants."""

    weights: Mapping[str, float]
    frequencies: Mapping[str, int]
    wants: Wants | None

    @property
    def best_bm25(self) -> float:
        """The BM25 score that no passage exceeds: every word as often as counts."""
        return (_K1 + 1) * self.total

    @property
    def total(self) -> float:
        """The weight of all content words together."""
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a passage, each from 0 to 1; `core` is its best sentence.

    `coverage` is the share of the question's words, by weight, in the passage, its headings and
    what it hangs on; `sentence` that in its best sentence; `fits` tells that this sentence holds
    the kind of thing asked for, `holds` that the passage does.
    """

    coverage: float
    sentence: float
    fits: bool
    holds: bool
    core: Span


def asked(question: str, index: Index) -> Asked:
    """Weigh the content words of a question by how rare they are in the index."""
    found = dict.fromkeys(analyse(question))
    content = [t for t in found if t not in _ASKING and t not in terms().neutral]
    content = content or [t for t in found if t not in _ASKING]
    frequencies = index.lexical.frequencies(content)
    size = len(index.passages)
    return Asked(
        weights={term: _idf(frequencies[term], size) for term in content},
        frequencies=frequencies,
        wants=wants(question),
    )


def wants(question: str) -> Wants | None:
    """Tell what kind of thing a question asks for, where its words say so."""
    return next((kind for kind, pattern in _ASKS if pattern.search(question)), None)


def holds(text: str, kind: Wants | None) -> bool:
    """Tell whether a text visibly holds a kind of thing."""
    return kind is not None and bool(_HOLDS[kind].search(text))


def measure(question: Asked, passages: Sequence[tuple[Passage, str]]) -> tuple[Signals, ...]:
    """Measure the signals of passages, each with the text that it hangs on."""
    cut = [_analysed(p.text, " ".join(p.path), carrier) for p, carrier in passages]
    vocabulary = frozenset().union(*(c.everything for c in cut)) if cut else frozenset()
    alike = {term: _alike(term, vocabulary) for term in question.weights}
    return tuple(
        _signals(question, alike, passage, each)
        for (passage, _), each in zip(passages, cut, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Analysed:
    """A passage's stems: of each sentence, of its headings and of what it hangs on."""

    spans: tuple[Span, ...]
    sentences: tuple[frozenset[str], ...]
    heading: frozenset[str]
    carrier: frozenset[str]
    everything: frozenset[str]


@lru_cache(maxsize=4096)
def _analysed(text: str, heading: str, carrier: str) -> _Analysed:
    spans = sentences(text)
    per_sentence = tuple(frozenset(analyse(span.of(text))) for span in spans)
    above, around = frozenset(analyse(heading)), frozenset(analyse(carrier))
    return _Analysed(spans, per_sentence, above, around, above.union(around, *per_sentence))


def _signals(
    question: Asked,
    alike: Mapping[str, Mapping[str, float]],
    passage: Passage,
    cut: _Analysed,
) -> Signals:
    context = {t: _HEADING * _held(alike[t], cut.heading | cut.carrier) for t in question.weights}
    scores = []
    for span, found in zip(cut.spans, cut.sentences, strict=True):
        share = sum(
            w * max(_held(alike[t], found), context[t]) for t, w in question.weights.items()
        )
        share = share / question.total if question.total else 0.0
        scores.append((share + _FITTING * holds(span.of(passage.text), question.wants), share))
    best = max(range(len(scores)), key=lambda at: (scores[at][0], -at))
    covered = sum(w * _held(alike[t], cut.everything) for t, w in question.weights.items())
    core = cut.spans[best]
    start = passage.span.start
    return Signals(
        coverage=covered / question.total if question.total else 0.0,
        sentence=scores[best][1],
        fits=holds(core.of(passage.text), question.wants),
        holds=holds(passage.text, question.wants),
        core=Span(start + core.start, start + core.end),
    )


def _alike(term: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Return the words of a vocabulary that a term may be held by, and what each counts."""
    found: dict[str, float] = {}
    group = terms().groups.get(term, frozenset())
    for word in vocabulary:
        if word == term:
            found[word] = 1.0
        elif group and not group.isdisjoint(terms().groups.get(word, frozenset())):
            found[word] = _SYNONYM
        elif is_part(term, word):
            found[word] = _PART
    return found


def _held(alike: Mapping[str, float], among: frozenset[str]) -> float:
    return max((value for word, value in alike.items() if word in among), default=0.0)


def _idf(frequency: int, size: int) -> float:
    """Return how much a word tells. Source: Robertson and Zaragoza (2009), kept above zero."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
