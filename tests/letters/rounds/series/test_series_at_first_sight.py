"""Letters with tables, written with their questions before anything was asked of them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

import pytest

from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.types import TABLE_RULE, Answer, Outcome
from tests.letters.known import params
from tests.letters.rounds.letters import index_of
from tests.letters.rounds.series.scoring import HERE, Ending, ending

NAMES: Final = tuple(sorted(path.stem for path in HERE.glob("kst-*.txt")))
ROWS: Final = [json.loads(line) for line in (HERE / "questions.jsonl").read_text().splitlines()]
KNOWN: Final = json.loads((HERE / "known.json").read_text("utf-8"))
# What the reader of sentences decides is no part of this: these are what a table answers.
OF_TABLES: Final = [row for row in ROWS if row["kind"] not in {"zin", "mis"}]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> dict[str, Outcome]:
    """What becomes of each question, by its id, in an index of the letters of all rounds."""
    index = index_of(HERE, tmp_path_factory.mktemp("rounds"), encoder)
    within = {name: index.within([name]) for name in NAMES}
    return {row["id"]: ask(row["q"], within[row["letter"]]) for row in ROWS}


@pytest.mark.parametrize("row", params(OF_TABLES, KNOWN))
def test_a_table_answers_what_is_asked_of_it(
    row: dict[str, Any], outcomes: dict[str, Outcome]
) -> None:
    outcome = outcomes[row["id"]]
    assert isinstance(outcome, Answer), outcome.text
    assert {fact.rule for fact in outcome.facts} == {TABLE_RULE}, outcome.text
    assert ending(row, outcome) is Ending.RIGHT, outcome.text


@pytest.mark.parametrize("row", params(ROWS, {}))
def test_no_question_gets_a_wrong_number(row: dict[str, Any], outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[row["id"]]
    assert ending(row, outcome) is not Ending.WRONG_NUMBER, outcome.text


def test_each_round_has_forty_questions_of_which_some_have_no_answer() -> None:
    asked = Counter(row["letter"] for row in ROWS)
    absent = Counter(row["letter"] for row in ROWS if row.get("absent"))
    assert set(asked.values()) == {40}
    assert set(asked) == set(NAMES)
    assert min(absent.values()) >= 6
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert set(KNOWN) <= {row["id"] for row in OF_TABLES}
