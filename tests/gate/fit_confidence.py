"""Fit the constants of retrieve.Weights and confidence.Model on the fitting half of our own gold.

Run `python -m tests.gate.fit_confidence` in the root of the checkout; it prints the constants as
they stand in the code, with what each choice costs. The confidence rests on the ranking as it
stands in the code: write the weights there first, then run it again for the model. No row that is
reported is read here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import normalise
from qa.evaluate import FITTING, cases, half_of, read_questions
from qa.evaluate.gold import Row
from qa.question.passages.confidence import Evidence
from qa.question.passages.retrieve import Weights, survey
from qa.question.read.reading import read_in
from qa.store.index import Index

Array = NDArray[np.float64]
GOLD = Path(__file__).parents[1] / "gold"
WRONG, NEEDLESS = 4, 1  # what a wrong answer and a needless abstention are taken to cost
_RANKING_RIDGE, _CONFIDENCE_RIDGE = 0.005, 0.001
_STEPS = 20_000
# The cosines differ by hundredths where the other signals differ by tenths: on one scale the ridge
# weighs on them alike.
_COSINE_SCALE = 20


def main() -> None:
    """Print the fitted constants."""
    index = Index.open(os.environ.get("QA_INDEX", "index"))
    names = ("answerable.jsonl", "unanswerable.jsonl")
    rows = [row for name in names for row in read_questions(GOLD / name)]
    fitting = [row for row in rows if half_of(row) == FITTING]
    fitting += read_questions(GOLD / "training.jsonl")
    print(fit_weights(fitting, index))
    fit_model(fitting, index)


def fit_weights(rows: Sequence[Row], index: Index) -> Weights:
    """Maximise the share of the candidates' weight that falls to passages with a gold piece."""
    samples = []
    for row in rows:
        if row["kind"] not in ("passage", "footnote"):
            continue
        found = survey(read_in(row["q"], index), index).candidates
        pieces = [normalise(piece) for piece in row["gold"]]
        gold = np.array([any(piece in c.passage.text for piece in pieces) for c in found])
        if gold.any():
            signals = [
                (
                    _COSINE_SCALE * c.cosine, _COSINE_SCALE * c.signals.nearest, c.bm25,
                    c.signals.coverage, c.signals.sentence, float(c.signals.holds),
                )
                for c in found
            ]  # fmt: skip
            samples.append((np.array(signals), gold))

    def gradient(weights: Array) -> Array:
        total = _RANKING_RIDGE * weights
        for signals, gold in samples:
            odds = np.exp(signals @ weights - (signals @ weights).max())
            aim = np.where(gold, odds, 0)
            total = total - (aim / aim.sum() - odds / odds.sum()) @ signals / len(samples)
        return total

    fitted = _descend(gradient, np.ones(6), floor=0.0)
    print(f"{len(samples)} questions with a passage")
    cosine, nearest, *others = (float(weight) for weight in fitted)
    return Weights(
        round(_COSINE_SCALE * cosine, 1),
        round(_COSINE_SCALE * nearest, 1),
        *(round(weight, 2) for weight in others),
    )


def fit_model(rows: Sequence[Row], index: Index) -> None:
    """Fit the logistic regression and print what its line costs, each question left out."""
    found = cases(rows, index)
    signals = np.array([_as_row(case.evidence) for case in found])
    right = np.array([case.right for case in found])
    left_out = np.array(
        [
            _chance(signals[at], _logistic(np.delete(signals, at, 0), np.delete(right, at)))
            for at in range(len(right))
        ]
    )
    loss = -np.mean(np.log(np.where(right, left_out, 1 - left_out)))
    fitted = _logistic(signals, right)
    names = ("bias", "share", "nearness", "reach", "lacking", "unlisted", "dated")
    print(f"Model({', '.join(f'{n}={w:.2f}' for n, w in zip(names, fitted, strict=True))})")
    print(
        f"{len(right)} questions, {right.sum()} with the right passage first; log loss {loss:.3f}"
    )
    for cost in (2, 3, WRONG):
        line = cost / (cost + NEEDLESS)
        answered = left_out >= line
        wrong, needless = int((answered & ~right).sum()), int((~answered & right).sum())
        print(
            f"wrong costs {cost}: answer from {line:.2f}: {int((answered & right).sum())} right,"
            f" {wrong} wrong, {needless} needless abstentions, cost {cost * wrong + needless}"
        )


def _as_row(evidence: Evidence) -> tuple[float, ...]:
    return (1.0, *(float(value) for value in astuple(evidence)))


def _logistic(signals: Array, right: NDArray[np.bool_]) -> Array:
    ridge = np.array([0.0, *([_CONFIDENCE_RIDGE] * (signals.shape[1] - 1))])

    def gradient(weights: Array) -> Array:
        error = 1 / (1 + np.exp(-signals @ weights)) - right
        return signals.T @ error / len(right) + ridge * weights

    def curvature(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-signals @ weights))
        return (signals.T * (chance * (1 - chance))) @ signals / len(right) + np.diag(ridge + 1e-9)

    weights = np.zeros(signals.shape[1])
    for _ in range(50):  # Newton: this many steps are plenty for five weights
        weights = weights - np.linalg.solve(curvature(weights), gradient(weights))
    return weights


def _chance(signals: Array, weights: Array) -> float:
    return float(1 / (1 + np.exp(-signals @ weights)))


def _descend(gradient: Callable[[Array], Array], start: Array, floor: float) -> Array:
    weights = start
    for _ in range(_STEPS):
        step = gradient(weights)
        weights = np.maximum(weights - 0.5 * step, floor)
        if np.abs(step[weights > floor]).max(initial=0) < 1e-6:
            break
    return weights


if __name__ == "__main__":
    main()
