"""Tables as ministries print them: in every form each number is read rightly, or is no fact.

data/grids.jsonl has a table a row; `truth` is what each cell below its head says, as
"value|unit|period", and nothing where no fact may be made of it. `read` is how many of them a form
that marks spans gives: the rest is told as uncertain.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from qa.letter.build import facts_of, load
from qa.letter.extract.cells import table_cells
from qa.types import Fact, Letter
from tests.letter.read.grids import forms

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "grids.jsonl").read_text("utf-8").splitlines()
]
FORMS = dict(forms())
MARKED = ("html", "xml", "docx", "odt")
# A mark glued to a number, and a cell over two columns, leave no trace in plain text or in ODT
# without raised digits; a line of a label and one number reads as any other line.
WITHOUT_A_TRACE = {
    ("sup-markers", "odt"),
    ("same-number-merged-years", "txt"),
    ("months", "words.txt"),
    ("odd-cells", "words.txt"),
}


def letter_of(data: bytes, form: str, folder: Path) -> Letter:
    made = folder / "kst-38801-3"
    made.mkdir()
    (made / f"letter.{form.rpartition('.')[2]}").write_bytes(data)
    (made / "letter.toml").write_text('title = "Een brief"\ndate = 2024-06-03\n', "utf-8")
    return load(made)


def said(fact: Fact) -> str:
    value = f"{fact.quantity.value:f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return f"{value}|{fact.quantity.unit}|{fact.period.label if fact.period else ''}"


def at(fact: Fact) -> tuple[int, int]:
    row, column = fact.id.split(":")[-2:]
    return int(row) - 1, int(column) - 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", ROWS, ids=[row["id"] for row in ROWS])
def test_no_number_of_a_table_is_read_wrongly(
    case: dict[str, Any], form: str, tmp_path: Path
) -> None:
    if (case["id"], form) in WITHOUT_A_TRACE:
        pytest.skip("nothing in this form tells that a number is not what it seems")
    write: Callable[[dict[str, Any]], bytes] = FORMS[form]
    letter = letter_of(write(case), form, tmp_path)
    facts = [*table_cells(letter)]
    if form in MARKED:
        wrong = [
            (at(fact), said(fact), fact.quote)
            for fact in facts
            if said(fact) != case["truth"][at(fact)[0]][at(fact)[1]]
        ]
        assert wrong == []
        assert len(facts) == case["read"]
    else:  # how a row of words is cut decides its columns
        true = Counter(cell for row in case["truth"] for cell in row if cell)
        assert Counter(map(said, facts)) - true == Counter()
    in_cells = {cell if isinstance(cell, str) else cell[0] for row in case["rows"] for cell in row}
    of_text = {fact.surface for fact, _ in facts_of(letter)} - {fact.surface for fact in facts}
    assert of_text & in_cells == set()
    known = sum(map(bool, (cell for row in case["truth"] for cell in row)))
    assert len(facts) >= known or letter.warnings != () or form not in MARKED


def test_a_fact_is_of_the_row_and_the_heads_that_it_stands_under(tmp_path: Path) -> None:
    case = next(row for row in ROWS if row["id"] == "year-over-count-and-share")
    facts = [*table_cells(letter_of(FORMS["docx"](case), "docx", tmp_path))]
    assert [(fact.measure, fact.subject, fact.surface) for fact in facts[:5]] == [
        ("aantal", "roeien", "1.240"),
        ("percentage", "roeien", "12,4"),
        ("aantal", "roeien", "1.310"),
        ("percentage", "roeien", "12,9"),
        ("aantal", "zeilen", "8.760"),
    ]


def test_decimals_are_exact(tmp_path: Path) -> None:
    case = next(row for row in ROWS if row["id"] == "scale-in-caption-share-in-column")
    facts = [*table_cells(letter_of(FORMS["html"](case), "html", tmp_path))]
    assert facts[2].quantity.value == Decimal("1377500")
