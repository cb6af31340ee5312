"""Gold questions → metrics.

In: rows of a questions file (JSON, one a line) with `q` and `gold`, a list of literal pieces of the
letter, any of which marks a right passage. Out: recall and mean reciprocal rank of each search.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.errors import QuestionError
from qa.question.retrieve import fuse, search_dense, search_lexical
from qa.store.index import Index
from qa.text import normalise

CUTOFFS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How well one search did: recall at each of CUTOFFS, and mean reciprocal rank."""

    name: str
    questions: int
    recall: tuple[float, ...]
    mrr: float


def read_questions(path: Path) -> tuple[dict[str, Any], ...]:
    """Read a questions file.

    Raises: QuestionError, naming the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path}: niet te lezen ({error}).") from error
    return tuple(
        _row(line, f"{path}, regel {number}") for number, line in enumerate(lines, start=1)
    )


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise QuestionError(f"{place}: geen JSON ({error}).") from error
    if not isinstance(row, dict) or not {"id", "kind"} <= row.keys():
        raise QuestionError(f"{place}: geen vraag met «id» en «kind».")
    return row


def evaluate_retrieval(
    rows: Iterable[dict[str, Any]], index: Index
) -> tuple[Retrieval, Retrieval, Retrieval]:
    """Measure the lexical, the dense and the fused search on the answerable rows with gold."""
    asked = [
        row for row in rows if row.get("gold") and row["kind"] != "unanswerable" and "q" in row
    ]
    searches: dict[str, Callable[[str], Sequence[int]]] = {
        "lexicaal": lambda q: search_lexical(q, index),
        "vectoren": lambda q: search_dense(q, index),
        "samen": lambda q: [
            row for row, _ in fuse((search_lexical(q, index), search_dense(q, index)))
        ],
    }
    lexical, dense, fused = (_measure(name, s, asked, index) for name, s in searches.items())
    return lexical, dense, fused


def _measure(
    name: str, search: Callable[[str], Sequence[int]], rows: list[dict[str, Any]], index: Index
) -> Retrieval:
    ranks = [_rank_of_gold(search(row["q"]), row["gold"], index) for row in rows]
    return Retrieval(
        name=name,
        questions=len(rows),
        recall=tuple(
            sum(rank is not None and rank <= k for rank in ranks) / len(rows) for k in CUTOFFS
        ),
        mrr=sum(1 / rank for rank in ranks if rank) / len(rows),
    )


def _rank_of_gold(found: Sequence[int], gold: list[str], index: Index) -> int | None:
    pieces = [normalise(piece) for piece in gold]
    for rank, row in enumerate(found, start=1):
        text = index.passages.at(row).text
        if any(piece in text for piece in pieces):
            return rank
    return None
