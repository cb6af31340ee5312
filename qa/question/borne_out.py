"""A number of a sentence and what a claim says of it → whether the sentence says just that.

In: a fact of a sentence, and the question that a claim answers, as it was read. Out: whether the
clause of the number holds all words of the claim, and neither does, plans nor supposes anything
else. Where it does not, the number may still answer, but bears nothing out and denies nothing:
"bij een bezoek lukt 46 procent, bij een brief 9" does not tell of a brief that it is 46 procent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from qa.dutch.forms import is_participle, looks_like_verb, verb_root
from qa.dutch.numbers.units import UNITS
from qa.dutch.terms import Terms
from qa.dutch.text import sentences, stems, words
from qa.question.passages.plainly import VIEWS, alike
from qa.question.read.reading import Reading
from qa.question.read.whether import MODALS, PASSING
from qa.question.stated.matching import is_among
from qa.types import Fact

_PARTED: Final = re.compile(r"[,;:](?=\s)|(?<=[a-z]) en (?=(?:aan|bij|in|van|voor|op)\b)")
_POINTING: Final = frozenset(
    "waarvan waaronder waaraan waarin waarbij daarvan hiervan waarmee die dat hen wie".split()
)
_SOURCES: Final = frozenset(("volgens",))  # who counted it is no view
_LISTED: Final = re.compile(r" en (?P<more>[^\W\d_]+)")


def says_plainly(fact: Fact, reading: Reading) -> bool:
    """Tell whether the sentence of a number says of it what is claimed, and nothing else."""
    own, near = _clause(fact, reading)
    asked = {word.folded for word in reading.words}
    last = near[[*sentences(near)][-1].start :]  # what was planned before may have been done
    doubtful = (MODALS | VIEWS) - asked - _SOURCES
    if not doubtful.isdisjoint(word.folded for word in words(last)):
        return False
    claimed = [number for number in reading.content if _carries(number, reading)]
    if not all(_is_said(number, f"{near} {fact.subject}", reading) for number in claimed):
        return False
    return not (_adds_to_subject(fact, asked) or _does_else(own, asked, reading.terms))


def _is_said(number: int, clause: str, reading: Reading) -> bool:
    if is_among(reading.stems[number], frozenset(stems(clause)), reading.terms):
        return True
    verb = verb_root(reading.words[number].folded)  # "opving" of "ving … op"
    return any(verb_root(word.folded) == verb for word in words(clause))


def _carries(number: int, reading: Reading) -> bool:
    word = reading.words[number].folded
    return word.isalpha() and word not in UNITS and word not in PASSING


def _clause(fact: Fact, reading: Reading) -> tuple[str, str]:
    """Return the clause of a number; with the one before it where it only goes on about that."""
    quote, number = fact.quote, fact.number
    marks = sorted(
        (*(m.span() for m in _PARTED.finditer(quote)), *((s.end, s.end) for s in sentences(quote)))
    )
    starts = [0, *(end for _, end in marks if end <= number.start)]
    last = next((start for start, _ in marks if start >= number.end), len(quote))
    own = quote[starts[-1] : last]
    at = len(starts) - 1
    while at and _leans(quote[starts[at] : last], fact, reading):
        at -= 1
    near = quote[starts[at] : last]
    is_bare = at < len(starts) - 1 and not _points(own)
    return (near if is_bare else own), near


def _leans(part: str, fact: Fact, reading: Reading) -> bool:
    """Tell whether a clause says nothing but its number and its time, or points back."""
    counted = {word.folded for word in words(fact.subject)}
    said = [word.folded for word in words(part) if word.folded.isalpha()]
    quiet = reading.terms.quiet
    free = counted | PASSING | UNITS.keys()
    return _points(part) or all(each in free or quiet.issuperset(stems(each)) for each in said)


def _points(part: str) -> bool:
    return not _POINTING.isdisjoint(word.folded for word in words(part)[:3])


def _adds_to_subject(fact: Fact, asked: set[str]) -> bool:
    """Tell whether a number counts more than is claimed: "artsen en verpleegkundigen"."""
    return any(
        not any(alike(match["more"].casefold(), each) for each in asked)
        for match in _LISTED.finditer(fact.subject)
    )


def _does_else(own: str, asked: set[str], terms: Terms) -> bool:
    """Tell whether a clause ends in a verb that is not the claim's: "werd overschreden"."""
    said: Sequence[str] = [word.folded for word in words(own)]
    if not said:
        return False
    last = said[-1]
    only_arises = verb_root(last) in terms.arising or terms.quiet.issuperset(stems(last))
    is_verb = (is_participle(last) or looks_like_verb(last)) and not only_arises
    return is_verb and not any(alike(last, each) for each in asked)
