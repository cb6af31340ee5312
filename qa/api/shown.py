"""Outcome → what a page shows of it: the answer, its quotes with their place, what next.

The same parts as in a terminal (qa/cli_show.py); each quote also tells in which passage of which
letter it stands, and where, so that a page can lead there and mark it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.question.compose import MOST_QUOTES, quoted
from qa.store.index import Index
from qa.types import Abstention, Answer, Fact, Hit, Kind, Outcome, Passage, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote, its place, the notes that it carries, and the spans of the letter to mark."""

    quote: str
    reference: str
    passage: Passage
    spans: tuple[Span, ...]
    notes: tuple[Passage, ...] = ()
    about_header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An outcome, or a part of one; `is_near` where its quotes are only what comes nearest."""

    text: str
    read_as: str
    citations: tuple[Citation, ...]
    folded: tuple[Citation, ...]
    is_near: bool
    suggestions: tuple[str, ...]


def shown(outcome: Outcome, index: Index) -> tuple[Shown, ...]:
    """Return what to show of an outcome, part by part."""
    return tuple(_part(part, index) for part in outcome.parts or (outcome,))


def _part(outcome: Outcome, index: Index) -> Shown:
    found = tuple(_citations(outcome, index))
    most = 1 if isinstance(outcome, Answer) and not outcome.facts else MOST_QUOTES
    return Shown(
        text=outcome.text,
        read_as=outcome.read_as,
        citations=found[:most],
        folded=found[most:],
        is_near=isinstance(outcome, Abstention),
        suggestions=outcome.suggestions,
    )


def _citations(outcome: Outcome, index: Index) -> Iterator[Citation]:
    if isinstance(outcome, Abstention):
        if outcome.nearest:
            yield from _of_facts(outcome.nearest, index)
        else:
            yield from map(_of_hit, outcome.hits[:1])  # more would look like an answer after all
    elif outcome.facts:
        yield from _of_facts(outcome.facts, index)
    else:
        yield from map(_of_hit, outcome.hits)


def _of_facts(facts: Iterable[Fact], index: Index) -> Iterator[Citation]:
    """Yield each quote once, with all the numbers in it that were used."""
    quotes: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        quotes.setdefault((fact.quote, fact.reference), []).append(fact)
    for (quote, reference), same in quotes.items():
        passage = index.passages.containing(same[0].letter_id, same[0].span)
        is_cell = passage.kind is Kind.TABLE
        spans = tuple(fact.value_span if is_cell else fact.span for fact in same)
        notes = dict.fromkeys(fact.header_note for fact in same if fact.header_note)
        yield Citation(quote, reference, passage, spans, about_header=tuple(notes))


def _of_hit(hit: Hit) -> Citation:
    return Citation(quoted(hit), hit.passage.reference, hit.passage, (hit.core,), hit.notes)
