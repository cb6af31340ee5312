"""The number of the turn before as a part of a whole: "Hoeveel procent is dat?", "Van de hoeveel?".

In: a question that asks for a share, or for the whole, and says nothing of what. Out: what follows
from the two numbers of one sentence of which it says that one is of the other ("van de 96 kramen
zijn er 71 verkocht", "96 kramen, waarvan 71 verkocht"); None where it says that of no two.
"""

from __future__ import annotations

import re
from typing import Final

from qa.question.dialogue.turn import Turn
from qa.question.read.reading import Reading
from qa.question.series.compute import NotComparable, compute
from qa.say import compose
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import TABLE_RULE, Fact, Operation, Outcome, Wanted

_OF: Final = re.compile(r"\b(?:van|op) (?:de |deze |die |alle |in totaal )?$", re.IGNORECASE)
_OF_WHICH: Final = re.compile(
    r"\b(?:van wie|waarvan|onder wie|waaronder|van hen|daarvan)\b[^.;]{0,60}$"
)
_OTHERS: Final = ("more", "less", "rise", "fall", "change")


def share(reading: Reading, turn: Turn, index: Index, letters: Letters) -> Outcome | None:
    """Work out which part of a whole the last number is, or tell that whole."""
    says_more = reading.content_words or reading.years.named or reading.has(*_OTHERS)
    wants_whole = bool(reading.says("of_how_many"))
    if says_more or not (wants_whole or reading.wanted is Wanted.PERCENTAGE):
        return None
    for part in index.facts.named((*turn.facts[:1], *turn.before[:1])):
        if part.rule == TABLE_RULE or (whole := _whole_of(part, index)) is None:
            continue
        if wants_whole:
            return compose.from_statement(reading.question, (whole,), None, letters)
        try:
            derivation = compute(Operation.SHARE, (part, whole))
        except NotComparable:
            return None
        return compose.from_statement(reading.question, (part, whole), derivation, letters)
    return None


def _whole_of(fact: Fact, index: Index) -> Fact | None:
    """Return the number of its sentence that a number is a part of."""
    found = [
        each
        for each in index.facts.inside(fact.letter_id, fact.span)
        if each.quantity.unit == fact.quantity.unit
        and each.quantity.value > fact.quantity.value
        and each.number.start < fact.number.start
        and (
            _OF.search(fact.quote[: each.number.start])
            or _OF_WHICH.search(fact.quote[each.number.end : fact.number.start])
        )
    ]
    return found[0] if len({each.quantity for each in found}) == 1 else None
