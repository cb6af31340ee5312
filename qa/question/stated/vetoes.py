"""A sentence with a number → whether it turns that into another number than is asked for.

In: a fact of a sentence and a question as it was read. Out: whether the number is of the opposite,
of what was only meant, of another day, of what is left out, or of a part that nobody asked for.
"""

from __future__ import annotations

import re
from itertools import pairwise

from qa.dutch.forms import verb_root
from qa.dutch.numbers import find_quantities
from qa.dutch.terms import is_part, terms
from qa.dutch.text import part_around, stem, stems, words
from qa.question.read.reading import Reading
from qa.question.read.whether import DENIALS
from qa.types import Fact

_MEANT = re.compile(r"\b(?:moet|moeten|moest|moesten|zou|zouden)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bzonder (?:[^\W\d_]+e )?(?P<noun>[^\W\d_]+)", re.IGNORECASE)
_CHANGING = ("rise", "fall", "more", "less", "change")
_EARLIER = frozenset(("eerder", "daarvoor", "ervoor"))
_YEAR_EARLIER = re.compile(
    r"(?<!dan een )\b(?:jaar|jaren) (?:eerder|daarvoor|ervoor)\b", re.IGNORECASE
)
# "Van het geheel is 40 fte verborgen", "waarvan 40 verborgen": 40 is a part of what was named.
_OF_WHOLE = re.compile(
    r"^van (?:de|het|deze|dit|die|dat|alle)\b"
    r"|\b(?:waarvan|(?:van|onder) (?:wie|hen)|daarvan|hiervan)\b",
    re.IGNORECASE,
)
_OF = re.compile(r" van (?:de|het)(?: in totaal)? $")
_MORE_THAN = re.compile(r" ?(?:[^\W\d_]+ ){0,2}?(?:meer|minder|hoger|lager) dan\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:(?<!tot )nu|inmiddels|thans|momenteel|op dit moment)\b", re.IGNORECASE)
_NOW_SAID = frozenset(("nu", "inmiddels", "thans", "momenteel", "moment"))  # "op dit moment"
_ASIDE = re.compile(
    r"\b(?:terwijl|nadat|voordat|omdat|doordat|toen|zodra|hoewel|zodat|totdat)\b", re.IGNORECASE
)
_BEFORE_DENIAL, _BEHIND = 1, 3  # words around a denial that it is of
_PARTED = re.compile(r"[,;:](?=\s)")


