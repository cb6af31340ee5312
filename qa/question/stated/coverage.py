"""How well a fact accounts for the words of a question: the coverage rule.

In: a fact of a sentence, the stems around it, and what a question demands. Out: a Fit, or nothing
where a word of the question has no place in or around the fact.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.dutch.forms import looks_like_verb
from qa.dutch.initials import initials
from qa.dutch.numbers import find_quantities
from qa.dutch.numbers.units import forms_of
from qa.dutch.terms import Terms
from qa.dutch.text import stems
from qa.question.stated import part
from qa.question.stated.matching import (
    ends_in,
    is_among,
    is_headed,
    is_named,
    is_other_word,
    is_same_verb,
    meanings,
)
from qa.types import Fact

_SYNONYM_PENALTY = 0.75
_TOPIC_WEIGHT = 0.1  # the question's own words decide; its topic breaks ties
_ONE_EACH = re.compile(r"\s*een (?P<noun>\w+)")
_IN_PART, _IN_SENTENCE = 2.0, 1.0  # what a verb weighs in another form
_LONGEST_ALIKE = 5  # letters of a stem of one syllable


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a fact answers: the sum over the question's words of how near they stand to it.

    `counts_asked` tells that the number counts the very thing that is asked for, `named` how many
    words of the question are in what it counts; `role` prefers the new value of a thing to its old
    one, or the other way round. `is_whole` tells that its sentence itself holds all words.
    """

    fact: Fact
    score: float
    role: float
    counts_asked: bool
    named: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """What a fact must account for: `required` stems, the `asked` noun among them; `topic` may.

    `words` are all stems of the question, `spoken` tells which words have them; `phrase` are those
    of the name that it gives to what it counts; `told` are those by which it says what is the case
    with that ("vertrokken", "een boete"), each with what the words from there on may be abbreviated
    to; `placed` those that say where; `verbs` has the roots of
    those that can only be verbs; `looks_back` tells that it asks for the old value.
    """

    words: frozenset[str]
    spoken: Mapping[str, str]
    required: tuple[str, ...]
    asked: tuple[str, ...]
    phrase: frozenset[str]
    topic: tuple[str, ...]
    told: Mapping[str, frozenset[str]]
    placed: frozenset[str]
    verbs: Mapping[str, str]
    looks_back: bool
    terms: Terms


def fit(fact: Fact, around: frozenset[str], demand: Demand) -> Fit | None:
    """Tell how well a fact answers; None where a word of the question has no place at it."""
    counted, clause, sentence = places(fact)
    own = stems_of(part.part_of(fact))
    counts_asked = _counts_asked(fact, demand)
    if not (counts_asked or _may_count(fact, demand)) or _only_sounds_alike(fact, demand):
        return None
    score, around_it = 0.0, (counted, clause, own, sentence, around)
    said = frozenset[str]().union(*around_it)
    for word in demand.required:
        spoken = demand.spoken.get(word, word)
        if is_headed(word, said, demand.terms) and not looks_like_verb(spoken):
            return None
        # What is told of a number stands in its sentence, as what it counts does; another may tell
        # it of something else.
        is_short = not demand.told.get(word, frozenset()).isdisjoint(sentence)
        is_own = word in demand.told or word in demand.phrase
        near = around_it[:-1] if is_own and not is_short else around_it
        weight = _weight(word, near, demand.terms)
        if not weight and (_has_verb(word, fact.quote, demand) or word in initials(fact.quote)):
            weight = _IN_PART if _has_verb(word, part.part_of(fact), demand) else _IN_SENTENCE
        if not weight:
            return None
        score += weight
    topics = [_weight(word, around_it, demand.terms) for word in demand.topic]
    about = sum(topics)
    # A question that says nothing of what it counts is about what the one before it named: of
    # three words one may be its verb.
    enough = 1 if demand.required else len(topics) - len(topics) // 3
    if not (sum(map(bool, topics)) >= enough if topics else demand.required):
        return None
    return Fit(
        fact=fact,
        score=score + _TOPIC_WEIGHT * about,
        role=_role(fact, demand),
        counts_asked=counts_asked,
        is_whole=says_all(fact, demand),
        named=sum(is_among(word, counted, demand.terms) for word in demand.words),
    )


def says_all(fact: Fact, demand: Demand) -> bool:
    """Tell whether a fact holds all words of a question: what it counts, or its sentence."""
    counted, _, sentence = places(fact)
    return all(
        is_among(word, counted | sentence, demand.terms)
        or _has_verb(word, fact.quote, demand)
        or word in initials(fact.quote)
        for word in demand.required
    )


