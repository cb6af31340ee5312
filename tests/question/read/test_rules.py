"""A rule has a name of its own, and finds nothing without the words that it says it needs."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from qa.dutch.text import words
from qa.question.ask import ask
from qa.question.read.frame import unframed
from qa.question.read.patterned import read_pattern
from qa.question.read.reading import read
from qa.question.read.rules import NAMED, Rule, Said, rule
from qa.store.index import Index
from tests.lexicon import crimes

GOLD = Path(__file__).parents[2] / "gold"


def questions() -> set[str]:
    rows = (
        json.loads(line)
        for path in sorted(GOLD.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return {row["q"] for row in rows if "q" in row}


def test_no_two_rules_have_one_name() -> None:
    assert len(NAMED) > 150
    with pytest.raises(ValueError, match="two rules are called 'each'"):
        rule("each", "elk jaar")


def test_a_rule_is_never_there_without_what_it_needs() -> None:
    missed = set()
    for question in sorted(questions()):
        text = unframed(question)
        said = Said(text, (word.folded for word in words(text)))
        for each in NAMED.values():
            if each.pattern.search(text) and not said.may(each):
                missed.add((each.name, text))
    assert missed == set()


def test_a_rule_is_tried_once() -> None:
    said = Said("Hoe oud is dat?", ("hoe", "oud", "is", "dat"))
    old = Rule("oud", re.compile("hoe oud", re.IGNORECASE), frozenset({"oud"}))
    assert said.match(old) is said.match(old)
    assert said.match(old) is not None
    assert (
        said.match(Rule("nieuw", old.pattern, frozenset({"nieuw"}))) is None
    )  # its word is not there


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("Hoe vaak daalde het aantal overvallen tussen 2012 en 2021?", "Hoe vaak"),
        ("Met hoeveel daalde het aantal overvallen jaarlijks tussen 2012 en 2021?", "jaarlijks"),
    ],
)
def test_looking_for_a_pattern_hides_nothing_of_a_question(question: str, each: str) -> None:
    found = read(question, date(2022, 12, 14), crimes())
    assert read_pattern(found) is None
    assert found.says("each") == each


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hoeveel overvallen zijn niet opgelost?", {"negation": "niet opgelost"}),
        ("Hoeveel gemeenten moeten meedoen?", {"plan": "moeten"}),
        ("Hoeveel overvallen waren er per gemeente?", {"per_unit": "gemeente"}),
        ("Wat kost een andere pilot?", {"price": "kost", "part": "andere pilot"}),
        ("In welke maand waren er overvallen?", {"which_moment": "welke maand"}),
        ("Zijn er niet alleen overvallen, of weet u niet?", {}),
        ("Hoeveel overvallen waren er in 2019?", {}),
    ],
)
def test_what_turns_a_question_is_named(question: str, named: dict[str, str]) -> None:
    found = read(question, date(2022, 12, 14), crimes())
    assert found.turns.named(found.text) == named


def test_what_turns_a_question_is_in_its_trace(index: Index) -> None:
    trace = ask("Hoeveel overvallen waren er per gemeente in 2019?", index).trace
    assert ("per_unit", "gemeente") in [(step.rule, step.detail) for step in trace]
