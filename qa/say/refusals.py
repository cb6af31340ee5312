"""No answer → Abstention: what the letters do not tell, and what comes nearest.

In: a question and what was found beside it. Out: an abstention, whose text says why; of several
letters it names those that it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.say import series_answers, wording
from qa.say.compose import abstaining, on_one_line, quoted
from qa.say.guard import unsupported
from qa.say.letters import ONE, Letters, of_facts, of_hits
from qa.types import Abstention, ComputeQuery, Fact, FactQuery, Gap, Hit, Missing, Outcome, Reason

_SUGGESTIONS = 3
_MOST_NEAR = 8  # numbers that are shown beside a question back
_MOST_LETTERS = 5  # to ask a question of
_THE_LETTER = re.compile(r"\b(?:deze|de) (?:kamer)?(?:brief|voortgangsrapportage)\b", re.IGNORECASE)
_UNSURE = "Ik weet niet zeker of dit uw vraag beantwoordt."


def several(question: str, facts: tuple[Fact, ...], letters: Letters) -> Abstention:
    """Ask back: the letters state more than one number that the question may mean."""
    shown = facts[:_SUGGESTIONS]
    choices = wording.listed([_with_subject(fact) for fact in shown])
    choices += ", en nog meer" if len(facts) > len(shown) else ""
    places = wording.listed(list(dict.fromkeys(f"«{fact.quote}»" for fact in shown)))
    said = of_facts(shown)
    name = letters.do(said, "noemt", "noemen")
    suggestions = [series_answers.question_about(fact) for fact in shown]
    if len(said) == len(shown) > 1:  # each is one letter's
        suggestions = [asked_of(question, letters.called(id)) for id in said]
    return abstaining(
        question,
        f"{name} hiervoor meer dan één getal: {choices}. Welk bedoelt u? {places}",
        Reason.AMBIGUOUS,
        nearest=facts,
        suggestions=suggestions,
    )


def which_column(question: str, facts: tuple[Fact, ...], letters: Letters) -> Abstention:
    """Ask back: a word names more than one column of a table; of one row also their numbers."""
    columns = list(dict.fromkeys(map(_column, facts)))
    is_one_each = len(columns) == len(facts)
    found = [wording.counted(f) for f in facts] if is_one_each else [f"«{c}»" for c in columns]
    name = letters.do(of_facts(facts), "noemt", "noemen")
    text = f"{name} hiervoor meer dan één soort: {wording.listed(found)}. Welke bedoelt u?"
    suggestions = [
        series_answers.question_for(fact, fact.period.start.year)
        for fact in facts[:_SUGGESTIONS]
        if is_one_each and fact.period
    ]
    return abstaining(
        question, text, Reason.AMBIGUOUS, nearest=facts[:_MOST_NEAR], suggestions=suggestions
    )


def _column(fact: Fact) -> str:
    return " ".join(name for axis, name in fact.dimensions if not axis) or fact.measure


def asked_of(question: str, letter: str) -> str:
    """Return a question as it is asked of one letter: "… volgens de brief van 18 april 2024?"."""
    plain = question.rstrip(" ?.!")
    if _THE_LETTER.search(plain):
        return f"{_THE_LETTER.sub(letter, plain, count=1)}?"
    return f"{plain} volgens {letter}?"


def _with_subject(fact: Fact) -> str:
    """Name a number with what it counts: "18 fte", "30 gemeenten"."""
    named = fact.surface if fact.subject in fact.surface else f"{fact.surface} {fact.subject}"
    return named.strip()


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
        text += f" Het dichtst in de buurt komt: {nearest}"
    if disagree or doubts:
        text = letters.cited(text, said)
    if disagree:
        reason = Reason.CONFLICT
    elif doubts:
        reason, text = Reason.NOT_SURE, f"{_UNSURE} {text}"
    else:
        reason, text = Reason.NOT_IN_CORPUS, f"{_refusal(letters, said)} {text}"
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
    text = f"{_UNSURE} Het dichtst in de buurt komt: {said}"
    return abstaining(query.question, text, Reason.NOT_SURE, nearest=facts)


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
            said = [f"{fact.surface} ({fact.reference})" for fact in gap.nearest]
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


def in_own_words(outcome: Outcome, refusal: str, letters: Letters) -> Outcome:
    """Put an operator's refusal in the place of ours."""
    if not isinstance(outcome, Abstention):
        return outcome
    ours = _refusal(letters, of_facts(outcome.nearest))
    if not outcome.text.startswith(ours):
        return outcome
    return replace(outcome, text=refusal + outcome.text.removeprefix(ours))


