"""What of each letter of our own is answered, and that it gets no worse: floors, as in tests/gate.

Nobody wrote a word about these letters for the program: no tables.toml, no concepts.toml.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from qa.store.index import Index
from tests.letters.scoring import LETTERS, NAMES, Ending, rows, score

FLOORS: Final[dict[str, dict[str, dict[str, int]]]] = json.loads(
    (LETTERS / "floors.json").read_text("utf-8")
)


def endings(index: Index, name: str) -> dict[str, Counter[Ending]]:
    """Return how the questions of each kind to all letters ended."""
    found: dict[str, Counter[Ending]] = {}
    for letter in NAMES:
        for each in score(index.within([letter]), rows(letter, name)):
            found.setdefault(each.row["kind"], Counter())[each.ending] += 1
    return found


@pytest.mark.parametrize("name", ["open", "closed"])
def test_no_floor_is_broken(name: str, together: Index) -> None:
    found = endings(together, name)
    broken = []
    for kind, floor in FLOORS[name].items():
        right, wrong = found[kind][Ending.RIGHT], found[kind][Ending.WRONG_NUMBER]
        if right < floor["right"]:
            broken.append(f"{name}, {kind}: {right} right, was {floor['right']}")
        if wrong > floor["wrong number"]:
            broken.append(f"{name}, {kind}: {wrong} wrong numbers, was {floor['wrong number']}")
    assert broken == []


def test_every_row_has_its_form_and_an_id_of_its_own() -> None:
    held: list[dict[str, Any]] = [
        row for letter in NAMES for name in ("open", "closed") for row in rows(letter, name)
    ]
    assert len({row["id"] for row in held}) == len(held) == 40 * len(NAMES)
    kinds = {"series", "stated", "passage", "absent", "unknown"}
    for row in held:
        assert row["kind"] in kinds, row
        assert ("value" in row) == (row["kind"] in {"series", "stated"}), row


@pytest.mark.parametrize("letter", NAMES)
def test_what_is_quoted_as_gold_stands_in_the_letter(letter: str) -> None:
    text = " ".join(Path(LETTERS / letter / "letter.txt").read_text("utf-8").split())
    for name in ("open", "closed"):
        for row in rows(letter, name):
            for piece in row.get("gold", ()):
                assert " ".join(piece.split()) in text, row["id"]
