"""A follow-up takes over what it leaves out; a context from anyone is checked like any input."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import QuestionError
from qa.question.dialogue import is_follow_up, leaning, merged, written
from qa.question.read.interpret import Leaning
from qa.question.read.reading import read
from qa.question.turn import Turn, decode, encode
from qa.store.index import Index
from qa.types import Wanted, Years
from tests.lexicon import crimes

TODAY = date(2022, 12, 14)
ROBBERIES_2018 = Turn(
    subjects=("overvallen",),
    cues=("count",),
    years=Years(named=(2018,)),
    facts=("kst-28684-720:tabel1:8:1",),
    wanted=Wanted.COUNT,
    topic="overvallen",
    place="kst-28684-720:tabel1:8:1",
)


def test_a_turn_comes_back_as_it_went() -> None:
    assert decode(encode(ROBBERIES_2018), crimes()) == ROBBERIES_2018


def test_a_part_of_a_year_comes_back_in_our_own_words() -> None:
    asked = replace(ROBBERIES_2018, years=Years(part="mei 2018"))
    assert decode(encode(asked), crimes()).years == Years(part="een deel van het jaar")


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
    found = leaning(read("En waarom?", TODAY, crimes()), (), turn, index)
    assert found == Leaning("overvallen", section, counted, Wanted.COUNT, elliptical=True)


def test_of_a_topic_only_words_of_a_letter_are_shown_as_it_writes_them(index: Index) -> None:
    assert written("ipta KABOUTER gemeenten 28 v2.0 GEMEENTE", index) == "IPTA, gemeenten"
    assert written("kabouter", index) == ""


def altered(**changes: object) -> str:
    fields = json.loads(base64.urlsafe_b64decode(encode(ROBBERIES_2018))) | changes
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()


@pytest.mark.parametrize(
    "context",
    [
        "abc",
        "é",
        "!!!!",
        "A" * 5_000,
        base64.urlsafe_b64encode(b"[1]").decode(),
        base64.urlsafe_b64encode(b"[" * 2_000).decode(),
        altered(version=1),
        altered(version=None),
        altered(subjects=["fietsdiefstal"]),
        altered(subjects="overvallen"),
        altered(subjects=[["overvallen"]]),
        altered(cues=["drop table"]),
        altered(years={"named": [1], "run": False, "first": None, "last": None, "part": False}),
        altered(years={"named": [True], "run": False, "first": None, "last": None, "part": False}),
        altered(years={"named": [], "run": False, "first": None, "last": None, "part": "mei"}),
        altered(years={"named": []}),
        altered(earlier=[10**9]),
        altered(facts=["x"] * 41),
        altered(topic="x" * 401),
        altered(wanted="alles"),
        altered(extra=1),
    ],
)
def test_a_context_that_was_not_ours_is_refused(context: str) -> None:
    with pytest.raises(QuestionError, match="De context is niet een die"):
        decode(context, crimes())


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: base64.b64encode(b).decode()))
def test_any_context_is_read_or_refused(context: str) -> None:
    with suppress(QuestionError):
        assert isinstance(decode(context, crimes()), Turn)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(base64.urlsafe_b64decode(encode(Turn()))))), json_values)
def test_a_turn_with_any_field_forged_is_read_or_refused(field: str, value: object) -> None:
    with suppress(QuestionError):
        assert isinstance(decode(altered(**{field: value}), crimes()), Turn)
