"""How far the passages of a search can be trusted: answer, or abstain and say why.

In: a question for the letter's own words and the hits for it. Out: an answer with its strength, or
an abstention with its reason. The confidence that the first passage answers comes from a logistic
regression over few signals; the line below which it abstains was set where mistakes cost least.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from qa.dutch.terms import Terms
from qa.dutch.text import fold, sentences, stem, stems, words
from qa.question.passages.retrieve import Candidate, Survey
from qa.question.read.narrowing import turning
from qa.say import compose
from qa.types import Hit, Operation, Outcome, PassageQuery, Reason, Span, Strength, Wanted

# "Wat is heling?", not "Wat is de straf voor heling?": the name of a thing and nothing about it.
_DEFINITION = re.compile(
    r"^\W*wat (?:is|zijn|houdt|betekent|doet|doen) (?:de |het |een )?"
    r"(?:(?!voor\b|van\b|tegen\b|naar\b|met\b|bij\b|over\b|op\b|aan\b|door\b)\S++\s*+)++$",
    re.IGNORECASE,
)
_SAYS_WHAT = re.compile(r" (?:is|zijn|betreft|betekent|stelt zich)\b")
_OPENS, _CLOSES = ("(", "«"), (")", "»")
_ALL_COVERED = 0.99
# From here on a passage touches the question, so that a flat "no" might not be true; where a number
# is asked for it is, since the facts hold every number of the letter.
_TOUCHED = 0.3
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
_ASKS_WHEN = re.compile(
    r"^\W*(?:waarom|wanneer)\b|\b(?:wanneer|welke (?:datum|maand))\b", re.IGNORECASE
)
_PENDING = re.compile(
    r"\bnog niet (?:\w+ )?(?:bekend|afgerond|beschikbaar|gereed|klaar)\b|\bte vroeg\b"
    r"|(?m:^)(?>.*?\b(?:wordt|worden)\b)"
    r"(?>.*?\b(?:begin|eind|medio|helft|rond|najaar|voorjaar|verwachting)\b)"
    r".*\b(?:verwacht|opgeleverd|gepresenteerd|geïnformeerd|aangeboden|gepubliceerd|voorzien)\b",
    re.IGNORECASE,
)
_NUMERIC: dict[Wanted, re.Pattern[str]] = {
    Wanted.COUNT: re.compile(r"\w"),  # has a closer look of its own
    Wanted.PERCENTAGE: re.compile(r"\d\s?%|\bprocent\b"),
    Wanted.MONEY: re.compile(r"€|\beuro\b"),
    Wanted.AGE: re.compile(r"\b\d+ jaar\b"),
    Wanted.SCORE: re.compile(r"\been \d"),
}
_COUNTED = re.compile(
    r"\d[\d.]*|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+(?:tien|tig|honderd)"
)
# "Welke zes gemeenten doen mee?" is not answered by "het gaat door in zes gemeenten".
_ASKS_LIST = re.compile(r"\bwelke (?:\w+ )?\w+(?:en|s)\b", re.IGNORECASE)
_LIST = re.compile(r",[^,]*\ben\b|:|\bzoals\b|\b\w+ en \w+")
_OF_TWO_NUMBERS = {Operation.DIFFERENCE, Operation.SUM}
_BEHIND = 2  # words behind a number among which the noun that it counts stands
_ASKED_NOUN = re.compile(r"\b(?:hoeveel|aantal)\s+((?:\w+\W+){0,2}\w+)", re.IGNORECASE)
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


def judge(query: PassageQuery, found: Survey, hits: tuple[Hit, ...], terms: Terms) -> Outcome:
    """Answer from the best hit, or abstain and say why."""
    if not (hits and found.candidates):
        return compose.refused(query.question, (), Reason.NOT_IN_CORPUS)
    if _DEFINITION.search(query.question):
        found, hits = _definitions_first(query.question, found, hits)
    best, model = found.candidates[0], Model()
    certainty = confidence(weigh(query.question, found), model)
    if pending := _pending(query.question, best):
        return compose.not_yet_known(query.question, replace(hits[0], core=pending))
    answers = certainty >= model.line or _defines(query, best) or _goes_on(query, best)
    if answers and _states_number(query, best, terms):
        return compose.from_passages(query.question, hits, _strength(certainty, model))
    if best.signals.coverage >= _TOUCHED and query.wanted not in _NUMERIC:
        return compose.unsure(query.question, hits)
    return compose.refused(query.question, hits, _why(query.question, found))


def _defines(query: PassageQuery, best: Candidate) -> bool:
    """Tell whether a question what something is finds a passage that holds all of its name."""
    return bool(_DEFINITION.search(query.question)) and best.signals.coverage > _ALL_COVERED


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


def weigh(question: str, found: Survey) -> Evidence:
    """Return what the confidence in the first candidate rests on."""
    best = found.candidates[0]
    text = " ".join((best.passage.text, *best.passage.path))
    return Evidence(
        share=best.share,
        # Cosines of this family of models lie between 0.7 and 0.9.
        nearness=20 * (found.background - 0.8),
        reach=20 * (best.signals.nearest - 0.85),
        lacking=found.asked.wants is not None and not best.signals.fits,
        unlisted=bool(_ASKS_LIST.search(question)) and not _LIST.search(best.core),
        dated=not set(_YEAR.findall(question)) <= set(_YEAR.findall(text)),
    )


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


def _why(question: str, found: Survey) -> Reason:
    """Tell a question about something else from a text that asks nothing."""
    knows_a_word = any(found.asked.frequencies.values())
    understood = knows_a_word or _ASKS.search(question)
    return Reason.NOT_IN_CORPUS if understood else Reason.NOT_UNDERSTOOD


def _pending(question: str, best: Candidate) -> Span | None:
    """Return the sentence that says that what is asked for is still to come.

    It is the best sentence, one of the two after it ("Toegezegd is een evaluatie. De resultaten
    hiervan worden eind 2023 verwacht."), or one that names the outcome itself. Who asks when it
    comes, or why it takes long, is answered by that sentence.
    """
    outcome = _OUTCOME.search(question)
    if outcome is None or best.signals.coverage < _QUOTABLE or _ASKS_WHEN.search(question):
        return None
    text, start = best.passage.text, best.passage.span.start
    spans = sentences(text)
    at = [Span(start + s.start, start + s.end) for s in spans].index(best.signals.core)
    named = stem(fold(outcome.group()))
    for span in (*spans[at : at + 3], *spans):
        sentence = span.of(text)
        near = span in spans[at : at + 3] or named in stems(sentence)
        if near and _PENDING.search(sentence):
            return Span(start + span.start, start + span.end)
    return None


def _states_number(query: PassageQuery, best: Candidate, terms: Terms) -> bool:
    """Tell whether the best sentence may answer a question for a number; others need none.

    The facts had no such number, so the sentence must hold one of the kind asked for, the noun that
    is counted and nearly all other words of the question: a wrong number is worse than none. What
    is to be worked out from two numbers is not one of them.
    """
    pattern = _NUMERIC.get(query.wanted)
    if pattern is None:
        return True
    if query.operation in _OF_TWO_NUMBERS:
        return False
    sentence = best.core
    if not pattern.search(sentence) or best.signals.sentence < _NUMBER_COVERAGE:
        return False
    if turning(query.question).leaves(sentence, terms):
        return False
    return query.wanted is not Wanted.COUNT or _counts(query.question, sentence, terms)


def _counts(question: str, sentence: str, terms: Terms) -> bool:
    """Tell whether a sentence puts a number before the noun that a question wants counted."""
    asked = _ASKED_NOUN.search(question)
    nouns = [s for s in stems(asked.group(1)) if s not in terms.neutral] if asked else []
    held = words(sentence)
    for at, word in enumerate(held):
        if not _COUNTED.fullmatch(word.folded) or _YEAR.fullmatch(word.folded):
            continue
        behind = [stem(each.folded) for each in held[at + 1 : at + 1 + _BEHIND]]
        if any(terms.same(noun, found) for noun in nouns[:1] for found in behind):
            return True
    return False
