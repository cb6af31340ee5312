"""A question for a pattern in whole series → its outcome.

In: a pattern, the reading it stands in, and the index. Out: an answer, or what is missing; None
where the question names no series: another reading may do better.
"""

from __future__ import annotations

from dataclasses import replace

from qa.dutch.numbers import write
from qa.question.read.patterned import Read
from qa.question.read.reading import Reading, read_in
from qa.question.series import growth, patterns, targets
from qa.question.series.compute import NotComparable
from qa.question.series.whole import Lacking, Series, Whole, in_years, whole_series, year_of
from qa.say import compose, lacks, refusals
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Answer, Finding, Missing, Operation, Outcome, Pattern, Step, Years

_ELSEWHERE = {Missing.DETAIL, Missing.SERIES}  # what a series lacks so, the text may tell
# What these ask for, no figure by itself tells; of the others the letter may print it.
_ONLY_WHOLE = frozenset(Operation) - {Operation.STRONGEST, Operation.TABLE}


def answered(
    read: Read, reading: Reading, index: Index, letters: Letters, trace: list[Step]
) -> Outcome | None:
    """Answer from whole series; None where another reading may do better."""
    of_aims = read.pattern.operation is Operation.TARGETS
    whole = whole_series(read_in(read.rest, index), index, of_aims=of_aims)
    if whole is None or (isinstance(whole, Lacking) and whole.gap.missing in _ELSEWHERE):
        return None
    trace.append(Step("lezen", read.pattern.operation.value, read.rest))
    return _from_whole(read.pattern, whole, reading.question, letters)


def left(read: Read, reading: Reading) -> Reading:
    """Return the reading to go on with: to it the pattern is a phrase that no figure explains."""
    operation = read.pattern.operation
    # "Welke boeken zijn er voor kinderen onder de twaalf?" asks for no figure.
    of_subjects = operation in {Operation.THRESHOLD, Operation.EXCEPTIONS}
    if operation not in _ONLY_WHOLE or (of_subjects and read.pattern.over_subjects):
        return reading
    beyond = (*reading.turns.beyond, (operation.value, read.span))
    unexplained = (*reading.unexplained, read.span.of(reading.text))
    return replace(reading, turns=replace(reading.turns, beyond=beyond), unexplained=unexplained)


def borne_out(read: Read, outcome: Outcome, letters: Letters) -> Outcome:
    """Return an outcome in the letter's words; one that lacks the limit asked for is not sure."""
    if read.pattern.operation is not Operation.THRESHOLD:
        return outcome
    lacks = not any(write(limit) in outcome.text for limit in read.pattern.limits)
    if isinstance(outcome, Answer) and outcome.hits and lacks:
        return refusals.unsure(outcome.question, outcome.hits, letters)
    return outcome


def _from_whole(
    pattern: Pattern, whole: Whole | Lacking, question: str, letters: Letters
) -> Outcome:
    if isinstance(whole, Lacking):
        return _lacking(question, whole, letters)
    try:
        finding = _looked_for(pattern, whole)
    except NotComparable as error:
        facts = tuple(fact for run in whole.series for fact in run)
        return lacks.not_comparable(question, str(error), facts, letters)
    if isinstance(finding, Lacking):
        return _lacking(question, finding, letters)
    return compose.from_pattern(question, finding, letters)


def _lacking(question: str, lacking: Lacking, letters: Letters) -> Outcome:
    query = replace(lacking.query, question=question)
    return lacks.without_series(query, lacking.gap, letters)


def _looked_for(pattern: Pattern, whole: Whole) -> Finding | Lacking:
    """Look for a pattern in the years that are asked for."""
    among = pattern.over_subjects and pattern.operation is not Operation.TARGETS
    if among or pattern.operation is Operation.FASTER:
        return _among(pattern, whole)
    meant: list[Series] = []
    without: list[str] = []
    for run in whole.series:
        years = in_years(whole, run)
        if not isinstance(years, Lacking):
            meant.append(years)
        elif pattern.over_subjects and (meant or run is not whole.series[-1]):
            without.append(run[0].many or run[0].subject)
        else:
            return years
    if pattern.operation is Operation.SHARE and len(meant) > 1:
        raise NotComparable("Het ene getal is geen deel van het andere.")
    if pattern.operation is Operation.TARGETS:
        found = targets.reached(pattern, meant, whole.targets)
        return replace(found, without=tuple(without))
    if pattern.operation is Operation.TABLE:
        return Finding(pattern, tuple(meant), printed=growth.printed_over(meant, whole.printed))
    if len(meant) != 1:
        raise NotComparable("Vraag dit van één soort tegelijk.")
    only, run = meant[0], whole.series[0]
    match pattern.operation:
        case Operation.THRESHOLD:
            return patterns.threshold(pattern, only)
        case Operation.SHARE:
            return growth.share_of_years(pattern, only)
        case Operation.EVERY_YEAR:
            return patterns.every_year(pattern, only)
        case Operation.EXCEPTIONS:
            return patterns.exceptions(pattern, only)
        case Operation.PLACE:
            return patterns.place(pattern, only)
        case Operation.INDEX:
            if whole.years.run and whole.years.first is None:  # "tot en met 2021", from the base
                only = tuple(fact for fact in only if year_of(fact) >= pattern.base) or only
            return growth.index(pattern, run, only)
        case Operation.YEARLY:
            return growth.yearly(pattern, only)
        case _:
            return growth.strongest_year(pattern, only)


def _among(pattern: Pattern, whole: Whole) -> Finding | Lacking:
    """Look for a pattern among several series."""
    years = whole.years
    alone = len(set(years.named)) == 1 and not years.run
    if alone and pattern.operation not in {Operation.THRESHOLD, Operation.SHARE}:
        before = years.named[0] - 1  # one year alone is set against the year before it
        whole = replace(whole, years=Years(named=(before, *years.named)))
    meant: list[Series] = []
    without: list[str] = []
    for run in whole.series:
        found = in_years(whole, run)
        if isinstance(found, Lacking):
            if pattern.operation is Operation.FASTER or (run is whole.series[-1] and not meant):
                return found
            without.append(run[0].many or run[0].subject)
        else:
            meant.append(found)
    match pattern.operation:
        case Operation.THRESHOLD:
            finding = patterns.subjects_beyond(pattern, meant)
        case Operation.EXCEPTIONS:
            finding = patterns.subjects_moved(pattern, meant)
        case Operation.SHARE:
            finding = growth.share_of_subjects(pattern, meant)
        case Operation.FASTER:
            finding = growth.faster(pattern, meant, whole.printed)
        case _:
            finding = growth.strongest(pattern, meant, whole.printed)
    return replace(finding, without=tuple(without))
