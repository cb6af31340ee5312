"""Evidence → Answer: what a reader is told, and the guard over it.

A number reaches an answer only as the letter prints it or as a working shows it: `guarded` holds
back any other digit. Of several letters an answer names those that it is from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.dutch.numbers import write_cardinal
from qa.say import growth, patterns, series_answers, stated_answers, wording, workings
from qa.say.captions import EXPECTED
from qa.say.letters import Letters, of_facts, of_hits
from qa.types import (
    Abstention,
    Answer,
    ComputeQuery,
    Derivation,
    Fact,
    FactQuery,
    Finding,
    Hit,
    Moment,
    Operation,
    Outcome,
    Passage,
    Reason,
    Strength,
)

_RANKED = {Operation.HIGHEST, Operation.LOWEST, Operation.RANK}


def from_series(
    query: FactQuery | ComputeQuery,
    facts: tuple[Fact, ...],
    derivation: Derivation | None,
    definition: Passage | None,
    letters: Letters,
    before: Sequence[tuple[Fact, Fact]] = (),
) -> Answer:
    """Answer with facts of a series, or with what was worked out from them.

    `before` has facts that were revised, each with what an older letter prints.
    """
    if isinstance(query, ComputeQuery) and derivation:
        text = letters.cited(workings.worked_out(query, derivation), of_facts(derivation.inputs))
        text += workings.left_out(facts, derivation)
    else:
        text = series_answers.looked_up(query, facts, letters)
    text += series_answers.remarks(facts) + series_answers.revised(before, letters)
    if definition:
        text += f" Zo berekend: «{definition.text}»"
    certain = all(fact.certain for fact in facts)
    is_ranked = derivation is not None and derivation.operation in _RANKED  # what won stands first
    chosen = derivation.chosen if derivation else ()  # one may be no input: a change as printed
    return Answer(
        id="",
        question=query.question,
        text=text,
        strength=Strength.STRONG if certain else Strength.MODERATE,
        facts=(
            *sorted(facts, key=lambda fact: is_ranked and fact not in chosen),
            *(fact for fact in chosen if fact not in facts),
            *(older for _, older in before),
        ),
        hits=(),
        trace=(),
        derivation=derivation,
    )


def from_pattern(question: str, finding: Finding, letters: Letters) -> Answer:
    """Answer with what was found in whole series; the facts that answer stand first."""
    derivation = finding.derivation
    facts = derivation.inputs
    said = letters.cited(patterns.found_in(finding), of_facts(facts))
    certain = all(fact.certain for fact in facts)
    return Answer(
        id="",
        question=question,
        text=said + series_answers.remarks(facts),
        strength=Strength.STRONG if certain else Strength.MODERATE,
        facts=(*facts, *finding.printed),
        hits=(),
        trace=(),
        derivation=derivation,
        ruling=growth.ruling_of(finding),
    )


def from_statement(
    question: str,
    facts: tuple[Fact, ...],
    derivation: Derivation | None,
    letters: Letters,
    strength: Strength = Strength.STRONG,
) -> Answer:
    """Answer with a number that a sentence states, quoting the sentence.

    What older letters state of it stands behind it, the newest of them first.
    """
    if derivation:
        text = stated_answers.worked_out(derivation, letters)
    else:
        text = stated_answers.stated(facts[0], letters)
        text += stated_answers.earlier(facts, letters)
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


def from_notes(question: str, notes: tuple[Passage, ...], letters: Letters) -> Answer:
    """Answer with whole passages that are known by their place: notes, parts of the letterhead."""
    says = letters.do([note.letter_id for note in notes], "zegt", "zeggen")
    quotes = wording.listed([f"«{on_one_line(note.text)}»" for note in notes])
    hits = tuple(Hit(note, 1.0, (("plaats", 1),), note.span, ()) for note in notes)
    return quoting(question, f"{says} hierover: {quotes}", hits)


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Join the outcomes of the parts of a question; it is answered if any part is."""
    labels = labels_of(outcomes)
    text = "\n".join(
        f"{label}. {each.text}" if label else each.text
        for label, each in zip(labels, outcomes, strict=True)
    )
    hits = tuple({hit.passage.id: hit for each in outcomes for hit in each.hits}.values())
    answers = [each for each in outcomes if isinstance(each, Answer)]
    first: Outcome = answers[0] if answers else outcomes[0]
    joined = replace(first, text=text, hits=hits, parts=tuple(outcomes), trace=())
    if isinstance(joined, Abstention):
        return joined
    facts = tuple({fact.id: fact for each in answers for fact in each.facts}.values())
    weakest = max((each.strength for each in answers), key=list(Strength).index)
    return replace(joined, facts=facts, strength=weakest, derivation=None)


