"""A pasted text is cut into the questions that it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.read.parts import MOST_PARTS, parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wat is heling?", ("Wat is heling?",)),
        ("Wat is heling en waarom?", ("Wat is heling en waarom?",)),
        ("Is het gedaald? Hoeveel scheelt dat?", ("Is het gedaald?", "Hoeveel scheelt dat?")),
        ("Hoeveel A en hoeveel B?", ("Hoeveel A", "en hoeveel B?")),
        (
            "Kunt u antwoorden op:\n1. Hoeveel overvallen?\n2. Hoeveel straatroven?",
            ("Hoeveel overvallen?", "Hoeveel straatroven?"),
        ),
        ("1) Een?\n2) Twee?", ("Een?", "Twee?")),
        ("1\nEen?\n2\nTwee?", ("Een?", "Twee?")),
        ("a. Een?\nb. Twee?", ("Een?", "Twee?")),
        ("Vraag 1\nEen?\nVraag 2\nTwee?", ("Een?", "Twee?")),
        ("Kamervraag 1a: Een?\nKamervraag 1b: Twee?", ("Een?", "Twee?")),
        ("Vragen van het lid X (ingezonden 12 mei 2021)\nVraag 1\nEen?", ("Een?",)),
        ("Een? (ingezonden 12 januari 2023)", ("Een?",)),
        ("Vraag 3 van de lijst, wat is dat?", ("Vraag 3 van de lijst, wat is dat?",)),
        ("- Een?\n- Twee?\n- Drie?", ("Een?", "Twee?", "Drie?")),
        ("In 2019. 13 gemeenten?", ("In 2019. 13 gemeenten?",)),
        ("???", ("???",)),
        ("Eén regel\nen nog een", ("Eén regel en nog een",)),
    ],
)
def test_a_text_is_cut_into_its_questions(text: str, found: tuple[str, ...]) -> None:
    assert parts(text) == found


def test_no_more_than_twenty_parts_are_answered() -> None:
    assert MOST_PARTS == 20
    assert len(parts(" ".join("Wat?" for _ in range(50)))) == 20


@given(st.text(min_size=1, max_size=200))
def test_any_text_has_a_part(text: str) -> None:
    assert len(parts(text)) >= 1
