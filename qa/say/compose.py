"""Evidence → Answer or Abstention: what a reader is told, and the guard over it.

A number reaches an answer only as the letter prints it or as a working shows it: `guarded` holds
back any other digit. What is not in the evidence is said not to be there, with what comes nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.say import series_answers, stated_answers, wording, workings
from qa.say.guard import guarded as guarded
from qa.say.guard import unsupported
from qa.types import (
    Abstention,
    Answer,
    ComputeQuery,
    Derivation,
    Fact,
    FactQuery,
    Gap,
    Hit,
    Missing,
    Outcome,
    Passage,
    Reason,
    Strength,
)

_UNSURE = "Een zeker antwoord geeft de brief niet."
REFUSAL = "Dat staat niet in de brief."
_SUGGESTIONS = 3


def from_series(
    query: FactQuery | ComputeQuery,
    facts: tuple[Fact, ...],
    derivation: Derivation | None,
    definition: Passage | None,
) -> Answer:
    """Answer with facts of a series, or with what was worked out from them."""
    if isinstance(query, ComputeQuery) and derivation:
        text = workings.worked_out(query, derivation)
    else:
        text = series_answers.looked_up(query, facts)
    text += series_answers.remarks(facts)
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


def from_statement(
    question: str,
    facts: tuple[Fact, ...],
    derivation: Derivation | None,
    strength: Strength = Strength.STRONG,
) -> Answer:
    """Answer with a number that a sentence states, quoting the sentence."""
    text = stated_answers.worked_out(derivation) if derivation else stated_answers.stated(facts[0])
    return Answer(
        id="",
        question=question,
        text=text,
        strength=strength,
        facts=facts,
        hits=(),
        trace=(),
        derivation=derivation,
    )


def from_notes(question: str, notes: tuple[Passage, ...]) -> Answer:
    """Answer with whole passages that are known by their place: notes, parts of the letterhead."""
    quotes = wording.listed([f"«{_on_one_line(note.text)}»" for note in notes])
    return Answer(
        id="",
        question=question,
        text=f"De brief zegt hierover: {quotes}",
        strength=Strength.STRONG,
        facts=(),
        hits=tuple(Hit(note, 1.0, (("plaats", 1),), note.span, ()) for note in notes),
        trace=(),
    )


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Join the outcomes of the parts of a question; it is answered if any part is."""
    text = "\n".join(f"{n}. {each.text}" for n, each in enumerate(outcomes, start=1))
    hits = tuple({hit.passage.id: hit for each in outcomes for hit in each.hits}.values())
    answers = [each for each in outcomes if isinstance(each, Answer)]
    first: Outcome = answers[0] if answers else outcomes[0]
    joined = replace(first, text=text, hits=hits, parts=tuple(outcomes), trace=())
    if isinstance(joined, Abstention):
        return joined
    facts = tuple({fact.id: fact for each in answers for fact in each.facts}.values())
    weakest = max((each.strength for each in answers), key=list(Strength).index)
    return replace(joined, facts=facts, strength=weakest, derivation=None)


def several(question: str, facts: tuple[Fact, ...]) -> Abstention:
    """Ask back: the letter states more than one number that the question may mean."""
    shown = facts[:_SUGGESTIONS]
    choices = wording.listed([_with_subject(fact) for fact in shown])
    choices += ", en nog meer" if len(facts) > len(shown) else ""
    places = wording.listed([f"«{fact.quote}»" for fact in shown])
    return Abstention(
        id="",
        question=question,
        text=f"De brief noemt hiervoor meer dan één getal: {choices}. Welk bedoelt u? {places}",
        reason=Reason.AMBIGUOUS,
        hits=(),
        trace=(),
        nearest=facts,
        suggestions=tuple(series_answers.question_about(fact) for fact in facts[:_SUGGESTIONS]),
    )


def _with_subject(fact: Fact) -> str:
    """Name a number with what it counts: "18 fte", "30 gemeenten"."""
    named = fact.surface if fact.subject in fact.surface else f"{fact.surface} {fact.subject}"
    return named.strip()