def _refusal(letters: Letters, ids: Sequence[str] = ()) -> str:
    return f"Dat staat niet in {letters.the(ids)}."


def _instead(gap: Gap) -> tuple[str, ...]:
    """Return ready questions for what a series does have, the newest first."""
    single = [f for f in gap.nearest if f.period and f.period.label == str(f.period.start.year)]
    newest = sorted(single, key=lambda f: -f.period.start.year if f.period else 0)
    questions = [
        series_answers.question_for(fact, fact.period.start.year) for fact in newest if fact.period
    ]
    return tuple(questions[:_SUGGESTIONS])


def not_yet_known(question: str, hit: Hit, letters: Letters) -> Abstention:
    """Quote a letter where it says itself that something is not known yet."""
    the = wording.capital(letters.the(of_hits([hit])))
    text = f"Dat is nog niet bekend. {the}: «{quoted(hit)}»"
    return abstaining(question, text, Reason.NOT_YET_KNOWN, [hit])


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


def unsure(question: str, hits: tuple[Hit, ...], letters: Letters) -> Abstention:
    """Say what was found, and that it may not be what was asked for."""
    the = letters.the(of_hits(hits[:1]))
    text = f"{_UNSURE} In {the} komt dit het dichtst in de buurt: «{on_one_line(quoted(hits[0]))}»"
    return abstaining(question, text, Reason.NOT_SURE, hits)


def unread(question: str, table: Hit, letters: Letters) -> Abstention:
    """Say which table may hold the answer: its numbers were not read, so nothing denies them."""
    the = letters.the(of_hits([table]))
    text = (
        f"Dat weet ik niet zeker. In {the} staat een tabel waarvan ik de getallen niet zeker kan"
        f" lezen. Misschien staat het antwoord daarin: «{on_one_line(quoted(table))}»"
    )
    return abstaining(question, text, Reason.NOT_SURE, [table])


def not_understood(question: str, letters: Letters) -> Abstention:
    """Say what can be asked to somebody who asked nothing of a letter."""
    the = letters.the()
    return abstaining(
        question,
        f"Dat is geen vraag over {the}. U kunt vragen naar getallen, maatregelen,"
        f" onderzoeken en personen in {the}.",
        Reason.NOT_UNDERSTOOD,
    )


def of_what(question: str, letters: Letters) -> Abstention:
    """Ask for the whole question where one leans on what was said before, and nothing is near."""
    return abstaining(
        question,
        f"Ik weet niet zeker waar uw vraag over gaat. Stel haar voluit, met het onderwerp uit"
        f" {letters.the()} erbij.",
        Reason.NOT_SURE,
    )


def refused(question: str, reason: Reason, letters: Letters) -> Abstention:
    """Say that no letter has an answer; nothing comes near enough to be shown."""
    return abstaining(question, _refusal(letters), reason)


def which_letter(question: str, letters: Letters) -> Abstention:
    """Ask back which letter is meant by "de brief"."""
    return abstaining(
        question,
        f"Welke brief bedoelt u? {letters.choices()}",
        Reason.AMBIGUOUS,
        suggestions=_of_each(question, letters),
    )


def _of_each(question: str, letters: Letters) -> tuple[str, ...]:
    """Return a question as it is asked of each of the letters, the newest first."""
    newest = letters.asked[:_MOST_LETTERS]
    return tuple(asked_of(question, letters.called(id)) for id in newest)


def no_such_letter(question: str, phrase: str, letters: Letters) -> Abstention:
    """Say that a letter that the question calls is not here, and which are."""
    verb = "zijn" if "brieven" in phrase else "is"
    return abstaining(
        question,
        f"{wording.capital(phrase)} {verb} hier niet. {letters.choices('Hier')}",
        Reason.NOT_IN_CORPUS,
    )


def _years(facts: Sequence[Fact]) -> set[int]:
    return {fact.period.start.year for fact in facts if fact.period}
