"""A question about a number itself, or the turn before: how it is worked out, what lies between.

In: a question as it was read, and the turn before it. Out: an answer from the note of a measure, or
from where that turn stood; None where it asks for anything else.
"""

from __future__ import annotations

from qa.dutch.terms import COUNT
from qa.question.dialogue.between_turns import between
from qa.question.dialogue.part_of_whole import share
from qa.question.dialogue.reasons import reason
from qa.question.dialogue.turn import Turn
from qa.question.read.parts import checks
from qa.question.read.reading import Reading
from qa.say import compose
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Fact, Outcome, Step

_MEANS = {"betekent", "houdt"}


def of_turns(
    reading: Reading, turn: Turn, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer what lies between the numbers of the last two turns, what the last is of, and why."""
    for rule in (between, share, reason, again):
        if outcome := rule(reading, turn, index, letters):
            trace.append(Step("lezen", rule.__name__, turn.place))
            return outcome
    return None


def again(reading: Reading, turn: Turn, index: Index, letters: Letters) -> Outcome | None:
    """Say the last number once more, with its source: "Klopt dat?"."""
    facts = index.facts.named(turn.facts[:1])
    if not facts or reading.content_words or not checks(reading.text):
        return None
    return compose.from_statement(reading.question, facts, None, letters)


def about_the_facts(
    reading: Reading, turn: Turn, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer a question about the numbers of the turn before: how worked out, whose, of when."""
    facts = index.facts.named(turn.facts)
    if not facts or reading.subjects or not reading.has("definition", "source", "when"):
        return None
    if reading.has("definition", "source"):
        return from_note(note_asked(reading, facts), reading, index, letters, trace)
    if reading.content_words or facts[0].period is None:
        return None
    trace.append(Step("lezen", "peildatum", facts[0].id))
    return compose.from_statement(reading.question, facts[:1], None, letters)


def about_a_measure(
    reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer how a measure that is named is worked out, or where its numbers come from."""
    means = _asks_meaning(reading)
    asks = reading.has("definition", "source") and not reading.unexplained
    if not (asks or means):
        return None
    of_table = reading.subjects or reading.names_table
    named = sorted(each.id for each in reading.measures)
    measure = named[0] if named else COUNT if of_table else ""
    facts = index.facts.find(measure) if measure else ()
    return from_note(note_asked(reading, facts), reading, index, letters, trace)


def _asks_meaning(reading: Reading) -> bool:
    """Tell whether a question asks what a measure is, of nothing: "Wat is een bedrag?"."""
    if not (reading.measures and reading.says("meaning")) or reading.subjects:
        return False
    return not (reading.years.named or reading.years.run or set(reading.unexplained) - _MEANS)


def note_asked(reading: Reading, facts: tuple[Fact, ...]) -> str:
    """Return the note that defines the measure of facts, or names their source."""
    if not facts:
        return ""
    return facts[0].source_note if reading.has("source") else facts[0].definition


def from_note(
    id: str, reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer with a note; None where there is none to answer with."""
    if not id:
        return None
    trace.append(Step("lezen", "toelichting", id))
    return compose.from_notes(reading.question, (index.passages.named(id),), letters)
