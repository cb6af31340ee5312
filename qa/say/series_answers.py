"""Facts and derivations → Dutch sentences, in the form a minister's office would send.

Every number stands as the letter prints it; a result that was worked out stands with its working.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from qa.dutch.terms import COUNT
from qa.say.amounts import printed
from qa.say.letters import Letters, of_facts
from qa.say.wording import (
    capital,
    counted,
    in_years,
    is_done,
    label_of,
    listed,
    measured,
    measured_by,
    name_of,
    there_were,
    was,
    when,
)
from qa.types import (
    ComputeQuery,
    Concept,
    Fact,
    FactQuery,
    Measure,
    MeasureKind,
    PassageQuery,
    Query,
    Role,
    StatedQuery,
    Years,
)

_QUESTION_WORDS = 10


def looked_up(query: FactQuery | ComputeQuery, facts: Sequence[Fact], letters: Letters) -> str:
    """Say one fact, or several together, and of several letters which they are from."""
    return letters.cited(_looked_up(query, facts, letters), of_facts(facts))


def _looked_up(query: FactQuery | ComputeQuery, facts: Sequence[Fact], letters: Letters) -> str:
    text = " ".join(_together(facts, letters))
    if query.asks_count and facts[0].quantity.unit == "procent":
        gives = letters.do(of_facts(facts), "geeft", "geven")
        text = f"{gives} geen aantal, wel een percentage. {text}"
    text += _of_a_table(facts)
    if query.years.named or query.years.parts or not any(fact.period for fact in facts):
        return text
    latest = "Het meest recente cijfer" if len(facts) == 1 else "De meest recente cijfers"
    return f"{latest} in {letters.the(of_facts(facts))}: {text[0].lower()}{text[1:]}"


def _of_a_table(facts: Sequence[Fact]) -> str:
    """Say of which table numbers are the total: what they count, nothing else may say."""
    whole = [fact for fact in facts if fact.role is Role.TOTAL and not fact.subject]
    if not whole:
        return ""
    table = f"«{whole[0].caption}»" if whole[0].caption else f"de {whole[0].table}"
    is_named = "«" in table
    return f" Dat is het totaal van {table}." if is_named else ""


def remarks(facts: Sequence[Fact]) -> str:
    """Say where an answer rests on a header that was restored and is not proven."""
    notes = [fact.header_note.partition(": ") for fact in facts if not fact.certain]
    if not notes:
        return ""
    labels, evidence = (dict.fromkeys(note[part] for note in notes) for part in (0, 2))
    return f" Let op, kolomkop gereconstrueerd: {listed(list(labels))}. {' '.join(evidence)}"


def revised(before: Sequence[tuple[Fact, Fact]], letters: Letters) -> str:
    """Say which numbers were revised: each as it is now and as an older letter prints it."""
    said = [
        f"{capital(measured_by(new))} {when(new)} is bijgesteld: {printed(new)} in"
        f" {letters.the([new.letter_id])}, eerder {printed(old)} in {letters.the([old.letter_id])}."
        for new, old in before
    ]
    return "".join(f" {each}" for each in said)


def read_as(subjects: Sequence[Concept], measures: Sequence[Measure], years: Years) -> str:
    """Say how a follow-up was completed: "het aantal boeken in 2020"."""
    ordered = sorted(measures, key=lambda each: (not each.target_of, each.id))
    measure = ordered[0].id if ordered else COUNT
    what = listed([measured(measure, subject.many) for subject in subjects])
    link = " tot en met " if years.run else " en "
    when = link.join(map(str, years.named))
    return f"{what} in {when}" if when else what


def question_for(fact: Fact, year: int) -> str:
    """Write the question that a number of a series answers, in some year."""
    if fact.measure == COUNT:
        return f"Hoeveel {name_of(fact)} waren er in {year}?"
    return f"Wat {was(fact)} {measured_by(fact)} in {year}?"


def question_about(fact: Fact) -> str:
    """Write a question that a stated number answers: what it counts, and of what."""
    after = fact.quote[fact.number.end :].strip().removeprefix(fact.subject)
    clause = re.split(r"[,.;:()«»]| en | \d", after, maxsplit=1)[0].split()[:_QUESTION_WORDS]
    if len(clause) > 2:
        return f"Hoeveel {fact.subject} {' '.join(clause)}?"
    heading = fact.locator.partition("«")[2].rpartition("»")[0]
    return f"Hoeveel {fact.subject} bij {heading}?" if heading else f"Hoeveel {fact.subject}?"


def questions_about(facts: Sequence[Fact]) -> list[str]:
    """Write the question of each number that says what it counts; of another none would be one."""
    return list(dict.fromkeys(question_about(fact) for fact in facts if fact.subject))


def _together(facts: Sequence[Fact], letters: Letters) -> list[str]:
    """Say facts of one measure, in one sentence where they share their year or subject."""
    subjects = list(dict.fromkeys(fact.subject for fact in facts))
    plain = all(not fact.target_of and fact.kind is not MeasureKind.CHANGE for fact in facts)
    if len(facts) == 1 or not plain or not all(map(label_of, facts)):
        return [_one(fact, letters) for fact in facts]
    if len({label_of(fact) for fact in facts}) == 1:
        return [_of_one_year(facts)]
    return [
        _of_one_subject([fact for fact in facts if fact.subject == subject]) for subject in subjects
    ]


def _of_one_year(facts: Sequence[Fact]) -> str:
    then = capital(in_years(facts))
    each = listed([counted(fact) for fact in facts])
    if facts[0].is_count:
        return f"{then} {'was' if facts[0].quantity.value == 1 else 'waren'} er {each}."
    first = facts[0]
    return f"{then} {was(first)} {first.article} {first.measure} {each}."


def _of_one_subject(facts: Sequence[Fact]) -> str:
    what = capital(measured_by(facts[0]))
    return f"{what} {was(facts[0])} {listed([f'{printed(fact)} {when(fact)}' for fact in facts])}."


def _one(fact: Fact, letters: Letters) -> str:
    then = when(fact)
    if fact.kind is MeasureKind.CHANGE:
        return _printed_change(fact, letters)
    if is_done(fact.measure):
        return _as_headed(fact, then)
    if fact.is_count:
        said = f"{then} {there_were(fact)}" if then else _turned(there_were(fact))
    else:
        what = measured_by(fact)
        verb = was(fact)
        said = f"{then} {verb} {what}" if then else f"{what} {verb}"
        said += f" {printed(fact)}"
    return f"{capital(said)}."


def _as_headed(fact: Fact, then: str) -> str:
    """Say a number below a participle as its table does: "Geverfd (noord): 34."."""
    of = f" ({name_of(fact)})" if name_of(fact) else ""
    return f"{capital(' '.join(filter(None, (fact.measure, then))))}{of}: {printed(fact)}."


def _turned(said: str) -> str:
    """Put the subject first: "er waren drie boeken", "het aantal boeken was 1"."""
    verb, _, rest = said.partition(" ")
    if rest.startswith("er "):
        return f"er {verb} {rest.removeprefix('er ')}"
    what, _, number = rest.rpartition(" ")
    return f"{what} {verb} {number}"


def _printed_change(fact: Fact, letters: Letters) -> str:
    """Say the change that the letter prints, and how it prints it."""
    what, then = measured(COUNT, name_of(fact)), when(fact)
    as_printed = f"(in {letters.the(of_facts([fact]))}: {fact.surface})"
    if fact.quantity.value == 0:
        return f"{capital(what)} bleef {then} gelijk {as_printed}.".replace("  ", " ")
    verb = "daalde" if fact.quantity.value < 0 else "steeg"
    size = fact.surface.lstrip("-−–+ ")
    return f"{capital(what)} {verb} {then} met {size} {as_printed}.".replace("  ", " ")


def described(query: Query, topic: str) -> str:
    """Say what a question was read as, as far as it is more than its words.

    `topic` is that of the query in words that may be shown.
    """
    match query:
        case FactQuery() | ComputeQuery():
            read = read_as(query.subjects, [query.measure], query.years)
            unknown = " ".join(query.unexplained)
            return f"{read}; onverklaard: {unknown}" if unknown else read
        case StatedQuery() | PassageQuery():
            return ", ".join(filter(None, [topic, query.place]))
        case _:
            assert_never(query)
