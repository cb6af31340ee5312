"""What a cabinet thinks, wants or knows: answered only by a sentence in which it says so.

In: a question on its way, and which of these it asks for. Out: its answer where the letter's own
voice gives it, and else an abstention with what comes nearest: no number answers it, and no
sentence about somebody else.
"""

from __future__ import annotations

from dataclasses import replace

from qa.question.answer import answer
from qa.question.asked import Asked
from qa.question.dialogue.turn import Turn
from qa.question.read.frame import without_sources
from qa.question.read.reading import read_in
from qa.question.read.stance import Stance, tells
from qa.say import compose, stances
from qa.types import Answer, Outcome, Reason, Step, Strength

_WHAT = {
    Stance.OPINION: stances.OPINION,
    Stance.WILLINGNESS: stances.WILLINGNESS,
    Stance.ACQUAINTANCE: stances.ACQUAINTANCE,
}


def taken(asked: Asked, stance: Stance) -> tuple[Outcome, Turn]:
    """Answer with the sentence that tells a stance, or say that none was found."""
    asked.trace.append(Step("lezen", "standpunt", stance.value))
    bare = without_sources(asked.question)
    asking = replace(asked, question=bare, reading=read_in(bare, asked.index))
    outcome, after = answer(asking)
    asked.read_as = asking.read_as
    if isinstance(outcome, Answer):
        said = compose.quoted(outcome.hits[0]) if outcome.hits else ""
        is_told = not outcome.facts and tells(said, stance)
        if is_told and outcome.strength is not Strength.WEAK:
            return outcome, after
    elif outcome.reason in {Reason.AMBIGUOUS, Reason.NOT_UNDERSTOOD} or not outcome.nearest:
        return outcome, after
    return stances.not_told(outcome, _WHAT[stance], asked.letters), after
