"""Ours: searching, answering, and each of the two searches alone.

The index is the one that `qa build` made; a found passage is named by its row in passages.jsonl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import qa
from qa.question.passages.retrieve import retrieve, search_dense, search_lexical, search_words
from tests.bench.passages import FILE, ids
from tests.bench.peers.floor import encoder_of

INDEX = "index"
_NOT_GIVEN = -1  # a row of a table, which the peers were not given: never a right passage


def open_search(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return our search."""
    index, rows = _open(folder, model)
    return lambda question, k: rows(hit.passage.id for hit in retrieve(question, index, k))


def open_ask(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return the passages that come with a whole answer."""
    index, rows = _open(folder, model)
    return lambda question, k: rows(hit.passage.id for hit in qa.ask(question, index, limit=k).hits)


def open_words(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return our BM25 alone, by a question's own words."""
    index, rows = _open(folder, model)
    return lambda question, k: rows(
        index.passages.at(row).id for row in search_words(question, index)[:k]
    )


def open_parts(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return our word search: BM25 by those and by what may hold them."""
    index, rows = _open(folder, model)
    return lambda question, k: rows(
        index.passages.at(row).id for row in search_lexical(question, index)[:k]
    )


def open_vectors(folder: Path, model: Path) -> Callable[[str, int], list[int]]:
    """Return our vector search alone."""
    index, rows = _open(folder, model)
    return lambda question, k: rows(
        index.passages.at(row).id for row in search_dense(question, index)[:k]
    )


def _open(folder: Path, model: Path) -> tuple[qa.Index, Callable[[Iterable[str]], list[int]]]:
    index = qa.Index.open(folder / INDEX, lambda: encoder_of(model))
    numbers = {id: row for row, id in enumerate(ids(folder / FILE))}
    return index, lambda found: [numbers.get(id, _NOT_GIVEN) for id in found]
