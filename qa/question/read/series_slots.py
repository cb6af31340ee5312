"""What a question about a series names: which measure, of which subjects, in which years.

In: a Reading. Out: its slots, and the queries that can be made of them; of a target what should
have been reached, and beside a year that others are set against all years from there on.
"""

from __future__ import annotations

from dataclasses import replace

from qa.dutch.terms import COUNT
from qa.question.read.asked_for import RULES
from qa.question.read.reading import Reading
from qa.types import ComputeQuery, FactQuery, Lexicon, Measure, MeasureKind, Operation, Years

_OPERATING = ("mean", "highest", "lowest", "trend", "rise", "fall", "rank")


class Slots:
    """The slots of a series question: which measure, of which subjects, in which years."""

    def __init__(self, reading: Reading) -> None:
        self.question = reading.question
        self.asks_count = bool(reading.says("number_not_share"))
        asks = reading.years.named or reading.has("count", "percent", "sum", *_OPERATING)
        all_meant = reading.has("all_subjects") and asks
        self.lexicon = reading.terms.lexicon
        self.measure = _measure(reading)
        self.whole = self.lexicon.whole(self.measure.id, reading.groups)
        self.subjects = self.whole if all_meant else reading.subjects
        self.years = _since(reading)
        self.unexplained = reading.unexplained
        if not self.measure.target_of:
            self.unexplained += reading.turns.plans
        elif "aantal" in reading.said.joined and not reading.has("percent"):
            self.unexplained += ("aantal",)
        if reading.shift:  # from a year that nobody named
            self.unexplained += ("het jaar waarvan u uitgaat",)
        if self.years.part:
            self.unexplained += (self.years.part,)

    @property
    def is_count(self) -> bool:
        """Whether things are counted."""
        return self.measure.kind is MeasureKind.COUNT

    def fact(self) -> FactQuery:
        """Return the query for the numbers themselves."""
        # "Het percentage in 2021" asks for that of all that have one.
        subjects = self.subjects or self.whole
        return FactQuery(
            self.question,
            self.measure,
            subjects,
            self.years,
            self.unexplained,
            is_whole=subjects == self.whole,
            asks_count=self.asks_count,
        )

    def compute(
        self, operation: Operation, per: str = "", *, over_subjects: bool = False
    ) -> ComputeQuery:
        """Return the query for what is worked out from them."""
        subjects = self.subjects or (self.whole if over_subjects else ())
        return ComputeQuery(
            self.question,
            operation,
            self.measure,
            subjects,
            self.years,
            per,
            over_subjects,
            self.unexplained,
            is_whole=subjects == self.whole,
            asks_count=self.asks_count,
        )


def _since(reading: Reading) -> Years:
    """Return the years of a question; one that others are set against is where they begin."""
    years, said = reading.years, reading.said
    if len(years.named) != 1 or years.run:
        return years
    match = said.match(RULES["against"]) or said.match(RULES["until_now"])
    if match is None or match["year"] not in {None, str(years.named[0])}:
        return years  # "meer dan 2000 bezoekers" names an amount
    return replace(years, run=True, first=years.named[0])


def _measure(reading: Reading) -> Measure:
    """Return what was measured; of what should have been reached the target is meant."""
    lexicon, named = reading.terms.lexicon, reading.measures
    if named and reading.says("aim") and not reading.turns.denials:
        aims = (t for each in named for t in lexicon.measures if t.target_of == each.id)
        named = (*named, *aims)
    ordered = sorted(named, key=lambda each: not each.target_of)
    return ordered[0] if ordered else counted(lexicon)


def counted(lexicon: Lexicon) -> Measure:
    """Return the measure of a question that names none: a number of things."""
    return lexicon.measure(COUNT) or Measure(COUNT, MeasureKind.COUNT)
