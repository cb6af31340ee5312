"""What stands near a passage: the section that a follow-up goes on about, a list and what leads it.

In: what was found, or a hit. Out: the same candidates with those of a section drawn to the front,
to be read too; or the paragraph without which a quote is not whole, or the note that says what a
thing is. Letters are printed with a list apart from the sentence that leads to it, so it may be
another paragraph, and explain a thing where they name it first, in a note.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa.dutch.text import analyse, sentences
from qa.question.passages.neighbours import ITEM, MOST_ITEMS
from qa.question.passages.retrieve import Survey, hit_at
from qa.question.passages.signals import Asked
from qa.question.stated import section_of
from qa.store.index import Index
from qa.types import Hit, Passage, Span

# What stands in a note before it says anything: an address, a paper ("Kamerstuk 1, nr. 2: …").
_LED = re.compile(r"(?:(?:https?://|www\.)\S+\s*)?(?:[^:!?]{1,80}: )?", re.IGNORECASE)
_BEGINS = 5  # words
_DRAWN = 2  # passages of the section that the turn before was answered from
_NEARLY = 0.5  # of the share of the first one: they are read too, and the reader chooses


def drawn_to(place: str, found: Survey) -> Survey:
    """Put passages of the section of the turn before near the front."""
    if not (place and found.candidates):
        return found
    least = _NEARLY * found.candidates[0].share
    there = [each for each in found.candidates if section_of(each.passage.reference) == place]
    kept = {each.row for each in there[:_DRAWN]}
    drawn = [
        replace(each, share=max(each.share, least)) if each.row in kept else each
        for each in found.candidates
    ]
    return replace(found, candidates=tuple(sorted(drawn, key=lambda each: -each.share)))


def beside(hit: Hit, index: Index) -> tuple[Hit, bool] | None:
    """Return the list that a hit leads to, or what leads to it; and whether that stands before it.

    None where a quote is whole without.
    """
    before, after = hit.beside
    text = hit.passage.cut(hit.core)
    if text.endswith(":") and after and ITEM.match(after.text):
        return hit_at(index, after, _items(after), (("plaats", 1),)), False
    if ITEM.match(text) and before and before.text.endswith(":"):
        last = sentences(before.text)[-1].moved(before.span.start)
        return hit_at(index, before, last, (("plaats", 1),)), True
    return None


def explaining(asked: Asked, hit: Hit, index: Index) -> Hit | None:
    """Return the sentences of a note of a hit that begin with what is asked the meaning of."""
    for note in hit.notes:
        spans = sentences(note.text)
        for span, after in zip(spans, (*spans[1:], spans[-1]), strict=True):
            led = _LED.match(note.text, span.start, span.end)
            start = led.end() if led else span.start
            said = note.text[start : span.end].split()
            first = frozenset(analyse(" ".join(said[:_BEGINS])))
            if len(said) > _BEGINS and all(
                not asked.alike[term].words.isdisjoint(first) for term in asked.weights
            ):
                core = Span(start, after.end).moved(note.span.start)
                return hit_at(index, note, core, (("noot", 1),))
    return None


def _items(passage: Passage) -> Span:
    spans = sentences(passage.text)[:MOST_ITEMS]
    return Span(spans[0].start, spans[-1].end).moved(passage.span.start)
