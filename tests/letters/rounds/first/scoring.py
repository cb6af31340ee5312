"""Questions to the letter that the program was made for → how each ended.

In: a row of `questions.jsonl` (README.md) and its outcome. Out: its ending. The worst is a wrong
number: one that the bot states as its answer and that is not what was asked.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import Any, Final

from qa.dutch.text import normalise
from qa.evaluate import is_shown
from qa.types import Answer, Outcome, Reason, Ruling
from tests.letters.rounds.series.scoring import holds

HERE: Final = Path(__file__).parent
_QUOTE: Final = re.compile(r"«[^»]*»")
_RULED: Final = {Ruling.HOLDS: "ja", Ruling.FAILS: "nee"}


class Ending(Enum):
    """How a question ended."""

    RIGHT = "right"
    REFUSED_RIGHTLY = "refused rightly"
    UNSURE = "asked back or not sure"
    DENIED = "denied what the letter has"
    WRONG_ANSWER = "wrong answer"
    WRONG_NUMBER = "wrong number"


def ending(row: dict[str, Any], outcome: Outcome) -> Ending:
    """Judge one outcome."""
    if row["kind"] == "afwezig":
        return _absent(row, outcome)
    if not isinstance(outcome, Answer):
        if outcome.reason is Reason.NOT_YET_KNOWN and _shows(row, outcome):
            return Ending.RIGHT
        is_denied = outcome.reason is Reason.NOT_IN_CORPUS
        return Ending.DENIED if is_denied else Ending.UNSURE
    if outcome.ruling in _RULED and not _may_end(row, _RULED[outcome.ruling]):
        return Ending.WRONG_ANSWER
    if _shows(row, outcome):
        return Ending.RIGHT
    return Ending.WRONG_NUMBER if gives(outcome) else Ending.WRONG_ANSWER


def gives(outcome: Outcome) -> bool:
    """Tell whether an outcome states a number of its own."""
    return isinstance(outcome, Answer) and bool(outcome.facts or outcome.derivation)


def _absent(row: dict[str, Any], outcome: Outcome) -> Ending:
    if not isinstance(outcome, Answer):
        return Ending.REFUSED_RIGHTLY
    if gives(outcome):
        return Ending.WRONG_NUMBER
    said = normalise(outcome.text)
    tells_why = any(each in said for each in row.get("may", ()))
    return Ending.REFUSED_RIGHTLY if tells_why else Ending.WRONG_ANSWER


def _may_end(row: dict[str, Any], ended: str) -> bool:
    """Tell whether a question may be answered so; where its row says nothing, either way."""
    return "ends" not in row or ended in row["ends"]


def _shows(row: dict[str, Any], outcome: Outcome) -> bool:
    said = normalise(outcome.text)
    if "value" in row:
        own = _QUOTE.sub(" ", said) if gives(outcome) else said
        strays = gives(outcome) and any(holds(own, each) for each in row.get("not", ()))
        return not strays and all(holds(own, each) for each in row["value"])
    gold = [normalise(each) for piece in row["gold"] for each in piece.split("|")]
    if any(each in said for each in gold):
        return True
    return isinstance(outcome, Answer) and is_shown(gold, outcome)
