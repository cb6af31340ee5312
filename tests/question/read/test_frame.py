"""What stands around a question is no word of it."""

from __future__ import annotations

from datetime import date

import pytest

from qa.question.ask import ask
from qa.question.read.frame import unframed
from qa.question.read.reading import read
from qa.store.index import Index
from tests.lexicon import crimes


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("Ik schrijf een stuk over inbraak: hoeveel waren het er?", "hoeveel waren het er?"),
        ("Voor een artikel wil ik graag weten hoeveel het er zijn", "hoeveel het er zijn"),
        ("Kunt u mij aangeven hoeveel het er zijn?", "Hoeveel het er zijn?"),
        ("Hoeveel overvallen waren er?", "Hoeveel overvallen waren er?"),
        ("Kunt u mij zeggen hoeveel het er zijn?", "Hoeveel het er zijn?"),
        ("Zou u mij kunnen vertellen in welk jaar het daalde?", "In welk jaar het daalde?"),
        ("Kunt u toelichten hoe het wordt berekend?", "Hoe het wordt berekend?"),
        ("Mag ik weten wie de brief schreef?", "Wie de brief schreef?"),
        ("Kunt u het aantal overvallen in 2019 noemen?", "het aantal overvallen in 2019?"),
        ("Kunt u aangifte doen wanneer u bent bestolen?",) * 2,
        ("Kunt u een overzicht geven van de overvallen?",) * 2,
        ("Kunt u voor 2018 aangeven hoeveel er waren?", "hoeveel er waren voor 2018?"),
        ("Kunt u per jaar toelichten welke het zijn?", "welke het zijn per jaar?"),
        ("Kamervraag 3: Hoeveel waren het er?", "Hoeveel waren het er?"),
        ("Vraag 1 Kunt u mij zeggen wat IPTA is?", "Wat IPTA is?"),
        ("Vraag 3 van de lijst gaat over heling, wat is dat?",) * 2,
        ("Hoeveel meer t.o.v. 2015?", "Hoeveel meer ten opzichte van 2015?"),
        ("Hoeveel fte. heeft de rio? En v.2.0?",) * 2,
        ("Hoeveel in 2019 (ingezonden 12 januari 2023)", "Hoeveel in 2019 "),
        ("Hoeveel in 2019, ingezonden 12 januari 2023?", "Hoeveel in 2019, ?"),
        ("Hoeveel zijn er ingezonden op 12 januari 2023?",) * 2,
        # What a question points back at is part of it.
        ("Ik heb een klacht over mijn voogd, waar kan ik heen?",) * 2,
        ("Er ligt een vat in mijn weiland, wie moet dat weghalen?",) * 2,
        ("Onze buurman weigerde, hoewel hij het wist. Waarom mag het?",) * 2,
        ("Kan ik melden zonder mijn naam te noemen?",) * 2,
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


@pytest.mark.parametrize(
    "asked",
    [
        "Kunt u mij zeggen hoeveel overvallen er in 2019 waren?",
        "Kamervraag 3: Hoeveel overvallen waren er in 2019?",
        "Vraag 1\nHoeveel overvallen waren er in 2019?",
        "1\nHoeveel overvallen waren er in 2019?",
        "Hoeveel overvallen waren er in 2019? (ingezonden 12 januari 2023)",
        "Vragen van het lid X aan de minister (ingezonden 12 januari 2023).\n"
        "Vraag 1\nHoeveel overvallen waren er in 2019?",
        "Kunt u mij het aantal overvallen in 2019 geven, a.u.b.?",
        "Hoeveel overvallen waren er, resp. in 2019?",
    ],
)
def test_a_frame_changes_no_answer(asked: str, index: Index) -> None:
    assert ask(asked, index).text == "In 2019 waren er 1.174 overvallen."


def test_words_and_days_of_the_frame_are_none_of_the_question() -> None:
    text = "Kamervraag 3: Kunt u mij zeggen hoeveel overvallen er waren? (ingezonden 12 mei 2021)"
    reading = read(text, date(2022, 12, 14), crimes())
    assert reading.question == text
    assert reading.unexplained == ()
    assert (reading.years.named, reading.years.part, reading.dates) == ((), "", ())


def test_a_comparison_in_short_is_one_in_full(index: Index) -> None:
    asked = "Hoeveel minder overvallen waren er in 2019 {} 2015?"
    short, full = (ask(asked.format(each), index) for each in ("t.o.v.", "ten opzichte van"))
    assert short.text == full.text
    assert "Berekening: 1.239 − 1.174 = 65." in short.text
