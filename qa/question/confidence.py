"""How far the passages of a search can be trusted: answer, or abstain and say why.

In: a question for the letter's own words and the hits for it. Out: an answer with its strength, or
an abstention with its reason. The confidence that the first passage answers comes from a logistic
regression over few signals; the line below which it abstains was set where mistakes cost least.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from qa.question import compose
from qa.question.aside import aside
from qa.question.retrieve import Candidate, Survey, survey
from qa.store.index import Index
from qa.terms import terms
from qa.text import sentences, stems
from qa.types import Hit, Outcome, PassageQuery, Reason, Span, Strength, Wanted

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ASKS = re.compile(
    r"\?|^\W*(?:wie|wat|waar\w*|wanneer|hoe\w*|welke?|is|zijn|kan|kunt?|mag|moet|heeft|hebben|komt"
    r"|wordt|worden|doet|doen|geldt|bestaat|helpt|ik|wij|we|mijn)\b",
    re.IGNORECASE,
)
# What a question asks for when the letter may say that it is still to come.
_OUTCOME = re.compile(
    r"\b(?:uitkomst\w*|resulta\w+|(?:eind)?conclu\w+|bevinding\w*|ervaring\w*|evaluatie\w*"
    r"|reactie|ideeën|effect\w*|bleek|blijkt|uitgekomen|oordeel\w*|aanbeveling\w*|opgeleverd)\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"\bnog niet (?:\w+ )?(?:bekend|afgerond|beschikbaar|gereed|klaar)\b|\bte vroeg\b"
    r"|\b(?:wordt|worden)\b.*\b(?:begin|eind|medio|helft|rond|najaar|voorjaar|verwachting)\b"
    r".*\b(?:verwacht|opgeleverd|gepresenteerd|geïnformeerd|aangeboden|gepubliceerd|voorzien)\b",
    re.IGNORECASE,
)
_NUMERIC: dict[Wanted, re.Pattern[str]] = {
    Wanted.COUNT: re.compile(r"\d|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf)\b"),
    Wanted.PERCENTAGE: re.compile(r"\d\s?%|\bprocent\b"),
    Wanted.MONEY: re.compile(r"€|\beuro\b"),
    Wanted.AGE: re.compile(r"\b\d+ jaar\b"),
    Wanted.SCORE: re.compile(r"\been \d"),
}
_ASKED_NOUN = re.compile(r"\b(?:hoeveel|aantal)\s+(?:[a-z]+\s+)?(\w+)", re.IGNORECASE)
_NUMBER_COVERAGE = 0.7  # share of the question's words that the sentence of a number must hold
_QUOTABLE = 0.5  # share of them that a "not known yet" must hold, with its headings


@dataclass(frozen=True, slots=True)
class Model:
    """The logistic regression, and the lines drawn in it.

    Fitted by `python -m tests.gate.fit_confidence` on the fitting half of our own gold, which
    prints these numbers; docs/decisions/0004 has the figures. `line` is where three times the wrong
    answers plus the needless abstentions is least, each question judged by a fit without it;
    `strong` is where nine of ten answers above it are right.
    """

    bias: float = -2.5
    share: float = 3.29
    nearness: float = 1.48
    lacking: float = -1.34
    dated: float = -1.0
    line: float = 0.5
    moderate: float = 0.6
    strong: float = 0.75


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence rests on.

    `share` is the first passage's part of the weight of all candidates; `nearness` how near the
    index as a whole lies to the question; `lacking` tells that the best sentence does not hold the
    kind of thing asked for, `dated` that the question names a year that the passage does not.
    """

    share: float
    nearness: float
    lacking: bool
    dated: bool


def judge(query: PassageQuery, hits: tuple[Hit, ...], index: Index) -> Outcome:
    """Answer from the best hit, or abstain and say why."""
    if aside(query.question):
        return compose.refused(query.question, (), Reason.NOT_UNDERSTOOD)
    found = survey(f"{query.question} {query.topic}".strip(), index)
    if not (hits and found.candidates):
        return compose.refused(query.question, (), Reason.NOT_IN_CORPUS)
    best, model = found.candidates[0], Model()
    certainty = confidence(weigh(query.question, found), model)
    if pending := _pending(query.question, best):
        return compose.not_yet_known(query.question, replace(hits[0], core=pending))
    if certainty < model.line or not _states_number(query, best):
        return compose.refused(query.question, hits, _why(query.question, found))
    return compose.from_passages(query.question, hits, _strength(certainty, model))


def weigh(question: str, found: Survey) -> Evidence:
    """Return what the confidence in the first candidate rests on."""
    best = found.candidates[0]
    text = " ".join((best.passage.text, *best.passage.path))
    return Evidence(
        share=best.share,
        # Cosines of this family of models lie between 0.7 and 0.9.
        nearness=20 * (found.background - 0.8),
        lacking=found.asked.wants is not None and not best.signals.fits,
        dated=not set(_YEAR.findall(question)) <= set(_YEAR.findall(text)),
    )


def confidence(evidence: Evidence, model: Model) -> float:
    """Return the probability that the first passage answers."""
    logit = (
        model.bias
        + model.share * evidence.share
        + model.nearness * evidence.nearness
        + model.lacking * evidence.lacking
        + model.dated * evidence.dated
    )
    return 1 / (1 + math.exp(-logit))


def _strength(certainty: float, model: Model) -> Strength:
    if certainty >= model.strong:
        return Strength.STRONG
    return Strength.MODERATE if certainty >= model.moderate else Strength.WEAK


def _why(question: str, found: Survey) -> Reason:
    """Tell a question about something else from a text that asks nothing."""
    knows_a_word = any(found.asked.frequencies.values())
    understood = knows_a_word or _ASKS.search(question)
    return Reason.NOT_IN_CORPUS if understood else Reason.NOT_UNDERSTOOD


def _pending(question: str, best: Candidate) -> Span | None:
    """Return the sentence that says that what is asked for is still to come.

    It is the best sentence or one of the two after it: "Toegezegd is een evaluatie. De resultaten
    hiervan worden eind 2023 verwacht." Who asks when it comes is answered by that sentence.
    """
    if not _OUTCOME.search(question) or best.signals.coverage < _QUOTABLE:
        return None
    if re.match(r"\W*(?:waarom|wanneer)\b|.*\b(?:wanneer|welke (?:datum|maand))\b", question, re.I):
        return None
    start = best.passage.span.start
    places = [Span(start + s.start, start + s.end) for s in sentences(best.passage.text)]
    at = places.index(best.signals.core)
    for place in places[at : at + 3]:
        if _PENDING.search(best.passage.text[place.start - start : place.end - start]):
            return place
    return None


def _states_number(query: PassageQuery, best: Candidate) -> bool:
    """Tell whether the best sentence may answer a question for a number; others need none.

    The facts had no such number, so the sentence must hold one of the kind asked for, the noun that
    is counted and nearly all other words of the question: a wrong number is worse than none.
    """
    pattern = _NUMERIC.get(query.wanted)
    if pattern is None:
        return True
    start = best.passage.span.start
    core = best.signals.core
    sentence = best.passage.text[core.start - start : core.end - start]
    if not pattern.search(sentence) or best.signals.sentence < _NUMBER_COVERAGE:
        return False
    noun = _ASKED_NOUN.search(query.question)
    if query.wanted is not Wanted.COUNT:
        return True
    if noun is None:
        return False
    held = stems(sentence)
    return any(terms().same(asked, word) for asked in stems(noun.group()) for word in held)
