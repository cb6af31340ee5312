"""One list tells what a question wants, each time by a rule with a name."""

from __future__ import annotations

from datetime import date

import pytest

from qa.question.read.reading import read
from qa.types import Wanted
from tests.lexicon import crimes


@pytest.mark.parametrize(
    ("question", "wanted", "rule"),
    [
        ("Waarom daalde het aantal overvallen?", Wanted.WHY, "why"),
        ("Sinds wanneer loopt de proef?", Wanted.WHEN, "when"),
        ("In welk jaar waren er de meeste overvallen?", Wanted.WHEN, "which_time"),
        ("Wat kost de campagne?", Wanted.MONEY, "money"),
        ("Hoeveel gemeenten krijgen subsidie?", Wanted.COUNT, "count"),
        ("Hoeveel subsidie is er, en tot wanneer?", Wanted.MONEY, "money"),
        ("Wie krijgt er subsidie?", Wanted.WHO, "who"),
        ("Hoe wordt het geld over de scholen verdeeld?", Wanted.OTHER, ""),
        ("Waaraan wordt het budget besteed?", Wanted.OTHER, ""),
        ("Onder welke voorwaarde krijg ik mijn geld terug?", Wanted.OTHER, ""),
        ("Kan ik nog subsidie krijgen?", Wanted.OTHER, ""),
        ("Welk bedrag is er voor de scholen?", Wanted.MONEY, "money"),
        ("Wat zou het kosten om te stoppen?", Wanted.MONEY, "money"),
        ("kosten van de campagne", Wanted.MONEY, "money"),
        ("Welke schade richt de kreeft aan?", Wanted.OTHER, ""),
        ("Hoe hoog is de schade?", Wanted.MONEY, "fee"),
        ("Welke boete krijgt een opkoper?", Wanted.MONEY, "fee"),
        ("Wat is er afgesproken om de boete te innen?", Wanted.OTHER, ""),
        ("Hoe oud zijn de deelnemers?", Wanted.AGE, "age"),
        ("Vanaf welke leeftijd mag je stemmen?", Wanted.AGE, "age"),
        ("leeftijd deelnemers", Wanted.AGE, "age"),
        ("Mag de leeftijd voor alle clubs omlaag?", Wanted.OTHER, ""),
        ("Waar hangt de leeftijd van af?", Wanted.OTHER, ""),
        ("Hoe bepaalt de school hoeveel hulp een kind krijgt?", Wanted.OTHER, ""),
        ("Wie bepaalt hoeveel agenten er komen?", Wanted.WHO, "who"),
        ("Hoe zit het, hoeveel agenten komen er?", Wanted.COUNT, "count"),
        ("Welk rapportcijfer kreeg de campagne?", Wanted.SCORE, "mark"),
        ("Welk deel is dat, in procenten?", Wanted.PERCENTAGE, "percent"),
        ("Wat was het ophelderingspercentage?", Wanted.PERCENTAGE, "percent"),
        ("Waar is het percentage hoger?", Wanted.OTHER, ""),
        ("Hoe vaak gebeurt dat?", Wanted.COUNT, "count"),
        ("In welk Kamerstuk staat de motie?", Wanted.SOURCE, "names_source"),
        ("Hoe lang duurt de ontzegging?", Wanted.DURATION, "how_long"),
        ("Welke gemeenten doen mee?", Wanted.WHO, "which_name"),
        ("Wat is heling?", Wanted.OTHER, ""),
    ],
)
def test_what_is_wanted(question: str, wanted: Wanted, rule: str) -> None:
    reading = read(question, date(2022, 12, 14), crimes())
    assert (reading.wanted, reading.wanted_by) == (wanted, rule)


def test_only_what_a_fact_states_is_a_number() -> None:
    assert [each for each in Wanted if each.is_number] == [
        Wanted.COUNT,
        Wanted.PERCENTAGE,
        Wanted.MONEY,
        Wanted.AGE,
        Wanted.SCORE,
    ]
