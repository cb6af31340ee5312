"""Outcome → its quotes: each with its place, its notes, and the words to mark in the letter.

In: an outcome and the index. Out: the quotes to show at once, those to fold away, and what the
answer says around the quotes that stand in it, so that none is shown twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from qa.api.pages.letter import Run
from qa.api.pages.links import ends_of, links_of
from qa.say.cited import cited, named, quotation
from qa.say.compose import MOST_QUOTES, quoted
from qa.store.index import Index
from qa.types import Fact, Hit, Kind, Outcome, Passage, Span
from qa.wire import note_number

_CUT: Final = "\0"  # stands where a quote stood; no letter holds it
_CUTS: Final = re.compile("\0+")
_JOINING: Final = ",; \n"


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a quote: its number and its text, with the links in it."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote, its place, the spans of the letter to mark, its notes, and where else it stands."""

    quote: tuple[Run, ...]
    reference: str
    passage: Passage
    spans: tuple[Span, ...]
    notes: tuple[Noted, ...] = ()
    repeated: tuple[Passage, ...] = ()

    @property
    def text(self) -> str:
        """The words that are quoted."""
        return "".join(run.text for run in self.quote)


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes of an outcome: at first, and folded away."""

    shown: tuple[Citation, ...]
    folded: tuple[Citation, ...] = ()


def quotes_of(outcome: Outcome, index: Index, drawn: Collection[Fact] = ()) -> Quotes:
    """Return the quotes of an outcome, but for the facts that are drawn."""
    facts, hits = cited(outcome)
    if facts:
        left = [fact for fact in facts if fact not in drawn]
        notes = {hit.passage.id: hit.notes for hit in outcome.hits}
        found = tuple(_of_facts(left, notes, index))
        return Quotes(found[:MOST_QUOTES], found[MOST_QUOTES:])
    first = named(outcome.text, hits)
    others = [hit for hit in hits if hit not in first]
    shown, folded = (tuple(_of_hit(hit, index) for hit in hits) for hits in (first, others))
    return Quotes(shown, folded)


def in_list(text: str, quotes: Quotes) -> Quotes:
    """Return quotes folded away where what is told is a list: each stands there in its place."""
    return Quotes((), (*quotes.shown, *quotes.folded)) if is_list(text) else quotes


def is_list(text: str) -> bool:
    """Tell whether an answer is a list: its numbers and quotes mean nothing out of their lines."""
    return "\n- " in text


def around(text: str, citations: Sequence[Citation]) -> tuple[str, str]:
    """Return what an answer says before and after the quotes that are shown apart from it."""
    if not citations:
        return text, ""
    view = "".join(" " if char.isspace() else char for char in text)  # as long as the text
    for form in {quotation(each.text) for each in citations}:
        view = view.replace(form, _CUT * len(form))
    cuts = [(0, 0), *(cut.span() for cut in _CUTS.finditer(view)), (len(text), len(text))]
    before, *after = (_without_joiner(text[end:start]) for (_, end), (start, _) in pairwise(cuts))
    return before.strip(), " ".join(filter(None, after)).lstrip(". \n").strip()


def _without_joiner(piece: str) -> str:
    """Return what stands between two quotes without what only joins them: ", " and " en "."""
    inner = piece.strip(_JOINING)
    return inner.removesuffix(" en").rstrip(_JOINING) if inner != "en" else ""


def _of_facts(
    facts: Iterable[Fact], notes: dict[str, tuple[Passage, ...]], index: Index
) -> Iterator[Citation]:
    """Yield each quote once, with all the numbers in it that were used; notes go with the first."""
    quotes: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        quotes.setdefault((fact.quote, fact.reference), []).append(fact)
    for (_, reference), same in quotes.items():
        passage = index.passages.containing(same[0].letter_id, same[0].span)
        is_cell = passage.kind is Kind.TABLE
        yield Citation(
            quote=tuple(_pieces(same[0], [fact.value_span for fact in same])),
            reference=reference,
            passage=passage,
            spans=tuple(fact.value_span if is_cell else fact.span for fact in same),
            notes=_noted(notes.pop(passage.id, ()), index),
        )


def _pieces(fact: Fact, values: Sequence[Span]) -> Iterator[Run]:
    """Cut the quote of a fact where a number that is used begins or ends."""
    start, at = fact.span.start, 0
    for begin, end in sorted((value.start - start, value.end - start) for value in values):
        if begin < at:  # one number within another
            continue
        yield Run(fact.quote[at:begin])
        yield Run(fact.quote[begin:end], cited=True)
        at = end
    yield Run(fact.quote[at:])


def _of_hit(hit: Hit, index: Index) -> Citation:
    return Citation(
        quote=(Run(quoted(hit)),),
        reference=hit.passage.reference,
        passage=hit.passage,
        spans=(hit.core,),
        notes=_noted(hit.notes, index),
        repeated=hit.repeated,
    )


def _noted(notes: Iterable[Passage], index: Index) -> tuple[Noted, ...]:
    return tuple(Noted(note_number(note), tuple(_linked(note, index))) for note in notes)


def _linked(note: Passage, index: Index) -> Iterator[Run]:
    """Cut a note where a link begins or ends."""
    found = index.references.standing_in(note.letter_id, note.span)
    opened, closed = ends_of(links_of(found, index), ())
    edges = sorted({note.span.start, note.span.end, *opened, *closed})
    for start, end in pairwise(edges):
        yield Run(note.cut(Span(start, end)), opens=opened.get(start), closes=end in closed)
