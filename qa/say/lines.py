"""Outcome → lines of text: the answer, its quotes with their place, what can be asked instead.

In: an outcome. Out: its lines in order, each with its weight, for a terminal; or all of them as one
text, for who has none. Of the cells of a table no more than a few are quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from qa.say.cited import changes_of, cited
from qa.say.compose import MOST_QUOTES, labels_of, quoted
from qa.say.foreign import notice
from qa.say.visible import shown
from qa.types import Abstention, Answer, Fact, Hit, Outcome


class Weight(Enum):
    """How much a line stands out."""

    BOLD = "bold"
    PLAIN = "none"
    DIM = "dim"


class Line(NamedTuple):
    """A line, or a few that belong together."""

    text: str
    weight: Weight = Weight.PLAIN


def lines(outcome: Outcome) -> Iterator[Line]:
    """Yield the lines of an outcome, part by part where it has parts."""
    if not outcome.parts:
        yield from _of_part(outcome)
    for label, part in zip(labels_of(outcome.parts), outcome.parts, strict=True):
        yield from _of_part(part, f"{label}. " if part.label and label else "")


def as_text(outcome: Outcome) -> str:
    """Return all lines as one text that may be shown."""
    return shown("\n".join(line.text for line in lines(outcome)).rstrip("\n"))


def _of_part(outcome: Outcome, number: str = "") -> Iterator[Line]:
    if outcome.parts == () and outcome.read_as:
        yield Line(f"Gelezen als: {outcome.read_as}", Weight.DIM)
    if said := notice(outcome):
        yield Line(f"{said.text}\n", Weight.BOLD)
    yield Line(f"{number}{outcome.text}", Weight.BOLD)
    if isinstance(outcome, Answer) and outcome.facts:
        changes = changes_of(outcome)
        yield from _of_facts([fact for fact in outcome.facts if fact not in changes])
        yield from _of_facts(changes)
    else:
        yield from _of_hits(outcome)
    if outcome.suggestions:
        yield Line("\n  U kunt wel vragen:")
        for suggestion in outcome.suggestions:
            yield Line(f"  - {suggestion}")


def _of_facts(facts: Sequence[Fact]) -> Iterator[Line]:
    """Yield each quote once, with the last place where there are too many to quote."""
    quotes = {(fact.quote, fact.reference): fact for fact in facts}
    for quote, reference in list(quotes)[:MOST_QUOTES]:
        yield Line(f"\n  «{quote}»\n  {reference}")
    if len(quotes) > MOST_QUOTES:
        yield Line(f"  … tot en met {facts[-1].locator}")


def _of_hits(outcome: Outcome) -> Iterator[Line]:
    _, hits = cited(outcome)
    if isinstance(outcome, Abstention) and hits and quoted(hits[0]) not in outcome.text:
        yield Line("\n  Het dichtst in de buurt komt:", Weight.DIM)
    for hit in hits:
        yield from _of_hit(hit)


def _of_hit(hit: Hit) -> Iterator[Line]:
    yield Line(f"\n  «{quoted(hit)}»\n  {hit.passage.reference}")
    for note in hit.notes:
        number = note.reference.rpartition(", ")[2]
        yield Line(f"  {number}: {note.text}", Weight.DIM)
