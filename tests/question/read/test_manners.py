"""What is polite around a question, or told of oneself, asks nothing; what narrows it stays."""

from __future__ import annotations

import pytest

from qa.question.read.frame import unframed
from qa.question.read.manners import without_manners

ASKED = "Hoeveel boten zijn er in 2020 gekeurd?"


@pytest.mark.parametrize(
    "text",
    [
        f"Geachte heer/mevrouw, {ASKED}",
        f"Beste mensen van de helpdesk, {ASKED} Alvast bedankt voor de moeite!",
        f"{ASKED} Met vriendelijke groet, Jan de Wit",
        f"{ASKED}\nMet vriendelijke groet,\nJan de Wit",
        f"Hallo, {ASKED} groetjes Noor",
        f"Ik schrijf een werkstuk over vissers. {ASKED}",
        f"{ASKED} Ik maak mij namelijk zorgen.",
        f"{ASKED} Bij voorbaat hartelijk dank.",
    ],
)
def test_manners_are_left_out(text: str) -> None:
    assert without_manners(text) == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "Ik woon in Sluis. Hoeveel boten zijn er gekeurd?",
        "Ik heb een boot gekocht. Moet ik die laten keuren?",
        "Wij lazen over de boten. Hoeveel zijn er gekeurd?",
        "Hoeveel boten zijn er gekeurd? Ik wil ook de schepen weten.",
        "Hoeveel boten zijn er gekeurd? In Sluis.",
        "Bedankt voor uw hulp!",
        "Dank u wel. En hoeveel schepen?",
    ],
)
def test_what_narrows_a_question_stays(text: str) -> None:
    assert without_manners(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Voor een artikel zou ik graag van u willen vernemen hoeveel boten er zijn gekeurd",
        "Ik vraag me af hoeveel boten er zijn gekeurd",
        "Graag verneem ik hoeveel boten er zijn gekeurd",
    ],
)
def test_who_wonders_asks_what_follows(text: str) -> None:
    assert unframed(text).casefold() == "hoeveel boten er zijn gekeurd"


@pytest.mark.parametrize(
    "text",
    ["Moet ik bijhouden hoeveel boten er zijn?", "Als ik een boot koop hoeveel kost dat?"],
)
def test_what_is_asked_of_oneself_is_no_frame(text: str) -> None:
    assert unframed(text) == text
