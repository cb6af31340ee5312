"""Numbers and dates that a sentence states, of letters that no rule was written for: none is wrong.

Source: questions.jsonl (README.md). Whether a sentence is quoted instead is the reader's to tell,
and judged elsewhere: here a number that is given must be the one that is asked for.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.store.index import Index
from tests.letters.rounds.letters import index_of
from tests.letters.test_other_things import given

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()
]
ALMOST = Decimal("0.051")  # `given` rounds


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    return index_of(HERE, tmp_path_factory.mktemp("stated"), encoder)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["q"])
def test_a_sentence_answers_only_for_what_it_says(row: dict[str, Any], letters: Index) -> None:
    outcome = ask(row["q"], letters.within([row["letter"]]))
    found, moment = given(outcome), getattr(outcome, "moment", None)
    if "none" in row:
        assert not found
        assert moment is None
    elif "date" in row:
        assert not found
        assert row["date"] in moment.surface if moment else row.get("quoted")
    elif found or not row.get("quoted"):
        assert any(abs(each - Decimal(row["value"])) < ALMOST for each in found)


def test_each_row_says_what_should_come_out() -> None:
    assert len({(row["letter"], row["q"]) for row in ROWS}) == len(ROWS)
    assert all(len(row.keys() & {"value", "date", "none"}) == 1 for row in ROWS)
