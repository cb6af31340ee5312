"""Quality may not fall: the gold questions end at least as well as they did."""

from __future__ import annotations

import json

import pytest

from qa.evaluate import Ending, Judged
from qa.store.index import Index
from tests.gate.gate import EXPECTED, FLOORS, SETS, below, changes, figures, measure, wrong_numbers


@pytest.fixture(scope="module")
def judged(index: Index) -> dict[str, tuple[Judged, ...]]:
    return measure(index)


def made(id: str, ending: Ending, wrong_number: bool = False) -> Judged:
    return Judged(id, "passage", "Vraag?", ending, None, wrong_number, False, "Tekst.")


def test_no_floor_is_broken(
    judged: dict[str, tuple[Judged, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads(EXPECTED.read_text("utf-8"))
    gained, lost = changes([each for name in SETS for each in judged[name]], expected)
    with capsys.disabled():
        for title, lines in (("gained", gained), ("lost", lost)):
            if lines:
                print(f"\n{title} since the floors were set:", *lines, sep="\n  ")
    reached = {name: figures(each) for name, each in judged.items()}
    assert below(reached, json.loads(FLOORS.read_text("utf-8"))) == []


def test_no_answer_holds_a_wrong_number(judged: dict[str, tuple[Judged, ...]]) -> None:
    assert wrong_numbers([each for name in SETS for each in judged[name]]) == []


def test_fewer_right_answers_and_more_wrong_ones_break_a_floor() -> None:
    floors = {"dev": {"right": 5, "abstained rightly": 2, "wrong": 1}}
    assert below({"dev": {"right": 5, "abstained rightly": 3, "wrong": 0}}, floors) == []
    assert below({"dev": {"right": 4, "abstained rightly": 2, "wrong": 2}}, floors) == [
        "dev: right 4, was 5",
        "dev: wrong 2, was 1",
    ]


def test_a_question_that_moves_is_named_as_gained_or_lost() -> None:
    now = [made("a1", Ending.RIGHT), made("a2", Ending.WRONG), made("a3", Ending.RIGHT)]
    before = {"a1": "onnodig onthouden", "a2": "terecht onthouden", "a3": "goed"}
    assert changes(now, before) == (
        ["a1 onnodig onthouden → goed: Vraag?"],
        ["a2 terecht onthouden → fout: Vraag?"],
    )


def test_a_wrong_number_is_named() -> None:
    judged = [made("a1", Ending.WRONG), made("a2", Ending.WRONG, wrong_number=True)]
    assert wrong_numbers(judged) == ["a2: Vraag? → Tekst."]
