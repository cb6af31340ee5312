"""A question and the turn before it → the question in whole, and what the next one may lean on.

In: a question as it was typed, and the turn before. Out: the whole question that a follow-up stands
for; the letters that it goes on asking; and the question in whole for the turn after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from qa.question.dialogue.reasons import asks_only_why
from qa.question.dialogue.turn import Turn
from qa.question.read import completing
from qa.question.read.completed import REMEMBERED, Completed
from qa.question.read.completing import Last
from qa.question.read.familiar import is_plain, strange_words
from qa.question.read.leaning import is_follow_up
from qa.question.read.reading import Reading
from qa.store.index import Index
from qa.types import TABLE_RULE, Answer, Outcome, Wanted


def in_whole(
    question: str, turn: Turn, index: Index, call: Callable[[str], str]
) -> Completed | None:
    """Return the whole question that a follow-up stands for; None where it stands by itself.

    Of another year of a table its cells tell more: what else the follow-up leaves out is theirs.
    """
    whole = completing.in_whole(question, last(turn, index), index, call)
    if whole is None or whole.rule != "another_year":
        return whole
    of_table = any(fact.rule == TABLE_RULE for fact in index.facts.named(turn.facts[:1]))
    return replace(whole, is_sure=not of_table)


def last(turn: Turn, index: Index) -> Last:
    """Return what of the turn before makes a question whole."""
    facts = index.facts.named(turn.facts[:1])
    year = facts[0].period.start.year if facts and facts[0].period else None
    asked = turn.asked if is_plain(turn.asked) else ""
    return Last(asked, turn.asks_back, turn.home, year)


def repeats(outcome: Outcome, question: str, turn: Turn, index: Index) -> bool:
    """Tell whether an outcome repeats a word that came back with a context and is nobody's.

    A context may come from anyone: what it holds may be looked for, but only the words of letters,
    of Dutch and of the question itself may be told.
    """
    strange = strange_words(turn.asked, question, index)
    beside = " ".join(_told_beside(outcome)).casefold() if strange else ""
    told = f"{beside} {outcome.text.casefold()}"
    # The numbers of a text are guarded: each is a letter's, or the question's own.
    return any(word in (beside if word.isdigit() else told) for word in strange)


def _told_beside(outcome: Outcome) -> Iterator[str]:
    yield from (outcome.read_as, *outcome.suggestions)
    yield from (step.detail for step in outcome.trace)
    for part in outcome.parts:
        yield from (part.question, part.text, *_told_beside(part))


def letters_before(reading: Reading, turn: Turn, index: Index) -> tuple[str, ...]:
    """Return the letters that a follow-up goes on asking, those of them that are here.

    One that says nothing of what it asks is about the numbers of the last two turns.
    """
    if not is_follow_up(reading, reading.content_words) and reading.content_words:
        return ()
    here = {source.letter_id for source in index.passages.sources()}
    of_both = () if reading.content_words else index.facts.named((*turn.facts, *turn.before))
    meant = dict.fromkeys((*turn.letters, *(fact.letter_id for fact in of_both)))
    return tuple(each for each in meant if each in here)


def said_in_full(
    question: str, whole: Completed | None, reading: Reading, turn: Turn, outcome: Outcome
) -> str:
    """Return the question that the next turn may lean on; empty where nobody can tell it.

    It is the whole one, or this one where it stands by itself, or that of the turn before where
    this one only asks on about its answer.
    """
    if whole and (whole.rule != REMEMBERED or (isinstance(outcome, Answer) and outcome.facts)):
        return whole.text
    if asks_only_why(reading):
        return turn.asked
    if not is_follow_up(reading, reading.content_words):
        return question
    only_works = reading.wanted is Wanted.OTHER or reading.has("more", "less", "percent")
    return turn.asked if only_works and not reading.content_words else ""
