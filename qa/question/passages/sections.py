"""A question that only names a section → the section: its first sentences.

Who types "tot slot" asks for what the letter says of it, which no one sentence answers.
"""

from __future__ import annotations

from dataclasses import replace

from qa.dutch.text import analyse, sentences
from qa.question.passages.retrieve import Survey
from qa.question.passages.signals import content
from qa.types import Hit, Kind, Span

_SHOWN = 3  # sentences


def named(found: Survey, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return the hits with the section first that a question names and says nothing else of.

    Its first paragraph has its first sentences as the core. Empty where it names none.
    """
    asked = found.asked.weights.keys()
    for hit in hits:
        heading = hit.passage.path[-1] if hit.passage.path else ""
        if hit.passage.kind is not Kind.PARAGRAPH or not heading:
            continue
        if content(analyse(heading), found.reading.terms) == asked:
            return _from_start(hits, hit)
    return ()


def _from_start(hits: tuple[Hit, ...], named: Hit) -> tuple[Hit, ...]:
    """Put the first paragraph of a section first, of those that were found."""
    same = [hit for hit in hits if hit.passage.path == named.passage.path]
    first = min(same, key=lambda hit: hit.passage.span.start)
    start, spans = first.passage.span.start, sentences(first.passage.text)[:_SHOWN]
    shown = replace(first, core=Span(start + spans[0].start, start + spans[-1].end))
    return (shown, *(hit for hit in hits if hit is not first))
