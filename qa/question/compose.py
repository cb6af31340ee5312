"""Evidence → Answer or Abstention: what a reader is told, and the guard over it.

A number reaches an answer only as the letter prints it or as a working shows it: `guarded` refuses
any other digit. What is not in the evidence is said not to be there, with what comes nearest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.errors import UnsupportedNumber
from qa.question import phrases
from qa.question.series import Gap, Missing
from qa.terms import terms
from qa.types import (
    Abstention,
    Answer,
    Bound,
    ComputeQuery,
    Derivation,
    Fact,
    FactQuery,
    Hit,
    Passage,
    Reason,
    Strength,
)

REFUSAL = "Dat staat niet in de brief."
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def from_series(
    query: FactQuery | ComputeQuery,
    facts: tuple[Fact, ...],
    derivation: Derivation | None,
    definition: Passage | None,
) -> Answer:
    """Answer with facts of a series, or with what was worked out from them."""
    if isinstance(query, ComputeQuery) and derivation:
        text = phrases.worked_out(query, derivation)
    else:
        text = phrases.looked_up(query, facts)
    text += phrases.remarks(facts)
    if definition:
        text += f" Zo berekend: «{definition.text}»"
    certain = all(fact.certain for fact in facts)
    return Answer(
        id="",
        question=query.question,
        text=text,
        strength=Strength.STRONG if certain else Strength.MODERATE,
        facts=facts,
        hits=(),
        trace=(),
        derivation=derivation,
    )


def from_statement(question: str, facts: tuple[Fact, ...], derivation: Derivation | None) -> Answer:
    """Answer with a number that a sentence states, quoting the sentence."""
    text = _stated(facts[0]) if derivation is None else _stated_result(derivation)
    return Answer(
        id="",
        question=question,
        text=text,
        strength=Strength.STRONG,
        facts=facts,
        hits=(),
        trace=(),
        derivation=derivation,
    )


def _stated(fact: Fact) -> str:
    counted = f" {fact.subject}" if fact.measure.startswith("aantal") else ""
    if counted.strip() and counted.strip().casefold() in fact.surface.casefold():
        counted = ""
    when = f" ({fact.period.label})" if fact.period else ""
    return f"{fact.surface[0].upper()}{fact.surface[1:]}{counted}{when}. De brief: «{fact.quote}»"


def _stated_result(found: Derivation) -> str:
    unit = {"procent": "%", "procentpunt": " procentpunt"}.get(found.result.unit, "")
    about = "Ongeveer " if found.result.bound is not Bound.EXACT else ""
    result = phrases.number(found.result)
    rounded = " (afgerond op één decimaal)" if found.rounded else ""
    quotes = " ".join(dict.fromkeys(f"«{fact.quote}»" for fact in found.inputs))
    return f"{about}{result}{unit}. Berekening: {found.formula}{rounded}. De brief: {quotes}"


def several(question: str, facts: tuple[Fact, ...]) -> Abstention:
    """Ask back: the letter states more than one number that the question may mean."""
    choices = phrases.listed([f"{fact.surface} {fact.subject}".strip() for fact in facts])
    places = phrases.listed([f"«{fact.quote}»" for fact in facts])
    return Abstention(
        id="",
        question=question,
        text=f"De brief noemt hiervoor meer dan één getal: {choices}. Welk bedoelt u? {places}",
        reason=Reason.AMBIGUOUS,
        facts=facts,
        hits=(),
        trace=(),
    )


def without_series(query: FactQuery | ComputeQuery, gap: Gap) -> Abstention:
    """Say what a series lacks, and what it does have."""
    term = terms().subjects[gap.subject]
    what = phrases.measured(query.measure, gap.subject)
    has = f"wel over {phrases.years_of(gap.nearest)}" if gap.nearest else ""
    match gap.missing:
        case Missing.SERIES:
            subjects = dict.fromkeys(phrases.name_of(fact) for fact in gap.nearest)
            text = f"De brief geeft geen {query.measure} van {term.many}"
            text += f", wel van {phrases.listed(list(subjects))}." if subjects else "."
        case Missing.YEAR:
            absent = [str(y) for y in gap.years if y not in _years(gap.nearest)]
            text = f"De brief geeft {what} niet over {phrases.listed(absent)}, {has}."
        case Missing.PART_OF_YEAR:
            text = f"De brief geeft {what} alleen per heel jaar, niet over {query.years.part}."
        case Missing.DETAIL:
            words = phrases.listed([f"«{word}»" for word in query.unexplained])
            text = (
                f"De brief geeft {what} alleen als landelijk totaal per jaar; over {words} zegt"
                " dit cijfer niets."
            )
            if len(gap.nearest) == 1:
                text += f" Het dichtst in de buurt komt: {phrases.looked_up(query, gap.nearest)}"
    return Abstention(
        id="",
        question=query.question,
        text=f"{REFUSAL} {text}",
        reason=Reason.NOT_IN_CORPUS,
        facts=gap.nearest if len(gap.nearest) == 1 else (),
        hits=(),
        trace=(),
    )


def not_yet_known(question: str, hit: Hit) -> Abstention:
    """Quote the letter where it says itself that something is not known yet."""
    return Abstention(
        id="",
        question=question,
        text=f"Dat is nog niet bekend. De brief: «{quoted(hit)}»",
        reason=Reason.NOT_YET_KNOWN,
        facts=(),
        hits=(hit,),
        trace=(),
    )


def not_comparable(question: str, why: str, facts: tuple[Fact, ...]) -> Abstention:
    """Say why a result would mean nothing."""
    return Abstention(
        id="",
        question=question,
        text=f"Dat is niet te berekenen. {why}",
        reason=Reason.NOT_COMPARABLE,
        facts=facts,
        hits=(),
        trace=(),
    )


def from_passages(question: str, hits: tuple[Hit, ...], strength: Strength) -> Answer:
    """Answer with the best sentence of the best passage, quoted."""
    return Answer(
        id="",
        question=question,
        text=f"De brief zegt hierover: «{quoted(hits[0])}»",
        strength=strength,
        facts=(),
        hits=hits,
        trace=(),
    )


def refused(question: str, hits: tuple[Hit, ...], reason: Reason) -> Abstention:
    """Say that the letter has no answer; the hits are what comes nearest."""
    return Abstention(
        id="",
        question=question,
        text=REFUSAL,
        reason=reason,
        facts=(),
        hits=hits,
        trace=(),
    )


def quoted(hit: Hit) -> str:
    """Return the best sentence of a hit, as it stands in the letter."""
    start = hit.passage.span.start
    return hit.passage.text[hit.core.start - start : hit.core.end - start]


def guarded(outcome: Answer | Abstention) -> Answer | Abstention:
    """Let an outcome through if all its digits are supported.

    Raises: UnsupportedNumber, naming the digits.
    """
    loose = unsupported(outcome.text, _support(outcome))
    if loose:
        raise UnsupportedNumber(
            f"Het getal {loose[0]} in het antwoord heeft geen bron in de brief."
        )
    return outcome


def unsupported(text: str, support: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of a text that no supporting text holds, digit for digit."""
    supported = {number for each in support for number in _NUMBER.findall(each)}
    return tuple(number for number in _NUMBER.findall(text) if number not in supported)


def _support(outcome: Answer | Abstention) -> tuple[str, ...]:
    """Return the texts that an outcome may take its digits from.

    An abstention may repeat the year that it was asked for; an answer may not.
    """
    derivation = outcome.derivation if isinstance(outcome, Answer) else None
    texts: list[str] = [outcome.question] if isinstance(outcome, Abstention) else []
    for fact in (*outcome.facts, *(derivation.inputs if derivation else ())):
        texts += [
            fact.quote,
            fact.surface,
            fact.header_note,
            fact.period.label if fact.period else "",
        ]
    texts += [hit.passage.text for hit in outcome.hits]
    texts += [note.text for hit in outcome.hits for note in hit.notes]
    if derivation:
        texts.append(derivation.formula)
    return tuple(texts)


def _years(facts: Sequence[Fact]) -> set[int]:
    return {fact.period.start.year for fact in facts if fact.period}