def is_turned(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence turns its number into another one than is asked for."""
    return any(veto(fact, reading) for veto in _VETOES)


def _goes_other_way(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of a rise where a fall is asked for, or the other way round."""
    said = {cue for cue in ("rise", "fall") if _names(cue, fact.subject)}
    asked = {cue for cue in ("rise", "fall") if reading.has(cue)}
    return len(said) == len(asked) == 1 and said != asked


def _was_only_meant(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of what had to be done, where what was done is asked for."""
    return _MEANT.search(fact.quote) is not None and not reading.turns.plans


def _is_of_other_day(fact: Fact, reading: Reading) -> bool:
    """Tell whether a question asks for "een jaar eerder", and the number is not of that day."""
    said = pairwise(word.folded for word in reading.words)
    asked = any(time in ("jaar", "jaren") and way in _EARLIER for time, way in said)
    return asked and _YEAR_EARLIER.search(_part_of(fact)) is None


def _part_of(fact: Fact) -> str:
    """Return the part of its sentence, between marks, that a number stands in."""
    number = fact.value_span.moved(-fact.span.start)
    return part_around(fact.quote, number, _PARTED).of(fact.quote)


def _is_without(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence says "zonder" of what a question asks with."""
    asked = {reading.stems[number] for number in reading.content}
    without = {stem(match["noun"].casefold()) for match in _WITHOUT.finditer(fact.quote)}
    return not asked.isdisjoint(without) and not reading.turns.denials


def _is_only_part(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is of a part of what is asked for, and the question names no part."""
    number = fact.value_span.moved(-fact.span.start)
    part = part_around(fact.quote, number, _PARTED)
    if not _OF_WHOLE.search(fact.quote[part.start : number.start].lstrip()):
        return False
    behind = fact.quote[number.end : part.end].removeprefix(f" {fact.subject}")
    terms = reading.terms
    told = {each for each in stems(behind) if each not in terms.neutral and not each.isdigit()}
    asked = set(reading.stems)
    return bool(told) and not any(
        not terms.synonyms(each).isdisjoint(asked) or any(is_part(each, other) for other in asked)
        for each in told
    )


def _is_whole(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is the whole of which the one before it says what is asked.

    "318 van de 342 gemeenten doen mee" tells of 342 only that there are so many.
    """
    before = fact.quote[: fact.value_span.start - fact.span.start]
    of = _OF.search(before)
    if of is None or not any(each.span.end == of.start() for each in find_quantities(before)):
        return False
    return len(reading.content) > len(reading.noun.named)


def _is_difference(fact: Fact, reading: Reading) -> bool:
    """Tell whether a number is by how much there are more: "2.000 meer dan een jaar geleden"."""
    asked = reading.has("more", "less", "rise", "fall", "change", "points")
    return not asked and bool(_MORE_THAN.match(fact.quote, fact.value_span.end - fact.span.start))


def _is_of_other_time(fact: Fact, reading: Reading) -> bool:
    """Tell whether what is now is asked for, and a sentence tells that of another number."""
    said = [word.folded for word in reading.words]
    asked = any(word in _NOW_SAID and before != "tot" for before, word in pairwise(("", *said)))
    if not asked or _NOW.search(_part_of(fact)):
        return False
    return any(_NOW.search(each) and find_quantities(each) for each in _PARTED.split(fact.quote))


def _is_denied(fact: Fact, reading: Reading) -> bool:
    """Tell whether a sentence denies of its number what a question asks without denying it.

    "47 procent reageert niet" does not tell how many do. The denial stands beside a word of the
    question: "niet meer dan 47 procent reageert" denies none.
    """
    if reading.turns.denials:
        return False
    asked = {verb_root(reading.words[number].folded) for number in reading.content}
    said = [word.folded for word in words(_part_of(fact))]
    return any(
        verb_root(other) in asked
        for at, word in enumerate(said)
        if word in DENIALS
        for other in (*said[max(0, at - _BEFORE_DENIAL) : at], *said[at + 1 : at + 1 + _BEHIND])
    )


def _is_no_change(fact: Fact, reading: Reading) -> bool:
    """Tell whether by what percentage something rose or fell is asked, and one is not of that."""
    if fact.measure != "percentage" or reading.has("points"):
        return False
    said = [word.folded for word in reading.words]
    asked = reading.has("rise", "fall") and ("met", "hoeveel") in pairwise(said)
    return asked and not any(_names(cue, fact.quote) for cue in _CHANGING)


def _is_told_aside(fact: Fact, reading: Reading) -> bool:
    """Tell whether all that is asked is said of a number by the way only.

    "In 2023 stierven 118 mensen terwijl zij op de lijst stonden" tells not how many stood there.
    """
    end = fact.value_span.end - fact.span.start
    aside = _ASIDE.search(fact.quote, end)
    if aside is None:
        return False
    terms, counted = reading.terms, {reading.stems[number] for number in reading.noun.named}
    asked = {reading.stems[number] for number in reading.content} - counted
    parts = (fact.quote[: aside.start()], fact.quote[aside.end() :])
    own, beside = (set(stems(part)) for part in parts)
    said = [terms.synonyms(each) for each in asked]
    return any(not each.isdisjoint(beside) for each in said) and all(map(own.isdisjoint, said))


_VETOES = (
    _goes_other_way,
    _was_only_meant,
    _is_of_other_day,
    _is_without,
    _is_only_part,
    _is_whole,
    _is_difference,
    _is_of_other_time,
    _is_told_aside,
    _is_no_change,
    _is_denied,
)


def _names(cue: str, text: str) -> bool:
    found = set(stems(text))
    return any(found.issuperset(phrase) for phrase in terms().cues[cue])
