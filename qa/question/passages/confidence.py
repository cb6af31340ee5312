"""How far the first passage of a search can be trusted.

In: a survey, read by the reader or not. Out: the probability that its first passage answers, by a
logistic regression over few signals, and the strength that an answer from it has.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from qa.dutch.text import stems
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.passages.signals import may_hold
from qa.types import Strength, Wanted

YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_LIST = re.compile(r",[^,]*\b(?:en|of|noch)\b|:|\bzoals\b|\b\w+ en \w+")


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression, and the lines drawn in what it gives.

    An answer is given from `line` on, a number in doubt from `number` on (`judge` says when), and
    called moderate or strong further up. Between `floor` and `line` something was found, but it may
    not be what was asked for; where it holds few words of the question, from `far` on only.
    """

    bias: float
    answers: float
    share: float
    nearness: float
    reach: float
    lacking: float
    unlisted: float
    dated: float
    alone: float
    floor: float
    far: float
    line: float
    number: float
    moderate: float
    strong: float


# Both fitted by `python -m tests.gate.fit_confidence`, which prints them, on questions that are
# never reported (tests/gate/README.md), the first for the shipped reader (docs/decisions/0016).
WITH_READER: Final = Model(
    bias=-0.77, answers=0.61, share=1.44, nearness=0.30, reach=-0.19, lacking=-0.88,
    unlisted=-1.06, dated=-1.65, alone=-0.51,
    floor=0.03, far=0.12, line=0.55, number=0.8, moderate=0.65, strong=0.9,
)  # fmt: skip
# A number is one sentence's: fitted to that one alone, before what stands beside it was weighed.
OF_NUMBERS: Final = Model(
    bias=-1.17, answers=0.58, share=1.82, nearness=0.63, reach=-0.36, lacking=-0.78,
    unlisted=-0.81, dated=-1.76, alone=0,
    floor=0.03, far=0.1, line=0.55, number=0.8, moderate=0.65, strong=0.9,
)  # fmt: skip
BY_SIGNALS: Final = Model(
    bias=-1.86, answers=0, share=1.32, nearness=0.53, reach=0.61, lacking=-1.02,
    unlisted=-1.44, dated=-1.83, alone=0,
    floor=0.1, far=0.3, line=0.5, number=1, moderate=0.65, strong=0.9,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence rests on.

    `answers` is the reader's logit for what would be quoted; `share` is the first passage's part
    of the weight of all candidates; `nearness` how near the index as a whole lies to the question,
    `reach` how near the nearest sentence of that passage; `lacking` tells that what would be quoted
    does not hold the kind of thing asked for, `unlisted` that it lists nothing where the question
    asks which there are, `dated` that the question names a year that the passage does not. `alone`
    tells that one sentence would be quoted, of a paragraph in which none beside it comes near.
    """

    answers: float
    share: float
    nearness: float
    reach: float
    lacking: bool
    unlisted: bool
    dated: bool
    alone: bool


def weigh(found: Survey) -> Evidence:
    """Return what the confidence in the first candidate rests on."""
    best = found.candidates[0]
    text = " ".join((best.passage.text, *best.passage.path))
    is_one = found.asked.wanted.is_number
    answers = best.verdict.answers if best.verdict and is_one else _any_answers(best)
    return Evidence(
        answers=answers,
        share=best.share,
        # Cosines of this family of models lie between 0.7 and 0.9.
        nearness=20 * (found.background - 0.8),
        reach=20 * (best.signals.nearest - 0.85),
        lacking=_lacks(found, best),
        unlisted=bool(found.reading.says("list")) and not _LIST.search(best.core),
        dated=not found.reading.written_years.issubset(YEAR.findall(text)),
        alone=best.verdict is not None and best.verdict.alone,
    )


def _any_answers(best: Candidate) -> float:
    return best.verdict.any_answers if best.verdict else 0.0


def _lacks(found: Survey, best: Candidate) -> bool:
    """Tell whether the best sentence lacks the kind of thing asked for, or the price of it."""
    prices = found.reading.turns.prices
    said = frozenset(stems(best.core)) if prices else prices
    names_price = all(not found.reading.terms.synonyms(each).isdisjoint(said) for each in prices)
    # Who it is may be told by an office, which has no look of its own.
    is_seen = may_hold(found.asked.wanted) and found.asked.wanted is not Wanted.WHO
    return (is_seen and not best.signals.fits) or not names_price


def confidence(evidence: Evidence, model: Model) -> float:
    """Return the probability that the first passage answers."""
    logit = (
        model.bias
        + model.answers * evidence.answers
        + model.share * evidence.share
        + model.nearness * evidence.nearness
        + model.reach * evidence.reach
        + model.lacking * evidence.lacking
        + model.unlisted * evidence.unlisted
        + model.dated * evidence.dated
        + model.alone * evidence.alone
    )
    return 1 / (1 + math.exp(-logit))


def strength(certainty: float, model: Model) -> Strength:
    """Return how strong an answer of this probability is called."""
    if certainty >= model.strong:
        return Strength.STRONG
    return Strength.MODERATE if certainty >= model.moderate else Strength.WEAK
