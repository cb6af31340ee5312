"""Questions to letters of several days and subjects → what each outcome lacks of what is wanted.

In: a row of questions.jsonl (tests/letters/README.md) and its outcome. Out: in words, each thing
that is not as the row wants it; empty where all is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from qa import wire
from qa.types import Abstention, Answer, Outcome

HERE: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.parent.name for path in HERE.glob("*/letter.txt")))


def rows() -> list[dict[str, Any]]:
    """Return the questions."""
    lines = (HERE / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def letters_behind(outcome: Outcome) -> tuple[str, ...]:
    """Return the letters of the numbers that an outcome rests on, or of the first passage."""
    facts = outcome.facts if isinstance(outcome, Answer) else outcome.nearest
    held = [fact.letter_id for fact in facts] or [h.passage.letter_id for h in outcome.hits[:1]]
    return tuple(dict.fromkeys(held))


def faults(row: dict[str, Any], outcome: Outcome) -> list[str]:
    """Return what is not as it should be."""
    return list(_faults(row, outcome))


def _faults(row: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    behind = letters_behind(outcome)
    if row["expect"] == "answer" and not isinstance(outcome, Answer):
        yield "no answer"
    if row["expect"] == "abstain":
        if not isinstance(outcome, Abstention):
            yield "an answer"
        elif (reason := wire.outcome(outcome)["reden"]) not in row["reasons"]:
            yield f"reason {reason}"
    yield from (f"does not say {each}" for each in row.get("says", ()) if each not in outcome.text)
    wanted = row.get("letters")
    if wanted and isinstance(outcome, Answer) and behind[:1] != (wanted[0],):
        yield f"rests on {behind}"
    if row.get("among") and not set(behind) <= set(row["among"]):
        yield f"rests on {behind}"
    if found := set(behind) & set(row.get("never", ())):
        yield f"rests on {sorted(found)}"
    if row.get("silent") and behind:
        yield f"shows {behind}"
    if row.get("asks") and not outcome.suggestions:
        yield "asks nothing back"
