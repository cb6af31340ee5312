"""What stands around a question is no word of it."""

from __future__ import annotations

import pytest

from qa.question.read.frame import unframed


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("Ik schrijf een stuk over inbraak: hoeveel waren het er?", "hoeveel waren het er?"),
        ("Voor een artikel wil ik graag weten hoeveel het er zijn", "hoeveel het er zijn"),
        ("Kunt u mij aangeven hoeveel het er zijn?", "hoeveel het er zijn?"),
        ("Hoeveel overvallen waren er?", "Hoeveel overvallen waren er?"),
        (
            "Waar kan ik de eerdere brief vinden, welk Kamerstuk?",
            "Waar kan ik de eerdere brief vinden, welk Kamerstuk?",
        ),
        (
            "Wat is wij-zij-gevoel, en hoe uit het zich?",
            "Wat is wij-zij-gevoel, en hoe uit het zich?",
        ),
    ],
)
def test_what_introduces_a_question_is_left_out(question: str, core: str) -> None:
    assert unframed(question) == core
