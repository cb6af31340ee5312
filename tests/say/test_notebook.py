"""In a notebook an outcome shows itself: number, quote, place, chart; none of it is markup."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from qa import ask
from qa.store.index import Index
from qa.types import Answer
from tests.commands import ROOT

NOTEBOOK = ROOT / "docs" / "voorbeeld.ipynb"
CELLS: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
SHOWN = [at for at, cell in enumerate(CELLS) if cell.get("outputs")]


def test_a_number_stands_large_above_its_sentence_its_row_and_its_place(index: Index) -> None:
    assert ask("Hoeveel overvallen waren er in 2019?", index)._repr_html_().splitlines() == [
        "<p><strong>1.174</strong> overvallen, 2019</p>",
        "<p>In 2019 waren er 1.174 overvallen.</p>",
        "<blockquote>2019 1.174 3.777 39.365 73.638<br>"
        "<cite>Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019</cite></blockquote>",
    ]


def test_a_series_is_drawn_and_a_quote_is_shown_once(index: Index) -> None:
    drawn = ask("Hoe ontwikkelde het aantal overvallen zich?", index)._repr_html_()
    assert drawn.count("<circle") == 11
    assert "Per jaar" not in drawn
    words = ask("Wat doet Slachtofferhulp Nederland?", index)._repr_html_()
    assert words.count("emotionele steun") == 1
    assert words.endswith("<cite>Kamerstuk 28 684, nr. 720, par. 3.3</cite></blockquote>")


def test_markup_in_an_outcome_stays_text(index: Index) -> None:
    found = ask("Hoeveel overvallen waren er in 2019?", index)
    assert isinstance(found, Answer)
    hostile = "<script>alert(1)</script>\u202e"
    fact = replace(found.facts[0], quote=hostile, reference=hostile, surface=hostile)
    shown = replace(found, text=hostile, facts=(fact,))._repr_html_()
    assert "<script" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("at", SHOWN)
def test_each_cell_of_the_example_notebook_shows_what_is_kept_in_it(
    at: int, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Index, "open", lambda *_: index)  # the same letter, built for the tests
    names: dict[str, Any] = {}
    shown: Any = None
    for cell in CELLS[: at + 1]:
        if cell["cell_type"] == "code":
            code = "".join(cell["source"])
            if cell["outputs"]:
                shown = eval(code, names)  # a question by itself
            else:
                exec(code, names)
    (output,) = CELLS[at]["outputs"]
    assert shown._repr_html_() == "".join(output["data"]["text/html"])
