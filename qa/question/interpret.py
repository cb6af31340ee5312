"""Dutch question → readings, best first, by ordered, named rules.

In: a checked question and the day of the newest letter. Out: the queries that it may mean, in the
order in which they are to be tried, each with the name of the rule that read it. A question that no
rule reads is one for the letter's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from qa.errors import QuestionError
from qa.question.reading import Reading, read
from qa.terms import terms
from qa.text import normalise
from qa.types import (
    ComputeQuery,
    FactQuery,
    Operation,
    PassageQuery,
    Query,
    StatedQuery,
    Wanted,
)

LONGEST_QUESTION = 2_000  # characters
_COUNT, _RATE, _TARGET = "aantal", "ophelderingspercentage", "doel ophelderingspercentage"
# What stands before the question itself: "Ik schrijf een stuk over inbraak: hoeveel …".
_PREAMBLE = re.compile(
    r"^[^?]*?\b(?:ik|wij|we|mijn|onze|u mij)\b[^?]*?(?:[:,;]|\bweten\b|\baangeven\b)\s+"
    r"(?=(?:(?:in|op|bij|met|voor|tot|naar) )?(?:hoe|hoeveel|welke?|wat|wie|wanneer|waar\w*)\b)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:euro|kost(?:te|en)?|kosten|bedrag|budget|subsidie|geld|betaalt?)\b", re.I
)
_AGE = re.compile(r"\bhoe oud\b|\bleeftijd\b", re.I)
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


def interpret(question: str, today: date) -> tuple[tuple[str, Query], ...]:
    """Return the queries that a checked question may mean, best first, with their rules' names."""
    core = _PREAMBLE.sub("", question)
    return readings(read(core, today), question)


def readings(reading: Reading, question: str) -> tuple[tuple[str, Query], ...]:
    """Return the queries that a reading allows, best first.

    A series that explains every word of the question is the only reading: where it has no number,
    no other place may answer in its stead. One that leaves words unexplained comes last, to say
    what it does not have.
    """
    wanted = what_is_wanted(reading)
    series = None if wanted in {Wanted.WHY, Wanted.WHO} else _series(reading, question)
    stated = ("stated", StatedQuery(question, wanted, _stated_operation(reading)))
    passage = ("passage", PassageQuery(question, wanted))
    if series and not series[1].unexplained:
        return (stated, series) if _asks_rate_without_year(reading) else (series,)
    is_number = wanted in _NUMBERS
    if series and (is_number or reading.years.named or reading.has("highest", "lowest")):
        return (stated, series) if is_number else (series,)
    return (stated, passage) if is_number else (passage,)


def _asks_rate_without_year(reading: Reading) -> bool:
    """Tell a rate that a letter may print itself ("twee à drie per uur") from one to work out."""
    return reading.has("per_day", "per_hour", "per_week", "per_month") and not reading.years.named


def what_is_wanted(reading: Reading) -> Wanted:
    """Tell what kind of thing the answer is."""
    if reading.has("why"):
        return Wanted.WHY
    if reading.has("which_year") and not reading.has("highest", "lowest"):
        return Wanted.WHEN
    if _MONEY.search(reading.question):
        return Wanted.MONEY
    if _AGE.search(reading.question):
        return Wanted.AGE
    if reading.has("percent", "points"):
        return Wanted.PERCENTAGE
    if reading.has("count"):
        return Wanted.COUNT
    if _SCORE.search(reading.question):
        return Wanted.SCORE
    return Wanted.WHO if reading.has("who") else Wanted.OTHER


_NUMBERS = {Wanted.COUNT, Wanted.PERCENTAGE, Wanted.MONEY, Wanted.AGE, Wanted.SCORE}
_Series = tuple[str, FactQuery | ComputeQuery]
_Rule = Callable[[Reading, "_Slots"], FactQuery | ComputeQuery | None]


class _Slots:
    """The slots of a series question: which measure, of which subjects, in which years."""

    def __init__(self, reading: Reading, question: str) -> None:
        everything = tuple(terms().subjects)
        self.question = question
        self.subjects = everything if reading.has("all_subjects") else reading.subjects
        self.measure = _measure(reading)
        self.years = reading.years
        self.unexplained = reading.unexplained
        if self.years.part:
            self.unexplained += (self.years.part,)

    def fact(self, measure: str = "") -> FactQuery:
        return FactQuery(
            self.question, measure or self.measure, self.subjects, self.years, self.unexplained
        )

    def compute(
        self, operation: Operation, per: str = "", *, over_subjects: bool = False
    ) -> ComputeQuery:
        return ComputeQuery(
            self.question,
            operation,
            self.measure,
            self.subjects or (tuple(terms().subjects) if over_subjects else ()),
            self.years,
            per,
            over_subjects,
            self.unexplained,
        )


def _measure(reading: Reading) -> str:
    if _RATE in reading.measures:
        return _TARGET if _TARGET in reading.measures else _RATE
    return _COUNT


