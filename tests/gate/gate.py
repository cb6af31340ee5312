"""The gate: what was reached before must be reached again.

`python -m tests.gate.gate` raises floors.json and expected.json to what is reached now. It refuses
to lower any: what gets worse on purpose is a decision that somebody writes down, by hand.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa.evaluate import REPORTING, Ending, Judged, evaluate, half_of, read_questions
from qa.store.index import Index

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLD = HERE.parent / "gold"
FLOORS, EXPECTED = HERE / "floors.json", HERE / "expected.json"
OWN = ("answerable.jsonl", "unanswerable.jsonl", "dialogues.jsonl")

SETS = ("dev", "blind", "own")  # each question once
Figures = dict[str, int]
CEILINGS = ("denied", "wrong")
# From worst to best: a question is gained when it moves to the right.
ORDER = (
    Ending.WRONG,
    Ending.DENIED,
    Ending.ABSTAINED_WRONGLY,
    Ending.QUOTED,
    Ending.ABSTAINED_RIGHTLY,
    Ending.RIGHT,
)


def measure(index: Index) -> dict[str, tuple[Judged, ...]]:
    """Ask every gold question; return how each ended, by set."""
    rows = [row for name in OWN for row in read_questions(GOLD / name)]
    own = evaluate(rows, index)
    reported = {row["id"] for row in rows if half_of(row) == REPORTING}
    return {
        "dev": evaluate(read_questions(GOLD / "dev.jsonl"), index),
        "blind": evaluate(read_questions(GOLD / "blind.jsonl"), index),
        "own, reporting half": tuple(j for j in own if j.id.partition(".")[0] in reported),
        "own": own,
    }


def figures(judged: Sequence[Judged]) -> Figures:
    """Count what the floors pin."""
    endings = Counter(each.ending for each in judged)
    return {
        "right": endings[Ending.RIGHT],
        "abstained rightly": endings[Ending.ABSTAINED_RIGHTLY],
        "denied": endings[Ending.DENIED],
        "wrong": endings[Ending.WRONG],
    }


def below(reached: Mapping[str, Figures], floors: Mapping[str, Figures]) -> list[str]:
    """Say where a floor is not reached; `denied` and `wrong` are ceilings."""
    return [
        f"{name}: {what} {reached[name][what]}, was {floor}"
        for name, figure in floors.items()
        for what, floor in figure.items()
        if (reached[name][what] > floor if what in CEILINGS else reached[name][what] < floor)
    ]


def wrong_numbers(judged: Sequence[Judged]) -> list[str]:
    """Name the questions that got a number that is not theirs."""
    return [f"{each.id}: {each.question} → {each.text}" for each in judged if each.wrong_number]


def changes(judged: Sequence[Judged], expected: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the questions gained and lost since `expected` was recorded."""
    gained: list[str] = []
    lost: list[str] = []
    for each in judged:
        before = expected.get(each.id)
        if before is None or before == each.ending.value:
            continue
        is_better = ORDER.index(each.ending) > ORDER.index(Ending(before))
        line = f"{each.id} {before} → {each.ending.value}: {each.question}"
        (gained if is_better else lost).append(line)
    return gained, lost


def main() -> int:
    """Raise the floors to what is reached now, or refuse."""
    judged = measure(Index.open(os.environ.get("QA_INDEX") or ROOT / "index"))
    reached = {name: figures(each) for name, each in judged.items()}
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    if sunk := below(reached, floors):
        print("Refused, a floor would fall:", *sunk, sep="\n  ")
        return 1
    endings = {e.id: e.ending.value for name in SETS for e in judged[name]}
    FLOORS.write_text(json.dumps(reached, indent=2) + "\n", "utf-8")
    EXPECTED.write_text(json.dumps(endings, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(json.dumps(reached, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
