"""A question for the letter's own words → an answer that quotes them, or an abstention.

In: a question as it was read. Out: the section that it names; else the sentences that answer, with
what they need to be whole or to be understood, and what they plainly tell (a number, yes, no, a
date); else why not.
"""

from __future__ import annotations

from qa.question import stated
from qa.question.newest import letters_alike, newest_passages
from qa.question.passages import sections
from qa.question.passages.judge import judge
from qa.question.passages.nearby import beside, drawn_to, explaining
from qa.question.passages.retrieve import hits_of, survey
from qa.question.passages.telling import told
from qa.question.passages.unread import unread_table
from qa.question.passages.verdicts import read
from qa.question.read.aside import NOISE
from qa.question.read.reading import Reading
from qa.say import compose, refusals
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import (
    Abstention,
    Answer,
    Outcome,
    PassageQuery,
    Reason,
    Step,
    Strength,
    Wanted,
)


def quoted(
    query: PassageQuery,
    reading: Reading,
    index: Index,
    letters: Letters,
    trace: list[Step],
    *,
    limit: int,
    reads: int,
) -> Outcome:
    """Answer in the letter's own words; `reads` is how many passages may be read."""
    if (rule := reading.aside) and not (rule == NOISE and query.topic):  # "Waarom?" asks on
        return refusals.not_understood(query.question, letters)
    found = drawn_to(query.place, survey(reading, index, topic=query.topic))
    is_open = query.wanted is Wanted.OTHER and not reading.says("what_is")
    if is_open and (section := sections.named(found, index)):
        return compose.from_section(query.question, section, limit, letters)
    found = newest_passages(read(found, index, query.topic, reads), index, query.topic)
    if found.alike > 1:
        trace.append(Step("zoeken", "newest_passages", found.candidates[0].passage.letter_id))
    outcome = judge(query, found, hits_of(found, index, limit), letters)
    is_told = isinstance(outcome, Answer) or outcome.reason is Reason.NOT_YET_KNOWN
    if is_told and len(letters.asked) > 1 and (alike := letters_alike(found, index)):
        trace.append(Step("zoeken", "letters_alike", ", ".join(alike)))
        return refusals.which_letter(query.question, letters.only(alike))
    if not isinstance(outcome, Answer):
        return _not_denied(outcome, query, reading, index, letters)
    if found.candidates[0].signals.is_whole:
        outcome = _as_number(outcome, query, reading, index, letters)
    if outcome.facts:
        return outcome
    whole = _whole(outcome, query, reading, index, letters)
    note = explaining(found.asked, whole.hits[0], index) if reading.says("what_is") else None
    return compose.with_list(whole, note, False) if note else whole


def _not_denied(
    outcome: Abstention, query: PassageQuery, reading: Reading, index: Index, letters: Letters
) -> Abstention:
    """Say of what a letter is said not to have that a table which was not read may hold it."""
    is_denied = outcome.reason is Reason.NOT_IN_CORPUS and query.wanted.is_number
    table = unread_table(reading, index) if is_denied else None
    return refusals.unread(query.question, table, letters) if table else outcome


def _as_number(
    quoting: Answer, query: PassageQuery, reading: Reading, index: Index, letters: Letters
) -> Answer:
    """Give the number itself where what is quoted surely states one that is asked for."""
    sure = query.wanted.may_be_stated and quoting.strength is Strength.STRONG
    if not sure:
        return quoting
    fact = stated.pointed_at(reading, query, quoting.hits[0], index.facts)
    return compose.from_statement(query.question, (fact,), None, letters) if fact else quoting


def _whole(
    quoting: Answer, query: PassageQuery, reading: Reading, index: Index, letters: Letters
) -> Answer:
    """Say what a quote plainly tells, and quote the list that it leads to, or what leads to it."""
    today = index.day_of(quoting.hits[0].passage)
    answer = told(quoting, query, reading, today, letters)
    if (found := beside(quoting.hits[0], index)) is None:
        return answer
    return compose.with_list(answer, *found)
