"""Claims, pasted sets, and questions on promises and structure, to letters seen for the first time.

README.md tells how well they were answered at first sight. A row is a claim, a set with its parts,
or a question about the letter as a whole; `ends` is how it may end: "ja", "nee" or "open" (told
that it cannot be said), "los" (a number, not judged), "citaat" (a quote), "antwoord" (either of
both), "terugvraag" or "onthouding". `says` is what the text must hold.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Abstention, Answer, Outcome, Reason, Ruling
from tests.letters.known import params
from tests.reader.corpus import built

HERE = Path(__file__).parent
RULED = {Ruling.HOLDS: "ja", Ruling.FAILS: "nee", Ruling.OPEN: "open"}
ALLOWED = {"antwoord": {"los", "citaat"}}
KNOWN: dict[str, str] = {}


def _rows() -> list[dict[str, Any]]:
    """Return every row; of a set its parts, each with the place that it has."""
    found = []
    for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "set":
            found.append({**row, "text": row["q"], "place": 0})
            continue
        for place, part in enumerate(row["parts"]):
            found.append({**row, **part, "id": f"{row['id']}.{place + 1}", "place": place})
    return found


ROWS = _rows()


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """An index of the letters of all rounds."""
    folder = tmp_path_factory.mktemp("rounds")
    for path in HERE.glob("*.txt"):
        (folder / "corpus" / path.stem).mkdir(parents=True)
        shutil.copy(path, folder / "corpus" / path.stem / "letter.txt")
    return built(folder, encoder)


@cache
def answered(index: Index, letter: str, text: str) -> tuple[Outcome, ...]:
    outcome = ask(text, index.within([letter]))
    return outcome.parts or (outcome,)


def ending(outcome: Outcome) -> str:
    if isinstance(outcome, Abstention):
        return "terugvraag" if outcome.reason is Reason.AMBIGUOUS else "onthouding"
    if outcome.ruling:
        return RULED[outcome.ruling]
    return "los" if outcome.facts else "citaat"


def allowed(row: dict[str, Any]) -> set[str]:
    ends = [row["ends"]] if isinstance(row["ends"], str) else row["ends"]
    return {end for each in ends for end in ALLOWED.get(each, {each})}


def outcome_of(row: dict[str, Any], letters: Index) -> Outcome:
    parts = answered(letters, row["letter"], row["text"])
    if row["kind"] == "set":
        (given,) = [each for each in ROWS if each["id"] == row["id"]]
        assert parts[row["place"]].label == given["label"]
    return parts[row["place"]]


@pytest.mark.parametrize("row", params(ROWS, KNOWN))
def test_a_question_ends_as_it_may(row: dict[str, Any], letters: Index) -> None:
    outcome = outcome_of(row, letters)
    lacking = [each for each in row["says"] if each not in outcome.text]
    assert (ending(outcome) in allowed(row), lacking) == (True, [])


def test_nothing_is_affirmed_or_denied_that_the_letter_does_not(letters: Index) -> None:
    """A wrong yes or no is as bad as a wrong number."""
    ruled = {
        row["id"]: ending(outcome)
        for row in ROWS
        if isinstance(outcome := outcome_of(row, letters), Answer) and outcome.ruling
    }
    by_id = {row["id"]: row for row in ROWS}
    assert {id: end for id, end in ruled.items() if end not in allowed(by_id[id])} == {}
    assert len(ruled) >= 20
