"""A sentence with a number → whether it says of another class or kind what is asked, or denies it.

In: a fact of a sentence and a question as it was read. Out: whether the number is of other ages or
sizes, of things with something else, of no change where one is asked, denied, or said by the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from qa.dutch.classes import classes
from qa.dutch.forms import root, verb_root
from qa.dutch.numbers import find_quantities
from qa.dutch.terms import terms
from qa.dutch.text import stem, stems
from qa.question.read.reading import Reading
from qa.question.read.whether import DENIALS
from qa.question.stated import part
from qa.types import Fact

_CHANGING = ("rise", "fall", "more", "less", "change")
_SUMS = frozenset("geld budget middelen begroting beschikbaar uitgetrokken".split())
_TOGETHER = re.compile(r"\bmet (?:samen|in totaal|gezamenlijk|elk|ieder) $", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:terwijl|nadat|voordat|omdat|doordat|toen|zodra|hoewel|zodat|totdat)\b", re.IGNORECASE
)
_BEFORE_DENIAL, _BEHIND = 1, 3  # words around a denial that it is of
_ATTACHED = frozenset("met zonder voor tegen".split())
_DETERMINERS = frozenset("de het een deze dit die dat".split())
_NEAR = 3  # words behind a number, among which what it counts stands


def is_of_other_class(fact: Fact, reading: Reading) -> bool:
    """Tell whether a class of age or size is asked for that the sentence does not name."""
    asked = [size for _, size in reading.sizes]
    if not asked or reading.has("more", "less"):
        return False  # "meer dan 100" may be a claim about the number itself
    said = [size for _, size in classes(fact.quote)]
    return not all(any(one.is_nearly(other) for other in said) for one in asked)


def is_of_other_kind(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence counts "gevallen met schade" where "gevallen met letsel" is asked."""
    behind = fact.quote[fact.number.end :]
    said = _with(part.folded(behind), range(_NEAR))
    asked = _with(tuple(word.folded for word in reading.words), reading.noun.behind)
    if not said or not asked or said[:2] != asked[:2]:
        return False
    alike = {each for word in asked[2:] for each in reading.terms.synonyms(stem(word))}
    return alike.isdisjoint(map(stem, said[2:]))


def _with(said: Sequence[str], places: Iterable[int]) -> tuple[str, ...]:
    """Return a noun among some words, the preposition behind it, and the two words behind that."""
    for number in places:
        if said[number + 1 : number + 2] and said[number + 1] in _ATTACHED:
            rest = [word for word in said[number + 2 : number + 5] if word not in _DETERMINERS]
            return (root(said[number]), said[number + 1], *rest[:2])
    return ()


def is_denied(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence denies of its number what a question asks without denying it.

    "47 procent reageert niet" does not tell how many do. The denial stands beside a word of the
    question: "niet meer dan 47 procent reageert" denies none.
    """
    if reading.turns.denials:
        return False
    asked = {verb_root(reading.words[number].folded) for number in reading.content}
    said = part.words_of(fact)
    return any(
        verb_root(other) in asked
        for at, word in enumerate(said)
        if word in DENIALS
        for other in (*said[max(0, at - _BEFORE_DENIAL) : at], *said[at + 1 : at + 1 + _BEHIND])
    )


def is_of_what_was_counted(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of what a sentence counts before it, and that is not asked of.

    "Er zijn vier voorzieningen met samen 76 plaatsen" tells not how many "plaatsen" there are.
    """
    before = part.before(fact)
    if not _TOGETHER.search(before) or not find_quantities(before):
        return False
    counted = {reading.stems[number] for number in reading.noun.named}
    asked = {reading.stems[number] for number in reading.content} - counted
    return asked.isdisjoint(stems(before))


def is_price_of_one(fact: Fact, reading: Reading) -> bool:
    """Tell whether money for all is asked for, and a sentence gives what one of them costs."""
    asked = any(word.folded in _SUMS for word in reading.words)
    is_for_each = any(each.startswith("per ") for each in fact.qualifiers)
    return asked and is_for_each and not (reading.turns.each or reading.turns.prices)


def is_no_change(fact: Fact, reading: Reading) -> bool:
    """Tell whether by what percentage something rose or fell is asked, and one is not of that."""
    if fact.measure != "percentage" or reading.has("points"):
        return False
    said = [word.folded for word in reading.words]
    asked = reading.has("rise", "fall") and ("met", "hoeveel") in pairwise(said)
    return asked and not any(names_cue(cue, fact.quote) for cue in _CHANGING)


def is_no_extreme(fact: Fact, reading: Reading) -> bool:
    """Tell whether the most, the least or a mean is asked, and a number is not called so.

    In "de goedkoopste vraagt 890 euro en de duurste 7.400 euro" each number has a word of its own.
    """
    asked = [cue for cue in ("highest", "lowest", "mean") if reading.has(cue)]
    if not asked:
        return False
    spans = [each.span for each in find_quantities(fact.quote)]
    start = max((each.end for each in spans if each.end <= fact.number.start), default=0)
    if "nieuw" in fact.qualifiers:
        start = 0  # what is said of the old value is said of it
    end = min((each.start for each in spans if each.start >= fact.number.end), default=None)
    own = f"{fact.quantity.word} {fact.quote[start:end]}"
    return not all(names_cue(cue, own) for cue in asked)


def is_told_aside(fact: Fact, reading: Reading) -> bool:
    """Tell whether all that is asked is said of a number by the way only.

    "In 2023 stierven 118 mensen terwijl zij op de lijst stonden" tells not how many stood there.
    """
    aside = _ASIDE.search(fact.quote, fact.number.end)
    if aside is None or aside[0].casefold() in reading.said.words:
        return False
    terms, counted = reading.terms, {reading.stems[number] for number in reading.noun.named}
    asked = {reading.stems[number] for number in reading.content} - counted
    parts = (fact.quote[: aside.start()], fact.quote[aside.end() :])
    own, beside = (set(stems(each)) for each in parts)
    said = [terms.synonyms(each) for each in asked]
    return any(not each.isdisjoint(beside) for each in said) and all(map(own.isdisjoint, said))


def names_cue(cue: str, text: str) -> bool:
    """Tell whether a text says any wording of a cue."""
    found = set(stems(text))
    return any(found.issuperset(phrase) for phrase in terms().cues[cue])
