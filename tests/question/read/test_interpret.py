"""Questions are read as the cases in gold/readings.jsonl say, and any text can be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import QuestionError
from qa.question.read.interpret import check, readings
from qa.question.read.parts import LONGEST_QUESTION
from qa.question.read.reading import read
from qa.types import ComputeQuery, FactQuery, Query
from tests.lexicon import crimes

TODAY = date(2022, 12, 14)
ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "gold" / "readings.jsonl").read_text().splitlines()
]


def interpret(question: str) -> tuple[tuple[str, Query], ...]:
    return readings(read(question, TODAY, crimes()))


@pytest.mark.parametrize("row", ROWS, ids=[row["q"] for row in ROWS])
def test_a_question_is_read_as_recorded(row: dict[str, Any]) -> None:
    found = interpret(row["q"])
    assert [rule for rule, _ in found] == row["readings"]
    if "wanted" in row:
        assert found[0][1].wanted.value == row["wanted"]  # type: ignore[union-attr]
        return
    (query,) = (q for _, q in found if isinstance(q, FactQuery | ComputeQuery))
    assert query.measure.id == row["measure"]
    assert [each.id for each in query.subjects] == row["subjects"]
    assert (list(query.years.named), query.years.run) == (row["years"], row["run"])
    assert list(query.unexplained) == row["unexplained"]
    if isinstance(query, ComputeQuery):
        assert (query.operation.value, query.per) == (row["operation"], row["per"])
        assert query.over_subjects == row["over_subjects"]


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "leeg"),
        (" \n\u00a0\u200b", "leeg"),
        ("a" * (LONGEST_QUESTION + 1), "telt 2.001 tekens, hoogstens 2.000"),
        ("overval \ud800", "geen tekst"),
    ],
)
def test_a_question_that_cannot_be_taken_is_refused_with_the_reason(
    question: str, message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        check(question)


def test_a_question_of_2000_characters_is_taken() -> None:
    assert len(check("a" * 2_000)) == 2_000


def test_white_space_is_collapsed_but_lines_are_kept() -> None:
    assert check("  Hoeveel\u00a0 overvallen \n\n waren er?\t") == "Hoeveel overvallen\nwaren er?"


pieces = st.sampled_from(
    "hoeveel overvallen straatroven in 2019 2021 tussen en procent meer minder gemiddeld per dag"
    " het hoogste welk jaar ophelderingspercentage doel samen vier categorieën ? waarom 9 -".split()
)


@given(st.text(min_size=1, max_size=80) | st.lists(pieces, max_size=14).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    try:
        question = check(text)
    except QuestionError:
        return
    assert len(interpret(question)) >= 1
