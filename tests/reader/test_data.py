"""The reader's own data is what its card says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qa.dutch.text import normalise
from tests.reader.data import (
    ANSWERABLE,
    HERE,
    NEAR_MISS,
    UNDECIDED,
    Letters,
    Question,
    is_held_out,
    load,
    marked,
    share_of,
)

CARD = (HERE / "README.md").read_text("utf-8")
TYPES = set(
    "who what when where which why how howmany definition yesno aim result list other".split()
)


@pytest.fixture(scope="module")
def data() -> tuple[Letters, tuple[Question, ...]]:
    return load()


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_card_counts_what_there_is(data: tuple[Letters, tuple[Question, ...]]) -> None:
    letters, questions = data
    kinds = Counter(each.kind for each in questions)
    held = [letter for letter in letters if is_held_out(letter)]
    asked = sum(each.letter in set(held) for each in questions)
    kept = [row for path in HERE.glob("kept/*/questions.jsonl") for row in rows(path)]
    assert re.findall(r"\| (?:letters|questions|held out) \| (.*)", CARD) == [
        f"{len(letters)}: letters of Dutch ministers to parliament, or parts of them, in"
        " `letters.jsonl` |",
        f"{len(questions)}, in `questions.jsonl`: {kinds[ANSWERABLE]} answerable,"
        f" {kinds[NEAR_MISS]} near misses, {kinds[UNDECIDED]} undecided |",
        f"{len(held)} letters with {asked} questions, one letter in ten by a hash of its name:"
        " never trained on; the confidence is fitted on them |",
    ]
    assert f"three letters with {len(kept)} questions in `kept/`" in CARD


def test_every_gold_piece_stands_in_its_paragraph_and_marks_a_sentence() -> None:
    texts = {row["letter"]: row["paragraphs"] for row in rows(HERE / "letters.jsonl")}
    for row in rows(HERE / "questions.jsonl"):
        assert row["type"] in TYPES, row
        text = normalise(texts[row["letter"]][row["paragraph"]])
        pieces = [*row.get("gold", ()), *row.get("also", ())]
        assert bool(pieces) == (row["kind"] != NEAR_MISS), row
        for piece in pieces:
            assert normalise(piece) in text, row
        assert bool(marked(text, pieces)) == bool(pieces), row


def test_no_question_is_asked_twice_of_a_letter(
    data: tuple[Letters, tuple[Question, ...]],
) -> None:
    asked = Counter((each.letter, each.text.casefold()) for each in data[1])
    assert [each for each, times in asked.items() if times > 2] == []


def test_a_kind_of_question_is_no_clue(data: tuple[Letters, tuple[Question, ...]]) -> None:
    """Of every type and length about as many are answerable as not."""
    _, questions = data
    by_type = Counter((each.type, each.kind == NEAR_MISS) for each in questions)
    for each in TYPES - {"list", "other"}:  # which few ask
        missing, held = by_type[each, True], by_type[each, False]
        assert 0.3 < missing / (missing + held) < 0.6, each


def test_a_larger_share_of_the_letters_holds_the_smaller_one() -> None:
    letters = [f"brief-{number}" for number in range(400)]
    quarter, half = share_of(letters, 0.25), share_of(letters, 0.5)
    assert quarter < half < share_of(letters, 1.0) == set(letters)
    assert 70 < len(quarter) < 130


def test_a_piece_marks_the_sentences_that_it_falls_into() -> None:
    text = "De eerste zin. De tweede zin, die langer is. De derde."
    assert marked(text, ["De tweede zin, die langer is."]) == {1}
    assert marked(text, ["die langer is. De derde."]) == {1, 2}
    assert marked(text, ["tweede zin"]) == {1}
    assert marked(text, ["Een vierde."]) == frozenset()
