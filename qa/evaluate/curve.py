"""How many passage questions to answer against how many are wrong; whether confidences are true.

In: gold questions that come down to the letter's own words, each with the confidence that its first
passage answers. Out: the risk at every share answered, and how often each confidence is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.dutch.text import normalise
from qa.evaluate.gold import Row, shows
from qa.question.ask import ask
from qa.question.passages.confidence import WITH_READER, Evidence, Model, confidence, weigh
from qa.question.passages.retrieve import Candidate, survey
from qa.question.passages.verdicts import read
from qa.question.read.reading import read_in
from qa.store.index import Index

_FEWEST = 5  # cases in a part, for its share to say something


@dataclass(frozen=True, slots=True)
class Case:
    """A question that passages must answer: what its confidence rests on, and what is true."""

    row: Row
    evidence: Evidence
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """The share of the questions answered, from 0 to 1, and the share of the answers wrong."""

    coverage: float
    risk: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the scale of confidence: what was said on average, and how often that was right."""

    said: float
    right: float
    size: int


def cases(rows: Iterable[Row], index: Index, model: Model = WITH_READER) -> tuple[Case, ...]:
    """Return the questions that come down to passages, with their confidence by a model."""
    found = []
    for row in rows:
        if "q" not in row or not _reaches_passages(row["q"], index):
            continue
        searched = survey(read_in(row["q"], index), index)
        if model.answers:
            searched = read(searched, index)
        if not searched.candidates:
            continue
        evidence = weigh(searched)
        certainty = confidence(evidence, model)
        found.append(Case(row, evidence, certainty, _is_right(row, searched.candidates[0])))
    return tuple(found)


def risk_coverage(judged: Sequence[Case]) -> tuple[Point, ...]:
    """Return the risk after each answer, the surest answer first."""
    points, wrong = [], 0
    ordered = sorted(judged, key=lambda case: (-case.confidence, case.row["id"]))
    for number, case in enumerate(ordered, start=1):
        wrong += not case.right
        points.append(Point(number / len(ordered), wrong / number, case.confidence))
    return tuple(points)


def reliability(judged: Sequence[Case], parts: int = 10) -> tuple[Part, ...]:
    """Return what was said and what was true of parts of the scale; small parts are left out."""
    held: list[list[Case]] = [[] for _ in range(parts)]
    for case in judged:
        held[min(int(case.confidence * parts), parts - 1)].append(case)
    return tuple(
        Part(
            said=sum(case.confidence for case in each) / len(each),
            right=sum(case.right for case in each) / len(each),
            size=len(each),
        )
        for each in held
        if len(each) >= _FEWEST
    )


def _reaches_passages(question: str, index: Index) -> bool:
    reading = read_in(question, index)
    if reading.aside:
        return False
    readings = [step.rule for step in ask(question, index).trace if step.phase == "lezen"]
    return bool(readings) and readings[-1] == "passage"


def _is_right(row: Row, best: Candidate) -> bool:
    """Tell whether what would be quoted holds a gold piece, or the number."""
    if row["kind"] == "unanswerable":
        return False
    pieces = [normalise(piece) for piece in row.get("gold", ())]
    if pieces:
        return shows(best.core, pieces)
    return "value" in row and row["value"] in best.core
