"""What the rules find in a letter, against a list that was made by reading it.

A row names a sentence by a piece of it; `needed` is false for one that may be left out and may be
found, as a wish or an agreement: it counts neither way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from qa.letter.build import load
from qa.letter.split import split
from qa.question.promises.find import find
from qa.types import Promise

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
HOMES = ("corpus", "tests/letters", "tests/letters/across", "tests/question/promises/letters")


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a list."""
    lines = (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def found_in(letter: str) -> tuple[Promise, ...]:
    """Return what the rules find in a letter."""
    homes = (ROOT / each for each in HOMES)
    (folder,) = (home / letter for home in homes if (home / letter).is_dir())
    parsed = load(folder)
    return find(split(parsed), parsed.source.date)


@dataclass
class Score:
    """How many were right, were found, were wanted; and what went wrong, to be read."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    dated: int = 0
    days: int = 0
    kinds: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """What part of what is found is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """What part of what is wanted is found."""
        return self.right / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.2f} ({self.right}/{self.found}),"
            f" recall {self.recall:.2f} ({self.right}/{self.wanted}),"
            f" days right {self.days}/{self.dated}, kind right {self.kinds}/{self.right}"
        )


def score(listed: Iterable[dict[str, Any]]) -> Score:
    """Measure what is found in the letters of a list."""
    total = Score()
    by_letter: dict[str, list[dict[str, Any]]] = {}
    for row in listed:
        by_letter.setdefault(row["letter"], []).append(row)
    for letter, wanted in by_letter.items():
        _score(letter, wanted, total)
    return total


def _score(letter: str, wanted: list[dict[str, Any]], total: Score) -> None:
    found = found_in(letter)
    for row in wanted:
        match = next((each for each in found if row["quote"] in each.text), None)
        if not row.get("needed", True):
            continue
        total.wanted += 1
        if match is None:
            total.wrong.append(f"{letter} missed: {row['quote']}")
            continue
        total.right += 1
        total.kinds += match.kind.value == row["kind"]
        days = [day.isoformat() if day else "" for day in _days(match)]
        if row.get("due"):
            total.dated += 1
        if (row.get("due") or ["", ""]) == days:
            total.days += bool(row.get("due"))
        else:
            total.wrong.append(f"{letter} days {days}, not {row.get('due')}: {row['quote']}")
        if match.kind.value != row["kind"]:
            total.wrong.append(f"{letter} {match.kind.value} ({match.rule}): {row['quote']}")
    for each in found:
        rows_of = [row for row in wanted if row["quote"] in each.text]
        if not rows_of or any(row.get("needed", True) for row in rows_of):
            total.found += 1
        if not rows_of:
            total.wrong.append(f"{letter} {each.rule}, too much: {each.text}")


def _days(found: Promise) -> tuple[Any, Any]:
    return (found.due.first, found.due.last) if found.due else (None, None)
