"""Kinds of wrong number, of quotes that do not answer and of denials, asked of letters of our own.

Source: questions.jsonl for numbers, answers.jsonl for what stands in an answer (README.md). A
number that is given must be the one that is asked for; with `quoted` a sentence will do.
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
ROUNDS = HERE.parent
ALSO = (ROUNDS / "stated" / "kst-38611-7.txt", ROUNDS / "series" / "kst-38427-3.txt")
SHOWN = 4  # quotes that a door prints below an answer
ALMOST = Decimal("0.051")  # `given` rounds


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


NUMBERS, ANSWERS = _rows("questions.jsonl"), _rows("answers.jsonl")


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    return index_of(HERE, tmp_path_factory.mktemp("kinds"), encoder, ALSO)


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: row["q"])
def test_a_number_is_of_the_very_thing_that_is_asked(row: dict[str, Any], letters: Index) -> None:
    found = given(ask(row["q"], letters.within([row["letter"]])))
    if "none" in row:
        assert not found
    elif found or not row.get("quoted"):
        assert any(abs(each - Decimal(row["value"])) < ALMOST for each in found)


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row["q"])
def test_an_answer_says_what_the_letter_has(row: dict[str, Any], letters: Index) -> None:
    index = letters.within([row["letter"]]) if "letter" in row else letters
    outcome = ask(row["q"], index)
    said = outcome.text
    first = tuple(fact.quote for fact in getattr(outcome, "facts", ()))[:SHOWN]
    assert all(each in said for each in row.get("says", ()))
    assert all(any(each in quote for quote in first) for each in row.get("quotes", ()))
    assert not any(each in said for each in row.get("never", ()))


def test_each_row_says_what_should_come_out() -> None:
    for rows in (NUMBERS, ANSWERS):
        assert len({(row.get("letter"), row["q"]) for row in rows}) == len(rows)
    assert all(("value" in row) != bool(row.get("none")) for row in NUMBERS)
    assert all(row.get("says") or row.get("never") for row in ANSWERS)
