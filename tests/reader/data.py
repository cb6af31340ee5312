"""Letters and questions of the reader's own data → what it is trained on, and what it is held to.

In: `letters.jsonl` and `questions.jsonl` (README.md describes them). Out: paragraphs cut to
sentences, and for each question the sentences that answer it. The split is by letter: no question
to a letter that was trained on is ever measured.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from qa.dutch.text import normalise, sentences

HERE: Final = Path(__file__).parent
ANSWERABLE, NEAR_MISS, UNDECIDED = "answerable", "near_miss", "undecided"
_LEAST_SHARED = 0.5  # of the shorter of a gold piece and a sentence, for the sentence to be gold


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter, cut to its sentences, below the heading that it stands under."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a letter, written while reading one of its paragraphs.

    `gold` are the sentences of that paragraph that answer together, `also` others that answer
    alone; both are empty for a near miss. Of what the letter calls undecided, the gold says so.
    """

    letter: str
    text: str
    kind: str
    paragraph: int
    gold: frozenset[int]
    also: frozenset[int]
    type: str


Letters = dict[str, tuple[Paragraph, ...]]


def load(folder: Path = HERE) -> tuple[Letters, tuple[Question, ...]]:
    """Read all letters and questions."""
    rows = _rows(folder / "letters.jsonl")
    letters = {row["letter"]: _paragraphs(row) for row in rows}
    written = {row["letter"]: row["paragraphs"] for row in rows}
    return letters, tuple(_question(row, written) for row in _rows(folder / "questions.jsonl"))


def is_held_out(letter: str) -> bool:
    """Tell whether a letter is measured on, and so never trained on: one in ten."""
    return int(hashlib.sha256(letter.encode()).hexdigest(), 16) % 10 == 0


def share_of(letters: Iterable[str], share: float) -> frozenset[str]:
    """Return a part of the letters, each larger part holding the smaller ones."""

    def place(letter: str) -> int:
        return int(hashlib.sha256(f"share {letter}".encode()).hexdigest(), 16) % 1000

    return frozenset(letter for letter in letters if place(letter) < 1000 * share)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _paragraphs(row: dict[str, Any]) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    heading = ""
    for above, written in zip(row["headings"], row["paragraphs"], strict=True):
        heading = above or heading  # an empty one: the same section goes on
        text = normalise(written)
        found.append(Paragraph(heading, tuple(span.of(text) for span in sentences(text))))
    return tuple(found)


def _question(row: dict[str, Any], written: dict[str, list[str]]) -> Question:
    text = normalise(written[row["letter"]][row["paragraph"]])
    return Question(
        letter=row["letter"],
        text=row["q"],
        kind=row["kind"],
        paragraph=row["paragraph"],
        gold=marked(text, row.get("gold", ())),
        also=marked(text, row.get("also", ())),
        type=row["type"],
    )


def marked(text: str, pieces: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the sentences of a text that pieces of it fall into."""
    found = set()
    for piece in map(normalise, pieces):
        start = text.find(piece)
        for number, span in enumerate(sentences(text) if start >= 0 else ()):
            shared = min(span.end, start + len(piece)) - max(span.start, start)
            if shared > _LEAST_SHARED * min(span.end - span.start, len(piece)):
                found.add(number)
    return frozenset(found)
