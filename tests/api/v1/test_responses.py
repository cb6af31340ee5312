"""What goes out fits its types, so that the OpenAPI file is true: all gold questions, all data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from qa import Index, ask, wire
from qa.api.v1 import checks, figures, promises, references, responses
from qa.question.passages.retrieve import explained
from qa.say.outline import outline
from qa.say.series import all_series
from tests.api.calls import CALLS
from tests.remembered import RememberingIndex

GOLD = Path(__file__).parents[2] / "gold"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


def questions(name: str) -> list[str]:
    return [row["q"] for row in rows(name) if "q" in row]


# What the ranking was fitted on is more of the same, and takes as long as all others together.
SAME = "training.jsonl"
FILES = sorted(
    file.name for file in GOLD.glob("*.jsonl") if file.name != SAME and questions(file.name)
)


def fits(model: type[BaseModel], body: Any) -> None:
    """Check that an object, as JSON, is exactly what its type says."""
    model.model_validate_json(json.dumps(body), strict=True)


def test_the_files_with_questions_are_known() -> None:
    assert set(FILES) >= {"answerable.jsonl", "blind.jsonl", "dev.jsonl", "unanswerable.jsonl"}


@pytest.mark.parametrize("name", FILES)
def test_the_answer_to_every_gold_question_fits_its_type(
    name: str, asked: RememberingIndex
) -> None:
    for question in questions(name):
        fits(responses.Antwoord, wire.outcome(asked.ask(question)))


def test_every_turn_of_a_dialogue_fits_its_type(index: Index) -> None:
    dialogues = [row for name in ("dev.jsonl", "dialogues.jsonl") for row in rows(name)]
    for row in dialogues:
        context = ""
        for turn in row.get("turns", ()):
            outcome = ask(turn["q"], index, context=context)
            fits(responses.Antwoord, wire.outcome(outcome))
            context = outcome.context


@pytest.mark.parametrize(
    "text",
    [
        "Hoeveel overvallen waren er in 2019? En straatroven? Wat is de WMG?",
        "hoeveel overvalen waren er in 2019",
    ],
)
def test_an_answer_in_parts_or_to_a_typing_error_fits_its_type(text: str, index: Index) -> None:
    fits(responses.Antwoord, wire.outcome(ask(text, index)))


def test_what_a_search_finds_fits_its_type(index: Index) -> None:
    for question in questions("dev.jsonl"):
        found = explained(question, index, 10)
        for why in (True, False):
            fragments = [wire.found(hit, added if why else None) for hit, added in found]
            fits(responses.Zoekresultaat, {"vraag": question, "fragmenten": fragments})


def test_letters_passages_facts_and_series_fit_their_types(index: Index) -> None:
    for source in index.passages.sources():
        passages = index.passages.of_letter(source.letter_id)
        letter = wire.letter(source, index)
        fits(responses.Brief, letter)
        headings = [wire.heading(each) for each in outline(passages)]
        fits(responses.BriefMetInhoud, letter | {"inhoud": headings})
        for found in wire.references(index.references.of_letter(source.letter_id), index):
            fits(references.Verwijzing, found)
        for passage in passages:
            fits(responses.Passage, wire.passage(passage))
    facts = index.facts.find()
    for fact in facts:
        fits(figures.Feit, wire.fact(fact))
    for series in all_series(facts):
        fits(responses.Reeks, wire.series(series))


def test_every_operation_sends_what_its_type_says(
    described: dict[str, Any], answers: dict[str, Any], client: TestClient
) -> None:
    for name, response in answers.items():
        if response.headers["content-type"] != "application/json":
            continue
        (said,) = [
            operation
            for methods in described["paths"].values()
            for operation in methods.values()
            if operation["operationId"] == name
        ]
        content = said["responses"][str(response.status_code)]["content"]["application/json"]
        model = content["schema"]["$ref"].rpartition("/")[2]
        home = next(m for m in (responses, references, checks, promises) if hasattr(m, model))
        fits(getattr(home, model), response.json())
    problem = CALLS["stelVraag"]._replace(body={"vraag": 1}).make(client)
    fits(responses.Probleem, problem.json())
