"""How many passage questions to answer against how many of the answers are wrong.

In: gold questions that come down to the letter's own words, each with the confidence that its first
passage answers. Out: the risk at every share answered, as points and as a picture (SVG). A question
for a number is not among them: it has a rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.dutch.text import normalise
from qa.evaluate.gold import Row
from qa.question.ask import ask
from qa.question.passages.confidence import Evidence, Model, confidence, weigh
from qa.question.passages.retrieve import Candidate, survey
from qa.question.read.reading import read_in
from qa.store.index import Index

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 400, 56, 24
_PLOT_WIDTH, _PLOT_HEIGHT = 560, 300
_COLOURS = ("#01689b", "#d95f02", "#5b8f22")  # kept apart by those who see no red or green too


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


def cases(rows: Iterable[Row], index: Index, model: Model | None = None) -> tuple[Case, ...]:
    """Return the questions that come down to passages, with their confidence."""
    found = []
    for row in rows:
        if "q" not in row or not _reaches_passages(row["q"], index):
            continue
        searched = survey(read_in(row["q"], index), index)
        if not searched.candidates:
            continue
        evidence = weigh(searched)
        certainty = confidence(evidence, model or Model())
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


def _reaches_passages(question: str, index: Index) -> bool:
    reading = read_in(question, index)
    if reading.aside or reading.wanted.is_number:
        return False
    readings = [step.rule for step in ask(question, index).trace if step.phase == "lezen"]
    return bool(readings) and readings[-1] == "passage"


def _is_right(row: Row, best: Candidate) -> bool:
    """Tell whether the first passage holds a gold piece, or its best sentence the number."""
    if "gold" in row:
        return any(normalise(piece) in best.passage.text for piece in row["gold"])
    if "value" not in row:
        return False
    return row["value"] in best.core


def to_svg(curves: Mapping[str, Sequence[Point]], line: float) -> str:
    """Draw risk against coverage; a dot marks where each curve stops answering at `line`."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="12" role="img">',
        "<title>Aandeel foute antwoorden bij elk aandeel beantwoorde vragen</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        *_axes(),
    ]
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path = " ".join(f"{_x(p.coverage):.1f},{_y(p.risk):.1f}" for p in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        answered = [p for p in points if p.confidence >= line]
        if answered:
            at = answered[-1]
            parts.append(
                f'<circle cx="{_x(at.coverage):.1f}" cy="{_y(at.risk):.1f}" r="5" fill="{colour}"/>'
            )
        y = _TOP + 20 + 18 * number
        parts.append(f'<text x="{_LEFT + 14}" y="{y}" fill="{colour}">{name}</text>')
    return "\n".join((*parts, "</svg>", ""))


def _axes() -> list[str]:
    parts = []
    for step in range(0, 101, 20):
        x, y = _x(step / 100), _y(step / 100)
        right, bottom = _LEFT + _PLOT_WIDTH, _TOP + _PLOT_HEIGHT
        parts += [
            f'<path d="M{_LEFT} {y:.1f}H{right}M{x:.1f} {_TOP}V{bottom}" stroke="#ddd"/>',
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{step}%</text>',
            f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{step}%</text>',
        ]
    middle = _LEFT + _PLOT_WIDTH / 2
    parts.append(
        f'<text x="{middle}" y="{_HEIGHT - 30}" text-anchor="middle">beantwoord (punt: waar de bot'
        " ophoudt); verticaal: aandeel van de antwoorden dat fout is</text>"
    )
    return parts


def _x(share: float) -> float:
    return _LEFT + share * _PLOT_WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _PLOT_HEIGHT
