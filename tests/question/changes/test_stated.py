"""Numbers of sentences are set against each other only where they count the same thing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from qa import Index
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.question.changes.numbers import changed_numbers
from qa.types import NumberChange
from tests.letter.factories import page, page_of

OLD, NEW = "kst-12345-6", "kst-12345-7"
ROWS: Final[list[dict[str, Any]]] = [
    json.loads(line)
    for line in Path(__file__).with_name("stated.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> dict[str, Any]:
    """The numbers that changed between two letters, by the heading that they stand under."""
    folder = tmp_path_factory.mktemp("stated")
    before, after = (
        "\n\n".join(f"{row['heading']}\n\n{row[side]}" for row in ROWS)
        for side in ("before", "after")
    )
    later = page_of(NEW, after).replace("14 december 2022", "1 juni 2025")
    texts = {OLD: page(before, ()), NEW: later.replace("2022-12-14", "2025-06-01")}
    for id, text in texts.items():
        (folder / "corpus" / id).mkdir(parents=True)
        (folder / "corpus" / id / "letter.txt").write_text(text, "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    index = Index.open(folder / "index", lambda: encoder)
    found: dict[str, list[NumberChange]] = {row["heading"]: [] for row in ROWS}
    for each in changed_numbers(OLD, NEW, index):
        place = index.passages.containing(NEW, each.after.span)
        found[place.path[-1]].append(each)
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_only_numbers_of_one_thing_are_set_against_each_other(
    row: dict[str, Any], changed: dict[str, list[NumberChange]]
) -> None:
    found = changed[row["heading"]]
    assert [[each.before.surface, each.after.surface] for each in found] == row["pairs"]
    assert [each.is_revised for each in found] == [row.get("revised", False)] * len(found)