def without_series(query: FactQuery | ComputeQuery, gap: Gap) -> Abstention:
    """Say what a series lacks, and what it does have."""
    many = gap.subject.many
    what = wording.measured(query.measure.id, many)
    has = f"wel over {wording.years_of(gap.nearest)}" if gap.nearest else ""
    match gap.missing:
        case Missing.SERIES:
            subjects = dict.fromkeys(wording.name_of(fact) for fact in gap.nearest)
            text = f"De brief geeft geen {query.measure.id} van {many}"
            text += f", wel van {wording.listed(list(subjects))}." if subjects else "."
        case Missing.YEAR:
            absent = [str(y) for y in gap.years if y not in _years(gap.nearest)]
            # "de jaren negentig" names no year that could be repeated
            unnamed = unsupported(" ".join(absent), [query.question])
            over = "die jaren" if unnamed else wording.listed(absent)
            text = f"De brief geeft {what} niet over {over}, {has}."
        case Missing.PART_OF_YEAR:
            text = f"De brief geeft {what} alleen per heel jaar, niet over {query.years.part}."
        case Missing.AGREEMENT:
            said = [f"{fact.surface} ({fact.reference})" for fact in gap.nearest]
            text = f"Voor {what} staan er verschillende getallen: {wording.listed(said)}."
        case Missing.DETAIL:
            words = wording.listed([f"«{word}»" for word in query.unexplained])
            text = (
                f"De brief geeft {what} alleen als landelijk cijfer per jaar; over {words} zegt"
                " dit cijfer niets."
            )
            if len(gap.nearest) == 1:
                text += (
                    f" Het dichtst in de buurt komt: {series_answers.looked_up(query, gap.nearest)}"
                )
    disagree = gap.missing is Missing.AGREEMENT
    return Abstention(
        id="",
        question=query.question,
        text=text if disagree else f"{REFUSAL} {text}",
        reason=Reason.CONFLICT if disagree else Reason.NOT_IN_CORPUS,
        hits=(),
        trace=(),
        nearest=gap.nearest,
        suggestions=() if disagree else _instead(gap),
    )


def in_own_words(outcome: Outcome, refusal: str) -> Outcome:
    """Put an operator's refusal in the place of ours."""
    if not isinstance(outcome, Abstention) or not outcome.text.startswith(REFUSAL):
        return outcome
    return replace(outcome, text=refusal + outcome.text.removeprefix(REFUSAL))


def _instead(gap: Gap) -> tuple[str, ...]:
    """Return ready questions for what a series does have, the newest first."""
    single = [f for f in gap.nearest if f.period and f.period.label == str(f.period.start.year)]
    newest = sorted(single, key=lambda f: -f.period.start.year if f.period else 0)
    questions = [
        series_answers.question_for(fact, fact.period.start.year) for fact in newest if fact.period
    ]
    return tuple(questions[:_SUGGESTIONS])


def not_yet_known(question: str, hit: Hit) -> Abstention:
    """Quote the letter where it says itself that something is not known yet."""
    return Abstention(
        id="",
        question=question,
        text=f"Dat is nog niet bekend. De brief: «{quoted(hit)}»",
        reason=Reason.NOT_YET_KNOWN,
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
        hits=(),
        trace=(),
        nearest=facts,
    )


def from_passages(question: str, hits: tuple[Hit, ...], strength: Strength) -> Answer:
    """Answer with the best sentence of the best passage, quoted."""
    return Answer(
        id="",
        question=question,
        text=f"De brief zegt hierover: «{_on_one_line(quoted(hits[0]))}»",
        strength=strength,
        facts=(),
        hits=hits,
        trace=(),
    )


def unsure(question: str, hits: tuple[Hit, ...]) -> Abstention:
    """Say that no passage surely answers, and quote what comes nearest."""
    return Abstention(
        id="",
        question=question,
        text=f"{_UNSURE} Het dichtst in de buurt komt: «{_on_one_line(quoted(hits[0]))}»",
        reason=Reason.NOT_IN_CORPUS,
        hits=hits,
        trace=(),
    )


def not_understood(question: str) -> Abstention:
    """Say what can be asked to somebody who asked nothing of the letter."""
    return Abstention(
        id="",
        question=question,
        text="Dat is geen vraag over de brief. U kunt vragen naar getallen, maatregelen,"
        " onderzoeken en personen in de brief.",
        reason=Reason.NOT_UNDERSTOOD,
        hits=(),
        trace=(),
    )


def refused(question: str, hits: tuple[Hit, ...], reason: Reason) -> Abstention:
    """Say that the letter has no answer; the hits are what comes nearest."""
    return Abstention(
        id="",
        question=question,
        text=REFUSAL,
        reason=reason,
        hits=hits,
        trace=(),
    )


# A series of years is one table: more of its rows than this are told by the answer itself.
MOST_QUOTES = 4


def quoted(hit: Hit) -> str:
    """Return the best sentence of a hit, as it stands in the letter."""
    return hit.passage.cut(hit.core)


def _on_one_line(text: str) -> str:
    """Return a signature or a letterhead, which has several lines, on one."""
    return " ".join(text.split())


def _years(facts: Sequence[Fact]) -> set[int]:
    return {fact.period.start.year for fact in facts if fact.period}
