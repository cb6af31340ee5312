"""The model card says of models and data what code and data say."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from qa.evaluate import FITTING, half_of, read_questions
from qa.model import trained, weights
from qa.question.passages.confidence import Model
from qa.question.passages.retrieve import Weights
from tests.reader.data import is_held_out, load

ROOT = Path(__file__).parent.parent
CARD = (ROOT / "docs/modelkaart.md").read_text("utf-8")
GOLD = ROOT / "tests/gold"
NOT_FITTED = {
    "floor",
    "far",
    "line",
    "number",
    "moderate",
    "strong",
}  # drawn, see docs/decisions/0004


def stated(pattern: str) -> list[str]:
    """Return what stands on the card in the place of the pattern's groups."""
    found = re.search(pattern, CARD)
    assert found, f"the model card lost {pattern!r}"
    return list(found.groups())


def test_the_weights_named_are_those_that_are_read() -> None:
    assert stated(r"package (\w+) ([\d.]+) \(MIT\), sha256 `(\w+)`") == [
        weights.PACKAGE,
        weights.VERSION,
        weights.SHA256,
    ]


def test_the_reader_named_is_the_one_that_is_shipped() -> None:
    assert stated(r"reader\.safetensors`, sha256 `(\w+)`") == [trained.SHA256]
    first, last = stated(r"first 3 layers of the embedding model as they are, layers (\d) to (\d)")
    assert [int(first) - 1, int(last) - 1] == [trained.read().layers[0], trained.read().layers[-1]]
    letters, questions = load()
    seen = [letter for letter in letters if not is_held_out(letter)]
    asked = sum(not is_held_out(each.letter) for each in questions)
    trained_on = (
        "(\\d+) letters of our own with (\\d+) questions, of the (\\d+) with (\\d+) that may be"
    )
    then, answered, now, asked_now = map(int, stated(trained_on))
    assert [now, asked_now] == [len(seen), asked]
    assert then <= now
    assert answered <= asked_now


def test_the_size_of_the_model_is_that_of_its_weights() -> None:
    made = weights.read(weights.locate())
    layers, width, millions, longest = stated(
        r"(\d+) layers, vectors of (\d+) numbers, ([\d.]+) million parameters, at most (\d+) tokens"
    )
    shape = made.architecture
    assert (int(layers), int(width), int(longest)) == (shape.layers, shape.hidden, shape.positions)
    assert millions == f"{sum(tensor.size for tensor in made.tensors.values()) / 1e6:.1f}"
    assert stated(r"(\d+) matrices in blocks") == [str(len(made.blocks))]


def test_as_many_numbers_are_called_fitted_as_the_code_holds() -> None:
    assert stated(r"\*\*(\d+) fitted numbers\*\* \| which") == [str(len(fields(Weights)))]
    fitted = {field.name for field in fields(Model)} - NOT_FITTED
    assert stated(r"\*\*(\d+) fitted numbers\*\* \| whether") == [str(len(fitted))]


def test_the_questions_that_were_fitted_on_are_counted() -> None:
    names = ("answerable", "unanswerable")
    own = [row for name in names for row in read_questions(GOLD / f"{name}.jsonl")]
    half = [row for row in own if half_of(row) == FITTING]
    assert stated(r"\| questions \| (\d+):") == [
        str(len(half) + len(read_questions(GOLD / "training.jsonl")))
    ]
