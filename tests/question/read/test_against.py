"""A number is set against that of another letter only where a question says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.question.read.against import against

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("against.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["q"])
def test_a_number_is_set_against_another_letter_where_that_is_asked(row: dict[str, Any]) -> None:
    found = against(row["q"])
    if "letter" not in row:
        assert found is None
    else:
        assert found is not None
        assert (found.asks, found.letter) == (row["asks"], row["letter"])
