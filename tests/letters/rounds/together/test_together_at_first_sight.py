"""Dialogues to several letters at once that no rule was written for: no number is wrong.

Source: questions.jsonl (README.md). How many turns are right hangs on the reader, and is only kept
from falling.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import pytest

from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letters.rounds.letters import index_of
from tests.letters.rounds.series.scoring import Ending
from tests.letters.rounds.together.scoring import HERE, LETTERS, held, rows

# Turns that are given a wrong number as yet, each with why.
KNOWN: Final = {
    "4d11.0": "one of two groups in a sentence, where the question names neither",
}
GOOD: Final = {Ending.RIGHT, Ending.REFUSED_RIGHTLY}
FEWEST_GOOD: Final = {1: 54, 2: 53, 3: 58, 4: 44}


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    return index_of(HERE, tmp_path_factory.mktemp("together"), encoder)


@pytest.fixture(scope="module")
def endings(letters: Index) -> dict[str, list[Ending]]:
    return {row["id"]: [end for _, end, _ in held(row, letters)] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_no_turn_of_a_dialogue_is_answered_with_a_wrong_number(
    row: dict[str, Any], endings: dict[str, list[Ending]]
) -> None:
    wrong = {
        f"{row['id']}.{number}"
        for number, ending in enumerate(endings[row["id"]])
        if ending is Ending.WRONG_NUMBER
    }
    assert wrong == {each for each in KNOWN if each.partition(".")[0] == row["id"]}


@pytest.mark.parametrize("number", LETTERS)
def test_no_fewer_turns_end_well(number: int, endings: dict[str, list[Ending]]) -> None:
    found = Counter(
        ending for row in rows() if row["round"] == number for ending in endings[row["id"]]
    )
    assert sum(found[each] for each in GOOD) >= FEWEST_GOOD[number], found


def test_each_turn_says_what_should_come_out() -> None:
    held_rows = rows()
    assert len({row["id"] for row in held_rows}) == len(held_rows) == 128
    for row in held_rows:
        for turn in row["turns"]:
            assert turn.keys() & {"says", "none", "asks", "place"}, (row["id"], turn["q"])
