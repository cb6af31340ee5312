"""Dutch question → readings, best first, by ordered, named rules.

In: a checked question and the day of the newest letter. Out: the queries that it may mean, in the
order in which they are to be tried, each with the name of the rule that read it. A question that no
rule reads is one for the letter's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.dutch.text import normalise
from qa.errors import QuestionError
from qa.question.read.narrowing import change_ends
from qa.question.read.reading import Reading
from qa.question.read.series_rules import read_series
from qa.types import (
    Operation,
    PassageQuery,
    Query,
    StatedQuery,
    Wanted,
)

LONGEST_QUESTION = 2_000  # characters
_NUMBERS = {Wanted.COUNT, Wanted.PERCENTAGE, Wanted.MONEY, Wanted.AGE, Wanted.SCORE}
_ASKING = ("why", "who", "when", "which_year", "definition", "source")
# What stands before the question itself: "Ik schrijf een stuk over inbraak: hoeveel …".
_PREAMBLE = re.compile(
    r"^(?>[^?]*?\b(?:ik|wij|we|mijn|onze|u mij)\b)[^?]*?(?:[:,;]|\bweten\b|\baangeven\b)\s+"
    r"(?=(?:(?:in|op|bij|met|voor|tot|naar) )?(?:hoe|hoeveel|welke?|wat|wie|wanneer|waar\w*)\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:euro|kost(?:te|en)?|hoe duur|prijs|bedrag|budget|subsidie|geld|betaalt?|verdient)\b",
    re.I,
)
_COUNTED = re.compile(
    r"\bhoeveel (?!euro|geld|kost|kosten|budget|subsidie|bedraagt)\w+s?\b(?= )", re.I
)
_SHARE = re.compile(r"\b\w+percentage\b", re.I)
# "Met hoeveel" asks for a change itself, "naar hoeveel" for where it ended.
_EXTENDED = re.compile(
    r"^(?>.*?\bmet hoeveel\b).*\b(?:uitgebreid|vergroot|verhoogd|versterkt)\b", re.I | re.M
)
_AGE = re.compile(r"\bhoe oud\b|\bleeftijd\b", re.I)
_TIMES = re.compile(r"\bkeer (?:minder|meer|vaker|zo)\b", re.I)
_MARK = re.compile(r"\b(?:welk|hoeveel|wat voor) (?:rapport)?cijfer\b", re.I)
_SCORE = re.compile(r"\b(?:rapport)?cijfer\b", re.I)


def check(question: str) -> str:
    """Return the question normalised, white space collapsed.

    Raises: QuestionError when it is empty, too long or not text.
    """
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"De vraag telt {len(question)} tekens, hoogstens {LONGEST_QUESTION} is mogelijk;"
            " maak haar korter."
        )
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


def without_preamble(question: str) -> str:
    """Return the question itself, without what introduces it: "Ik schrijf een stuk: hoeveel …"."""
    return _PREAMBLE.sub("", question)


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


def readings(
    reading: Reading, question: str, leaning: Leaning | None = None
) -> tuple[tuple[str, Query], ...]:
    """Return the queries that a reading allows, best first.

    A series that explains every word of the question is the only reading: where it has no number,
    no other place may answer in its stead. One that leaves words unexplained comes last, to say
    what it does not have. `leaning` is what a follow-up leans on.
    """
    wanted = what_is_wanted(reading)
    leaning = leaning or Leaning()
    if leaning.elliptical and wanted is Wanted.OTHER and not reading.has(*_ASKING):
        wanted = leaning.wanted  # "En daarvoor?" asks what was asked
    is_series = wanted not in {Wanted.WHY, Wanted.WHO} and not _sets_against_sum(reading)
    series = read_series(reading, question) if is_series else None
    stated = ("stated", _stated(reading, question, wanted, leaning))
    passage = (
        "passage",
        PassageQuery(question, wanted, _stated_operation(reading), leaning.topic, leaning.place),
    )
    names_subject = reading.subjects or reading.has("which_subject", "all_subjects")
    if series and not series[1].unexplained and not names_subject:
        return series, passage  # of what, it does not say: the letter may, in words
    if series and not series[1].unexplained:
        return (stated, series) if _asks_rate_without_year(reading) else (series,)
    is_number = wanted in _NUMBERS
    if series and (is_number or reading.years.named or reading.has("highest", "lowest")):
        return (stated, passage, series) if is_number else (series,)
    return (stated, passage) if is_number else (passage,)


def _sets_against_sum(reading: Reading) -> bool:
    """Tell a comparison with a sum ("meer dan in 2011 en 2013 samen"): it is not worked out."""
    return reading.has("sum") and reading.has("more", "less") and len(reading.years.named) > 2


def _asks_rate_without_year(reading: Reading) -> bool:
    """Tell a rate that a letter may print itself ("twee à drie per uur") from one to work out."""
    return reading.has("per_day", "per_hour", "per_week", "per_month") and not reading.years.named


def what_is_wanted(reading: Reading) -> Wanted:
    """Tell what kind of thing the answer is."""
    if reading.has("why"):
        return Wanted.WHY
    if reading.has("when", "which_year") and not reading.has("highest", "lowest"):
        return Wanted.WHEN
    counts = _COUNTED.search(reading.question) or reading.has("who")
    if _MONEY.search(reading.question) and not counts:
        return Wanted.MONEY
    if _AGE.search(reading.question):
        return Wanted.AGE
    if _MARK.search(reading.question):
        return Wanted.SCORE
    if reading.has("percent", "points") or _SHARE.search(reading.question):
        return Wanted.PERCENTAGE
    if reading.has("count"):
        return Wanted.COUNT
    if _SCORE.search(reading.question):
        return Wanted.SCORE
    return Wanted.WHO if reading.has("who") else Wanted.OTHER


def _stated(reading: Reading, question: str, wanted: Wanted, leaning: Leaning) -> StatedQuery:
    operation = _stated_operation(reading)
    counted = leaning.counted if wanted is leaning.wanted else ""
    return StatedQuery(question, wanted, operation, leaning.topic, leaning.place, counted)


def _stated_operation(reading: Reading) -> Operation | None:
    """Tell what is to be worked out from two stated numbers; None where one is asked for."""
    ends = change_ends(reading.question)
    if len(ends) == 2 or _EXTENDED.search(reading.question):
        return Operation.DIFFERENCE
    if _TIMES.search(reading.question) or ends:
        return None
    if reading.has("percent") and reading.has("rise", "fall", "more", "less", "change"):
        return Operation.CHANGE
    if reading.has("sum"):
        return Operation.SUM
    if reading.has("rise", "fall", "change", "more", "less"):
        return Operation.DIFFERENCE
    return None
