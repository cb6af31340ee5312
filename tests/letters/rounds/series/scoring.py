"""Questions to letters with tables → how each ended.

In: an index of one letter and a row of `questions.jsonl`. Out: its ending. The worst is a wrong
number: one that the bot states as its answer and that is not what was asked.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import Any, Final

from qa.types import Answer, Outcome, Reason

HERE: Final = Path(__file__).parent
_QUOTED: Final = re.compile(r"«[^»]*»")
_SPACED: Final = re.compile(r"(?<!\d)(\d{1,3})[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")


class Ending(Enum):
    """How a question ended."""

    RIGHT = "right"
    REFUSED_RIGHTLY = "refused rightly"
    ASKED = "asked back or not sure"
    DENIED = "denied what the letter has"
    WRONG_ANSWER = "wrong answer"
    WRONG_NUMBER = "wrong number"


def ending(row: dict[str, Any], outcome: Outcome) -> Ending:
    """Judge one outcome."""
    gives = isinstance(outcome, Answer) and bool(outcome.facts)
    if row.get("absent"):
        if not isinstance(outcome, Answer):
            return Ending.REFUSED_RIGHTLY
        if not gives and any(holds(outcome.text, each) for each in row.get("may", ())):
            return Ending.REFUSED_RIGHTLY  # the letter's own words on why it has none
        return Ending.WRONG_NUMBER if gives else Ending.WRONG_ANSWER
    if not isinstance(outcome, Answer):
        is_denied = outcome.reason is Reason.NOT_IN_CORPUS
        return Ending.DENIED if is_denied else Ending.ASKED
    lacks = not all(holds(outcome.text, each) for each in row["value"])
    said = _QUOTED.sub("", outcome.text)  # a sentence that is quoted may hold others
    strays = gives and any(holds(said, each) for each in row.get("not", ()))
    if not lacks and not strays:
        return Ending.RIGHT
    return Ending.WRONG_NUMBER if gives else Ending.WRONG_ANSWER


def holds(text: str, value: str) -> bool:
    """Tell whether a text holds a value as a word or a whole number; "a|b" is either."""
    plain = _SPACED.sub(r"\1.", text).casefold()
    return any(
        re.search(rf"(?<![\w,.]){re.escape(each.casefold())}(?!\w|[,.]\d)", plain)
        for each in value.split("|")
    )
