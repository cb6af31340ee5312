"""How far the passages of a search can be trusted: answer, or abstain and say why.

In: a question for the letter's own words and the hits for it. Out: an answer with its strength, or
an abstention with its reason. The confidence that the first passage answers comes from a logistic
regression over few signals; the line below which it abstains was set where mistakes cost least.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from qa.dutch.text import fold, sentences, stem, stems, words
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.passages.signals import holds, may_hold
from qa.question.read.reading import Reading
from qa.say import compose, refusals
from qa.say.letters import Letters
from qa.types import Hit, Operation, Outcome, PassageQuery, Reason, Span, Strength, Wanted

_SAYS_WHAT = re.compile(r" (?:is|zijn|betreft|betekent|stelt zich)\b")
_OPENS, _CLOSES = ("(", "«"), (")", "»")
_ALL_COVERED = 0.99
# From here on a passage touches the question, so that a flat "no" might not be true; where a number
# is asked for it is, since the facts hold every number of the letter.
_TOUCHED = 0.3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PENDING = re.compile(
    r"\bnog niet (?:\w+ )?(?:bekend|afgerond|beschikbaar|gereed|klaar)\b|\bte vroeg\b"
    r"|(?m:^)(?>.*?\b(?:wordt|worden)\b)"
    r"(?>.*?\b(?:begin|eind|medio|helft|rond|najaar|voorjaar|verwachting)\b)"
    r".*\b(?:verwacht|opgeleverd|gepresenteerd|geïnformeerd|aangeboden|gepubliceerd|voorzien)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d[\d.]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+(?:tien|tig|honderd)"
)
_LIST = re.compile(r"\bwelke (?:\w+ )?\w+(?:en|s)\b", re.IGNORECASE)
_LIST = re.compile(r",[^,]*\ben\b|:|\bzoals\b|\b\w+ en \w+")
_OF_TWO_NUMBERS = {Operation.DIFFERENCE, Operation.SUM}
_BEHIND = 2  # words behind a number among which the noun that it counts stands
_NUMBER_COVERAGE = 0.7  # share of the question's words that the sentence of a number must hold
_QUOTABLE = 0.5  # share of them that a "not known yet" must hold, with its headings


@dataclass(frozen=True, slots=True)
class Model:
    """The logistic regression, and the lines drawn in it.

    Fitted by `python -m tests.gate.fit_confidence`, which prints these numbers, on questions that
    are not reported (280 that reach this stage): log loss 0.475, each question judged by a fit
    without it. A wrong quote is taken to cost two needless abstentions, so it pays to answer
    from 2 / (2 + 1) on. See docs/decisions/0004.
    """

    bias: float = -2.02
    share: float = 3.22
    nearness: float = 1.15
    reach: float = 1.04
    lacking: float = -1.29
    unlisted: float = -1.63
    dated: float = -2.42
    line: float = 0.67
    moderate: float = 0.9
    strong: float = 0.95


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence rests on.

    `share` is the first passage's part of the weight of all candidates; `nearness` how near the
    index as a whole lies to the question, `reach` how near the nearest sentence of that passage;
    `lacking` tells that the best sentence does not hold the kind of thing asked for, `unlisted`
    that it lists nothing where the question asks which there are, `dated` that the question names a
    year that the passage does not.
    """

    share: float
    nearness: float
    reach: float
    lacking: bool
    unlisted: bool
    dated: bool


def judge(query: PassageQuery, found: Survey, hits: tuple[Hit, ...], letters: Letters) -> Outcome:
    """Answer from the best hit, or abstain and say why."""
    reading = found.reading
    if not (hits and found.candidates):
        return refusals.refused(query.question, (), Reason.NOT_IN_CORPUS, letters)
    if reading.says("what_is"):
        found, hits = _definitions_first(reading.text, found, hits)
    best, model = found.candidates[0], Model()
    certainty = confidence(weigh(found), model)
    if pending := _pending(reading, best):
        return refusals.not_yet_known(query.question, replace(hits[0], core=pending), letters)
    answers = certainty >= model.line or _defines(reading, best) or _goes_on(query, best)
    if answers and _states_number(query, reading, best):
        return compose.from_passages(query.question, hits, _strength(certainty, model), letters)
    if best.signals.coverage >= _TOUCHED and not query.wanted.is_number:
        return refusals.unsure(query.question, hits, letters)
    return refusals.refused(query.question, hits, _why(found), letters)


def _defines(reading: Reading, best: Candidate) -> bool:
    """Tell whether a question what something is finds a passage that holds all of its name."""
    return bool(reading.says("what_is")) and best.signals.coverage > _ALL_COVERED


def _definitions_first(
    question: str, found: Survey, hits: tuple[Hit, ...]
) -> tuple[Survey, tuple[Hit, ...]]:
    """Move the passages up that introduce the thing itself: "de re-integratie-officier (rio)"."""
    name = question.rstrip(" ?.").rsplit(" ", 1)[-1]
    shown = sorted(hits, key=lambda hit: not _introduces(hit.passage.text, name))
    order = {hit.passage.id: place for place, hit in enumerate(shown)}
    last = len(order)
    candidates = sorted(found.candidates, key=lambda c: order.get(c.passage.id, last))
    return replace(found, candidates=tuple(candidates)), tuple(shown)


