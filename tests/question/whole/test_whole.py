"""Questions about a letter as a whole and what it promises: `questions.jsonl`, asked each alone.

Half of the letters are ones that the rules were not written for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask, wire
from qa.model.encode import Encoder
from qa.question.whole.summary import extract
from qa.types import Answer, Outcome
from tests.letters.scoring import LETTERS
from tests.reader.sets import index_of

HERE = Path(__file__).parent
REAL = "kst-28684-720"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()
]
LEAST_RIGHT = 0.9


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, corpus: Path) -> Index:
    """An index of the letters that the questions are about."""
    named = sorted({row["letter"] for row in ROWS})
    folders = [corpus / each if each == REAL else LETTERS / each for each in named]
    return index_of(tmp_path_factory.mktemp("whole"), folders, encoder)


def lacks(row: dict[str, Any], outcome: Outcome) -> str:
    """Tell what an outcome lacks; nothing where it is right."""
    if reason := row.get("reason"):
        found = wire.outcome(outcome)["reden"]
        return "" if found == reason else f"{found}: {outcome.text}"
    if not isinstance(outcome, Answer):
        return f"no answer: {outcome.text}"
    shown = "\n".join((outcome.text, *(each.passage.cut(each.core) for each in outcome.hits)))
    missing = [each for each in row.get("shows", ()) if each not in shown]
    told = [each for each in row.get("lacks", ()) if each in shown]
    return f"missing {missing}, too much {told}: {outcome.text}" if missing or told else ""


@pytest.fixture(scope="module")
def wrong(letters: Index) -> dict[str, str]:
    """What each answer lacks, by the question's id."""
    found = {row["id"]: lacks(row, ask(row["q"], letters.within([row["letter"]]))) for row in ROWS}
    print(*(f"{id}: {said}" for id, said in found.items() if said), sep="\n")
    return found


@pytest.mark.parametrize("kind", ["p", "s"], ids=["promises", "structure"])
@pytest.mark.parametrize("written_for", [True, False], ids=["seen", "unseen"])
def test_nearly_all_questions_are_answered_right(
    wrong: dict[str, str], kind: str, *, written_for: bool
) -> None:
    asked = [r["id"] for r in ROWS if r["id"][0] == kind and r["written_for"] is written_for]
    right = sum(not wrong[id] for id in asked)
    print(f"{right} of {len(asked)}")
    assert right >= LEAST_RIGHT * len(asked)


def test_half_of_the_questions_are_on_letters_that_the_rules_were_not_written_for() -> None:
    for kind in "ps":
        asked = [row for row in ROWS if row["id"][0] == kind]
        assert len(asked) >= 30
        assert sum(not row["written_for"] for row in asked) >= len(asked) / 2


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Wat zegt de minister toe over de meting van de NZa?", "‘Wachttijden"),
        ("Waar wordt de NZa genoemd?", "‘Wachttijden"),
    ],
)
def test_a_subject_that_only_one_letter_speaks_of_needs_no_choice(
    letters: Index, question: str, title: str
) -> None:
    outcome = ask(question, letters)
    assert isinstance(outcome, Answer)
    assert title in outcome.text


def test_a_subject_that_no_letter_speaks_of_is_told_without_a_choice(letters: Index) -> None:
    outcome = ask("Wat zegt de minister toe over kernfusie?", letters)
    assert outcome.text == (
        "Een toezegging of termijn over «kernfusie» is niet gevonden in de brieven."
    )


def test_of_several_letters_it_is_asked_which(letters: Index) -> None:
    for question in ("Welke toezeggingen staan er in de brief?", "Vat de brief samen."):
        outcome = ask(question, letters)
        assert outcome.text.startswith("Welke brief bedoelt u?")


def test_an_extract_holds_sentences_that_a_reader_would_pick(letters: Index) -> None:
    lines = (HERE / "telling.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    picked = {
        (hit.passage.letter_id, hit.passage.path[0]): hit.passage.cut(hit.core)
        for letter in {row["letter"] for row in rows}
        for hit in extract(letters.passages.of_letter(letter))
        if hit.passage.path
    }
    right = [
        any(good in picked[row["letter"], row["section"]] for good in row["good"]) for row in rows
    ]
    print(f"{sum(right)} of {len(right)}")
    assert sum(right) >= 0.85 * len(right)
