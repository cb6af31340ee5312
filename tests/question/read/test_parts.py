"""A pasted text is cut into the questions that it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import QuestionError
from qa.question.read.parts import LONGEST_QUESTION, LONGEST_TEXT, MOST_PARTS, parts


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
    assert tuple(part.text for part in parts(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vraag 1\nEen?\nVraag 2\nTwee?", (("1", "Een?"), ("2", "Twee?"))),
        ("1.\nEen?\n2.\nTwee?", (("1", "Een?"), ("2", "Twee?"))),
        ("1\nEen?\na. Twee?\nb. Drie?", (("1", "Een?"), ("1a", "Twee?"), ("1b", "Drie?"))),
        ("Kamervraag 1a: Een?\nKamervraag 1b: Twee?", (("1a", "Een?"), ("1b", "Twee?"))),
        ("1. Een? 2. Twee?", (("1", "Een?"), ("2", "Twee?"))),
        (
            "1) Kunt u voor 2018 aangeven:\na) hoeveel A er waren;\nb) hoeveel B er waren?",
            (
                ("1a", "Kunt u voor 2018 aangeven hoeveel A er waren"),
                ("1b", "Kunt u voor 2018 aangeven hoeveel B er waren?"),
            ),
        ),
        (
            "Vraag 1\nHoeveel A waren er in 2021, en in hoeveel gemeenten loopt B nu?\nVraag 2\nC?",
            (
                ("1", "Hoeveel A waren er in 2021"),
                ("1", "en in hoeveel gemeenten loopt B nu?"),
                ("2", "C?"),
            ),
        ),
        (
            "Vraag 1\nHoeveel A waren er in B, en wat was het doel?",
            (("1", "Hoeveel A waren er in B, en wat was het doel?"),),
        ),
        (
            "Vragen van het lid X (ingezonden 12 januari 2023)\nHoeveel A?\nHoeveel B?",
            (("1", "Hoeveel A?"), ("2", "Hoeveel B?")),
        ),
        (
            "1. Volgens De Courant («Vijf miljoen», 9 mei 2023) zijn het er 5. Hoeveel waren het?\n"
            "2. Is dat veel?",
            (("1", "Hoeveel waren het?"), ("2", "Is dat veel?")),
        ),
        (
            "1. De minister zegt dat het er 30 zijn. Klopt dat?\n2. Zo nee, waarom niet?\n3. Twee?",
            (("1", "De minister zegt dat het er 30 zijn. Klopt dat?"), ("3", "Twee?")),
        ),
        ("1. Een?\n2. Twee?\nToelichting: deze vragen vullen andere aan. 3. Drie?",
         (("1", "Een?"), ("2", "Twee?"))),
        (
            "Hoeveel A en hoeveel B in 2018?",
            (("", "Hoeveel A in 2018"), ("", "en hoeveel B in 2018?")),
        ),
        ("Waar staat dit, en wie is wat?", (("", "Waar staat dit, en wie is wat?"),)),
    ],
)  # fmt: skip
def test_each_question_of_a_set_has_the_number_that_it_was_asked_with(
    text: str, found: tuple[tuple[str, str], ...]
) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wat? " * 21, "De tekst telt 21 vragen, hoogstens 20 is mogelijk"),
        ("a" * 2_001, "De vraag telt 2.001 tekens, hoogstens 2.000 is mogelijk"),
        ("Vraag 1\nWat?\nVraag 2a\n" + "b" * 2_001, "Vraag 2a telt 2.001 tekens"),
        ("Wat? " + "b" * 2_001, "Vraag 2 telt 2.001 tekens"),
    ],
)
def test_too_many_questions_or_too_long_ones_are_refused(text: str, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        parts(text)


def test_twenty_questions_of_two_thousand_characters_are_taken() -> None:
    assert (MOST_PARTS, LONGEST_QUESTION) == (20, 2_000)
    text = "\n".join(["Wat" + "a" * (LONGEST_QUESTION - 4) + "?"] * MOST_PARTS)
    assert len(parts(text[:LONGEST_TEXT])) == MOST_PARTS


@given(st.text(min_size=1, max_size=60))
def test_any_text_has_a_part(text: str) -> None:
    assert len(parts(text)) >= 1


@given(st.text("1aA.)? \n-Vraghoe,", min_size=1, max_size=200))
def test_anything_like_a_set_is_cut_or_refused(text: str) -> None:
    try:
        found = parts(text)
    except QuestionError:
        assert sum(map(text.count, "?.)-1")) >= MOST_PARTS
        return
    assert found
    assert all(part.text for part in found if part.label)
