"""Both searches → hits, the best passage first.

In: a question. Out: the passages that answer it best, each with its best sentence and its notes.
The candidates of both searches are ranked by a weighted sum of few signals that speak for each.
Tables are left out: their rows are facts, answered with their header.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.dutch.text import analyse, sentences
from qa.question.passages.addresses import may_answer
from qa.question.passages.duplicates import groups
from qa.question.passages.signals import Asked, Found, Signals, asked, measure
from qa.question.read.interpret import check
from qa.question.read.reading import Reading, read_in
from qa.store.index import Index
from qa.types import Fact, Hit, Kind, Passage, Span, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOT_YET_KNOWN = re.compile(r"\bnog (?:niet|geen)\b.{0,30}\b(?:bekend|beschikbaar)\b")
_DEPTH = 50  # rows taken from each search
_CANDIDATES = 20  # rows of each search that are looked at closely
_RANK_DAMPING = 60  # Cormack, Clarke and Büttcher, SIGIR 2009


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts when passages are ranked.

    Fitted by `python -m tests.gate.fit_confidence`, which prints them, on questions that are not
    reported (205 with a passage). Which signals to have was chosen on those by cross-validation:
    log loss 0.97 for the five without the sentences' vectors and notes without their sentence, 0.71
    with them (tests/gate/README.md).
    """

    cosine: float = 67.3
    nearest: float = 41.4
    bm25: float = 0.69
    coverage: float = 2.28
    sentence: float = 1.76
    holds: float = 1.74


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a search found: its cosine, its share of the best BM25, its signals.

    `share` is its part of the weight of all candidates, from 0 to 1, with that of the passages of
    other letters that it stands for (`repeated`); `verdict` is there once it was read.
    """

    row: int
    passage: Passage
    ranks: tuple[tuple[str, int], ...]
    cosine: float
    bm25: float
    signals: Signals
    share: float = 0.0
    repeated: tuple[Passage, ...] = ()
    verdict: Verdict | None = None

    @property
    def core(self) -> str:
        """Its best sentence."""
        return self.passage.cut(self.signals.core)


@dataclass(frozen=True, slots=True)
class Survey:
    """All that was found for a question, the best candidate first.

    `background` is the cosine of an ordinary passage of this index: how near one lies says
    something only against it. `alike` counts the first that answer alike.
    """

    reading: Reading
    asked: Asked
    candidates: tuple[Candidate, ...]
    background: float
    alike: int = 1


def retrieve(
    question: str, index: Index, limit: int, weights: Weights | None = None
) -> tuple[Hit, ...]:
    """Return the best passages of both searches, best first, ties in reading order."""
    return hits_of(survey(read_in(question, index), index, weights or Weights()), index, limit)


def explained(question: str, index: Index, limit: int) -> tuple[tuple[Hit, dict[str, float]], ...]:
    """Return the best passages, each with what every signal adds to its place.

    What it adds is told against the average candidate: cosines are all high, and differ little.

    Raises: QuestionError; IndexStale, ModelError.
    """
    found = survey(read_in(check(question), index), index)
    added = [contributions(each, Weights()) for each in found.candidates]
    mean = (
        {name: sum(each[name] for each in added) / len(added) for name in added[0]} if added else {}
    )
    told = ({name: value - mean[name] for name, value in each.items()} for each in added)
    return tuple(zip(hits_of(found, index, limit), told, strict=False))


def hits_of(found: Survey, index: Index, limit: int) -> tuple[Hit, ...]:
    """Return the best candidates as hits, each with the notes that it carries."""
    return tuple(
        hit_at(index, c.passage, c.signals.core, c.ranks, c.share, c.repeated)
        for c in found.candidates[:limit]
    )


def survey(reading: Reading, index: Index, weights: Weights = Weights(), topic: str = "") -> Survey:
    """Search both ways, for a topic left out too; measure what speaks for each candidate."""
    vector = index.encoder.encode_query(f"{reading.text} {topic}".strip())
    wanted = asked(reading, index, topic)
    dense, lexical = _nearest(vector, index), _lexical(_expanded(wanted), index)
    searches = {"lexicaal": tuple(lexical), "vectoren": tuple(dense)}
    rows = sorted({*searches["lexicaal"][:_CANDIDATES], *searches["vectoren"][:_CANDIDATES]})
    passages = {row: p for row in rows if may_answer(p := index.passages.at(row), reading)}
    carriers = _carriers(passages.values())
    measured = measure(
        wanted,
        [
            Found(passage, carriers.get(passage.id, ""), cosines)
            for passage, cosines in zip(
                passages.values(), index.sentences.cosines(vector, list(passages)), strict=True
            )
        ],
    )
    most = index.lexical.reach * wanted.total or 1.0  # what no passage exceeds
    farthest = min(dense.values(), default=0.0)
    found = [
        Candidate(
            row=row,
            passage=passage,
            ranks=_ranks(searches, row),
            cosine=dense.get(row, farthest),
            bm25=lexical.get(row, 0.0) / most,
            signals=signals,
        )
        for (row, passage), signals in zip(passages.items(), measured, strict=True)
    ]
    background = sum(dense.values()) / len(dense) if dense else 0.0
    return Survey(reading, wanted, _ranked(found, weights, index), background)


def _ranked(found: Sequence[Candidate], weights: Weights, index: Index) -> tuple[Candidate, ...]:
    """Order candidates by the weighted sum of their signals, ties by row; fold what is repeated."""
    scores = {each.passage.id: score(each, weights) for each in found}
    top = max(scores.values(), default=0.0)
    odds = {id: math.exp(value - top) for id, value in scores.items()}
    total = sum(odds.values())
    ordered = sorted(found, key=lambda each: (-scores[each.passage.id], each.row))
    by_id = {each.passage.id: each for each in ordered}
    ranked = []
    for group in groups([each.passage for each in ordered]):
        kept = max(group, key=index.day_of)  # of two days alike the first: the better one
        share = sum(odds[passage.id] for passage in group) / total
        others = tuple(passage for passage in group if passage is not kept)
        ranked.append(replace(by_id[kept.id], share=round(share, 6), repeated=others))
    return tuple(ranked)


def score(candidate: Candidate, weights: Weights) -> float:
    """Return the weighted sum of a candidate's signals."""
    return sum(contributions(candidate, weights).values())


