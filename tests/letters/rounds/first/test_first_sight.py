"""The letter that the program was made for, asked as many people would: what they get.

Source: questions.jsonl and framed.json (README.md). Numbers of tables rest on rules and are held
one by one; which sentence answers is the reader's to tell: of those the rounds are held together.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer, Outcome
from tests.letters.known import params
from tests.letters.rounds.first.scoring import HERE, Ending, ending

ROWS: Final = [json.loads(each) for each in (HERE / "questions.jsonl").read_text().splitlines()]
FRAMED: Final = json.loads((HERE / "framed.json").read_text())
FRAMES: Final = [
    (each["asked"], frame.format(each[name]))
    for each in FRAMED["questions"]
    for name, frames in (("asked", FRAMED["around"]), ("within", FRAMED["within"]))
    for frame in frames
]
KNOWN: Final = {"303": "what several kinds together lost between two years is not worked out"}
# Of 36 in sentences, 60 in words and 18 messy ones; a new reader may judge a few otherwise.
LEAST_RIGHT: Final = {"proza": 22, "woorden": 34, "slordig": 12}
MOST_WRONG: Final = {"proza": 1, "woorden": 8, "slordig": 3}


@pytest.fixture(scope="module")
def outcomes(index: Index) -> dict[str, Outcome]:
    """What becomes of each question, by its id."""
    return {row["id"]: ask(row["q"], index) for row in ROWS}


@pytest.mark.parametrize("row", params((row for row in ROWS if row["kind"] == "tabel"), KNOWN))
def test_a_table_answers(row: dict[str, Any], outcomes: dict[str, Outcome]) -> None:
    assert ending(row, outcomes[row["id"]]) is Ending.RIGHT


@pytest.mark.parametrize("kind", LEAST_RIGHT)
def test_sentences_answer(kind: str, outcomes: dict[str, Outcome]) -> None:
    ends = Counter(ending(row, outcomes[row["id"]]) for row in ROWS if row["kind"] == kind)
    assert ends[Ending.RIGHT] >= LEAST_RIGHT[kind]
    assert ends[Ending.WRONG_ANSWER] <= MOST_WRONG[kind]


def test_no_number_is_wrong_and_nothing_is_denied(outcomes: dict[str, Outcome]) -> None:
    worst = {Ending.WRONG_NUMBER, Ending.DENIED}
    assert [row["q"] for row in ROWS if ending(row, outcomes[row["id"]]) in worst] == []


def test_what_the_letter_does_not_have_is_refused(outcomes: dict[str, Outcome]) -> None:
    absent = [row for row in ROWS if row["kind"] == "afwezig"]
    refused = [ending(row, outcomes[row["id"]]) is Ending.REFUSED_RIGHTLY for row in absent]
    assert sum(refused) >= len(absent) - 2


@pytest.fixture(scope="module")
def plain(index: Index) -> dict[str, Outcome]:
    """What becomes of each question that stands by itself."""
    return {each["asked"]: ask(each["asked"], index) for each in FRAMED["questions"]}


@pytest.mark.parametrize(("asked", "framed"), FRAMES, ids=lambda text: text)
def test_what_stands_around_a_question_changes_nothing(
    asked: str, framed: str, plain: dict[str, Outcome], index: Index
) -> None:
    alone, found = plain[asked], ask(framed, index)
    assert isinstance(alone, Answer)
    assert isinstance(found, Answer)
    assert {each.id for each in found.facts} == {each.id for each in alone.facts}


def test_each_round_has_sixty_questions() -> None:
    kinds = {"tabel": 12, "proza": 12, "woorden": 20, "afwezig": 10, "slordig": 6}
    for each in (1, 2, 3):
        assert Counter(row["kind"] for row in ROWS if row["round"] == each) == kinds
