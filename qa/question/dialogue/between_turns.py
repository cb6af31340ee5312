"""Numbers of the last two turns → what lies between them: "Hoeveel scheelt dat?".

In: a question that asks for a difference and says nothing of what, and the turn before it. Out: the
working from the earlier number to the later one; None where the two turns gave no two numbers of
one kind and unit, or where the question says more.
"""

from __future__ import annotations

from qa.question.dialogue.turn import Turn
from qa.question.read.reading import Reading
from qa.question.series.compute import NotComparable, compute
from qa.say import compose
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Fact, Operation, Outcome, Wanted

_MORE = ("more", "less", "rise", "fall", "change")


def between(reading: Reading, turn: Turn, index: Index, letters: Letters) -> Outcome | None:
    """Work out what lies between the numbers of the last two turns."""
    operation = _operation(reading)
    facts = index.facts.named((*turn.before[:1], *turn.facts[:1]))
    if operation is None or len(facts) != 2 or not _are_alike(*facts):
        return None
    ordered = tuple(sorted(facts, key=lambda each: _day(each, letters)))
    try:
        derivation = compute(operation, ordered)
    except NotComparable:
        return None
    return compose.from_statement(reading.question, ordered, derivation, letters)


def _operation(reading: Reading) -> Operation | None:
    says_more = (
        reading.content_words or reading.years.named or reading.years.run or reading.subjects
    )
    if says_more or reading.wanted is Wanted.WHY or not reading.has(*_MORE):
        return None
    return Operation.CHANGE if reading.has("percent") else Operation.DIFFERENCE


def _are_alike(one: Fact, other: Fact) -> bool:
    kinds = {(each.measure, each.quantity.unit) for each in (one, other)}
    return len(kinds) == 1 and one.id != other.id and "procent" not in one.quantity.unit


def _day(fact: Fact, letters: Letters) -> tuple[int, int]:
    """Return until when a number holds: those of one day stay as they were asked."""
    sent = letters.date_of(fact.letter_id).toordinal()
    return (fact.period.end.toordinal() if fact.period else sent), sent
