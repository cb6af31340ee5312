"""The held-out letters → an index, so that search and reader are measured together.

In: the letters that were not trained on. Out: an index of all of them, and their questions as gold
rows. Each letter is asked by itself (`Index.within`), as its questions were written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qa.evaluate.gold import Row
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letter.factories import page_of
from tests.reader.data import HERE, UNDECIDED, is_held_out

_BULLETS = str.maketrans({"•": "-", "–": "-"})


def held_out() -> dict[str, dict[str, Any]]:
    """Return the held-out letters by the id that they get in an index."""
    rows = map(json.loads, (HERE / "letters.jsonl").read_text("utf-8").splitlines())
    kept = [row for row in rows if is_held_out(row["letter"])]
    return {f"kst-{90001 + number}-1": row for number, row in enumerate(kept)}


def build_index(folder: Path, encoder: Encoder) -> Index:
    """Write the letters as pages and build their index, unless that was done before."""
    corpus = folder / "corpus"
    for id, letter in held_out().items():
        (corpus / id).mkdir(parents=True, exist_ok=True)
        (corpus / id / "letter.txt").write_text(written(id, letter), "utf-8")
    return built(folder, encoder)


def built(folder: Path, encoder: Encoder) -> Index:
    """Build the index of a folder's corpus, and open it."""
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


def gold_rows() -> list[tuple[str, Row]]:
    """Return the questions to the held-out letters, each with the id of its letter."""
    ids = {letter["letter"]: id for id, letter in held_out().items()}
    rows = map(json.loads, (HERE / "questions.jsonl").read_text("utf-8").splitlines())
    found = []
    for number, row in enumerate(row for row in rows if row["letter"] in ids):
        gold = [*row.get("gold", ()), *row.get("also", ())]
        kind = "passage" if gold and row["kind"] != UNDECIDED else "unanswerable"
        given = {"id": f"h{number:04}", "kind": kind, "q": row["q"], "type": row["type"]}
        given |= {"undecided": True} if row["kind"] == UNDECIDED else {}
        found.append((ids[row["letter"]], given | ({"gold": gold} if gold else {})))
    return found


def written(id: str, letter: dict[str, Any]) -> str:
    """Write a letter as its web page is saved: headings and paragraphs apart, items with a dash."""
    parts: list[str] = []
    for heading, text in zip(letter["headings"], letter["paragraphs"], strict=True):
        parts += [heading] if heading else []
        parts += text.translate(_BULLETS).replace("\n- ", "\n\n- ").split("\n\n")
    text = page_of(id, "\n\n".join(parts) + "\n\nDe Minister,\nA. Akker")
    return text.replace("Een brief\n", f"{letter['title'] or letter['letter']}\n")
