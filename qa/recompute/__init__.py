"""Letter → Checks: its percentages, differences and rates, recomputed from its own facts.

In: the facts and passages of a letter. Out: a Check for every figure and every stated rise or fall
that could follow from others, in the order of the text: what is printed, what it comes to, and
whether they agree. A figure whose numbers the letter does not give is said to be such: nothing is
taken from elsewhere, and no rule guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from qa.dutch.terms import ALL, Terms
from qa.recompute.changes import stated_changes
from qa.recompute.checks import Check, Series, Verdict, to_json
from qa.recompute.figures import printed_figure
from qa.store.index import Index
from qa.types import Fact, Passage, holding

__all__ = ["Check", "Verdict", "check", "recompute", "to_json"]


def recompute(index: Index, letter_id: str | None = None) -> tuple[Check, ...]:
    """Recompute what a letter of an index prints; all letters, oldest first, when none is named."""
    found: list[Check] = []
    for source in index.passages.sources():
        if letter_id in (None, source.letter_id):
            within = index.within([source.letter_id])
            passages = index.passages.of_letter(source.letter_id)
            found += check(within.facts.find(), passages, source.date, within.terms)
    return tuple(found)


def check(
    facts: Sequence[Fact], passages: Iterable[Passage], written: date, terms: Terms
) -> tuple[Check, ...]:
    """Recompute the figures and the stated changes of one letter, in the order of its text."""
    series = Series(facts, terms.cues[ALL])
    stated = tuple(stated_changes(passages, series, written))
    # A figure inside a stated change that was judged has been checked with it.
    judged = [claim for claim in stated if claim.verdict is not Verdict.UNKNOWN]
    free = (fact for fact in facts if not holding(judged, fact.value_span))
    printed = (found for fact in free if (found := printed_figure(fact, series)) is not None)
    return tuple(sorted((*stated, *printed), key=lambda found: found.span.start))