def _introduces(text: str, name: str) -> bool:
    """Tell whether a text begins with a name, has it in brackets, or says what it is."""
    low, name = text.lower(), name.lower()
    at = low.find(name)
    while at >= 0:
        end = at + len(name)
        before, after = low[max(0, at - 1) : at], low[end : end + 1]
        if before in _OPENS and after in _CLOSES:
            return True
        if not before.isalnum() and (_SAYS_WHAT.match(low, end) or not (at or after.isalnum())):
            return True
        at = low.find(name, end)
    return False


def _goes_on(query: PassageQuery, best: Candidate) -> bool:
    """Tell whether a follow-up finds its passage in the section that was spoken of."""
    return bool(query.place) and best.passage.reference.startswith(query.place)


def weigh(found: Survey) -> Evidence:
    """Return what the confidence in the first candidate rests on."""
    best = found.candidates[0]
    text = " ".join((best.passage.text, *best.passage.path))
    return Evidence(
        share=best.share,
        # Cosines of this family of models lie between 0.7 and 0.9.
        nearness=20 * (found.background - 0.8),
        reach=20 * (best.signals.nearest - 0.85),
        lacking=_lacks(found, best),
        unlisted=bool(found.reading.says("list")) and not _LIST.search(best.core),
        dated=not found.reading.written_years.issubset(_YEAR.findall(text)),
    )


def _lacks(found: Survey, best: Candidate) -> bool:
    """Tell whether the best sentence lacks the kind of thing asked for, or the price of it."""
    prices = found.reading.turns.prices
    said = frozenset(stems(best.core)) if prices else prices
    names_price = all(not found.reading.terms.synonyms(each).isdisjoint(said) for each in prices)
    return (may_hold(found.asked.wanted) and not best.signals.fits) or not names_price


def confidence(evidence: Evidence, model: Model) -> float:
    """Return the probability that the first passage answers."""
    logit = (
        model.bias
        + model.share * evidence.share
        + model.nearness * evidence.nearness
        + model.reach * evidence.reach
        + model.lacking * evidence.lacking
        + model.unlisted * evidence.unlisted
        + model.dated * evidence.dated
    )
    return 1 / (1 + math.exp(-logit))


def _strength(certainty: float, model: Model) -> Strength:
    if certainty >= model.strong:
        return Strength.STRONG
    return Strength.MODERATE if certainty >= model.moderate else Strength.WEAK


def _why(found: Survey) -> Reason:
    """Tell a question about something else from a text that asks nothing."""
    knows_a_word = any(found.asked.frequencies.values())
    understood = knows_a_word or found.reading.says("asks")
    return Reason.NOT_IN_CORPUS if understood else Reason.NOT_UNDERSTOOD


def _pending(reading: Reading, best: Candidate) -> Span | None:
    """Return the sentence that says that what is asked for is still to come.

    It is the best sentence, one of the two after it ("Toegezegd is een evaluatie. De resultaten
    hiervan worden eind 2023 verwacht."), or one that names the outcome itself. Who asks when it
    comes, or why it takes long, is answered by that sentence.
    """
    outcome = reading.says("outcome")
    if not outcome or best.signals.coverage < _QUOTABLE or reading.says("asks_when"):
        return None
    text, start = best.passage.text, best.passage.span.start
    spans = sentences(text)
    at = [Span(start + s.start, start + s.end) for s in spans].index(best.signals.core)
    named = stem(fold(outcome))
    for span in (*spans[at : at + 3], *spans):
        sentence = span.of(text)
        near = span in spans[at : at + 3] or named in stems(sentence)
        if near and _PENDING.search(sentence):
            return Span(start + span.start, start + span.end)
    return None


def _states_number(query: PassageQuery, reading: Reading, best: Candidate) -> bool:
    """Tell whether the best sentence may answer a question for a number; others need none.

    The facts had no such number, so the sentence must hold one of the kind asked for, the noun that
    is counted and nearly all other words of the question: a wrong number is worse than none. What
    is to be worked out from two numbers is not one of them.
    """
    if not query.wanted.is_number:
        return True
    if query.operation in _OF_TWO_NUMBERS:
        return False
    sentence = best.core
    if not holds(sentence, query.wanted) or best.signals.sentence < _NUMBER_COVERAGE:
        return False
    if reading.turns.leaves(sentence, reading.terms):
        return False
    return query.wanted is not Wanted.COUNT or _counts(reading, sentence)


def _counts(reading: Reading, sentence: str) -> bool:
    """Tell whether a sentence puts a number before the noun that a question wants counted."""
    terms = reading.terms
    behind = [stem(reading.words[number].folded) for number in reading.noun.behind]
    nouns = [each for each in behind if each not in terms.neutral]
    held = words(sentence)
    for at, word in enumerate(held):
        if not _COUNTED.fullmatch(word.folded) or _YEAR.fullmatch(word.folded):
            continue
        after = [stem(each.folded) for each in held[at + 1 : at + 1 + _BEHIND]]
        if any(terms.same(noun, found) for noun in nouns[:1] for found in after):
            return True
    return False
