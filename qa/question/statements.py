"""Numbers that sentences state → an answer: the number itself, or what follows from two of them.

In: a question for such a number, as it was read. Out: an answer, or a question back where several
fit; None where another reading may do better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.question import stated
from qa.question.newest import dossier_of, is_outdated, newest_statement
from qa.question.read.reading import Reading
from qa.question.series.compute import NotComparable, compute
from qa.question.stated.coverage import Fit
from qa.question.stated.other_dossiers import in_other_dossiers
from qa.say import compose, lacks, refusals
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Answer, Fact, Operation, Outcome, StatedQuery, Step, Strength, Wanted

_AHEAD = frozenset("komt komen krijgt zal zullen gaat gaan".split())


def answered(
    query: StatedQuery, reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer with a number that a sentence states; None where none surely is the one asked for."""
    fits = stated.find(reading, query, index.facts)
    if query.topic and not fits and len(reading.content_words) > 1:
        fits = stated.find(reading, replace(query, topic="", place=""), index.facts)
    if query.operation is not None and not _states_result(query, fits):
        return _worked_out(query, reading, index, letters)
    if not fits:
        return None
    found = stated.best(fits)
    if query.wanted in (Wanted.DURATION, Wanted.SIZE) and not _is_sure(found, fits):
        return None
    if newest := newest_statement(fits, found, index):
        trace.append(Step("zoeken", "newest_statement", newest[0].id))
        found = newest
    elif len(found) > 1 and (told := stated.told_best(found, reading)):
        trace.append(Step("zoeken", "told_best", told.id))
        return compose.from_statement(query.question, (told,), None, letters, Strength.MODERATE)
    elif len(found) > 1:
        return refusals.several(query.question, found, letters)
    said = frozenset(reading.stems[number] for number in reading.content)
    if letters.several and not reading.dates and is_outdated(found[0], said, index):
        trace.append(Step("zoeken", "is_outdated", found[0].id))
        return None
    if letters.several and not query.topic:
        others = in_other_dossiers(reading, found[0], index.facts, lambda id: dossier_of(id, index))
        if others:
            return refusals.several(query.question, (found[0], *others), letters)
    # What only the text around it names may be another thing's number.
    is_whole = next(each.is_whole for each in fits if each.fact == found[0])
    strength = Strength.STRONG if is_whole else Strength.MODERATE
    return compose.from_statement(query.question, found, None, letters, strength)


def stated_change(
    worked_out: Answer, reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Answer:
    """Return a change as a sentence states it in the words of a question, else as worked out.

    What was worked out from a table may be the change of something near that.
    """
    found = worked_out.derivation
    if found is None or found.operation is not Operation.CHANGE:
        return worked_out
    query = StatedQuery(reading.question, Wanted.PERCENTAGE)
    outcome = answered(query, reading, index, letters, trace)
    return outcome if isinstance(outcome, Answer) else worked_out


def _is_sure(found: Sequence[Fact], fits: Sequence[Fit]) -> bool:
    """Tell whether one sentence alone says how long: others stand by what something lasts."""
    return len(found) == 1 and any(each.is_whole for each in fits if each.fact == found[0])


def _states_result(query: StatedQuery, fits: tuple[Fit, ...]) -> bool:
    """Tell whether a sentence states the change itself ("een stijging van 75%"), or the total."""
    if query.operation is Operation.SUM and fits and stated.is_total(fits[0].fact):
        return True
    return query.wanted is Wanted.PERCENTAGE and bool(fits)


def _worked_out(
    query: StatedQuery, reading: Reading, index: Index, letters: Letters
) -> Outcome | None:
    assert query.operation is not None
    if not _AHEAD.isdisjoint(word.folded for word in reading.words):
        return None  # what is still to come does not follow from what came
    wanted = Wanted.COUNT if query.wanted is Wanted.PERCENTAGE else query.wanted
    fits = stated.find(reading, replace(query, wanted=wanted), index.facts, for_working=True)
    facts = stated.operands(fits, query.operation)
    if not facts and query.topic:  # it may be about something else than the turn before
        return _worked_out(replace(query, topic="", place=""), reading, index, letters)
    if not facts:
        return None
    try:
        derivation = compute(query.operation, facts)
    except NotComparable as error:
        return lacks.not_comparable(query.question, str(error), facts, letters)
    return compose.from_statement(query.question, facts, derivation, letters)
