"""Numbers of sentences of two letters → whether both are of one thing.

In: a number that a sentence of either letter states. Out: how surely they count the same; nothing
where one word tells them apart: "12 kramen geopend" and "9 kramen gesloten" are of two things, and
so are "300 kramen" and "88 overdekte kramen". What the clause around the number says must be the
same, its days and numbers apart, under one heading or in many words; a sentence that leans on the
one before it is of the same thing only where that one is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.forms import kin
from qa.dutch.text import analyse, is_searched, part_around, sentences, stem, words
from qa.store.index import Index
from qa.types import TABLE_RULE, Bound, Fact, Passage

_FEWEST: Final = 3  # stems of a clause that tells by itself what its number is of
_FEWEST_ELSEWHERE: Final = 5  # and under another heading
_DENYING: Final = frozenset(("niet", "geen", "nooit", "nauwelijks"))
_PAST: Final = "oud"  # the qualifier of a number that its own sentence says is past
_CLAUSE: Final = re.compile(r"[,;:()] | (?:omdat|waarvan|waardoor|nadat|terwijl|zodat|maar) ")
_LEANING: Final = frozenset("zij ze hij hen daarvan hiervan ervan daarna hierna daarbij".split())
_OPENING: Final = frozenset("dat die dit deze dan".split())
_POINTING: Final = (
    " is dat ",
    " was dat ",
    " zijn dat ",
    " waren dat ",
    " dat zijn ",
    " dat waren ",
)
# These tell no two things apart: when, and how the sentence goes on from the one before it.
_FREE: Final = frozenset(
    analyse(
        "januari februari maart april mei juni juli augustus september oktober november december"
        " dit jaar vorig moment nu inmiddels momenteel thans daarnaast daarom altijd nog ook verder"
        " nieuw nieuwe begin eind medio voorjaar najaar zomer ongeveer circa ruim bijna"
    )
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of a sentence: its kind, what its clause, its sentence and the one before say."""

    fact: Fact
    kind: tuple[str, str, frozenset[str]]
    clause: frozenset[str]
    sentence: frozenset[str]
    before: frozenset[str]
    denied: frozenset[str]
    leans: bool
    heading: frozenset[str]


def stated_in(letter: str, facts: Sequence[Fact], index: Index) -> Iterator[Stated]:
    """Yield the numbers that sentences of a letter state, each that stands alone of its kind."""
    held = [
        fact
        for fact in facts
        if fact.letter_id == letter
        and fact.rule != TABLE_RULE
        and fact.quantity.bound is not Bound.RANGE
        and _PAST not in fact.qualifiers
    ]
    kinds = Counter((fact.span, _kind(fact)) for fact in held)
    for fact in held:
        if kinds[fact.span, _kind(fact)] == 1:
            yield _stated(fact, index.passages.containing(letter, fact.span))


def _stated(fact: Fact, passage: Passage) -> Stated:
    folded = [word.folded for word in words(fact.quote)]
    joined = f" {' '.join(folded)} "
    points = folded[0] in _OPENING or any(each in joined for each in _POINTING)
    return Stated(
        fact=fact,
        kind=_kind(fact),
        clause=_said(_clause(fact)),
        sentence=_said(fact.quote),
        before=_said(_before(fact, passage)),
        denied=_DENYING.intersection(folded),
        leans=points or not _LEANING.isdisjoint(folded),
        heading=_roots(passage.path[-1]) if passage.path else frozenset(),
    )


def alike(one: Stated, other: Stated) -> int:
    """Return how surely two numbers of one kind are of one thing; 0 where they may not be."""
    if one.denied != other.denied or (one.leans and one.before != other.before):
        return 0
    is_whole = one.sentence == other.sentence and bool(one.sentence)
    tells = one.clause == other.clause and len(one.clause) >= _FEWEST
    if not (is_whole or tells) or one.leans != other.leans:
        return 0
    is_here = one.heading == other.heading
    if not is_here and len(one.clause) < _FEWEST_ELSEWHERE:
        return 0
    return 1 + 2 * is_here + is_whole


def _roots(heading: str) -> frozenset[str]:
    """Return what a heading shares with other forms of it: "Verlichting" and "Verlichten"."""
    searched = (w.folded for w in words(heading) if is_searched(stem(w.folded)))
    return frozenset(kin(each) for each in searched if not each.isdigit())


def _kind(fact: Fact) -> tuple[str, str, frozenset[str]]:
    return fact.measure, fact.quantity.unit, frozenset(analyse(fact.subject))


def _clause(fact: Fact) -> str:
    """Return the clause of a sentence that a number stands in."""
    clause, number = part_around(fact.quote, fact.number, _CLAUSE), fact.number
    return f"{fact.quote[clause.start : number.start]} {fact.quote[number.end : clause.end]}"


def _before(fact: Fact, passage: Passage) -> str:
    """Return the sentence before that of a number in its paragraph."""
    at = fact.span.start - passage.span.start
    found = [span for span in sentences(passage.text) if span.end <= at]
    return found[-1].of(passage.text) if found else ""


def _said(text: str) -> frozenset[str]:
    """Return what a text says beside its numbers and days."""
    found = (each for each in analyse(text) if not any(map(str.isdigit, each)))
    return frozenset(found) - _FREE
