"""A series, or a table, that does not give what is asked → Abstention: what it lacks, what it has.

In: the query and the gap, or the facts that cannot be reckoned with. Out: an abstention, with the
numbers that come nearest and ready questions for what there is.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.say import series_answers, wording
from qa.say.amounts import printed
from qa.say.compose import abstaining
from qa.say.guard import unsupported
from qa.say.letters import ONE, Letters, of_facts
from qa.say.refusals import SUGGESTIONS, UNSURE, not_here, which_column
from qa.types import Abstention, ComputeQuery, Fact, FactQuery, Gap, Missing, Reason


def without_series(query: FactQuery | ComputeQuery, gap: Gap, letters: Letters) -> Abstention:
    """Say what a series lacks, and what it does have."""
    if gap.missing is Missing.COLUMN:
        return which_column(query.question, gap.nearest, letters)
    disagree = gap.missing is Missing.AGREEMENT
    # Of a place or a number the table proves that it says nothing; another word may add nothing.
    doubts = gap.missing is Missing.DETAIL and not _told(query)
    said = of_facts(gap.nearest)
    is_one = len(said) == 1 or not letters.several  # that was named, or is to be
    text = _lacking(query, gap, "De brief geeft" if is_one else "De brieven geven")
    if gap.missing is Missing.DETAIL and len(gap.nearest) == 1:
        nearest = series_answers.looked_up(query, gap.nearest, ONE)
        text += f" Het dichtst in de buurt komt: {_going_on(nearest)}"
    if disagree or doubts:
        text = letters.cited(text, said)
    if disagree:
        reason = Reason.CONFLICT
    elif doubts:
        reason, text = Reason.NOT_SURE, f"{UNSURE} {text}"
    else:
        reason, text = Reason.NOT_IN_CORPUS, f"{not_here(letters, said)} {text}"
    return abstaining(
        query.question,
        text,
        reason,
        nearest=gap.nearest,
        suggestions=() if disagree else _instead(gap),
    )


def nearly(
    query: FactQuery | ComputeQuery, facts: tuple[Fact, ...], letters: Letters
) -> Abstention:
    """Say which numbers of a table come near, where one word of the question names none of it."""
    said = series_answers.looked_up(query, facts, letters)
    text = f"{UNSURE} Het dichtst in de buurt komt: {_going_on(said)}"
    return abstaining(query.question, text, Reason.NOT_SURE, nearest=facts)


def _going_on(said: str) -> str:
    """Go on with a sentence that says itself that a number is the newest: within another one."""
    is_newest = said.startswith(("Het meest recente", "De meest recente"))
    return f"{said[0].lower()}{said[1:]}" if is_newest else said


def _lacking(query: FactQuery | ComputeQuery, gap: Gap, gives: str) -> str:
    """Say what a series lacks; `gives` begins what the letters do give."""
    alike = [fact for fact in gap.nearest if fact.subject == gap.subject.id]
    many = wording.name_of(alike[0]) if alike else gap.subject.many
    what = wording.measured(query.measure.id, many, query.measure.article)
    match gap.missing:
        case Missing.SERIES:
            subjects = dict.fromkeys(wording.name_of(fact) for fact in gap.nearest)
            beside = f", wel van {wording.listed(list(subjects))}" if subjects else ""
            return f"{gives} geen {query.measure.id} van {many}{beside}."
        case Missing.YEAR:
            absent = [str(y) for y in gap.years if y not in _years(gap.nearest)]
            # "de jaren negentig" names no year that could be repeated
            unnamed = unsupported(" ".join(absent), [query.question])
            over = "die jaren" if unnamed else wording.listed(absent)
            years = wording.years_of(gap.nearest)  # none where a table is of one day
            return f"{gives} {what} niet over {over}{f', wel over {years}' if years else ''}."
        case Missing.PART_OF_YEAR:
            told = wording.years_of(gap.nearest)
            if any(fact.period and not wording.whole_years(fact.period) for fact in gap.nearest):
                return f"{gives} {what} niet over {query.years.part}, wel over {told}."
            return f"{gives} {what} alleen per heel jaar, niet over {query.years.part}."
        case Missing.WHOLE_YEAR:
            return f"{gives} {what} niet per heel jaar, wel over {wording.years_of(gap.nearest)}."
        case Missing.AGREEMENT:
            said = [f"{printed(fact)} ({fact.reference})" for fact in gap.nearest]
            return f"Voor {what} staan er verschillende getallen: {wording.listed(said)}."
        case Missing.DETAIL | Missing.COLUMN:  # of columns it is asked which
            scope, time = query.measure.scope, wording.each_of(gap.nearest)
            alone = f"{gives} {what} alleen {f'als {scope} cijfer ' if scope else ''}per {time}"
            if not (named := _told(query)):
                return f"{alone}."
            words = wording.listed([f"«{word}»" for word in named])
            return f"{alone}; over {words} zegt dit cijfer niets."


def _told(query: FactQuery | ComputeQuery) -> tuple[str, ...]:
    """Return what the question says beside a series, where a person can see what is meant.

    A name, a number or a description of ours; a single word might be any word of the sentence.
    """
    return tuple(word for word in query.unexplained if not (word.isalpha() and word.islower()))


def _instead(gap: Gap) -> tuple[str, ...]:
    """Return ready questions for what a series does have, the newest first."""
    single = [f for f in gap.nearest if f.period and f.period.label == str(f.period.start.year)]
    newest = sorted(single, key=lambda f: -f.period.start.year if f.period else 0)
    questions = [
        series_answers.question_for(fact, fact.period.start.year) for fact in newest if fact.period
    ]
    return tuple(questions[:SUGGESTIONS])


def not_comparable(
    question: str, why: str, facts: tuple[Fact, ...], letters: Letters
) -> Abstention:
    """Say why a result would mean nothing."""
    return abstaining(
        question,
        letters.cited(f"Dat is niet te berekenen. {why}", of_facts(facts)),
        Reason.NOT_COMPARABLE,
        nearest=facts,
    )


def revised_between(
    question: str, clash: Sequence[tuple[Fact, Fact]], letters: Letters
) -> Abstention:
    """Say that letters give one series otherwise: no number of one goes with one of another."""
    said = series_answers.revised(clash, letters)
    return abstaining(
        question,
        f"Dat is niet te berekenen met getallen uit verschillende brieven.{said}",
        Reason.NOT_COMPARABLE,
        nearest=list(dict.fromkeys(fact for pair in clash for fact in pair)),
    )


def _years(facts: Sequence[Fact]) -> set[int]:
    return {fact.period.start.year for fact in facts if fact.period}
