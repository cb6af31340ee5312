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
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.dutch.terms import SHORTEST_PART, Terms, is_part
from qa.dutch.text import analyse, is_searched, sentences, stem, stems, words
from qa.question.read.reading import Reading
from qa.question.read.spelling import MOST_CORRECTED, Vocabulary
from qa.question.read.whether import kind_asked
from qa.store.index import Index
from qa.types import Kind, Passage, Span, Wanted

if TYPE_CHECKING:
    from qa.store.engine import Words

_SYNONYM, _PART, _NEAR = 0.8, 0.7, 0.7  # what such a match counts, against 1 for the same stem
_HEADING = 0.7  # what a word in the headings counts for a sentence below them
# What the kind of thing asked for and a cosine add to a sentence, against 1 for all words.
_FITTING, _NEARNESS = 0.25, 1.0

# These ask; they are not what is asked about.
_ASKING = frozenset(
    stems("""
    wie wat waar waarom waardoor waarvoor waarmee waarover waaruit waarin waartoe wanneer hoe welke
    welk hoeveel hoezo hoelang hoever sinds per niet geen meer minder graag even ja nee bedoeld
    gaat ging doet soort allemaal precies bijvoorbeeld verder nodig jaar betekent houdt inhoud
    staat staan mogelijk
""")
)
_MOST_PARTS = 32  # words that share a part with a word of the question
_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|aug|sept?|okt|nov|dec"
)


_NUMBER = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|\w+honderd)"

