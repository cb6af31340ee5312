"""Dialogues to several letters → how each of their turns ended.

In: an index of the letters of a round and a row of `questions.jsonl` (a single question is a
dialogue of one turn). Out: an ending for each turn. The worst is a wrong number: one that is
given as the answer and is not what was asked, or that of another letter.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Abstention, Answer, Outcome, Reason
from tests.letters.across.scoring import letters_behind
from tests.letters.rounds.series.scoring import Ending, holds

HERE: Final = Path(__file__).parent
LETTERS: Final = {
    1: ("kst-38901-1", "kst-38901-6"),
    2: ("kst-38901-1", "kst-38901-6", "kst-38915-4", "kst-38922-11", "kst-38930-2"),
    3: ("kst-38944-3", "kst-38944-8", "kst-38944-12", "kst-38951-7", "kst-38958-5"),
    4: ("kst-38967-2", "kst-38967-5", "kst-38973-9"),
}


def rows() -> list[dict[str, Any]]:
    """Return the dialogues of all rounds."""
    lines = (HERE / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def held(row: dict[str, Any], index: Index) -> list[tuple[dict[str, Any], Ending, Outcome]]:
    """Hold a dialogue with the letters of its round; return each turn with how it ended."""
    letters = index.within(LETTERS[row["round"]])
    context, found = "", []
    for turn in row["turns"]:
        outcome = ask(turn["q"], letters, context=context)
        context = outcome.context
        found.append((turn, ending(turn, outcome), outcome))
    return found


def ending(turn: dict[str, Any], outcome: Outcome) -> Ending:
    """Judge one turn."""
    gives = isinstance(outcome, Answer) and bool(outcome.facts)
    wrong = Ending.WRONG_NUMBER if gives else Ending.WRONG_ANSWER
    if "none" in turn:
        told = any(holds(outcome.text, each) for each in turn.get("may", ()))
        is_told = isinstance(outcome, Answer) and not gives and told
        refuses = isinstance(outcome, Abstention) or is_told
        return Ending.REFUSED_RIGHTLY if refuses else wrong
    if isinstance(outcome, Abstention):
        if turn.get("asks") and outcome.reason is Reason.AMBIGUOUS:
            return Ending.RIGHT
        if turn.get("may") and all(holds(outcome.text, each) for each in turn["may"]):
            return Ending.RIGHT
        is_denied = outcome.reason is Reason.NOT_IN_CORPUS
        return Ending.DENIED if is_denied else Ending.ASKED
    is_right = (
        not turn.get("asks")
        and all(holds(outcome.text, each) for each in turn.get("says", ()))
        and not any(holds(outcome.text, each) for each in turn.get("lacks", ()))
        and turn.get("letter") in {None, *letters_behind(outcome)[:1]}
        and any(turn.get("place", "") in each for each in places(outcome))
    )
    return Ending.RIGHT if is_right else wrong


def places(outcome: Outcome) -> list[str]:
    """Return where an outcome says that its numbers and passages stand."""
    facts = [each.reference for each in outcome.facts] if isinstance(outcome, Answer) else []
    return [*facts, *(each.passage.reference for each in outcome.hits), ""]
