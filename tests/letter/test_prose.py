"""What sentences of any subject state, row by row (prose.jsonl): each number, its noun, its time.

A row holds one paragraph and every fact of it, in order; a number that is none of them is no fact.
`when` is a calendar year or two days, half-open; `of`, `measure` and `qualifiers` are told where
they matter.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.letter.build import load
from qa.letter.extract import extract
from qa.types import Fact, Period
from tests.letter.factories import make

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("prose.jsonl").read_text("utf-8").splitlines()
]


def when(period: Period | None) -> str | None:
    """Write a period as a row does: a calendar year, or two days."""
    if period is None:
        return None
    year = period.start.year
    start, end = period.start.isoformat(), period.end.isoformat()
    return str(year) if (start, end) == (f"{year}-01-01", f"{year + 1}-01-01") else f"{start}/{end}"


def told(fact: Fact, row: dict[str, Any]) -> dict[str, Any]:
    """Return of a fact what a row tells of it."""
    everything = {
        "surface": fact.surface,
        "value": f"{fact.quantity.value:f}",
        "unit": fact.quantity.unit,
        "when": when(fact.period),
        "of": fact.subject,
        "measure": fact.measure,
        "qualifiers": list(fact.qualifiers),
    }
    return {key: everything[key] for key in row}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_paragraph_states_these_facts_and_no_others(row: dict[str, Any], tmp_path: Path) -> None:
    facts = extract(load(make(tmp_path, f"Inleiding\n\n{row['text']}\n\nDat was het.")))
    surfaces = [fact.surface for fact in facts]
    assert surfaces == [each["surface"] for each in row["facts"]], row["why"]
    found = [told(fact, each) for fact, each in zip(facts, row["facts"], strict=True)]
    assert found == row["facts"], row["why"]
