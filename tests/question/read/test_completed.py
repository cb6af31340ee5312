"""A follow-up that leaves out its question is put in the place of the part that it replaces."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.numbers import Found, Kind, scan
from qa.question.read.completed import Before, Completed, Fragment, completed, opened

TODAY = date(2024, 6, 1)
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("completed.jsonl").read_text("utf-8").splitlines()
]


def dates(text: str) -> tuple[Found, ...]:
    return tuple(each for each in scan(text, TODAY) if each.kind is Kind.DATE)


def whole(row: dict[str, Any]) -> Completed | None:
    said, leads = opened(row["says"])
    named = dates(said)
    before = Before(
        row["before"],
        dates(row["before"]),
        year=row.get("year"),
        asks_back=row.get("asks_back", False),
    )
    return completed(Fragment(said, leads, named[0] if len(named) == 1 else None), before)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['before']} {row['says']}")
def test_a_follow_up_becomes_the_whole_question_that_it_stands_for(row: dict[str, Any]) -> None:
    found = whole(row)
    if "whole" not in row:
        assert found is None
    else:
        assert found is not None
        assert (found.text, found.rule) == (row["whole"], row["rule"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_said_makes_a_question_or_none(before: str, says: str) -> None:
    found = whole({"before": before, "says": says, "asks_back": True, "year": 2020})
    assert found is None or found.text
