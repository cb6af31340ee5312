"""Fit the constants of retrieve.Weights, and of both models of the confidence.

The weights are fitted on the fitting half of our own gold, the confidence on that and on the
letters that the reader was not trained on.

Run `python -m tests.gate.fit_confidence` in the root of the checkout; it prints the constants as
they stand in the code, with what each choice costs. The confidence rests on the ranking as it
stands in the code: write the weights there first, then run it again for the model. No row that is
reported is read here.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, fields
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.dutch.text import normalise
from qa.evaluate import FITTING, Case, cases, half_of, read_questions
from qa.evaluate.gold import Row
from qa.model.encode import open_encoder
from qa.model.obtain import DEFAULT_CACHE, obtain
from qa.question.passages.confidence import BY_SIGNALS, WITH_READER, Evidence
from qa.question.passages.retrieve import Weights, survey
from qa.question.read.reading import read_in
from qa.store.index import Index
from tests.letters import scoring
from tests.reader import corpus, sets
from tests.reader.sets import Equipped
from tests.remembered import RememberingReader

Array = NDArray[np.float64]
GOLD = Path(__file__).parents[1] / "gold"
NAMES = ("bias", *(field.name for field in fields(Evidence)))
_HELD_OUT = 0.2  # what such a question counts: there are twice as many of them
_PARTS = 10  # each question is judged by a fit without its tenth
_RANKING_RIDGE, _CONFIDENCE_RIDGE = 0.005, 0.001
_STEPS = 20_000
# The cosines differ by hundredths where the other signals differ by tenths: on one scale the ridge
# weighs on them alike.
_COSINE_SCALE = 20


def main() -> None:
    """Print the fitted constants."""
    encoder = open_encoder(obtain("", Path(os.environ.get("QA_CACHE") or DEFAULT_CACHE), print))
    assert encoder.reader
    encoder = Equipped(encoder, RememberingReader(encoder.reader))
    index = Index.open(os.environ.get("QA_INDEX", "index"), lambda: encoder)
    names = ("answerable.jsonl", "unanswerable.jsonl")
    rows = [row for name in names for row in read_questions(GOLD / name)]
    fitting = [row for row in rows if half_of(row) == FITTING]
    fitting += read_questions(GOLD / "training.jsonl")
    print(fit_weights(fitting, index))
    with tempfile.TemporaryDirectory() as folder:
        own = sets.own_letters(Path(folder) / "own", encoder)
        held_out = corpus.build_index(Path(folder) / "held", encoder)
        for name, model in (("WITH_READER", WITH_READER), ("BY_SIGNALS", BY_SIGNALS)):
            found = [*cases(fitting, index, model)]
            for letter in scoring.NAMES:
                asked = [as_gold(row) for row in scoring.rows(letter, "open")]
                found += cases(asked, own.within([letter]), model)
            real = len(found)
            for letter, pairs in groupby(corpus.gold_rows(), key=itemgetter(0)):
                found += cases([row for _, row in pairs], held_out.within([letter]), model)
            print(name)
            fit_model(found, real)


def as_gold(row: Row) -> Row:
    """Return a question to a letter of our own as a gold row."""
    kind = {"absent": "unanswerable", "unknown": "unanswerable", "stated": "number"}
    return {**row, "kind": kind.get(row["kind"], row["kind"])}


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


def fit_model(found: Sequence[Case], real: int) -> None:
    """Fit the logistic regression and print what its line costs, each part left out in turn.

    The first `real` cases are of whole letters and questions as people ask them, and tell the cost.
    The rest are of the reader's own data, made to be hard, and count for less.
    """
    signals = np.array([_as_row(case.evidence) for case in found])
    right = np.array([case.right for case in found])
    counts = np.where(np.arange(len(found)) < real, 1.0, _HELD_OUT)
    parts = np.arange(len(right)) % _PARTS
    left_out = np.empty(len(right))
    for part in range(_PARTS):
        rest = parts != part
        weights = _logistic(signals[rest], right[rest], counts[rest])
        left_out[parts == part] = _chances(signals[parts == part], weights)
    fitted = _logistic(signals, right, counts)
    print(f"Model({', '.join(f'{n}={w:.2f}' for n, w in zip(NAMES, fitted, strict=True))})")
    left_out, right = left_out[:real], right[:real]
    loss = -np.mean(np.log(np.where(right, left_out, 1 - left_out)))
    print(f"{len(found)} questions, of which {real} to real letters, {right.sum()} of those with")
    print(f"the right sentence first; log loss {loss:.3f}")
    for line in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        above = left_out >= line
        good, bad = int((above & right).sum()), int((above & ~right).sum())
        near = right[above & (left_out < line + 0.1)]
        share = f"{near.mean():.2f} of {len(near)}" if len(near) else "none"
        print(f"from {line}: {good} right, {bad} wrong; right in the tenth above it: {share}")


def _as_row(evidence: Evidence) -> tuple[float, ...]:
    return (1.0, *(float(value) for value in astuple(evidence)))


def _logistic(signals: Array, right: NDArray[np.bool_], counts: Array) -> Array:
    ridge = np.array([0.0, *([_CONFIDENCE_RIDGE] * (signals.shape[1] - 1))])
    counts = counts / counts.sum()

    def gradient(weights: Array) -> Array:
        error = 1 / (1 + np.exp(-signals @ weights)) - right
        return signals.T @ (counts * error) + ridge * weights

    def curvature(weights: Array) -> Array:
        chance = 1 / (1 + np.exp(-signals @ weights))
        return (signals.T * (counts * chance * (1 - chance))) @ signals + np.diag(ridge + 1e-9)

    weights = np.zeros(signals.shape[1])
    for _ in range(50):  # Newton: this many steps are plenty for so few weights
        weights = weights - np.linalg.solve(curvature(weights), gradient(weights))
    return weights


def _chances(signals: Array, weights: Array) -> Array:
    chances: Array = 1 / (1 + np.exp(-signals @ weights))
    return chances


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
