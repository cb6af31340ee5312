"""Gold questions → recall and mean reciprocal rank of each search.

The two searches alone and their plain fusion are always measured too: what our own ranking adds is
told by the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qa.dutch.text import normalise
from qa.evaluate.gold import Row
from qa.question.passages.retrieve import (
    fuse,
    search_all,
    search_dense,
    search_lexical,
    search_words,
)
from qa.store.index import Index

CUTOFFS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Retrieval:
    """How well one search did: recall at each of CUTOFFS, and mean reciprocal rank."""

    name: str
    questions: int
    recall: tuple[float, ...]
    mrr: float


def evaluate_retrieval(rows: Iterable[Row], index: Index) -> tuple[Retrieval, ...]:
    """Measure each search on the rows that passages answer; nothing without such rows."""
    asked = [row for row in rows if row.get("gold") and row["kind"] in ("passage", "footnote")]
    searches: dict[str, Callable[[str], Sequence[int]]] = {
        "alleen woorden (BM25)": lambda q: search_words(q, index),
        "met delen en synoniemen": lambda q: search_lexical(q, index),
        "alleen vectoren": lambda q: search_dense(q, index),
        "op rang samengevoegd": lambda q: [
            row for row, _ in fuse((search_lexical(q, index), search_dense(q, index)))
        ],
        "rangschikking": lambda q: search_all(q, index),
    }
    if not asked:
        return ()
    return tuple(_measure(name, search, asked, index) for name, search in searches.items())


def _measure(
    name: str, search: Callable[[str], Sequence[int]], rows: list[Row], index: Index
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
