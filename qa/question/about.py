"""A question about a letter itself, about a measure, or about the numbers of the turn before.

In: a question on its way. Out: the answer that is known by its place: a part of the letterhead, a
note of a table; None where something else is asked.
"""

from __future__ import annotations

from qa.dutch.terms import COUNT
from qa.question.asked import Asked
from qa.question.dialogue import Turn
from qa.question.read.reading import Reading
from qa.say import compose, refusals
from qa.types import Fact, Outcome, Step


def about_the_letter(asked: Asked) -> Outcome | None:
    """Answer a question about the letter itself from its head or foot; of several ask which."""
    label = asked.reading.part
    if not label:
        return None
    if len(asked.letters.asked) > 1:
        asked.trace.append(Step("lezen", "briefhoofd", label))
        return refusals.which_letter(asked.question, asked.letters)
    parts = asked.index.passages.labelled(label)
    if not parts:
        return None
    asked.trace.append(Step("lezen", "briefhoofd", label))
    return compose.from_notes(asked.question, parts, asked.letters)


def about_a_measure(reading: Reading, asked: Asked) -> Outcome | None:
    """Answer how a measure that is named is worked out, or where its numbers come from."""
    if not reading.has("definition", "source") or reading.unexplained:
        return None
    of_table = reading.subjects or reading.names_table
    named = sorted(each.id for each in reading.measures)
    measure = named[0] if named else COUNT if of_table else ""
    facts = asked.index.facts.find(measure) if measure else ()
    return _from_note(_note_asked(reading, facts), asked)


def _note_asked(reading: Reading, facts: tuple[Fact, ...]) -> str:
    """Return the note that defines the measure of facts, or names their source."""
    if not facts:
        return ""
    return facts[0].definition if reading.has("definition") else facts[0].source_note


def _from_note(id: str, asked: Asked) -> Outcome | None:
    """Answer with a note; None where there is none to answer with."""
    if not id:
        return None
    asked.trace.append(Step("lezen", "toelichting", id))
    return compose.from_notes(asked.question, (asked.index.passages.named(id),), asked.letters)


def about_the_facts(reading: Reading, turn: Turn, asked: Asked) -> Outcome | None:
    """Answer a question about the numbers of the turn before: how worked out, whose, of when."""
    facts = asked.index.facts.named(turn.facts)
    if not facts or reading.subjects or not reading.has("definition", "source", "when"):
        return None
    if reading.has("definition", "source"):
        return _from_note(_note_asked(reading, facts), asked)
    if reading.content_words or facts[0].period is None:
        return None
    asked.trace.append(Step("lezen", "peildatum", facts[0].id))
    return compose.from_statement(asked.question, facts[:1], None, asked.letters)
