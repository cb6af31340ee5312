"""Outcome → what every door quotes of it: the facts, or else the passages, that it rests on.

Of an abstention that is what comes nearest: of the passages only one, since more would look like an
answer after all.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.types import Answer, Fact, Hit, Operation, Outcome


def cited(outcome: Outcome) -> tuple[tuple[Fact, ...], tuple[Hit, ...]]:
    """Return the facts to quote, and the passages where there are no facts."""
    if isinstance(outcome, Answer):
        facts, hits = outcome.facts, outcome.hits
    else:
        facts, hits = outcome.nearest, outcome.hits[:1]
    return facts, () if facts else hits


def named(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """Return the passages that an answer quotes itself, or else the best one."""
    found = [hit for hit in hits if stands_in(text, hit.passage.cut(hit.core))]
    return found or list(hits[:1])


def stands_in(text: str, quote: str) -> bool:
    """Tell whether an answer holds a quote itself."""
    return quotation(quote) in " ".join(text.split())


def quotation(quote: str) -> str:
    """Return a quote on one line, as answers mostly have it, between its marks."""
    return f"«{' '.join(quote.split())}»"


def changes_of(outcome: Outcome) -> tuple[Fact, ...]:
    """Return what a letter prints of the whole of a course, beside its years."""
    if not isinstance(outcome, Answer) or (found := outcome.derivation) is None:
        return ()
    if found.operation is not Operation.TREND:
        return ()
    return tuple(fact for fact in outcome.facts if fact not in found.inputs)
