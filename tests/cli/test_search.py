"""`qa search` gives passages, best first, and tells what made them so."""

from __future__ import annotations

import json

import pytest
from typer import Typer
from typer.testing import CliRunner

from qa.cli.search import register
from qa.store.index import Index
from tests.archive import SECOND_ID, THIRD_ID


@pytest.fixture
def app(index: Index) -> Typer:
    made = Typer()
    made.callback()(lambda: None)
    register(made, lambda _: index)
    return made


def test_the_best_passage_comes_first_with_its_place(app: Typer) -> None:
    done = CliRunner().invoke(app, ["search", "Wat is zelfeffectiviteit?", "--top", "2"])
    first, second = done.stdout.split("\n")[:2]
    assert first.startswith("«Zelfeffectiviteit betreft het vertrouwen")
    assert second == "  Kamerstuk 28 684, nr. 720, par. 4, noot 50"
    assert done.stdout.count("«Zelf") == 1


def test_the_explanation_adds_up_to_the_order(app: Typer) -> None:
    arguments = ["search", "modelprotocol horeca", "--json", "--explain", "--top", "5"]
    rows = [json.loads(line) for line in CliRunner().invoke(app, arguments).stdout.splitlines()]
    totals = [sum(row["bijdragen"].values()) for row in rows]
    assert len(rows) == 5
    assert totals == sorted(totals, reverse=True)
    assert list(rows[0]["bijdragen"]) == [
        "vectoren",
        "zinsvectoren",
        "woorden",
        "dekking",
        "zin",
        "soort",
    ]


def test_only_the_letters_that_are_chosen_are_searched(archive: Index) -> None:
    made = Typer()
    made.callback()(lambda: None)
    register(made, lambda _: archive)
    arguments = ["search", "scholen", "--json", "--brief", SECOND_ID, "--brief", THIRD_ID]
    lines = CliRunner().invoke(made, arguments).stdout.splitlines()
    assert {json.loads(line)["briefId"] for line in lines} == {SECOND_ID, THIRD_ID}
