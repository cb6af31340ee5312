"""One question → its outcome, and the turn that a follow-up would lean on.

The readings of a question are tried in order; the first that yields an answer is it. Where none
does, the abstention of the last reading stands: it knows best what is missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from qa.question import patterned
from qa.question.asked import Asked
from qa.question.cells import Sought, choose, of_one_letter, revised, revised_between, seek
from qa.question.dialogue import about_turn, carrying
from qa.question.dialogue.turn import Turn, turn_after
from qa.question.newest import newest_of_year
from qa.question.passages.retrieve import find_not_yet_known
from qa.question.quoting import quoted
from qa.question.read.interpret import Leaning, readings
from qa.question.read.leaning import is_follow_up
from qa.question.read.patterned import read_pattern
from qa.question.read.reading import Reading
from qa.question.series.compute import NotComparable, compute
from qa.question.series.select import printed_beside, select
from qa.question.statements import answered, stated_change
from qa.question.whole.answered import of_letter
from qa.say import compose, lacks, refusals, series_answers
from qa.types import (
    Abstention,
    Answer,
    ComputeQuery,
    Fact,
    FactQuery,
    Gap,
    Missing,
    Operation,
    Outcome,
    PassageQuery,
    Query,
    Reason,
    StatedQuery,
    Step,
    Strength,
)

_ELSEWHERE = {Missing.DETAIL, Missing.SERIES}  # what one table lacks so, another may have
_AWAITED = 10  # years after that of the newest letter of which it may say that nothing is known yet


def answer(asked: Asked) -> tuple[Outcome, Turn]:
    """Answer one question."""
    reading, around = asked.reading, (asked.index, asked.letters, asked.trace)
    for found, meant in reading.corrections:
        asked.trace.append(Step("lezen", "spelling", f"{found} → {meant}"))
    turned = reading.turns.named(reading.text)
    asked.trace += (Step("lezen", rule, said) for rule, said in turned.items())
    is_of_letter = reading.whole or reading.part
    if is_of_letter and (outcome := of_letter(reading, asked.index, asked.letters, asked.trace)):
        return outcome, asked.turn or Turn()
    asks = reading.has("definition", "source") or reading.says("meaning")
    if asks and (outcome := about_turn.about_a_measure(reading, *around)):
        return outcome, asked.turn or Turn()
    if pattern := read_pattern(reading):
        outcome = patterned.answered(pattern, reading, asked.index, asked.letters, asked.trace)
        if outcome:
            return outcome, turn_after(reading, outcome, asked.turn)
        reading = patterned.left(pattern, reading)
    if asked.turn and (outcome := about_turn.about_the_facts(reading, asked.turn, *around)):
        return outcome, asked.turn
    filled = carrying.merged(reading, asked.turn) if asked.turn else None
    if filled:
        asked.read_as = series_answers.read_as(filled.subjects, filled.measures, filled.years)
        asked.trace.append(Step("lezen", "vervolg", asked.read_as))
        reading = filled
    leaning = carrying.leaning(reading, asked.turn, asked.index) if asked.turn else Leaning()
    topic = ""
    if leaning.topic and not asked.read_as:
        topic = carrying.written(leaning.topic, asked.index)
    if topic:
        asked.read_as = f"{asked.question} (over: {topic})"
    from_cells = _from_cells(reading, asked)
    if isinstance(from_cells, Answer):
        from_cells = stated_change(from_cells, reading, *around)
        return from_cells, turn_after(asked.reading, from_cells, asked.turn)
    if asked.whole and not filled:
        return answer(asked_in_whole(asked))
    if asked.turn and (of_turns := about_turn.of_turns(reading, asked.turn, *around)):
        return of_turns, turn_after(reading, of_turns, asked.turn)
    outcome = _by_readings(reading, leaning, topic, asked)
    outcome = from_cells if from_cells and _yields(outcome, from_cells) else outcome
    if pattern:
        outcome = patterned.borne_out(pattern, outcome, asked.letters)
    return outcome, turn_after(reading, outcome, asked.turn)


def _by_readings(reading: Reading, leaning: Leaning, topic: str, asked: Asked) -> Outcome:
    """Answer by the first reading that has an answer; else the last one tells what is missing."""
    outcome: Outcome | None = None
    for rule, query in readings(reading, leaning):
        asked.trace.append(Step("lezen", rule, series_answers.described(query, topic)))
        found = _answer_query(query, asked)
        outcome = found or outcome
        if found and not _may_do_better(found):
            break
    assert outcome is not None  # the last reading always has an outcome
    if asked.turn and carrying.denies_too_much(outcome, reading):
        return refusals.of_what(asked.question, asked.letters)
    return outcome


def asked_in_whole(asked: Asked) -> Asked:
    """Return the whole question that a follow-up stands for, which leans on nothing."""
    question, reading = carrying.whole(asked.whole, asked.index)
    asked.read_as = carrying.read_as(asked.question, reading, asked.index)
    asked.trace.append(Step("lezen", "vervolg", asked.read_as))
    return replace(asked, question=question, reading=reading, turn=None, whole="")


def _from_cells(reading: Reading, asked: Asked) -> Outcome | None:
    """Answer from a table that nobody explained; None where no table clearly has the answer."""
    if reading.subjects or reading.part:
        return None
    lacking: Outcome | None = None
    nearly: Outcome | None = None
    before = asked.index.facts.named(asked.turn.facts[:1]) if asked.turn else ()
    leans = asked.turn and before and is_follow_up(reading)
    if asked.turn and not before and asked.turn.topic and reading.says("referring"):
        return None  # what it points at stood in the letter's words, not in a table
    if leans and asked.turn:
        reading = asked.reading = carrying.carried(reading, asked.turn)
    for sought in seek(reading, asked.index, before[0] if leans else None):
        found = choose(sought)
        if isinstance(found, Gap) and _may_be_elsewhere(found, sought):
            nearly = nearly or _nearly(sought, found, asked)
            continue  # another may have it
        outcome = _from_table(sought, found, asked)
        if isinstance(outcome, Answer):
            if not (sought.is_sure or reading.years.named) and reading.says("what_is"):
                continue  # what a thing is, is not how many there are of another
            if not sought.is_sure:  # another word for it, or a part of its name
                outcome = replace(outcome, strength=Strength.MODERATE)
            asked.trace.append(
                Step("lezen", sought.rule, series_answers.described(sought.query, ""))
            )
            return outcome
        lacking = lacking or outcome
    return lacking or nearly


def _may_be_elsewhere(gap: Gap, sought: Sought) -> bool:
    """Tell whether another table may have what one lacks; a part of a year it clearly lacks."""
    is_left = gap.missing is not Missing.PART_OF_YEAR and bool(sought.query.unexplained)
    return gap.missing in _ELSEWHERE or is_left


def _nearly(sought: Sought, gap: Gap, asked: Asked) -> Outcome | None:
    """Return what all words of a question but one name: a number, or two to be set apart.

    None where there is none, or several.
    """
    query = sought.query
    is_number = asked.reading.wanted.is_number and sought.is_near
    if not is_number or gap.missing is not Missing.DETAIL or len(query.unexplained) != 1:
        return None
    if len(gap.nearest) != (1 if isinstance(query, FactQuery) else 2):
        return None
    return lacks.nearly(query, gap.nearest, asked.letters)


def _from_table(sought: Sought, found: tuple[Fact, ...] | Gap, asked: Asked) -> Outcome:
    """Answer with cells of a table; of one that several letters print also what was revised."""
    if isinstance(found, Gap) or not sought.printed:
        return _from_facts(sought.query, found, asked)
    if isinstance(sought.query, ComputeQuery):
        found = of_one_letter(found, sought.printed)
        if clash := revised_between(found, sought.printed):
            asked.trace.append(Step("zoeken", "revised_between", clash[0][0].id))
            return lacks.revised_between(sought.query.question, clash, asked.letters)
    before = revised(found, sought.printed)
    if before:
        asked.trace.append(Step("zoeken", "revised", before[0][0].id))
    return _from_facts(sought.query, found, asked, before)


def _may_do_better(outcome: Outcome) -> bool:
    """Tell whether another reading may still answer: not where this one asks back or knows why."""
    unknown = {Reason.NOT_IN_CORPUS, Reason.NOT_SURE, Reason.NOT_UNDERSTOOD}
    return isinstance(outcome, Abstention) and outcome.reason in unknown


def _yields(outcome: Outcome, from_cells: Outcome) -> bool:
    """Tell whether a table says more: what it lacks, or which of its columns may be meant."""
    asks_back = isinstance(from_cells, Abstention) and from_cells.reason is Reason.AMBIGUOUS
    is_quote = isinstance(outcome, Answer) and not outcome.facts
    return _may_do_better(outcome) or (asks_back and is_quote)


def _answer_query(query: Query, asked: Asked) -> Outcome | None:
    """Answer one reading of a question; None where another reading may do better."""
    match query:
        case FactQuery() | ComputeQuery():
            return _from_facts(query, select(query, asked.index.facts), asked)
        case StatedQuery():
            return answered(query, asked.reading, asked.index, asked.letters, asked.trace)
        case PassageQuery():
            return quoted(
                query, asked.reading, asked.index, asked.letters, asked.trace,
                limit=asked.limit, reads=asked.reads,
            )  # fmt: skip
        case _:
            assert_never(query)


def _from_facts(
    query: FactQuery | ComputeQuery,
    found: tuple[Fact, ...] | Gap,
    asked: Asked,
    before: tuple[tuple[Fact, Fact], ...] = (),
) -> Outcome:
    """Answer with facts; `before` has what older letters print otherwise, each behind its fact."""
    index, letters = asked.index, asked.letters
    if (
        isinstance(query, FactQuery)
        and isinstance(found, Gap)
        and found.missing is Missing.AGREEMENT
        and (ordered := newest_of_year(found.nearest, index))
    ):
        asked.trace.append(Step("zoeken", "newest_of_year", ordered[0].id))
        found, before = ordered[:1], tuple((ordered[0], each) for each in ordered[1:])
    if isinstance(found, Gap):
        if found.missing is Missing.YEAR:
            # A letter can only await figures of its own year and a few later ones.
            written = index.newest.year
            for year in (each for each in found.years if written <= each <= written + _AWAITED):
                if hit := find_not_yet_known(year, index):
                    return refusals.not_yet_known(query.question, hit, letters)
        return lacks.without_series(query, found, letters)
    derivation = None
    if isinstance(query, ComputeQuery) and not _is_printed(query, found):
        try:
            derivation = compute(query.operation, found, query.per)
        except NotComparable as error:
            return lacks.not_comparable(query.question, str(error), found, letters)
        if query.operation is Operation.TREND:
            printed = printed_beside(found, index.facts)
            derivation = replace(derivation, chosen=(*derivation.chosen, *printed))
    definition = index.passages.named(found[0].definition) if found[0].definition else None
    return compose.from_series(query, found, derivation, definition, letters, before)


def _is_printed(query: ComputeQuery, facts: tuple[Fact, ...]) -> bool:
    """Tell whether the letter prints the result itself."""
    return query.operation is Operation.CHANGE and facts[0].quantity.unit == "procent"
