"""Gold questions to the letters of our own → how each was answered.

In: the index of a letter and its rows (tests/letters/README.md). Out: for each row right, quoted
(the number stands only in a sentence that is quoted), abstained, or wrong. The worst is a wrong
number: one that the bot states as its own answer and that is not what was asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Final

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer, Outcome, Reason

LETTERS: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.parent.name for path in LETTERS.glob("*/letter.txt")))
NUMERIC: Final = frozenset({"series", "stated"})
_SPACED: Final = re.compile(r"(?<=\d)[. \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_SCALES: Final = {"x 1.000": 1_000, "mln": 1_000_000, "mld": 1_000_000_000}
_DASHES: Final = str.maketrans("−–‑", "---")


class Ending(Enum):
    """How a question ended."""

    RIGHT = "right"
    QUOTED = "quoted"
    ABSTAINED = "abstained"
    WRONG = "wrong"
    WRONG_NUMBER = "wrong number"


@dataclass(frozen=True, slots=True)
class Scored:
    """One row, and what became of it."""

    row: dict[str, Any]
    ending: Ending
    text: str


def rows(letter: str, name: str) -> list[dict[str, Any]]:
    """Return the gold questions of a letter: "open" or "closed"."""
    lines = (LETTERS / letter / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def score(index: Index, asked: Iterable[dict[str, Any]]) -> list[Scored]:
    """Ask every question."""
    found = []
    for row in asked:
        outcome = ask(row["q"], index)
        found.append(Scored(row, ending(row, outcome), outcome.text))
    return found


def ending(row: dict[str, Any], outcome: Outcome) -> Ending:
    """Judge one outcome."""
    answers = isinstance(outcome, Answer)
    gives = isinstance(outcome, Answer) and bool(outcome.facts)
    if row["kind"] in NUMERIC:
        said = all(holds(each, outcome.text) for each in (row["value"], *row.get("also", ())))
        if gives:
            return Ending.RIGHT if _is_given(row, outcome) else Ending.WRONG_NUMBER
        if answers:
            return Ending.QUOTED if said else Ending.WRONG
        return Ending.ABSTAINED
    quoted = any(_plain(gold) in _plain(outcome.text) for gold in row.get("gold", ()))
    if row["kind"] == "passage":
        near = any(_plain(g) in _plain(h.passage.text) for g in row["gold"] for h in outcome.hits)
        if not answers:
            return Ending.ABSTAINED
        return Ending.RIGHT if quoted else Ending.QUOTED if near else Ending.WRONG
    if gives:
        return Ending.WRONG_NUMBER
    is_unknown = row["kind"] == "unknown"
    if is_unknown and (quoted or getattr(outcome, "reason", None) is Reason.NOT_YET_KNOWN):
        return Ending.RIGHT
    return Ending.WRONG if answers else Ending.RIGHT


def _is_given(row: dict[str, Any], outcome: Outcome) -> bool:
    values = [row["value"]]
    scale = next((n for unit, n in _SCALES.items() if row.get("unit", "").startswith(unit)), 0)
    if scale:  # in full is as good
        number = _SPACED.sub("", row["value"]).replace(",", ".")
        values.append(str(round(scale * float(number.replace("– ", "-")))))
    return any(holds(each, outcome.text) for each in values)


def holds(value: str, text: str) -> bool:
    """Tell whether a text gives a value: as a whole number or name, however it is spaced."""
    wanted, given = _plain(value), _plain(text)
    return re.search(rf"(?<![\d,]){re.escape(wanted)}(?![\d]|,\d)", given) is not None


def _plain(text: str) -> str:
    joined = _SPACED.sub("", " ".join(text.translate(_DASHES).split()))
    return re.sub(r"(?<![\w])([-+]) (?=\d)", r"\1", joined).casefold()
