"""How far the hits of a search can be trusted: answer, or abstain."""

from __future__ import annotations

from qa.question import compose
from qa.store.index import Index
from qa.types import Hit, Outcome, PassageQuery, Reason, Strength


def judge(query: PassageQuery, hits: tuple[Hit, ...], index: Index) -> Outcome:
    """Answer from the best hit, or abstain when nothing matches."""
    if not hits:
        return compose.refused(query.question, (), Reason.NOT_IN_CORPUS)
    return compose.from_passages(query.question, hits, Strength.MODERATE)
