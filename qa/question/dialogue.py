"""What a follow-up takes over from the turn before.

In: a reading, and the turn before. Out: the reading with what it left out filled in, or the topic
that it is about without saying so. A Turn changes what is looked for, never what is found, and none
of its words are printed: what a reader sees of it is looked up by id, phrased here from numbers, or
found in a letter (`written`).
"""

from __future__ import annotations

from dataclasses import replace

from qa.dutch.text import stem, stems, words
from qa.question.read.interpret import Leaning
from qa.question.read.reading import Reading
from qa.question.stated import section_of
from qa.question.turn import LONGEST_TEXT, Turn
from qa.store.index import Index
from qa.types import Answer, Fact, Outcome, Wanted, Years

_TOPIC_WORDS = 12
_TWO_ENDED = ("rise", "fall", "less", "more", "change", "points", "ratio")
_OPERATIONS = (*_TWO_ENDED, "percent", "sum", "mean", "highest", "lowest", "trend", "rank",
               "per_day", "per_hour", "per_week", "per_month")  # fmt: skip


def turn_after(reading: Reading, outcome: Outcome, turn: Turn | None) -> Turn:
    """Return what a follow-up may lean on."""
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    before = turn or Turn()
    derivation = outcome.derivation if isinstance(outcome, Answer) else None
    named = tuple(each.id for each in reading.subjects)
    points_at_year = derivation is not None and reading.has("highest", "lowest")
    years = _years_of(derivation.chosen[:1]) if derivation and points_at_year else reading.years
    return Turn(
        subjects=named or before.subjects if facts else named,
        measures=tuple(sorted(each.id for each in reading.measures)),
        cues=tuple(sorted(reading.cues)),
        years=years,
        earlier=before.years.named[-1:],
        facts=tuple(fact.id for fact in facts[:2]),
        wanted=_wanted(reading, before),
        topic=topic_of(reading, reading.content_words, before),
        place=_place(outcome) or before.place,
    )


def _wanted(reading: Reading, before: Turn) -> Wanted:
    return before.wanted if reading.wanted is Wanted.OTHER else reading.wanted


def _place(outcome: Outcome) -> str:
    """Return the id of the fact or passage that an answer stands in, or what was shown instead."""
    if isinstance(outcome, Answer) and outcome.facts:
        return outcome.facts[0].id
    return outcome.hits[0].passage.id if outcome.hits else ""


def _years_of(facts: tuple[Fact, ...]) -> Years:
    return Years(named=tuple(f.period.start.year for f in facts if f.period is not None))


def carried(reading: Reading, turn: Turn) -> Reading:
    """Take over the years, and what is worked out by a question that asks for nothing itself."""
    operates = reading.has(*_OPERATIONS) or reading.has("count")
    cues = reading.cues if operates else reading.cues | frozenset(turn.cues)
    filled = replace(reading, cues=cues)
    return replace(filled, years=_merged_years(filled, turn), shift=0)


def is_follow_up(reading: Reading, content: tuple[str, ...] = ()) -> bool:
    """Tell whether a question leans on the turn before: it leaves out or refers back.

    With its `content`, a fragment ("In welke gemeenten?") and a question about something that only
    the turn before can have made definite ("Wanneer komt de evaluatie?") do so too.
    """
    if reading.says("elliptical") or reading.says("referring"):
        return True
    named = any(word[0].isupper() for word in content)
    return len(content) < 2 and not named and bool(reading.says("fragment"))


def leaning(reading: Reading, content: tuple[str, ...], turn: Turn | None, index: Index) -> Leaning:
    """Return what a question about the letter's words takes over from the turn before."""
    if turn is None or not (is_follow_up(reading, content) or not content):
        return Leaning()
    elliptical = bool(reading.says("elliptical"))
    counted = next((fact.subject for fact in index.facts.named(turn.facts[:1])), "")
    return Leaning(turn.topic, _section(turn.place, index), counted, turn.wanted, elliptical)


def _section(id: str, index: Index) -> str:
    """Return the section that a fact or a passage stands in, as it is cited; none for no such."""
    if facts := index.facts.named([id]):
        return section_of(facts[0].reference)
    try:
        return section_of(index.passages.named(id).reference)
    except KeyError:
        return ""


def written(topic: str, index: Index) -> str:
    """Return the words of a topic that stand in a letter, as it writes them: what may be shown."""
    found = (_in_letter(each, index) for each in dict.fromkeys(stems(topic)) if each.isalpha())
    return ", ".join(dict.fromkeys(filter(None, found)))


def _in_letter(found: str, index: Index) -> str:
    """Return a word with this stem from the passage that it stands for most."""
    for row, _ in index.lexical.search({found: 1.0}, 1):
        passage = index.passages.at(row)
        for text in (passage.text, *passage.path):
            for word in words(text):
                if stem(word.folded) == found:
                    return word.span.of(text)
    return ""


def merged(reading: Reading, turn: Turn) -> Reading | None:
    """Fill in what a question about a series leaves out; None where it stands by itself."""
    dated = reading.years.named or reading.years.run or reading.shift
    recognised = reading.subjects or reading.cues or dated
    if not turn.subjects or reading.unexplained or not recognised:
        return None
    complete = bool(reading.subjects) and (reading.years.named or not is_follow_up(reading))
    if complete and not reading.says("elliptical"):
        return None
    lexicon = reading.terms.lexicon
    # What is worked out is taken over only by a question that asks for nothing itself.
    operates = reading.has(*_OPERATIONS) or reading.has("count")
    cues = reading.cues if operates else reading.cues | frozenset(turn.cues)
    return replace(
        reading.taking(cues),
        subjects=reading.subjects or tuple(filter(None, map(lexicon.concept, turn.subjects))),
        measures=reading.measures or tuple(filter(None, map(lexicon.measure, turn.measures))),
        years=_merged_years(replace(reading, cues=cues), turn),
        shift=0,
    )


def topic_of(reading: Reading, words: tuple[str, ...], turn: Turn | None) -> str:
    """Return the words that a next question may leave out."""
    leans = turn is not None and turn.topic and (not words or is_follow_up(reading, words))
    before = turn.topic.split() if turn and leans else []
    kept = list(dict.fromkeys((*words, *before)))[:_TOPIC_WORDS]
    return " ".join(kept)[:LONGEST_TEXT]


def _merged_years(reading: Reading, turn: Turn) -> Years:
    """Return the years meant: named, one before or after, two set against each other, or kept."""
    last = turn.years.named[-1] if turn.years.named else None
    if last is not None and reading.shift:
        return Years(named=(last + reading.shift,))
    if reading.years.named or reading.years.run or reading.years.part:
        one = len(reading.years.named) == 1 and not reading.years.run
        if one and last is not None and reading.has(*_TWO_ENDED):
            return Years(named=(reading.years.named[0], last))
        return reading.years
    if reading.has("highest", "lowest", "trend"):
        return Years()
    if reading.has(*_TWO_ENDED) and last is not None and turn.earlier:
        return Years(named=(turn.earlier[-1], last))
    return turn.years