def _series(reading: Reading, question: str) -> _Series | None:
    slots = _Slots(reading, question)
    if not slots.subjects and not reading.has("which_subject"):
        return None
    for rule in _RULES:
        if query := rule(reading, slots):
            return rule.__name__, query
    return None


def _stated_operation(reading: Reading) -> Operation | None:
    """Tell what is to be worked out from two stated numbers; None where one is asked for."""
    if reading.has("percent") and reading.has("rise", "fall", "more", "less", "change"):
        return Operation.CHANGE
    if reading.has("sum"):
        return Operation.SUM
    if reading.has("rise", "fall", "change", "more", "less"):
        return Operation.DIFFERENCE
    return None


def target_against_result(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise how far a clearance rate came above or below its target."""
    if slots.measure == _TARGET and reading.has("points", "change", "more", "less"):
        return slots.compute(Operation.POINTS)
    return None


def target(reading: Reading, slots: _Slots) -> FactQuery | None:
    """Recognise the clearance rate that was aimed for."""
    return slots.fact() if slots.measure == _TARGET else None


def rate(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise so many a day, a week or a month."""
    for per in ("day", "hour", "week", "month"):
        if reading.has(f"per_{per}") and slots.years.named and slots.measure == _COUNT:
            return slots.compute(Operation.RATE, per)
    return None


def rank(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise the subjects of a year in order of size."""
    if reading.has("rank") and (
        reading.has("which_subject", "all_subjects") or len(slots.subjects) > 1
    ):
        return slots.compute(Operation.RANK, over_subjects=True)
    return None


def extreme(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise the year, or the subject, with the most or the fewest."""
    if not reading.has("highest", "lowest"):
        return None
    operation = Operation.HIGHEST if reading.has("highest") else Operation.LOWEST
    over_subjects = not reading.subjects or reading.has("which_subject", "all_subjects")
    return slots.compute(operation, over_subjects=over_subjects)


def compare(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise which of two or more subjects is the larger in a year."""
    if len(reading.subjects) > 1 and reading.has("more", "less", "which_subject"):
        return slots.compute(Operation.COMPARE, over_subjects=True)
    return None


def total(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise subjects or years added up."""
    several = len(slots.subjects) > 1 or len(slots.years.named) > 1 or slots.years.run
    added = reading.has("sum") or reading.has("all_subjects")
    plain = not reading.has("rise", "fall", "change", "trend", "percent")
    return slots.compute(Operation.SUM) if added and several and plain else None


def mean(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise the mean over several years."""
    several = len(slots.years.named) > 1 or slots.years.run or not slots.years.named
    return slots.compute(Operation.MEAN) if reading.has("mean") and several else None


def ratio(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise how many times as many."""
    return slots.compute(Operation.RATIO) if reading.has("ratio") and _two(slots) else None


def points(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise the change of a percentage, in percentage points."""
    changed = reading.has("rise", "fall", "change", "more", "less", "points")
    if slots.measure == _RATE and changed and _two(slots):
        return slots.compute(Operation.POINTS)
    return None


def change(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise the change in percent between two years."""
    changed = reading.has("rise", "fall", "change", "more", "less", "trend")
    if reading.has("percent") and changed and slots.measure == _COUNT:
        return slots.compute(Operation.CHANGE)
    return None


def direction(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise whether it rose or fell."""
    either = reading.has("rise") and reading.has("fall")
    asks_whether = bool(re.match(r"(?:is|zijn|was|nam|namen|worden|wordt)\b", slots.question, re.I))
    if either or (asks_whether and reading.has("rise", "fall", "more", "less")):
        return slots.compute(Operation.DIRECTION)
    return None


def difference(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise how many more or fewer."""
    changed = reading.has("rise", "fall", "change", "more", "less")
    return slots.compute(Operation.DIFFERENCE) if changed and _two(slots) else None


def trend(reading: Reading, slots: _Slots) -> ComputeQuery | None:
    """Recognise a whole series of years."""
    several = slots.years.run or len(slots.years.named) != 1
    if several and (reading.has("trend", "change", "rise", "fall") or slots.years.run):
        return slots.compute(Operation.TREND)
    return None


def look_up(reading: Reading, slots: _Slots) -> FactQuery | None:
    """Recognise the number itself; a subject with a year needs no question word."""
    asks = reading.has("count", "percent") or slots.measure != _COUNT
    return slots.fact() if asks or slots.years.named else None


def _two(slots: _Slots) -> bool:
    """Tell whether two ends are named: two years, a run of years, or two subjects."""
    return slots.years.run or len(slots.years.named) == 2 or len(slots.subjects) == 2


# A target is also a clearance rate, a rate a day also a mean, a change in percent also a
# difference: the narrow rules come first, the plain number last.
_RULES: tuple[_Rule, ...] = (
    target_against_result, target, rate, rank, extreme, compare, total, mean, ratio, points,
    direction, change, difference, trend, look_up,
)  # fmt: skip