# What a text visibly holds that answers a question of a kind; a reason has no look of its own.
_HOLDS: Mapping[Wanted, re.Pattern[str]] = {
    Wanted.COUNT: re.compile(rf"\d|\b{_NUMBER}(?:maal)?\b|\beenmaal\b"),
    Wanted.PERCENTAGE: re.compile(r"\d\s?%|\bprocent\b"),
    Wanted.MONEY: re.compile(r"€|\beuro\b"),
    Wanted.AGE: re.compile(rf"\b(?:\d+|{_NUMBER}) jaar\b"),
    Wanted.SCORE: re.compile(r"\been \d"),
    Wanted.DURATION: re.compile(
        r"(?<!\bper )(?<!\bdit )(?<!\bvorig )(?<!\bvolgend )(?<!\bafgelopen )(?<!\bkomend )"
        r"\b(?:uur|uren|dagen|week|weken|maand|maanden|jaar|jaren)\b"),
    Wanted.WHEN: re.compile(
        rf"\b(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) (?:\d{{4}}|jl)|(?:19|20)\d\d|week \d+"
        r"|jaarwisseling|maand \w+)\b", re.I),
    Wanted.SOURCE: re.compile(
        r"\bKamerstuk|https?:|www\.|\bBron:|[Jj]aarvers?lag|[Jj]aarverantwoording|\bMotie van"
        r"|debat \w+ d\.d\.|\bet al\.|\be\.a\.|\bauteurs\b|«[^«»]{12,}+»"),
    Wanted.WHO: re.compile(r"(?<=[\w,(«»] )[«(]?[A-Z][\w-]+"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alike:
    """The words that a word of a question may be held by; `counting` has the best first."""

    words: frozenset[str]
    counting: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about: its content words with their weights, and what it wants.

    `terms` are all words worth searching for; `alike` tells what those with a weight may be held
    by, `known` which of them the index holds, alone or in a compound.
    """

    terms: tuple[str, ...]
    weights: Mapping[str, float]
    alike: Mapping[str, Alike]
    frequencies: Mapping[str, int]
    known: frozenset[str]
    wanted: Wanted

    @property
    def total(self) -> float:
        """The weight of all content words together."""
        return sum(self.weights.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a search found, the text that it hangs on, its sentences' cosines."""

    passage: Passage
    carrier: str
    cosines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a passage, each from 0 to 1; `core` is its best sentence.

    `coverage` is the share of the question's words, by weight, in the passage, its headings and
    what it hangs on, `is_whole` tells that those are all that the index knows; `sentence` is that
    share in its best sentence; `nearest` is the highest cosine of a sentence; `fits` tells that the
    best sentence holds the kind of thing asked for, `holds` that the passage does.
    """

    coverage: float
    is_whole: bool
    sentence: float
    nearest: float
    fits: bool
    holds: bool
    core: Span


def asked(reading: Reading, index: Index, topic: str = "") -> Asked:
    """Weigh the content words of a question and its topic by how rare they are in the index."""
    written = {stem(word.folded): word.folded for word in (*reading.words, *words(topic))}
    found = {term: None for term in written if is_searched(term)}
    about = content(found, index.terms)
    named = [t for t in found if t in about]
    named = named or [t for t in found if t not in _ASKING]
    size, held = len(index.passages), frozenset(named)
    alike = {
        term: _alike(term, written[term], held, index)
        if place < MOST_CORRECTED
        else Alike(frozenset({term}), ((term, 1.0),))
        for place, term in enumerate(named)
    }
    forms = index.lexical.frequencies(
        sorted({word for each in alike.values() for word in each.words})
    )
    return Asked(
        terms=tuple(found),
        weights={term: _idf(forms[term], size) for term in named},
        alike=alike,
        frequencies={term: forms[term] for term in named},
        known=frozenset(
            term
            for term, each in alike.items()
            if any(forms[w] and (w == term or is_part(term, w)) for w in each.words)
        ),
        wanted=kind_asked(reading),
    )


def content(stems: Iterable[str], terms: Terms) -> frozenset[str]:
    """Return the stems that say what something is about."""
    return frozenset(t for t in stems if t not in _ASKING and t not in terms.neutral)


def may_hold(kind: Wanted) -> bool:
    """Tell whether a text can be seen to hold a kind of thing."""
    return kind in _HOLDS


def holds(text: str, kind: Wanted) -> bool:
    """Tell whether a text visibly holds a kind of thing."""
    return kind in _HOLDS and bool(_HOLDS[kind].search(text))


def measure(question: Asked, found: Sequence[Found]) -> tuple[Signals, ...]:
    """Measure the signals of passages."""
    cut = [_analysed(f.passage.text, " ".join(f.passage.path), f.carrier) for f in found]
    return tuple(_signals(question, each, one) for each, one in zip(found, cut, strict=True))


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


def _signals(question: Asked, found: Found, cut: _Analysed) -> Signals:
    """Measure one passage; what it shares with the question counts by how rare that is."""
    passage, total = found.passage, question.total or 1.0
    around = cut.heading | cut.carrier
    coverage, is_whole, asked_for = 0.0, True, []
    for term, weight in question.weights.items():
        alike = question.alike[term]
        if held := _held(alike, cut.everything):
            coverage += weight * held
            asked_for.append((weight, alike, _HEADING * _held(alike, around)))
        elif question.frequencies[term]:
            is_whole = False
    holds_it, holding = _holding(passage.text, question.wanted)
    scores = []
    for held_here, fits, cosine in zip(cut.sentences, holding, found.cosines, strict=True):
        share = sum(w * max(_held(alike, held_here), above) for w, alike, above in asked_for)
        scores.append((share / total + _FITTING * fits + _NEARNESS * cosine, share / total))
    best = max(range(len(scores)), key=lambda at: (scores[at][0], -at))
    core, start = cut.spans[best], passage.span.start
    if passage.kind is Kind.SIGNATURE:  # an office and a name: neither says anything alone
        core = Span(0, len(passage.text))
    return Signals(
        coverage=coverage / total,
        is_whole=is_whole,
        sentence=scores[best][1],
        nearest=max(found.cosines),
        fits=holding[best],
        holds=holds_it,
        core=Span(start + core.start, start + core.end),
    )


@lru_cache(maxsize=8192)
def _holding(text: str, kind: Wanted) -> tuple[bool, tuple[bool, ...]]:
    """Tell whether a passage holds a kind of thing, and which of its sentences do."""
    each = tuple(holds(span.of(text), kind) for span in sentences(text))
    return holds(text, kind), each


def _alike(term: str, written: str, content: frozenset[str], index: Index) -> Alike:
    """Find what a term may be held by: its compounds and parts, synonyms, full or short name."""
    # As written too: "uitspraak" becomes "uitsprak", which "uitspraakdatum" does not begin with.
    parts = {
        part for form in (term, written) for part in index.lexical.sharing(form, SHORTEST_PART)
    }
    found = dict.fromkeys(_common(sorted(parts), index), _PART)
    found |= dict.fromkeys(index.terms.synonyms(term), _SYNONYM)
    if found.keys() == {term} and not index.lexical.frequencies([term])[term]:
        # A typing error, or a form that is cut to another stem; the first letter is mostly right.
        nearest = _beginning(index.lexical, term[0]).nearest(term)
        found = {nearest: _NEAR} if nearest else {}
    for short, full in _abbreviated(index.lexical).get(term, ()):
        if term == short:
            found[min(full, key=lambda word: index.lexical.frequencies([word])[word])] = _SYNONYM
        elif content.issuperset(full):
            found[short] = _SYNONYM
    found[term] = 1.0
    counting = tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))
    return Alike(frozenset(found), counting)


@lru_cache(maxsize=32)
def _beginning(lexical: Words, letter: str) -> Vocabulary:
    """Return the words of an index that begin with a letter."""
    return Vocabulary(lexical.beginning(letter))


@lru_cache(maxsize=8)
def _abbreviated(lexical: Words) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the abbreviations of an index by each word of theirs, their full names with them."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, full in lexical.abbreviations.items():
        for word in dict.fromkeys((short, *full)):
            found.setdefault(word, []).append((short, full))
    return found


def _common(words: Sequence[str], index: Index) -> list[str]:
    """Return the words that most passages hold: of a million, too many share a part."""
    if len(words) <= _MOST_PARTS:
        return list(words)
    counts = index.lexical.frequencies(words)
    return sorted(words, key=lambda word: (-counts[word], word))[:_MOST_PARTS]


def _held(alike: Alike, among: frozenset[str]) -> float:
    if alike.words.isdisjoint(among):
        return 0.0
    return next(counts for word, counts in alike.counting if word in among)


def _idf(frequency: int, size: int) -> float:
    """Return how much a word tells. Source: Robertson and Zaragoza (2009), kept above zero."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
