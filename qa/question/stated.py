"""A question for a number that a sentence states → the fact, under the coverage rule.

In: a question and the facts of sentences. Out: the fact of the right kind around which every word
of the question is accounted for: in what the number counts, in its sentence, or in its paragraph
and headings. A question that holds one word more gets no number. Facts that fit alike are all
returned, for the reader to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from qa.numbers import OPEN_START, find_quantities
from qa.question.reading import Reading
from qa.question.spelling import nearest
from qa.store.facts import FactStore
from qa.terms import terms
from qa.text import Word, stem, stems
from qa.types import Fact, Operation, StatedQuery, Wanted

_CANDIDATES = 60
_TOPIC_WEIGHT = 0.1  # the question's own words decide; its topic breaks ties
_SHORTEST_PART = 5  # letters that two words must share to count as compound and part
_MEASURES = {
    Wanted.COUNT: ("aantal", "verhouding", "duur"),
    Wanted.PERCENTAGE: ("percentage",),
    Wanted.MONEY: ("bedrag",),
    Wanted.AGE: ("leeftijd",),
    Wanted.SCORE: ("score",),
}
_EARLIER = re.compile(
    r"\bv(?:oo|óó)r de uitbreiding|\b(?:daarvoor|ervoor|eerst|gestart|startte|begon|begonnen"
    r"|bij de start|vorige|destijds)\b|\b(?:aanvankelijk|oorspronkelijk)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\bkeer (?:minder|meer|vaker|zo)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:hoe (?P<often>vaak)|hoeveel (?P<times>keer)|hoeveel|aantal)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a fact answers: the sum over the question's words of how near they stand to it.

    `counts_asked` tells that the number counts the very thing that is asked for; `role` prefers
    the new value of a thing to its old one, or the other way round.
    """

    fact: Fact
    score: float
    role: float
    counts_asked: bool


@dataclass(frozen=True, slots=True)
class _Demand:
    """What a fact must account for: `required` stems, the `asked` noun among them; `topic` may."""

    required: tuple[str, ...]
    asked: tuple[str, ...]
    topic: tuple[str, ...]


def find(
    reading: Reading, query: StatedQuery, facts: FactStore, *, any_year: bool = False
) -> tuple[Fit, ...]:
    """Return the facts that account for every word of a question, best first.

    With a topic, at least one of its words must be accounted for too, at its place. `any_year`
    leaves the years of the question to the caller.
    """
    demand = _demand(reading, query, facts)
    searched = terms_of(demand.required) + terms_of(demand.topic)
    fits = [
        fit
        for fact, around in facts.stated(searched, _CANDIDATES)
        if _is_of_kind(fact, query.wanted, reading.question)
        and _stands_at(fact, query.place)
        and (any_year or _holds_in(fact, reading))
        and (fit := _fit(fact, around, demand, reading.question))
    ]
    if any(fit.counts_asked for fit in fits):
        fits = [fit for fit in fits if fit.counts_asked]
    return tuple(sorted(fits, key=lambda fit: (-fit.score, -fit.role, fit.fact.id)))


def best(fits: Sequence[Fit]) -> tuple[Fact, ...]:
    """Return the fact that fits best, or all that fit equally well and say something else.

    Of the old and the new value of one thing, the one whose role fits stands for both.
    """
    top = [fit for fit in fits if fit.score == fits[0].score]
    kept: list[Fact] = []
    for fact in (fit.fact for fit in sorted(top, key=lambda fit: -fit.role)):
        if not any(_is_other_value(fact, other) for other in kept):
            kept.append(fact)
    return tuple({fact.quantity: fact for fact in kept}.values())


def operands(fits: Sequence[Fit], operation: Operation) -> tuple[Fact, ...]:
    """Return the facts that an operation is to work on; none where they are not clearly meant.

    A sum is over what one sentence counts of a kind; a change is from the old value to the new one
    of the same thing.
    """
    facts = [fit.fact for fit in fits]
    alike = [fact for fact in facts if _same_thing(fact, facts[0])] if facts else []
    if operation is Operation.SUM:
        together = tuple(fact for fact in alike if fact.span == facts[0].span)
        return together if len(together) > 1 else ()
    old = [fact for fact in alike if "oud" in fact.qualifiers]
    new = [fact for fact in alike if "oud" not in fact.qualifiers]
    if len({fact.quantity for fact in old}) != 1 or len({fact.quantity for fact in new}) != 1:
        return ()
    return old[0], new[0]


def content(reading: Reading) -> tuple[str, ...]:
    """Return the words of a question that carry its meaning, as they were typed."""
    return tuple(word.span.of(reading.text) for word, _ in _content(reading))


def _content(reading: Reading) -> list[tuple[Word, str]]:
    """Return words with their stems: not the neutral, light and asking ones, not the dates."""
    free = _free()
    return [
        (word, found)
        for word, found in zip(reading.words, reading.stems, strict=True)
        if found not in free
        and not word.folded.isdigit()
        and not any(word.span in each.span for each in reading.dates)
    ]


def terms_of(required: Iterable[str]) -> tuple[str, ...]:
    """Return stems together with all that means the same: what a search is to look for."""
    return tuple(sorted({other for each in required for other in terms().synonyms(each)}))


