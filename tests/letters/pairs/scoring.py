"""Questions that compare two letters → what each outcome lacks of what is wanted.

In: a row of questions.jsonl (tests/letters/README.md) and its outcome. Out: in words, each thing
that is not as the row wants it; and the pairs of numbers that are no pair in truth.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from qa import wire
from qa.store.index import Index
from qa.types import Abstention, Answer, Outcome

HERE: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.parent.name for path in HERE.glob("*/letter.txt")))
TRUTH: Final = json.loads((HERE / "truth.json").read_text("utf-8"))
# The rules were made with these, and with the three letters of tests/letters/across.
OPEN: Final = ("library", "bicycles", "all")


def rows() -> list[dict[str, Any]]:
    """Return the questions."""
    lines = (HERE / "questions.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def is_open(row: dict[str, Any]) -> bool:
    """Tell whether the rules were made with the letters of a question."""
    where = row["in"]
    return where in OPEN if isinstance(where, str) else "kst-37521-9" in where


def asked_of(row: dict[str, Any], index: Index) -> Index:
    """Return the letters that a question is asked of."""
    where = row["in"]
    if where == "all":
        return index
    return index.within(TRUTH[where]["letters"] if isinstance(where, str) else where)


def every(outcome: Outcome) -> Iterator[Outcome]:
    """Yield an outcome, or all its parts."""
    yield from outcome.parts or (outcome,)


def wrong_numbers(row: dict[str, Any], outcome: Outcome) -> list[tuple[str, str]]:
    """Return the pairs of numbers that an outcome gives and that are of two things."""
    given = [
        (each.before.surface, each.after.surface)
        for part in every(outcome)
        if isinstance(part, Answer) and part.changes
        for each in part.changes.numbers
    ]
    truth = TRUTH.get(row["in"]) if isinstance(row["in"], str) else None
    allowed = [tuple(_bare(s) for s in each) for each in truth["numbers"]] if truth else None
    return [
        each for each in given if allowed is not None and tuple(map(_bare, each)) not in allowed
    ]


def _bare(surface: str) -> str:
    """Return a number without what a sentence says before and behind it."""
    words = [word for word in surface.split() if word[0].isdigit() or word[0] == "€"]
    return (words[-1] if words else surface).casefold()


def faults(row: dict[str, Any], outcome: Outcome) -> list[str]:
    """Return what is not as it should be."""
    return list(_faults(row, outcome))


def _faults(row: dict[str, Any], outcome: Outcome) -> Iterator[str]:
    shown = "\n".join((outcome.text, *(e.passage.cut(e.core) for e in outcome.hits)))
    if row.get("expect") == "abstain":
        if not isinstance(outcome, Abstention):
            yield "an answer"
        elif row.get("reason") not in (None, wire.outcome(outcome)["reden"]):
            yield f"reason {wire.outcome(outcome)['reden']}"
        shown = outcome.text
    elif not isinstance(outcome, Answer):
        yield "no answer"
    if row.get("is_other"):
        if any(isinstance(part, Answer) and part.changes for part in every(outcome)):
            yield "compares letters"
    elif isinstance(outcome, Answer):
        changes = [p.changes for p in every(outcome) if isinstance(p, Answer) and p.changes]
        if not changes or any([c.before, c.after] != row.get("letters") for c in changes):
            yield f"compares {[(c.before, c.after) for c in changes]}"
    yield from (f"does not show {each}" for each in row.get("shows", ()) if each not in shown)
    yield from (f"shows {each}" for each in row.get("lacks", ()) if each in outcome.text)
    if row.get("asks") and not outcome.suggestions:
        yield "asks nothing back"
    yield from (f"wrong number {each}" for each in wrong_numbers(row, outcome))
