"""Passages → an answer, or an abstention that says why.

In: a question for the letter's own words, what was found for it, and the hits to show. Out: an
answer with its strength, or an abstention with its reason: that the letter says it is not known
yet, that what was found may not be what was asked for, or that nothing is near.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa.dutch.numbers import find_quantities
from qa.dutch.text import stem
from qa.question.passages.confidence import (
    BY_SIGNALS,
    OF_NUMBERS,
    WITH_READER,
    YEAR,
    Model,
    confidence,
    strength,
    weigh,
)
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.passages.signals import holds
from qa.question.read.reading import Reading
from qa.say import compose, refusals
from qa.say.letters import Letters
from qa.types import Hit, Operation, Outcome, PassageQuery, Reason, Verdict, Wanted

_OF_TWO_NUMBERS = {Operation.DIFFERENCE, Operation.SUM}
# Logits of the reader: what it says by itself, beside the confidence in the passage.
_PENDING = -1.0  # of 84 questions to fit on it tells 46 so, and 26 of 2,142 others
_TOUCHED, _MOSTLY, _WHOLE_NAME = 0.15, 0.75, 0.99  # coverage
# Of 1,045 sentences that leave something undecided (tests/reader) two hold this and no "nog".
_TURNED_DOWN = re.compile(
    r"\b(?:afgewezen|verworpen|niet overgenomen)\b|\bwij[sz](?:t|en)?\b[^.;]{0,80}\baf\b"
    r"|\b(?:voer|neem|zet|volg|breid|sta|kies|trek)(?:t|en|de|den)?\b[^.;]{0,80}"
    r"\bniet (?:uit|in|over|op|voort|toe|voor)\b",
    re.IGNORECASE,
)
_DEFINED = 0.25  # of 24 such questions to fit on that it then answers, 23 are right


def judge(query: PassageQuery, found: Survey, hits: tuple[Hit, ...], letters: Letters) -> Outcome:
    """Answer from the best hit, or abstain and say why."""
    if not (hits and found.candidates):
        return refusals.refused(query.question, _why(found), letters)
    best = found.candidates[0]
    model = _model(query, best)
    certainty = confidence(weigh(found), model)
    if best.verdict and _is_pending(query, best, best.verdict):
        pending = replace(hits[0], core=best.verdict.undecided)
        return refusals.not_yet_known(query.question, pending, letters)
    line = _line(query, found.reading, best, model)
    if certainty >= line and _may_state(query, found, best) and not _is_of_elsewhere(found):
        earlier = hits[1 : found.alike]
        told = strength(certainty, model)
        return compose.from_passages(query.question, hits, told, letters, earlier)
    touches = best.signals.coverage >= _TOUCHED
    holds_most = best.signals.coverage >= _MOSTLY  # to deny it over those words would be a claim
    near = holds_most or certainty >= (model.floor if touches else model.far)
    if near and _knows_a_word(found):
        return refusals.unsure(query.question, hits, letters)
    return refusals.refused(query.question, _why(found), letters)


def _model(query: PassageQuery, best: Candidate) -> Model:
    if best.verdict is None:
        return BY_SIGNALS
    return OF_NUMBERS if query.wanted.is_number else WITH_READER


def _line(query: PassageQuery, reading: Reading, best: Candidate, model: Model) -> float:
    """Return the certainty from which on it answers: a wrong number is worse than another quote.

    Less is enough for a number where the passage holds every word of the question that the letter
    knows, and for what a thing is where it holds all of its name: many passages speak of it.
    """
    if not query.wanted.is_number:
        defines = reading.says("what_is") and best.signals.coverage >= _WHOLE_NAME
        return min(model.line, _DEFINED) if defines else model.line
    return model.moderate if best.signals.is_whole else model.number


def _is_pending(query: PassageQuery, best: Candidate, verdict: Verdict) -> bool:
    """Tell whether the letter says that the answer is still to come, which answers "when".

    What it turns down is decided, however much the reader takes it for open.
    """
    if query.wanted is Wanted.WHEN or verdict.pending <= max(verdict.answers, _PENDING):
        return False
    said = best.passage.cut(verdict.undecided)
    return "nog" in said or not _TURNED_DOWN.search(said)


def _why(found: Survey) -> Reason:
    """Tell a question about something else from a text that asks nothing."""
    understood = _knows_a_word(found) or found.reading.says("asks")
    return Reason.NOT_IN_CORPUS if understood else Reason.NOT_UNDERSTOOD


def _knows_a_word(found: Survey) -> bool:
    return bool(found.asked.known)  # "vuur" too, where the letters only say "kampvuur"


def _may_state(query: PassageQuery, found: Survey, best: Candidate) -> bool:
    """Tell whether what is quoted may answer a question for a number; others need none.

    A wrong number is worse than none: only a reader tells that it is the number asked for. It must
    be of the kind asked for, and nothing that turns the question may be left out. What is to be
    worked out from two numbers is not one of them.
    """
    if not query.wanted.is_number:
        return True
    if not best.verdict or query.operation in _OF_TWO_NUMBERS:
        return False
    numbers = YEAR.sub("", best.core)  # a year is no number of anything
    if not holds(numbers, query.wanted) or (query.wanted is Wanted.COUNT and _only_shares(numbers)):
        return False
    turned = found.reading.turns.leaves(best.core, found.reading.terms)
    return not turned and _knows_counted(found)


def _is_of_elsewhere(found: Survey) -> bool:
    """Tell whether a place is asked about that no letter names: what is said of others is none."""
    reading, asked = found.reading, found.asked
    named = (
        stem(reading.words[number].folded)
        for number in reading.content
        if number
        and reading.words[number - 1].folded == "in"
        and reading.words[number].span.of(reading.text)[0].isupper()
    )
    return any(each in asked.weights and each not in asked.known for each in named)


def _only_shares(text: str) -> bool:
    """Tell whether all numbers of a text are shares: they count nothing."""
    units = [each.quantity.unit for each in find_quantities(text)]
    return bool(units) and all(unit.startswith("procent") for unit in units)


def _knows_counted(found: Survey) -> bool:
    """Tell whether the letters know what is to be counted, if the question names it."""
    reading, asked = found.reading, found.asked
    behind = [stem(reading.words[number].folded) for number in reading.noun.behind]
    nouns = [each for each in behind if each in asked.weights][:1]
    return asked.known.issuperset(nouns)
