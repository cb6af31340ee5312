"""A question for a number that a sentence states → the fact, under the coverage rule.

In: a question and the facts of sentences. Out: the fact of the right kind around which every word
of the question is accounted for: in what the number counts, in its sentence, or in its paragraph
and headings. A question that holds one word more gets no number. Two facts that fit alike are both
returned, for the reader to choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.question.reading import Reading
from qa.store.facts import FactStore
from qa.terms import terms
from qa.text import Word, stem, stems
from qa.types import Fact, Wanted

_CANDIDATES = 60
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
_ASKED = re.compile(r"\b(?:hoeveel|aantal)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a fact answers: the sum over the question's words of how near they stand to it."""

    fact: Fact
    score: float


def find(reading: Reading, wanted: Wanted, facts: FactStore) -> tuple[Fit, ...]:
    """Return the facts that account for every word of a question, best first."""
    required = _required(reading)
    asked = _asked_noun(reading, required)
    found = facts.stated((_stem(reading, word) for word in required), _CANDIDATES)
    fits = (
        _fit(fact, around, reading, required, asked)
        for fact, around in found
        if _is_of_kind(fact, wanted, reading.question) and _holds_in(fact, reading)
    )
    return tuple(sorted((fit for fit in fits if fit), key=lambda f: (-f.score, f.fact.id)))


def best(fits: Sequence[Fit]) -> tuple[Fact, ...]:
    """Return the fact that fits best, or all that fit equally well and say something else."""
    top = [fit.fact for fit in fits if fit.score == fits[0].score]
    return tuple({fact.quantity: fact for fact in top}.values())


def _required(reading: Reading) -> tuple[Word, ...]:
    """Return the words that a fact must account for: all but the neutral, light and asking ones."""
    cues = {s for phrases in terms().cues.values() for phrase in phrases for s in phrase}
    free = terms().neutral | terms().light | cues
    return tuple(
        word
        for word, found in zip(reading.words, reading.stems, strict=True)
        if found not in free and not word.folded.isdigit()
    )


def _stem(reading: Reading, word: Word) -> str:
    return reading.stems[reading.words.index(word)]


def _asked_noun(reading: Reading, required: Sequence[Word]) -> tuple[str, ...]:
    """Return the stems of the words right after "hoeveel": one of them names what is counted."""
    question = _ASKED.search(reading.question)
    if question is None:
        return ()
    following: list[str] = []
    for word in reading.words:
        if word.span.start < question.end():
            continue
        if word not in required and stem(word.folded) not in terms().light:
            break
        following.append(_stem(reading, word))
    return tuple(following)


def _is_of_kind(fact: Fact, wanted: Wanted, question: str) -> bool:
    if _TIMES.search(question):
        return fact.measure == "verhouding"
    return fact.measure.startswith(_MEASURES[wanted])


def _holds_in(fact: Fact, reading: Reading) -> bool:
    """Tell whether the fact holds in the years that the question names."""
    if not reading.years.named:
        return True
    if fact.period is None:
        return False
    return any(fact.period.start.year <= y <= fact.period.end.year for y in reading.years.named)


def _fit(
    fact: Fact,
    around: frozenset[str],
    reading: Reading,
    required: Sequence[Word],
    asked: Sequence[str],
) -> Fit | None:
    counted = stems(fact.subject)
    if asked and not any(_known(word, counted) for word in asked) and not _follows(fact, asked):
        return None
    clause, sentence = _clause(fact), stems(fact.quote)
    score = 0.0
    for word in required:
        wanted = _stem(reading, word)
        if _known(wanted, counted):
            score += 4
        elif _known(wanted, clause):
            score += 3
        elif _known(wanted, sentence):
            score += 2
        elif _known(wanted, around):
            score += 1
        else:
            return None
    return Fit(fact, score + _role(fact, reading.question))


def _role(fact: Fact, question: str) -> float:
    """Prefer the value that now holds, unless the question looks back."""
    if not {"oud", "nieuw"}.intersection(fact.qualifiers):
        return 0
    return 0.5 if ("oud" in fact.qualifiers) == bool(_EARLIER.search(question)) else -0.5


def _follows(fact: Fact, asked: Iterable[str]) -> bool:
    """Tell whether the noun that is asked for stands in the clause behind the number."""
    return any(_known(word, _clause(fact)) for word in asked)


def _clause(fact: Fact) -> tuple[str, ...]:
    """Return the stems between a number and the next digits in its sentence."""
    start = fact.value_span.end - fact.span.start
    return stems(re.split(r"\d", fact.quote[start:], maxsplit=1)[0])


def _known(wanted: str, among: Iterable[str]) -> bool:
    return any(terms().same(wanted, other) or _is_part(wanted, other) for other in among)


def _is_part(one: str, other: str) -> bool:
    """Tell whether a word is the head or the first part of the other, a compound."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_PART and (long.startswith(short) or long.endswith(short))
