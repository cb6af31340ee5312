"""Examples are questions that the index answers for sure, of many kinds, from all its letters."""

from __future__ import annotations

import pytest

from qa import Index, ask
from qa.question import examples as module
from qa.question.examples import examples
from qa.types import Answer, Outcome, Strength
from tests.archive import SECOND_ID, THIRD_ID


def test_the_real_letter_has_examples_of_every_kind(index: Index) -> None:
    assert examples(index) == (
        "Hoeveel overvallen waren er in 2021?",
        "In hoeveel gemeenten loopt AJB?",
        "Wat is AJB?",
        "Wat staat er onder «Camera in Beeld en Camera Kwaliteitsregeling»?",
        "Hoe wordt het ophelderingspercentage berekend?",
        "Hoeveel straatroven waren er in 2021 minder dan in 2011?",
        "Hoeveel lessen gebruikt Mijn Cyberrijbewijs?",
        "Wat is HIC?",
    )


def test_every_example_is_answered_for_sure(index: Index, archive: Index) -> None:
    for each in (index, archive):
        for question in examples(each, 30):
            outcome = ask(question, each)
            assert isinstance(outcome, Answer), question
            assert outcome.strength is not Strength.WEAK
            assert outcome.strength is Strength.STRONG or not outcome.facts


def test_examples_come_from_all_letters_and_stay_within_a_filter(archive: Index) -> None:
    assert "Hoeveel overvallen waren er in 2023?" in examples(archive)
    assert "In hoeveel gemeenten loopt AJB?" in examples(archive)
    two = archive.within([SECOND_ID, THIRD_ID])
    assert "Hoeveel overvallen waren er in 2023?" in examples(two)
    assert "In hoeveel gemeenten loopt AJB?" not in examples(two)
    assert "Hoeveel scholen doen er mee aan de proef met de wijkboerderij?" in examples(
        archive.within([THIRD_ID])
    )


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_no_more_examples_are_given_than_asked_for(limit: int, index: Index) -> None:
    assert examples(index, limit) == examples(index)[:limit]


def test_few_questions_are_tried(archive: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(question: str, index: Index) -> Outcome:
        asked.append(question)
        return ask(question, index)

    monkeypatch.setattr(module, "ask", counted)
    examples(archive, 100)
    assert len(asked) <= 30
    assert "Wat staat er onder «Inleiding»?" not in asked
