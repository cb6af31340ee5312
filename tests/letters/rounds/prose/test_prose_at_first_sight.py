"""Letters asked for the first time in words: how many get their sentence, and how few a wrong one.

Source: questions.jsonl (README.md). Whether one question is answered is the reader's to tell: here
each letter must do about as well as it did when nobody had asked it anything yet.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from qa.dutch.text import normalise
from qa.evaluate import is_shown
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.types import Abstention, Answer, Outcome, Reason
from tests.letters.rounds.letters import index_of

HERE: Final = Path(__file__).parent
NAMES: Final = tuple(sorted(path.stem for path in HERE.glob("kst-*.txt")))
ROWS: Final = [json.loads(each) for each in (HERE / "questions.jsonl").read_text().splitlines()]
# Of some thirty with an answer; a new reader may judge a few otherwise.
LEAST_RIGHT: Final = {
    "kst-38701-12": 20, "kst-38714-5": 17, "kst-38726-9": 23, "kst-38733-21": 17,
    "kst-38841-3": 22, "kst-38852-17": 14, "kst-38863-8": 22,
}  # fmt: skip
MOST_WRONG: Final = {
    "kst-38701-12": 4, "kst-38714-5": 9, "kst-38726-9": 3, "kst-38733-21": 4,
    "kst-38841-3": 4, "kst-38852-17": 5, "kst-38863-8": 5,
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> dict[str, Outcome]:
    """What becomes of each question, by its id."""
    index = index_of(HERE, tmp_path_factory.mktemp("words"), encoder)
    within = {name: index.within([name]) for name in NAMES}
    return {row["id"]: ask(row["q"], within[row["letter"]]) for row in ROWS}


def ended(row: dict[str, Any], outcome: Outcome) -> str:
    """Say how a question ended."""
    gold = [normalise(piece) for piece in row.get("gold", ())]
    if isinstance(outcome, Answer):
        return "right" if gold and is_shown(gold, outcome) else "wrong"
    if row["kind"] == "absent":
        return "refused"
    if outcome.reason is Reason.NOT_YET_KNOWN:
        return "right" if any(piece in outcome.text for piece in gold) else "wrong"
    return "denied" if outcome.reason is Reason.NOT_IN_CORPUS else "unsure"


@pytest.mark.parametrize("letter", NAMES)
def test_a_letter_asked_in_words_gives_its_sentences(
    letter: str, outcomes: dict[str, Outcome]
) -> None:
    rows = [row for row in ROWS if row["letter"] == letter]
    ends = Counter(ended(row, outcomes[row["id"]]) for row in rows)
    assert ends["right"] >= LEAST_RIGHT[letter]
    assert ends["wrong"] <= MOST_WRONG[letter]
    assert ends["denied"] <= 1


def test_what_comes_nearest_is_quoted_where_it_is_not_sure(outcomes: dict[str, Outcome]) -> None:
    unsure = [
        each
        for each in outcomes.values()
        if isinstance(each, Abstention) and each.reason is Reason.NOT_SURE and each.hits
    ]
    assert unsure
    assert all("komt dit het dichtst in de buurt: «" in each.text for each in unsure)


def test_a_wish_is_quoted_with_what_the_cabinet_says_to_it(outcomes: dict[str, Outcome]) -> None:
    assert "Over dat verzoek neem ik pas een beslissing" in outcomes["p121"].text


def test_who_gets_the_money_is_no_amount(outcomes: dict[str, Outcome]) -> None:
    assert "is nog onderwerp van gesprek" in outcomes["p129"].text


def test_each_letter_has_forty_questions_of_which_nine_have_no_answer() -> None:
    assert Counter(row["letter"] for row in ROWS) == dict.fromkeys(NAMES, 40)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    absent = Counter(row["letter"] for row in ROWS if row["kind"] == "absent")
    assert absent == dict.fromkeys(NAMES, 9)
