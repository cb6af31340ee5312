"""The confidence is a logistic of what it rests on, and a strength a part of its scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.question.passages.confidence import BY_SIGNALS, Evidence, Model, confidence, strength
from qa.types import Strength

NOTHING = Evidence(0, 0.5, 0, 0, lacking=False, unlisted=False, dated=False, alone=False)
MODEL = Model(
    bias=-1, answers=1, share=2, nearness=0.5, reach=1, lacking=-1, unlisted=-1, dated=-1, alone=-1,
    floor=0.1, far=0.2, line=0.5, number=0.7, moderate=0.85, strong=0.95,
)  # fmt: skip


def test_confidence_is_a_logistic_of_the_weighted_evidence() -> None:
    everything = Evidence(2, 0.5, 2, 1, lacking=True, unlisted=True, dated=True, alone=True)
    assert confidence(NOTHING, MODEL) == pytest.approx(0.5)
    assert confidence(everything, MODEL) == pytest.approx(0.5)  # -1 + 2 + 1 + 1 + 1 - 4
    assert confidence(replace(NOTHING, answers=3), MODEL) == pytest.approx(0.952574, abs=1e-6)


def test_without_a_reader_its_words_count_for_nothing() -> None:
    read = replace(NOTHING, answers=9)
    assert confidence(read, BY_SIGNALS) == confidence(NOTHING, BY_SIGNALS)


@pytest.mark.parametrize(
    ("certainty", "expected"),
    [(0.951, Strength.STRONG), (0.86, Strength.MODERATE), (0.7, Strength.WEAK)],
)
def test_a_strength_is_a_part_of_the_scale(certainty: float, expected: Strength) -> None:
    assert strength(certainty, MODEL) is expected
