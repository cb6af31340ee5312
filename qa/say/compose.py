"""Evidence → Answer: what a reader is told, and the guard over it.

A number reaches an answer only as the letter prints it or as a working shows it: `guarded` holds
back any other digit. Of several letters an answer names those that it is from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.say import patterns, series_answers, stated_answers, wording, workings
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
    Outcome,
    Passage,
    Strength,
)


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
    else:
        text = series_answers.looked_up(query, facts, letters)
    text += series_answers.remarks(facts) + series_answers.revised(before, letters)
    if definition:
        text += f" Zo berekend: «{definition.text}»"
    certain = all(fact.certain for fact in facts)
    chosen = derivation.chosen if derivation else ()  # one may be no input: a change as printed
    return Answer(
        id="",
        question=query.question,
        text=text,
        strength=Strength.STRONG if certain else Strength.MODERATE,
        facts=(
            *facts,
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


def from_section(question: str, hits: tuple[Hit, ...], letters: Letters) -> Answer:
    """Answer a question that names a section with how that begins."""
    says = letters.do(of_hits(hits[:1]), "gaat", "gaan")
    begins = f"Dat begint zo: «{on_one_line(quoted(hits[0]))}»"
    text = f"{says} hierover onder het kopje ‘{hits[0].passage.path[-1]}’. {begins}"
    return quoting(question, text, hits)


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


# A series of years is one table: more of its rows than this are told by the answer itself.
MOST_QUOTES = 4


def quoted(hit: Hit) -> str:
    """Return the best sentence of a hit, as it stands in the letter."""
    return hit.passage.cut(hit.core)


def on_one_line(text: str) -> str:
    """Return a signature or a letterhead, which has several lines, on one."""
    return " ".join(text.split())
