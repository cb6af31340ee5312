"""A follow-up takes over what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from qa.question.dialogue.carrying import leaning, merged, written
from qa.question.read.interpret import Leaning
from qa.question.read.leaning import is_follow_up
from qa.question.read.reading import read
from qa.store.index import Index
from qa.types import Wanted
from tests.lexicon import crimes
from tests.question.dialogue.turns import ROBBERIES_2018

TODAY = date(2022, 12, 14)


@pytest.mark.parametrize(
    ("question", "subjects", "years"),
    [
        ("En in 2020?", ("overvallen",), (2020,)),
        ("En straatroven?", ("straatroof",), (2018,)),
        ("En het jaar daarvoor?", ("overvallen",), (2017,)),
        ("En het jaar daarna?", ("overvallen",), (2019,)),
        ("Hoeveel procent is dat minder dan in 2015?", ("overvallen",), (2015, 2018)),
        ("In welk jaar was dat het laagst?", ("overvallen",), ()),
        ("Hoeveel waren dat er?", ("overvallen",), (2018,)),
    ],
)
def test_a_follow_up_is_completed_from_the_turn_before(
    question: str, subjects: tuple[str, ...], years: tuple[int, ...]
) -> None:
    filled = merged(read(question, TODAY, crimes()), ROBBERIES_2018)
    assert filled is not None
    named = tuple(each.id for each in filled.subjects)
    assert (named, filled.years.named) == (subjects, years)


def test_a_difference_without_years_is_between_the_last_two_turns() -> None:
    turn = replace(ROBBERIES_2018, earlier=(2014,))
    filled = merged(read("Hoeveel scheelt dat?", TODAY, crimes()), turn)
    assert filled is not None
    assert filled.years.named == (2014, 2018)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel straatroven waren er in 2015?",
        "Wat is IPTA?",
        "Hoeveel overvallen waren er in Utrecht in 2019?",
        "Dank u wel",
    ],
)
def test_a_question_that_stands_by_itself_takes_nothing_over(question: str) -> None:
    assert merged(read(question, TODAY, crimes()), ROBBERIES_2018) is None


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("En in Utrecht?", True),
        ("Hoe wordt dat berekend?", True),
        ("In welke gemeenten?", True),
        ("Is het gratis?", False),
        ("Hoe is het gebaseerd?", True),
        ("Wat is heling?", False),
        ("Hoeveel overvallen waren er in 2019?", False),
    ],
)
def test_a_follow_up_is_told_by_what_it_leaves_out(question: str, leans: bool) -> None:
    reading = read(question, TODAY, crimes())
    assert is_follow_up(reading, tuple(w for w in ("gemeenten",) if w in question)) is leans


@pytest.mark.parametrize(
    ("place", "facts", "section", "counted"),
    [
        ("kst-28684-720:tabel1:8:1", ("kst-28684-720:tabel1:8:1",),
         "Kamerstuk 28 684, nr. 720, par. 1", "overvallen"),
        ("kst-28684-720:noot3", (), "Kamerstuk 28 684, nr. 720, «Overkoepelende strategie»", ""),
        ("kst-28684-720:p999", ("kst-28684-720:t999",), "", ""),
        ("", (), "", ""),
    ],
)  # fmt: skip
def test_what_a_turn_stood_in_and_counted_is_looked_up(
    place: str, facts: tuple[str, ...], section: str, counted: str, index: Index
) -> None:
    turn = replace(ROBBERIES_2018, place=place, facts=facts)
    found = leaning(read("En waarom?", TODAY, crimes()), turn, index)
    assert found == Leaning("overvallen", section, counted, Wanted.COUNT, elliptical=True)


def test_of_a_topic_only_words_of_a_letter_are_shown_as_it_writes_them(index: Index) -> None:
    assert written("ipta KABOUTER gemeenten 28 v2.0 GEMEENTE", index) == "IPTA, gemeenten"
    assert written("kabouter", index) == ""