def labels_of(parts: Sequence[Outcome]) -> list[str]:
    """Return the numbers of parts: those they were asked with, each once, or else 1, 2, 3."""
    if not any(part.label for part in parts):
        return [str(number) for number in range(1, len(parts) + 1)]
    before = ["", *(part.label for part in parts)]
    return [
        part.label if part.label != last else "" for part, last in zip(parts, before, strict=False)
    ]


def from_passages(
    question: str,
    hits: tuple[Hit, ...],
    strength: Strength,
    letters: Letters,
    earlier: tuple[Hit, ...] = (),
) -> Answer:
    """Answer with the best sentence of the best passage, quoted.

    `earlier` is what older letters say of it, the newest of them first: that one is quoted too.
    """
    says = letters.do(of_hits(hits[:1]), "zegt", "zeggen")
    text = f"{says} hierover: «{on_one_line(quoted(hits[0]))}»"
    if earlier and quoted(earlier[0]) != quoted(hits[0]):
        before = letters.the(of_hits(earlier[:1]))
        text += f" Eerder, in {before}: «{on_one_line(quoted(earlier[0]))}»"
    return quoting(question, text, hits, strength)


def with_moment(answer: Answer, moment: Moment) -> Answer:
    """Put the date that is asked for before the sentence that tells it, as a number is."""
    hedge = f" ({EXPECTED})" if moment.hedged else ""
    text = f"{wording.capital(moment.surface)}{hedge}. {answer.text}"
    return replace(answer, text=text, moment=moment)


def with_list(answer: Answer, other: Hit, is_before: bool) -> Answer:
    """Quote a list beside the sentence that leads to it, or that sentence beside an item."""
    own, more = (f"«{on_one_line(quoted(hit))}»" for hit in (answer.hits[0], other))
    both = f"{more} {own}" if is_before else f"{own} {more}"
    rest = [hit for hit in answer.hits[1:] if hit.passage.id != other.passage.id]
    hits = (answer.hits[0], other, *rest)
    return replace(answer, text=answer.text.replace(own, both, 1), hits=hits)


def from_section(question: str, hits: tuple[Hit, ...], limit: int, letters: Letters) -> Answer:
    """Answer a question that names a section with how that begins, and how much follows."""
    first = hits[0]
    says = letters.do(of_hits(hits[:1]), "gaat", "gaan")
    begins = f"Dat begint zo: «{on_one_line(quoted(first))}»"
    title = _NUMBER.sub("", first.passage.path[-1])
    text = f"{says} hierover onder het kopje «{title}». {begins}"
    if more := len(hits) - 1:
        count = (
            "één alinea" if more == 1 else f"{write_cardinal(min(more, _MOST_COUNTED))} alinea’s"
        )
        text += f" Onder dat kopje {'staat' if more == 1 else 'staan'} nog {count}."
    elif quoted(first) != first.passage.text:
        text += " Die alinea gaat nog verder."
    return quoting(question, text, hits[:limit])


def quoting(
    question: str, text: str, hits: Sequence[Hit], strength: Strength = Strength.STRONG
) -> Answer:
    """Return an answer in the letter's own words."""
    return Answer(
        id="",
        question=question,
        text=text,
        strength=strength,
        facts=(),
        hits=tuple(hits),
        trace=(),
    )


def abstaining(
    question: str,
    text: str,
    reason: Reason,
    hits: Sequence[Hit] = (),
    *,
    nearest: Sequence[Fact] = (),
    suggestions: Sequence[str] = (),
) -> Abstention:
    """Return an abstention, with what comes near and what can be asked instead."""
    return Abstention(
        id="",
        question=question,
        text=text,
        reason=reason,
        hits=tuple(hits),
        trace=(),
        nearest=tuple(nearest),
        suggestions=tuple(suggestions),
    )


_NUMBER = re.compile(r"^[\d.]{1,12} ")  # of a heading
_MOST_COUNTED = 20  # paragraphs that are told in words

# A series of years is one table: more of its rows than this are told by the answer itself.
MOST_QUOTES = 4


def quoted(hit: Hit) -> str:
    """Return the best sentence of a hit, as it stands in the letter."""
    return hit.passage.cut(hit.core)


def on_one_line(text: str) -> str:
    """Return a signature or a letterhead, which has several lines, on one."""
    return " ".join(text.split())
