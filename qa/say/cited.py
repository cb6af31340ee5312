"""Outcome → what every door quotes of it: the facts, or else the passages, that it rests on.

Of an abstention that is what comes nearest: of the passages only one, since more would look like an
answer after all.
"""

from __future__ import annotations

from qa.types import Answer, Fact, Hit, Outcome


def cited(outcome: Outcome) -> tuple[tuple[Fact, ...], tuple[Hit, ...]]:
    """Return the facts to quote, and the passages where there are no facts."""
    if isinstance(outcome, Answer):
        facts, hits = outcome.facts, outcome.hits
    else:
        facts, hits = outcome.nearest, outcome.hits[:1]
    return facts, () if facts else hits
