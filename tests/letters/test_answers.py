"""What is told before a quote is never wrong, and a topic gets its section, in letters of our own.

The rows were written before the rules (tests/letters/answers); how many get their answer is
measured by `python -m tests.letters.answers.measure`, and hangs on the reader.
"""

from __future__ import annotations

from typing import Any

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer
from tests.letters.answers.measure import asked, rows
from tests.letters.scoring import NAMES


def of_six(name: str) -> list[dict[str, Any]]:
    return [row for row in rows(name) if row["letter"] in NAMES]


@pytest.mark.parametrize("name", ["yesno", "when", "everyday", "dialogues"])
def test_no_yes_no_date_or_number_is_wrong(name: str, six: Index) -> None:
    found = [
        (row["id"], outcome.text)
        for row in of_six(name)
        for end, outcome in asked(name, row, six.within([row["letter"]]))
        if end == "wrong"
    ]
    assert found == []


def held(name: str) -> list[Any]:
    """Return the rows of a set; one that nobody solved yet is a strict xfail."""
    return [
        pytest.param(
            row,
            id=row["q"],
            marks=[pytest.mark.xfail(strict=True, reason=row["fails"])] if "fails" in row else [],
        )
        for row in of_six(name)
    ]


@pytest.mark.parametrize("row", held("topics"))
def test_a_topic_gets_its_section_from_its_first_sentence(row: dict[str, Any], six: Index) -> None:
    index = six.within([row["letter"]])
    outcome = ask(row["q"], index)
    assert isinstance(outcome, Answer)
    assert f"onder het kopje «{row['heading']}»" in outcome.text
    paragraphs = index.passages.of_letter(row["letter"])
    first = next(each for each in paragraphs if outcome.hits[0].passage.path == each.path)
    assert outcome.hits[0].passage == first
    assert outcome.hits[0].core.start == first.span.start


def test_a_lead_in_is_quoted_with_its_list(six: Index) -> None:
    outcome = ask("Wat adviseert de expertgroep?", six.within(["kst-36911-14"]))
    assert "Zij adviseert onder meer: 1. beroep tegen woningbouwplannen" in outcome.text
    assert "4. standaardwoningen uit de fabriek" in outcome.text


def test_small_talk_before_a_question_is_no_question(six: Index) -> None:
    index = six.within(["kst-36907-31"])
    first = ask("Hoeveel kinderen verbleven er op 1 september 2025 in de noodopvang?", index)
    after = ask("Oke, en hoeveel langer dan een half jaar?", index, context=first.context)
    assert after.text.startswith("2 380 kinderen")
    assert not after.parts
