"""Questions that a number stands near which does not answer them, row by row.

Source: gold/traps.jsonl, made for this program and not from the questions that are reported.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold" / "traps.jsonl").read_text("utf-8").splitlines()
]


KNOWN = pytest.mark.xfail(strict=True, reason="a number of the same paragraph is taken for it")


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row["id"], marks=[KNOWN] if "known" in row else []) for row in ROWS],
)
def test_a_number_is_given_for_what_was_asked_and_nothing_near_it(
    row: dict[str, Any], index: Index
) -> None:
    outcome = ask(row["q"], index).to_json()
    assert outcome["reden"] == row.get("reason")
    assert outcome["tekst"].startswith(row.get("starts", ""))
    assert all(each in outcome["tekst"] for each in row.get("holds", ()))


def test_each_row_says_what_is_right_and_why() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert len(row.keys() & {"starts", "holds", "reason"}) == 1
        assert row["why"]