def contributions(candidate: Candidate, weights: Weights) -> dict[str, float]:
    """Return what each signal adds to a candidate's score, by the signal's Dutch name."""
    signals = candidate.signals
    return {
        "vectoren": weights.cosine * candidate.cosine,
        "zinsvectoren": weights.nearest * signals.nearest,
        "woorden": weights.bm25 * candidate.bm25,
        "dekking": weights.coverage * signals.coverage,
        "zin": weights.sentence * signals.sentence,
        "soort": weights.holds * signals.holds,
    }


def around(facts: Sequence[Fact], index: Index) -> tuple[Hit, ...]:
    """Return the passages that the facts stand in, the stated row or sentence as their core."""
    hits: list[Hit] = []
    for fact in facts:
        found = (hit.passage for hit in hits if hit.passage.letter_id == fact.letter_id)
        if not any(fact.span in passage.span for passage in found):
            passage = index.passages.containing(fact.letter_id, fact.span)
            ranks = (("feiten", len(hits) + 1),)
            hits.append(hit_at(index, passage, fact.span, ranks))
    return tuple(hits)


def find_not_yet_known(year: int, index: Index) -> Hit | None:
    """Return the sentence in which a letter says that its figures of a year are not known yet."""
    for row in search_words(f"cijfers {year} nog niet bekend", index):
        passage = index.passages.at(row)
        for span in sentences(passage.text):
            sentence = span.of(passage.text)
            if str(year) in sentence and NOT_YET_KNOWN.search(sentence):
                start = passage.span.start
                core = Span(start + span.start, start + span.end)
                return hit_at(index, passage, core, (("lexicaal", 1),))
    return None


def search_words(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows that BM25 finds by the question's own words, best first."""
    return tuple(_lexical(dict.fromkeys(analyse(question), 1.0), index))


def search_lexical(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows that BM25 finds by those and by what may hold them, best first."""
    return tuple(_lexical(_expanded(asked(read_in(question, index), index)), index))


def search_dense(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows whose vectors lie nearest to the question's, nearest first."""
    return tuple(_nearest(index.encoder.encode_query(question), index))


def search_all(question: str, index: Index) -> tuple[int, ...]:
    """Return the rows in the order in which they are shown, best first."""
    return tuple(candidate.row for candidate in survey(read_in(question, index), index).candidates)


def fuse(rankings: Sequence[Sequence[int]]) -> list[tuple[int, float]]:
    """Fuse rankings of rows by reciprocal rank, best first, ties by row: what ours must beat."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + 1 / (_RANK_DAMPING + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _expanded(wanted: Asked) -> dict[str, float]:
    """Return the terms of a question and what may hold them, with what each counts."""
    terms = dict.fromkeys(wanted.terms, 1.0)
    for alike in wanted.alike.values():
        for word, counts in alike.counting:
            terms[word] = max(counts, terms.get(word, 0.0))
    return terms


def _lexical(terms: dict[str, float], index: Index) -> dict[int, float]:
    """Return the rows that BM25 finds with their scores, best first."""
    found = index.lexical.search(terms, _DEPTH)
    return {row: score for row, score in found if _is_prose(index, row)}


def _nearest(vector: NDArray[np.float32], index: Index) -> dict[int, float]:
    """Return the nearest rows with their cosines, nearest first."""
    found = index.dense.search(vector, _DEPTH)
    return {row: score for row, score in found if _is_prose(index, row)}


def _is_prose(index: Index, row: int) -> bool:
    """Rows of a table are facts, answered with their header; as a passage they would lack it."""
    return index.passages.at(row).kind is not Kind.TABLE


def _carriers(passages: Iterable[Passage]) -> dict[str, str]:
    """Return the paragraph that each note hangs on, where it was found too, by the note's id.

    "Kamerstuk 33 799, nr. 15" alone holds no word of a question; its paragraph does.
    """
    return {
        f"{passage.letter_id}:noot{number}": passage.text
        for passage in passages
        for number in passage.notes
    }


def _ranks(searches: dict[str, tuple[int, ...]], row: int) -> tuple[tuple[str, int], ...]:
    return tuple((name, rows.index(row) + 1) for name, rows in searches.items() if row in rows)


def hit_at(
    index: Index,
    passage: Passage,
    core: Span,
    ranks: tuple[tuple[str, int], ...],
    share: float = 1.0,
    repeated: tuple[Passage, ...] = (),
) -> Hit:
    """Return a hit with what a reader may want next: its notes, and what stands beside it."""
    notes = tuple(index.passages.footnote(passage.letter_id, number) for number in passage.notes)
    return Hit(passage, share, ranks, core, notes, index.passages.beside(passage), repeated)
