"""Both searches → fused hits.

In: a question. Out: the passages that answer it best, each with its best sentence and the notes of
that sentence. The searches are fused by reciprocal rank, which needs no common scale of scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.store.index import Index
from qa.store.lexical import analyse
from qa.text import sentences
from qa.types import Fact, Hit, Kind, Passage, Span

_NOT_YET_KNOWN = re.compile(r"\bnog (?:niet|geen)\b.{0,30}\b(?:bekend|beschikbaar)\b")
_DEPTH = 50  # rows taken from each search
_RANK_DAMPING = 60  # Cormack, Clarke and Büttcher, SIGIR 2009


def retrieve(question: str, index: Index, limit: int) -> tuple[Hit, ...]:
    """Return the best passages of both searches, best first, ties in reading order."""
    searches = {
        "lexicaal": search_lexical(question, index),
        "vectoren": search_dense(question, index),
    }
    return tuple(
        _hit(question, index, row, score, _ranks(searches, row))
        for row, score in fuse(tuple(searches.values()))[:limit]
    )


def around(facts: Sequence[Fact], index: Index) -> tuple[Hit, ...]:
    """Return the passages that the facts stand in, the stated row or sentence as their core."""
    hits: dict[str, Hit] = {}
    for fact in facts:
        passage = index.passages.containing(fact.letter_id, fact.span)
        hit = Hit(passage, 1.0, (("feiten", len(hits) + 1),), fact.span, _notes(index, passage))
        hits.setdefault(passage.id, hit)
    return tuple(hits.values())


def find_not_yet_known(year: int, index: Index) -> Hit | None:
    """Return the sentence in which a letter says that its figures of a year are not known yet."""
    for row in search_lexical(f"cijfers {year} nog niet bekend", index):
        passage = index.passages.at(row)
        for span in sentences(passage.text):
            sentence = span.of(passage.text)
            if str(year) in sentence and _NOT_YET_KNOWN.search(sentence):
                start = passage.span.start
                core = Span(start + span.start, start + span.end)
                return Hit(passage, 1.0, (("lexicaal", 1),), core, _notes(index, passage))
    return None


def search_lexical(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows that BM25 finds, best first."""
    rows = (row for row, _ in index.lexical.search(analyse(question), _DEPTH))
    return tuple(row for row in rows if _is_prose(index, row))


def search_dense(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows whose vectors lie nearest to the question's, nearest first."""
    rows = (row for row, _ in index.dense.search(index.encoder.encode_query(question), _DEPTH))
    return tuple(row for row in rows if _is_prose(index, row))


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Fuse rankings of rows by reciprocal rank; best first, ties by row."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (_RANK_DAMPING + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def core(question: str, passage: Passage) -> Span:
    """Return the sentence of a passage that shares most terms with the question, as a span.

    With equal shares the first sentence stands; it usually carries the subject.
    """
    wanted = frozenset(analyse(question))
    best = max(
        sentences(passage.text),
        key=lambda span: len(wanted.intersection(analyse(span.of(passage.text)))),
    )
    return Span(passage.span.start + best.start, passage.span.start + best.end)


def _is_prose(index: Index, row: int) -> bool:
    """Rows of a table are facts, answered with their header; as a passage they would lack it."""
    return index.passages.at(row).kind is not Kind.TABLE


def _ranks(searches: dict[str, tuple[int, ...]], row: int) -> tuple[tuple[str, int], ...]:
    return tuple((name, rows.index(row) + 1) for name, rows in searches.items() if row in rows)


def _hit(
    question: str, index: Index, row: int, score: float, ranks: tuple[tuple[str, int], ...]
) -> Hit:
    passage = index.passages.at(row)
    return Hit(passage, score, ranks, core(question, passage), _notes(index, passage))


def _notes(index: Index, passage: Passage) -> tuple[Passage, ...]:
    return tuple(index.passages.footnote(passage.letter_id, number) for number in passage.notes)
