"""The number of one letter set against that of another: "Is dat meer dan in de vorige brief?".

In: what is set against which letter, and the turn before. Out: the working from the earlier
letter's number to the later one's, both quoted, or what each says of it; None where not each of two
letters of one dossier surely answers.
"""

from __future__ import annotations

from dataclasses import replace

from qa.question.answer import answer
from qa.question.asked import Asked, letters_of
from qa.question.claims import affirmed
from qa.question.newest import dossier_of, sources_of
from qa.question.read.against import Against
from qa.question.read.completing import Last, letter_called
from qa.question.read.reading import read_in
from qa.question.read.which import which
from qa.question.series.compute import NotComparable, compute
from qa.say import compose
from qa.store.index import Index
from qa.types import Answer, Fact, Operation, Step, Strength


def set_against(asked: Against, last: Last, index: Index, limit: int) -> Answer | None:
    """Work out what lies between the numbers that two letters give of one thing."""
    question = asked.asks or last.asked
    if not question or not (own := _answered(question, index, limit)):
        return None
    home = _letter_of(own)
    if asked.asks and not _is_newest(home, index):
        return None  # the newest letter may say it in other words
    other = letter_called(asked.letter, replace(last, home=home), index)
    if other is None or other == home or not _of_one_dossier(home, other, index):
        return None
    its = _answered(which(question, index).question, index.within([other]), limit)
    if its is None:
        return None
    letters = letters_of(index)
    newer, older = sorted((own, its), key=lambda each: letters.date_of(_letter_of(each)))[::-1]
    if not (newer.facts or older.facts or asked.asks):
        hits = (*newer.hits[:1], *older.hits[:1])
        return compose.from_passages(asked.whether, hits, Strength.MODERATE, letters, hits[1:])
    return _between(asked, older.facts[:1] + newer.facts[:1], index, limit)


def _between(asked: Against, facts: tuple[Fact, ...], index: Index, limit: int) -> Answer | None:
    """Work out what lies between two numbers of one kind."""
    letters = letters_of(index)
    if len({(each.measure, each.quantity.unit) for each in facts}) > 1:
        return None
    try:
        derivation = compute(Operation.DIFFERENCE, facts)
    except NotComparable:
        return None
    found = compose.from_statement(asked.whether, facts, derivation, letters)
    reading = read_in(asked.whether, index)
    whole = Asked(asked.whether, index, limit, None, reading, letters)
    traced = tuple(Step("vergelijken", "set_against", each.letter_id) for each in facts)
    return replace(affirmed(found, whole), trace=traced)


def _answered(question: str, index: Index, limit: int) -> Answer | None:
    """Return what letters surely answer, the newest of them first; nothing that is worked out."""
    meant = which(question, index)
    if not meant.letters:
        return None
    within = index.within(meant.letters)
    reading = read_in(meant.question, within)
    outcome, _ = answer(Asked(meant.question, within, limit, None, reading, letters_of(index)))
    if not isinstance(outcome, Answer) or outcome.derivation or outcome.strength is Strength.WEAK:
        return None
    return outcome if outcome.facts or outcome.hits else None


def _letter_of(found: Answer) -> str:
    return found.facts[0].letter_id if found.facts else found.hits[0].passage.letter_id


def _is_newest(letter: str, index: Index) -> bool:
    """Tell whether no later letter of its dossier is asked."""
    sources = sources_of(index)
    home = dossier_of(letter, index)
    return all(
        each.date <= sources[letter].date
        for each in sources.values()
        if dossier_of(each.letter_id, index) == home
    )


def _of_one_dossier(one: str, other: str, index: Index) -> bool:
    return dossier_of(one, index) == dossier_of(other, index)