def _free() -> frozenset[str]:
    cues = {s for phrases in terms().cues.values() for phrase in phrases for s in phrase}
    return terms().neutral | terms().light | cues


def _demand(reading: Reading, query: StatedQuery, facts: FactStore) -> _Demand:
    free = _free()
    required = [_corrected(found, facts) for _, found in _content(reading)]
    about = [each for each in stems(query.topic) if each not in free and not each.isdigit()]
    asked = _asked_noun(reading, free, facts) or stems(query.counted)
    return _Demand(tuple(required), asked, tuple(about))


def _corrected(found: str, facts: FactStore) -> str:
    """Return the letter's own stem where a stem that it does not have is nearly that."""
    if found in facts.vocabulary or found in terms().vocabulary or found in terms().groups:
        return found
    return nearest(found, facts.vocabulary) or nearest(found.rstrip("s"), facts.vocabulary) or found


def _asked_noun(reading: Reading, free: frozenset[str], facts: FactStore) -> tuple[str, ...]:
    """Return the stems of the words right after "hoeveel": one of them names what is counted."""
    question = _ASKED.search(reading.text)
    if question is None or _TIMES.search(reading.text):
        return ()
    if question["often"] or question["times"]:
        return (stem("keer"),)
    following: list[str] = []
    for word, found in zip(reading.words, reading.stems, strict=True):
        if word.span.start < question.end():
            continue
        if found in free and found not in terms().light:
            break
        following.append(_corrected(found, facts))
    return tuple(following)


def _is_of_kind(fact: Fact, wanted: Wanted, question: str) -> bool:
    if _TIMES.search(question):
        return fact.measure == "verhouding"
    return fact.measure.startswith(_MEASURES[wanted])


def _stands_at(fact: Fact, place: str) -> bool:
    return not place or fact.reference == place or fact.reference.startswith(f"{place}, ")


def _holds_in(fact: Fact, reading: Reading) -> bool:
    """Tell whether the fact holds in one of the periods that the question names."""
    asked = [each.period for each in reading.dates if each.period is not None]
    if not asked:
        return True
    if fact.period is None:
        return False
    end = fact.period.end
    # What was counted up to a day holds on that day, not ever since time began.
    start = fact.period.start if fact.period.start != OPEN_START else end - timedelta(days=1)
    return any(period.start < end and start < period.end for period in asked)


def _fit(fact: Fact, around: frozenset[str], demand: _Demand, question: str) -> Fit | None:
    counted, clause, sentence = _counted(fact), _clause(fact), stems(fact.quote)
    counts_asked = any(_known(word, counted) for word in demand.asked)
    if demand.asked and not counts_asked and not any(_known(w, clause) for w in demand.asked):
        return None
    places = (counted, clause, sentence, around)
    weights = [_weight(word, places) for word in demand.required]
    about = [_weight(word, places) for word in demand.topic]
    if not all(weights) or not (weights or about) or (about and not any(about)):
        return None
    score = sum(weights) + _TOPIC_WEIGHT * sum(about)
    return Fit(fact, score, _role(fact, question), counts_asked)


def _counted(fact: Fact) -> tuple[str, ...]:
    """Return the stems of what is counted; a rate counts times."""
    times = (stem("keer"),) if fact.measure.startswith("aantal per") else ()
    return stems(fact.subject) + times


def _weight(word: str, places: tuple[Iterable[str], ...]) -> float:
    """Weigh how near a word stands: 4 in what is counted, 3 in the clause, 2 and 1 further off."""
    return next((4 - n for n, place in enumerate(places) if _known(word, place)), 0)


def _role(fact: Fact, question: str) -> float:
    """Prefer the value that now holds, unless the question looks back."""
    return 1 if ("oud" in fact.qualifiers) == bool(_EARLIER.search(question)) else -1


@lru_cache(maxsize=1024)
def _clause(fact: Fact) -> tuple[str, ...]:
    """Return the stems between a number and the next one in its sentence."""
    start = fact.value_span.end - fact.span.start
    later = [found.span.start for found in find_quantities(fact.quote) if found.span.start > start]
    return stems(fact.quote[start : min(later, default=None)])


def _same_thing(one: Fact, other: Fact) -> bool:
    """Tell whether two facts count the same: the head of what they count, in the same unit."""
    heads = (stems(one.subject)[-1:], stems(other.subject)[-1:])
    return heads[0] == heads[1] and one.quantity.unit == other.quantity.unit


def _is_other_value(one: Fact, other: Fact) -> bool:
    """Tell whether two facts of one section are the old and the new value of the same thing."""
    differ = ("oud" in one.qualifiers) != ("oud" in other.qualifiers)
    same_section = section_of(one.reference) == section_of(other.reference)
    return differ and same_section and _same_thing(one, other)


def section_of(reference: str) -> str:
    """Return the section that a citation names, without its note or table."""
    return re.sub(r", (?:noot|tabel) .*$", "", reference)


def _known(wanted: str, among: Iterable[str]) -> bool:
    return any(terms().same(wanted, other) or _is_part(wanted, other) for other in among)


def _is_part(one: str, other: str) -> bool:
    """Tell whether a word is the head or the first part of the other, a compound."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short))
