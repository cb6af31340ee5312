"""Yes and no are said only where a sentence says so plainly; anything in doubt is only quoted."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from qa.dutch.terms import terms
from qa.dutch.text import normalise, sentences
from qa.question.passages.plainly import plainly
from qa.question.read.reading import Reading, read
from qa.types import Ruling
from tests.letters.scoring import LETTERS

ROWS: Final = [
    json.loads(line)
    for line in Path(__file__).with_name("plainly.jsonl").read_text("utf-8").splitlines()
]
SAYS: Final = {"yes": Ruling.HOLDS, "no": Ruling.FAILS, "ja": Ruling.HOLDS, "nee": Ruling.FAILS}
ASKED: Final = [
    row
    for line in (LETTERS / "answers" / "yesno.jsonl").read_text("utf-8").splitlines()
    if (LETTERS / (row := json.loads(line))["letter"]).is_dir()
]


def reading(question: str) -> Reading:
    return read(question, date(2025, 1, 1), terms())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['q']} {row['said']}")
def test_only_what_says_so_plainly_is_a_yes_or_a_no(row: dict[str, Any]) -> None:
    assert plainly(reading(row["q"]), row["said"], row.get("before", "")) is SAYS.get(
        row.get("is", "")
    )


@cache
def sentences_of(letter: str) -> tuple[tuple[str, str], ...]:
    """Return each sentence of a letter with the one before it."""
    text = normalise((LETTERS / letter / "letter.txt").read_text("utf-8"))
    cut = [[span.of(each) for span in sentences(each)] for each in text.split("\n\n")]
    return tuple(pair for said in cut for pair in pairwise(("", *said)))


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row["id"])
def test_no_sentence_of_a_letter_says_what_the_letter_does_not(row: dict[str, Any]) -> None:
    asked = reading(row["q"])
    found = {plainly(asked, said, before) for before, said in sentences_of(row["letter"])}
    assert found <= {None, SAYS.get(row["is"])}


def test_a_yes_and_a_no_are_found_in_letters_that_the_rule_was_not_made_on() -> None:
    said = {
        row["id"]
        for row in ASKED
        if any(plainly(reading(row["q"]), s, b) for b, s in sentences_of(row["letter"]))
    }
    assert {"y43", "y51", "y55"} <= said
