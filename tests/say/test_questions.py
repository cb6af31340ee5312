"""A sentence with a number is turned into the question that it answers, or left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa import Index, ask
from qa.say.questions import turned
from qa.types import Answer, Fact, Span
from tests.question.factories import fact


def stated(sentence: str, subject: str, measure: str = "aantal") -> Fact:
    """Return the fact of a sentence, its number written between square brackets."""
    start, end = sentence.index("["), sentence.index("]") - 1
    quote = sentence.replace("[", "").replace("]", "")
    return replace(
        fact("1", measure=measure, subject=subject, rule="count"),
        surface=quote[start:end],
        value_span=Span(start, end),
        span=Span(0, len(quote)),
        quote=quote,
    )


@pytest.mark.parametrize(
    ("sentence", "subject", "question"),
    [
        ("Momenteel loopt AJB in [30] gemeenten.", "gemeenten", "In hoeveel gemeenten loopt AJB?"),
        (
            "Er doen [12] scholen mee aan de proef.",
            "scholen",
            "Hoeveel scholen doen er mee aan de proef?",
        ),
        (
            "Sinds de start zijn er [bijna 321.000] camera’s geregistreerd, een stijging.",
            "camera’s",
            "Hoeveel camera’s zijn er sinds de start geregistreerd?",
        ),
        (
            "Verder maken per 1 mei [139] gemeenten gebruik van het Loket en volgen er meer.",
            "gemeenten",
            "Hoeveel gemeenten maken per 1 mei gebruik van het Loket?",
        ),
        (
            "Stop Heling heeft [vijf keer] gelopen.",
            "keer",
            "Hoeveel keer heeft Stop Heling gelopen?",
        ),
        ("Vorig jaar waren er [9] proeven.", "proeven", "Hoeveel proeven waren er vorig jaar?"),
        ("Er zijn nu [4.350] tappunten.", "tappunten", "Hoeveel tappunten zijn er nu?"),
    ],
)
def test_the_verb_comes_after_what_is_counted(sentence: str, subject: str, question: str) -> None:
    assert turned(stated(sentence, subject)) == question


@pytest.mark.parametrize(
    ("why", "sentence", "subject"),
    [
        ("points back", "In dit onderzoek zijn [achttien] mechanismen beschreven.", "mechanismen"),
        ("points back", "De pilot is gestart in [vijf] gemeenten.", "gemeenten"),
        ("a second clause", "Ook is er geld, en zijn [vijf] gemeenten gestart.", "gemeenten"),
        ("a number more", "Inmiddels zijn de eerste [twaalf] zaken behandeld.", "zaken"),
        ("points back", "Bij [25] aanrijdingen was dat nog in 2023 het geval.", "aanrijdingen"),
        ("no verb", "Brief over [drie] onderzoeken.", "onderzoeken"),
        ("another verb", "Momenteel zwemmen er [drie] eenden.", "eenden"),
        ("a name or not", "Rotterdam heeft [drie] wijken.", "wijken"),
        ("too long", f"Ook zijn er [drie] wijken {'heel ' * 20}mooi.", "wijken"),
        ("counts something else", "Ook zijn er [drie] mooie wijken.", "wijken"),
    ],
)
def test_what_makes_no_question_by_moving_the_verb_is_left_alone(
    why: str, sentence: str, subject: str
) -> None:
    assert turned(stated(sentence, subject)) == "", why


def test_only_what_is_counted_is_asked_for() -> None:
    assert turned(stated("Ook is er [10%] korting.", "korting", measure="percentage")) == ""


def test_questions_of_the_real_letter_are_answered_by_their_own_facts(index: Index) -> None:
    questions = {each.id: turned(each) for each in index.facts.find() if turned(each)}
    assert sorted(questions.values()) == [
        "Hoeveel camera’s zijn er sinds de start van «Camera in beeld» geregistreerd?",
        "Hoeveel gemeenten maken per 1 september 2022 gebruik van het Loket?",
        "Hoeveel keer heeft Re_B00TCMP inmiddels plaatsgevonden in drie regio’s?",
        "Hoeveel lessen gebruikt Mijn Cyberrijbewijs?",
        "In hoeveel gemeenten is een pilot gestart voor jongeren onder de 18 jaar?",
        "In hoeveel gemeenten loopt AJB?",
        "In hoeveel regio’s heeft Re_B00TCMP inmiddels vijf keer plaatsgevonden?",
        "Over hoeveel ontvreemde goederen bevat Stop Heling per 1 oktober 2022 informatie?",
    ]
    for id, question in questions.items():
        outcome = ask(question, index)
        assert isinstance(outcome, Answer)
        assert [each.id for each in outcome.facts] == [id]
