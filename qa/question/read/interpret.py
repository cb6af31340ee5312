"""Dutch question → readings, best first, by ordered, named rules.

In: a checked question and the day of the newest letter. Out: the queries that it may mean, in the
order in which they are to be tried, each with the name of the rule that read it. A question that no
rule reads is one for the letter's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from qa.dutch.text import normalise
from qa.errors import QuestionError
from qa.question.read.parts import LONGEST_QUESTION, too_long
from qa.question.read.reading import Reading
from qa.question.read.series_rules import read_series
from qa.question.read.whether import kind_asked
from qa.types import (
    MeasureKind,
    Operation,
    PassageQuery,
    Query,
    StatedQuery,
    Wanted,
)

_ASKING = ("why", "who", "when", "which_year", "definition", "source")


def check(question: str, longest: int = LONGEST_QUESTION) -> str:
    """Return the question normalised, white space collapsed.

    Raises: QuestionError when it is empty, too long or not text.
    """
    if len(question) > longest:
        raise too_long("De vraag", len(question), longest)
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise QuestionError(
            "De vraag bevat tekens die geen tekst zijn; typ haar opnieuw."
        ) from error
    lines = (" ".join(line.split()) for line in normalise(question).split("\n"))
    clean = "\n".join(line for line in lines if line)
    if not clean:
        raise QuestionError("De vraag is leeg; stel een vraag over de brief.")
    return clean


@dataclass(frozen=True, slots=True)
class Leaning:
    """What a follow-up leans on: the topic of the turn before, its place, and what it counted.

    `elliptical` tells that the question leaves out even what it asks.
    """

    topic: str = ""
    place: str = ""
    counted: str = ""
    wanted: Wanted = Wanted.OTHER
    elliptical: bool = False


def readings(reading: Reading, leaning: Leaning | None = None) -> tuple[tuple[str, Query], ...]:
    """Return the queries that a reading allows, best first.

    A series that explains every word of the question is the only reading: where it has no number,
    no other place may answer in its stead. One that leaves words unexplained comes last, to say
    what it does not have. `leaning` is what a follow-up leans on.
    """
    leaning = leaning or Leaning()
    wanted = _wanted(reading, leaning)
    series = read_series(reading) if _may_be_series(reading) else None
    if series and wanted in _NO_COUNTS and series[1].measure.kind is MeasureKind.COUNT:
        series = None  # how many there are is not even near what they cost, or how old they are
    is_explained = series is not None and not series[1].unexplained
    names_subject = reading.subjects or reading.has("which_subject", "all_subjects")
    looks_back = reading.says("earlier") and not reading.years.named
    if series and is_explained and looks_back and series[1].measure.kind is MeasureKind.COUNT:
        series = None  # the newest number is not that of the beginning
        is_explained = False
    if series and is_explained and names_subject and not _asks_rate_without_year(reading):
        return (series,)
    operation = _stated_operation(reading)
    counted = leaning.counted if wanted is leaning.wanted else ""
    passage = (
        "passage",
        PassageQuery(reading.question, wanted, operation, leaning.topic, leaning.place),
    )
    of_sentence = _of_sentence(wanted, reading)
    stated = (
        "stated",
        StatedQuery(
            reading.question, of_sentence, operation, leaning.topic, leaning.place, counted
        ),
    )
    if series and is_explained:  # of what, it may not say: the letter may, in words
        return (stated, series) if names_subject else (series, passage)
    if series and (wanted.is_number or reading.years.named or reading.has("highest", "lowest")):
        return (stated, passage, series) if wanted.is_number else (series,)
    return (stated, passage) if of_sentence.may_be_stated else (passage,)


def _wanted(reading: Reading, leaning: Leaning) -> Wanted:
    """Return what is wanted; "En daarvoor?" asks what was asked."""
    asks_nothing = reading.wanted is Wanted.OTHER and not reading.has(*_ASKING)
    return leaning.wanted if leaning.elliptical and asks_nothing else kind_asked(reading)


_NO_COUNTS = frozenset((Wanted.MONEY, Wanted.AGE, Wanted.DURATION))


def _of_sentence(wanted: Wanted, reading: Reading) -> Wanted:
    """Return what a sentence may state of what is wanted: "welk deel" wants a share."""
    if wanted in (Wanted.OTHER, Wanted.WHO) and reading.says("how_high"):
        return Wanted.SIZE
    is_share = wanted is Wanted.OTHER and reading.has("share") and reading.says("asks_share")
    return Wanted.PERCENTAGE if is_share else wanted


def _may_be_series(reading: Reading) -> bool:
    """Tell whether numbers of a series may answer: not why or by whom, nor what it cannot add."""
    of_person = reading.wanted is Wanted.WHO and reading.has("who")
    return not (reading.wanted is Wanted.WHY or of_person or _sets_against_sum(reading))


def _sets_against_sum(reading: Reading) -> bool:
    """Tell a comparison with a sum ("meer dan in 2011 en 2013 samen"): it is not worked out."""
    return reading.has("sum") and reading.has("more", "less") and len(reading.years.named) > 2


def _asks_rate_without_year(reading: Reading) -> bool:
    """Tell a rate that a letter may print itself ("twee à drie per uur") from one to work out."""
    return reading.has("per_day", "per_hour", "per_week", "per_month") and not reading.years.named


def _stated_operation(reading: Reading) -> Operation | None:
    """Tell what is to be worked out from two stated numbers; None where one is asked for."""
    if reading.says("longer_than"):
        return None  # it says of which things, and sets no two numbers against each other
    ends = reading.turns.ends
    if len(ends) == 2 or reading.says("extended"):
        return Operation.DIFFERENCE
    if reading.says("times") or ends:
        return None
    if reading.has("percent") and reading.has("rise", "fall", "more", "less", "change"):
        return Operation.CHANGE
    if reading.has("sum"):
        return Operation.SUM
    if reading.has("rise", "fall", "change", "more", "less"):
        return Operation.DIFFERENCE
    return None
