"""What is asked may be put in another sentence, of who tells it or knows it: that asks nothing."""

from __future__ import annotations

import pytest

from qa.question.read.lead import without_lead


@pytest.mark.parametrize(
    "lead",
    [
        "Is al bekend",
        "Heeft u een idee",
        "Weet iemand",
        "Kan de minister aangeven",
        "Kunt u aangeven of bekend is",
        "Mag ik vragen",
        "Zoek even op",
        "Staat er in de brief",
        "Vraagje:",
        "Een collega vroeg mij:",
        "Help!",
    ],
)
def test_a_lead_is_left_out(lead: str) -> None:
    assert without_lead(f"{lead} hoeveel boten er zijn?") == "Hoeveel boten er zijn?"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Is bekend of de keuring werkt?", "Werkt de keuring?"),
        ("Weet u of het aantal boten is gedaald?", "Is het aantal boten gedaald?"),
        ("Ik ben benieuwd of de boten gekeurd zijn.", "Zijn de boten gekeurd?"),
        ("Mijn vraag is: is het aantal gedaald?", "Is het aantal gedaald?"),
        ("Weet u in hoeveel havens zij liggen?", "In hoeveel havens zij liggen?"),
        ("Ik ben benieuwd naar hoeveel er zijn.", "Hoeveel er zijn."),
        ("1) Hoeveel boten zijn er?", "Hoeveel boten zijn er?"),
        ("Volgens de minister, hoeveel boten zijn er?", "hoeveel boten zijn er?"),
    ],
)
def test_what_is_asked_stands_by_itself(text: str, asked: str) -> None:
    assert without_lead(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Boten: hoeveel zijn er?",
        "Is in Sluis bekend hoeveel boten er zijn?",
        "Vindt de minister boten of schepen beter?",
        "Hoeveel boten of schepen zijn er?",
        "Wat zegt de schipper over wie er keurt?",
        "Wat wordt bedoeld met keuren?",
        "Hoeveel kost het volgens de minister van Vis?",
    ],
)
def test_a_lead_that_says_more_stays(text: str) -> None:
    assert without_lead(text) == text
