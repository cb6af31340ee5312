"""Sets of questions as they are pasted, and claims: to the real letter and to those of our own.

The rows were written before anything was built for them. A row of tests/gold/claims.jsonl is a
claim, one of sets.jsonl a pasted text with its parts. `ends` is how each must end: "ja" or "nee",
an answer ("antwoord", "citaat" of a claim that is not judged, "los" with numbers that are not
judged), "terugvraag" or "onthouding"; `says` is what the text must hold.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Abstention, Answer, Outcome, Reason, Ruling
from tests.letters.conftest import TABLES
from tests.letters.known import marks, params

GOLD = Path(__file__).parents[1] / "gold"
RULED = {Ruling.HOLDS: "ja", Ruling.FAILS: "nee", Ruling.OPEN: "open"}
# What nobody has solved yet, each with why.
KNOWN = {
    "c20": "the sentence with the number does not name what it is about, the one before it does",
    "c21": "the search finds other sentences for «komt er een wet» than the one that denies it",
    "c47": "a quote that is sure holds more numbers than the one that is asked for",
    "c49": "the reader is not sure of a price per person",
    "c52": "the reader is not sure of a boete whose sentence says «daarvoor»",
    "s15.3": "the reader is not sure of «wijs ik het af»",
    "s19.2": "an item of a list is found only by its lead-in",
}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


CLAIMS = rows("claims.jsonl")
SETS = rows("sets.jsonl")
PARTS = [
    (row, number, part) for row in SETS for number, part in enumerate(row["parts"])
]  # by their place: two parts may have one number


def ending(outcome: Outcome) -> str:
    if isinstance(outcome, Answer):
        return RULED[outcome.ruling] if outcome.ruling else "antwoord"
    return "terugvraag" if outcome.reason is Reason.AMBIGUOUS else "onthouding"


def faults(row: dict[str, Any], outcome: Outcome) -> list[str]:
    """Return what an outcome lacks of what is wanted."""
    wanted = {"citaat": "antwoord", "los": "antwoord"}.get(row["ends"], row["ends"])
    is_pending = isinstance(outcome, Abstention) and outcome.reason is Reason.NOT_YET_KNOWN
    quotes = row["ends"] == "citaat" and is_pending  # what is not decided yet is quoted too
    found = [] if quotes or ending(outcome) == wanted else [f"ends as {ending(outcome)}"]
    return found + [f"does not say {each}" for each in row["says"] if each not in outcome.text]


def is_wrong_number(row: dict[str, Any], outcome: Outcome) -> bool:
    """Tell a ruling that is not the right one, and a number where another, or none, is wanted."""
    if isinstance(outcome, Abstention):
        return False
    if outcome.ruling:
        return bool(ending(outcome) != row["ends"])
    told = row["ends"] in {"antwoord", "los", "ja", "nee"}
    return bool(outcome.facts) and not (told and not faults({**row, "ends": "los"}, outcome))


@cache
def answered(index: Index, letter: str, text: str) -> tuple[Outcome, ...]:
    outcome = ask(text, index.within([letter]))
    return outcome.parts or (outcome,)


@pytest.mark.parametrize("row", params(CLAIMS, KNOWN))
def test_a_claim_is_borne_out_or_denied_or_left(
    row: dict[str, Any], together: Index, tables: Index
) -> None:
    index = tables if row["letter"] in TABLES else together
    (outcome,) = answered(index, row["letter"], row["q"])
    assert faults(row, outcome) == []


@pytest.mark.parametrize("row", SETS, ids=lambda row: row["id"])
def test_each_part_of_a_set_has_its_number(row: dict[str, Any], together: Index) -> None:
    parts = answered(together, row["letter"], row["text"])
    assert [part.label for part in parts] == [part["label"] for part in row["parts"]]


@pytest.mark.parametrize(
    ("row", "number", "part"),
    [
        pytest.param(row, number, part, id=f"{row['id']}.{number + 1}", marks=marks(id, KNOWN))
        for row, number, part in PARTS
        for id in [f"{row['id']}.{part['label']}"]
    ],
)
def test_a_part_of_a_set_ends_as_it_should(
    row: dict[str, Any], number: int, part: dict[str, Any], together: Index
) -> None:
    outcome = answered(together, row["letter"], row["text"])[number]
    assert faults(part, outcome) == []


def test_no_number_in_a_set_or_a_claim_is_wrong(together: Index, tables: Index) -> None:
    asked = [(row, row["letter"], row["q"], 0) for row in CLAIMS]
    asked += [(part, row["letter"], row["text"], number) for row, number, part in PARTS]
    wrong = [
        (letter, text)
        for row, letter, text, number in asked
        for index in [tables if letter in TABLES else together]
        if is_wrong_number(row, answered(index, letter, text)[number])
    ]
    assert wrong == []


def test_half_of_the_rows_ask_letters_of_our_own() -> None:
    assert len({row["id"] for row in CLAIMS}) == len(CLAIMS) >= 50
    assert len({row["id"] for row in SETS}) == len(SETS) == 20
    for held in (CLAIMS, SETS):
        of_ours = Counter(row["letter"] == "kst-28684-720" for row in held)
        assert of_ours[False] >= of_ours[True]
