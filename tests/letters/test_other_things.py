"""A number of a table or a sentence, asked for by words that mean something else than it counts.

Source: gold/other_things.jsonl. A row has the number that is `never` the answer, or the one that a
question near it `gives`. Passages that are quoted instead are the reader's, and judged elsewhere.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer, Outcome

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold" / "other_things.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def given(outcome: Outcome) -> set[Decimal]:
    """Return the numbers that an answer gives, in thousands too where the letter counts so."""
    if not isinstance(outcome, Answer):
        return set()
    worked_out = [outcome.derivation.result.value] if outcome.derivation else []
    values = [*worked_out, *(fact.quantity.value for fact in outcome.facts)]
    return {round(each, 1) for value in values for each in (value, value / 1000)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["q"])
def test_a_number_answers_only_for_what_it_counts(row: dict[str, Any], together: Index) -> None:
    outcome = ask(row["q"], together.within([row["letter"]]))
    if "never" in row:
        assert Decimal(row["never"]) not in given(outcome)
    else:
        assert Decimal(row["gives"]) in given(outcome)


def test_each_row_says_why() -> None:
    assert len({row["q"] for row in ROWS}) == len(ROWS)
    assert all(row["why"] and ("never" in row) != ("gives" in row) for row in ROWS)
