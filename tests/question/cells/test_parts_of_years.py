"""Tables by quarter and month, the totals in them, and columns set against each other."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.question.cells.moments import pieces
from qa.store.index import Index
from qa.types import Answer, Period
from tests.letter.factories import page
from tests.reader.corpus import built

HERE: Final = Path(__file__).parent
ROWS: Final = [json.loads(line) for line in (HERE / "questions.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def organs(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """A letter with tables by quarter and by month."""
    folder = tmp_path_factory.mktemp("organs")
    (folder / "corpus" / "kst-12345-6").mkdir(parents=True)
    text = page((HERE / "parts_of_years.txt").read_text("utf-8"))
    (folder / "corpus" / "kst-12345-6" / "letter.txt").write_text(text, "utf-8")
    return built(folder, encoder)


@pytest.mark.parametrize("row", ROWS, ids=[row["q"] for row in ROWS])
def test_a_table_tells_of_the_time_that_is_asked(row: dict[str, Any], organs: Index) -> None:
    outcome = ask(row["q"], organs)
    is_answer = isinstance(outcome, Answer) and bool(outcome.facts)
    assert is_answer is (row.get("answers", "reason" not in row)), outcome.text
    if "reason" in row:
        assert outcome.to_json()["reden"] == row["reason"], outcome.text
    for said in row.get("says", ()):
        assert re.search(rf"(?<![\w,.]){re.escape(said)}(?!\w|[,.]\d)", outcome.text), outcome.text
    for other in row.get("not", ()):
        assert not re.search(rf"(?<![\w,.]){re.escape(other)}(?!\w)", outcome.text), outcome.text


@given(st.lists(st.integers(1, 12), min_size=1, unique=True), st.integers(1, 12), st.data())
def test_pieces_cover_what_is_asked_without_a_gap_or_are_none(
    months: list[int], first: int, data: st.DataObject
) -> None:
    last = data.draw(st.integers(first, 12))
    held = [_months(month, month) for month in months]
    found = pieces(_months(first, last), held)
    wanted = set(range(first, last + 1))
    assert [each.start.month for each in found] == (sorted(wanted) if wanted <= set(months) else [])


def _months(first: int, last: int) -> Period:
    end = date(2021, 1, 1) if last == 12 else date(2020, last + 1, 1)
    return Period(date(2020, first, 1), end, f"{first}–{last}")
