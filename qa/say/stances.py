"""A question for what a cabinet thinks, wants or knows, and no sentence that says so → Dutch.

In: the outcome of the question as it stands. Out: an abstention that says that this was not found,
and what comes nearest.
"""

from __future__ import annotations

from qa.say.compose import abstaining, on_one_line, quoted
from qa.say.letters import Letters, of_hits
from qa.types import Abstention, Answer, Outcome, Reason

OPINION, WILLINGNESS, ACQUAINTANCE = (
    "Of het kabinet dat vindt", "Of het kabinet daartoe bereid is", "Of het kabinet dat kent",
)  # fmt: skip


def not_told(outcome: Outcome, what: str, letters: Letters) -> Abstention:
    """Say that the letters were not found to tell it; `what` is one of the three above."""
    the = letters.the(of_hits(outcome.hits[:1]))
    text = f"{what}, heb ik niet in {the} gevonden."
    if isinstance(outcome, Answer) and outcome.hits:
        text += f" Het dichtst in de buurt komt: «{on_one_line(quoted(outcome.hits[0]))}»"
    return abstaining(outcome.question, text, Reason.NOT_SURE, outcome.hits)
