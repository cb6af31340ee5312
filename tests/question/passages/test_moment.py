"""A date is put before its sentence only where it is the one of what is asked for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from qa.dutch.terms import terms
from qa.question.passages.moment import moment
from qa.question.read.reading import read
from qa.types import Span

DAY: Final = date(2024, 9, 18)
ROWS: Final = [
    json.loads(line)
    for line in Path(__file__).with_name("moment.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['q']} {row['said']}")
def test_only_the_one_date_of_what_is_asked_for_is_told(row: dict[str, Any]) -> None:
    said = f"Eerst iets anders. {row['said']}"
    core = Span(len("Eerst iets anders. "), len(said))
    found = moment(read(row["q"], DAY, terms()), "", said, core, 100, DAY)
    if found is None:
        assert "is" not in row
    else:
        assert found.surface == row.get("is")
        assert found.hedged is row.get("hedged", False)
        assert found.span.moved(-100).of(said) == found.surface