def _has_verb(word: str, text: str, demand: Demand) -> bool:
    return is_same_verb(demand.spoken.get(word, word), text, demand.verbs.get(word, ""))


def tells(fact: Fact, demand: Demand) -> bool:
    """Tell whether the sentence of a fact itself says all that is told of what it counts."""
    _, _, sentence = places(fact)
    if any(is_headed(word, sentence, demand.terms) for word in demand.required):
        return False
    return all(
        is_among(word, sentence, demand.terms)
        or not short.isdisjoint(sentence)
        or _has_verb(word, fact.quote, demand)
        for word, short in demand.told.items()
    )


def counts(fact: Fact, demand: Demand) -> bool:
    """Tell whether a fact counts what is asked for, if that was named, by its whole name."""
    _, _, sentence = places(fact)
    if not all(is_among(word, sentence, demand.terms) for word in demand.phrase):
        return False
    return _counts_asked(fact, demand) or _may_count(fact, demand)


def _counts_asked(fact: Fact, demand: Demand) -> bool:
    counted, _, sentence = places(fact)
    return any(is_named(word, counted, sentence, demand.terms) for word in demand.asked)


def counts_bare(fact: Fact, demand: Demand) -> bool:
    """Tell whether what a fact counts has the very name that is asked for, or one as good."""
    counted, _, _ = places(fact)
    return any(not meanings(word, demand.terms).isdisjoint(counted) for word in demand.asked)


def counts_kind(fact: Fact, demand: Demand) -> bool:
    """Tell whether a fact counts one kind only of what is asked for: a compound that ends in it."""
    counted, _, _ = places(fact)
    kinds = any(ends_in(other, word) for word in demand.asked for other in counted)
    return kinds and not counts_bare(fact, demand)


def _only_sounds_alike(fact: Fact, demand: Demand) -> bool:
    """Tell whether a sentence has, of a word that is asked for, one of the same stem only.

    "Leeg" and "leg" have one, and so have "vloot" and "vlot".
    """
    short = [word for word in demand.required if len(word) <= _LONGEST_ALIKE]
    return any(is_other_word(word, demand.spoken.get(word, word), fact.quote) for word in short)


def _may_count(fact: Fact, demand: Demand) -> bool:
    """Tell whether nothing was named to be counted, or it stands behind what is."""
    if fact.measure == "bedrag":  # "een vergoeding van 30 euro"
        own = stems_of(part.part_of(fact))
        return not demand.asked or any(is_among(each, own, demand.terms) for each in demand.asked)
    return not demand.asked or _follows(fact, demand)


def _follows(fact: Fact, demand: Demand) -> bool:
    """Tell whether the noun that is asked for stands right behind what is counted.

    "Voor 15 gemeenten een aanvraag" tells how many applications; "35 jongeren en een gelijksoortig
    aantal ouders" does not tell how many parents, nor "bouwden er 3 een school en sloten er 2 een
    school" how many schools were built.
    """
    match = _ONE_EACH.match(part.behind(fact))
    if match is None:
        return False
    behind, own = stems_of(match["noun"]), stems_of(part.part_of(fact))
    if not all(is_among(word, own, demand.terms) for word in demand.told):
        return False
    return any(is_among(word, behind, demand.terms) for word in demand.asked)


def _weight(word: str, places: Sequence[frozenset[str]], terms: Terms) -> float:
    """Weigh how near a word stands: most in what is counted, least in the sentences before.

    Another word for it weighs less than the word itself.
    """
    for distance, place in enumerate(places):
        if is_among(word, place, terms):
            return len(places) - distance - (0 if word in place else _SYNONYM_PENALTY)
    return 0


def places(fact: Fact) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the stems of what a fact counts, of its clause, and of its sentence."""
    times = " keer" if fact.measure.startswith("aantal per") else ""  # a rate counts times
    if fact.measure.startswith(("aantal", "duur")):  # "12 hectare gras" counts hectares too
        times += f" {' '.join(forms_of(fact.quantity.unit))}"
    clause = _clause(fact.quote, fact.number.end)
    return stems_of(fact.subject + times), clause, stems_of(fact.quote)


@lru_cache(maxsize=4096)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text."""
    return frozenset(stems(text))


@lru_cache(maxsize=4096)
def _clause(quote: str, start: int) -> frozenset[str]:
    """Return the stems between the end of a number and the next number in its sentence."""
    later = [found.span.start for found in find_quantities(quote) if found.span.start > start]
    return frozenset(stems(quote[start : min(later, default=None)]))


def _role(fact: Fact, demand: Demand) -> float:
    """Prefer the value that now holds, unless the question looks back."""
    return 1 if ("oud" in fact.qualifiers) == demand.looks_back else -1
