"""What a follow-up takes over from the turn before.

In: a reading, and the turn before. Out: the reading with what it left out filled in, or the topic
that it is about without saying so. A Turn changes what is looked for, never what is found, and none
of its words are printed: what a reader sees of it is looked up by id, phrased here from numbers, or
found in a letter (`written`).
"""

from __future__ import annotations

from dataclasses import replace

from qa.dutch.text import stem, stems, words
from qa.question.dialogue.reasons import asks_only_why
from qa.question.dialogue.turn import Turn
from qa.question.read.interpret import Leaning
from qa.question.read.leaning import is_follow_up
from qa.question.read.reading import Reading, read_in
from qa.question.read.which import which
from qa.question.stated import section_of
from qa.store.index import Index
from qa.types import Abstention, Outcome, Reason, Years

_TWO_ENDED = ("rise", "fall", "less", "more", "change", "points", "ratio")
_SAYS_OF_WHAT = 2  # words that carry a meaning
_TWO = frozenset(_TWO_ENDED)
_AGAINST = frozenset("dan opzichte vergeleken vergelijking sinds tov".split())
_OPERATIONS = (*_TWO_ENDED, "percent", "sum", "mean", "highest", "lowest", "trend", "rank",
               "per_day", "per_hour", "per_week", "per_month")  # fmt: skip


def carried(reading: Reading, turn: Turn) -> Reading:
    """Take over the years, and what is worked out by a question that asks for nothing itself."""
    operates = reading.has(*_OPERATIONS) or reading.has("count")
    cues = reading.cues if operates else reading.cues | frozenset(turn.cues)
    filled = replace(reading, cues=cues)
    return replace(filled, years=_merged_years(filled, turn), shift=0)


def whole(question: str, index: Index) -> tuple[str, Reading]:
    """Return the question that a follow-up stands for as it is asked of letters, and read."""
    asked = which(question, index).question
    return asked, read_in(asked, index)


def read_as(question: str, reading: Reading, index: Index) -> str:
    """Say what a follow-up is read to be about; empty where no letter has a word of it."""
    topic = written(" ".join(reading.content_words), index)
    about = ", ".join(filter(None, (topic, *map(str, reading.years.named))))
    return f"{question} (over: {about})" if about else ""


def denies_too_much(outcome: Outcome, reading: Reading) -> bool:
    """Tell whether something is denied of a question that says too little of what it is about.

    "Wat is het doel?" leans on the turn before: no letter lacks what it does not name.
    """
    says_little = len(reading.content) < _SAYS_OF_WHAT and not reading.subjects
    is_denied = isinstance(outcome, Abstention) and outcome.reason is Reason.NOT_IN_CORPUS
    return says_little and is_denied and not any(w[0].isupper() for w in reading.content_words)


def leaning(reading: Reading, turn: Turn, index: Index) -> Leaning:
    """Return what a question about the letter's words takes over from the turn before."""
    content = reading.content_words
    if content and not (is_follow_up(reading, content) or asks_only_why(reading)):
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


def _merged_years(reading: Reading, turn: Turn) -> Years:
    """Return the years meant: named, one before or after, two set against each other, or kept."""
    last = turn.years.named[-1] if turn.years.named else None
    if last is not None and reading.shift:
        other = last + reading.shift
        return Years(named=(other, last) if _compares(reading) else (other,))
    if reading.years.named or reading.years.run or reading.years.part:
        one = len(reading.years.named) == 1 and not reading.years.run
        if one and last is not None and reading.has(*_TWO_ENDED):
            return Years(named=(reading.years.named[0], last))
        return reading.years
    if reading.has("highest", "lowest", "trend"):
        return Years()
    if reading.has(*_TWO_ENDED) and last is not None and turn.earlier:
        return Years(named=(turn.earlier[-1], last))
    if last is not None and not _TWO.isdisjoint(turn.cues) and _TWO.isdisjoint(reading.cues):
        return Years(named=(last,))  # of two that were compared the later one is spoken of
    return turn.years


def _compares(reading: Reading) -> bool:
    """Tell "is dat meer dan het jaar ervoor" from "hoeveel waren het er het jaar ervoor"."""
    sets_against = not _AGAINST.isdisjoint(reading.said.words)
    return reading.has(*_TWO_ENDED) and (sets_against or reading.has("more", "less"))
