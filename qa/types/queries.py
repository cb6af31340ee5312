"""What a question asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qa.types.lexicon import Concept, Measure
from qa.types.quantities import Period


@dataclass(frozen=True, slots=True)
class Years:
    """The years that a question names.

    `run` tells that all years between the first and the last are meant; an open end is None. `part`
    is a part of a year that was asked for ("mei 2019"), which series of years do not have. `parts`
    are the days of all such parts; of a table that tells of them, its own.
    """

    named: tuple[int, ...] = ()
    run: bool = False
    first: int | None = None
    last: int | None = None
    part: str = ""
    parts: tuple[Period, ...] = ()

    @property
    def is_one(self) -> bool:
        """Tell whether one year, or one part of a year, is named."""
        return not self.run and self.moments == 1

    @property
    def are_several(self) -> bool:
        """Tell whether several years, or parts of years, are named."""
        return self.run or self.moments > 1

    @property
    def moments(self) -> int:
        """How many years and parts of years are named; a year that a table parts is its parts."""
        return len(self.parts) + (0 if self.parts and not self.part else len(self.named))

    @property
    def of_part(self) -> tuple[int, ...]:
        """The years that the part of a year is of."""
        return tuple(int(word) for word in self.part.split() if len(word) == 4 and word.isdigit())


class Operation(Enum):
    """What is to be worked out from facts."""

    DIFFERENCE = "difference"
    CHANGE = "change"
    POINTS = "points"
    DIRECTION = "direction"
    RATIO = "ratio"
    SUM = "sum"
    MEAN = "mean"
    RATE = "rate"
    SHARE = "share"
    HIGHEST = "highest"
    LOWEST = "lowest"
    COMPARE = "compare"
    RANK = "rank"
    TREND = "trend"
    THRESHOLD = "threshold"
    EVERY_YEAR = "every_year"
    EXCEPTIONS = "exceptions"
    STRONGEST = "strongest"
    FASTER = "faster"
    INDEX = "index"
    YEARLY = "yearly"
    PLACE = "place"
    TARGETS = "targets"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class FactQuery:
    """A question for numbers of a series: this measure of these subjects in these years.

    `is_whole` tells that they are all of a group, which nobody named one by one; `unexplained` are
    words of the question that the series cannot account for, and `asks_count` tells that it asks
    how many there are, whatever is measured.
    """

    question: str
    measure: Measure
    subjects: tuple[Concept, ...]
    years: Years
    unexplained: tuple[str, ...] = ()
    is_whole: bool = False
    asks_count: bool = False


@dataclass(frozen=True, slots=True)
class ComputeQuery:
    """A question for something worked out from a series; `per` is the unit of time of a RATE.

    `over_subjects` tells that subjects, not years, are set against each other.
    """

    question: str
    operation: Operation
    measure: Measure
    subjects: tuple[Concept, ...]
    years: Years
    per: str = ""
    over_subjects: bool = False
    unexplained: tuple[str, ...] = ()
    is_whole: bool = False
    asks_count: bool = False


class Wanted(Enum):
    """What kind of thing the answer to a question is; the only such list."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    MONEY = "money"
    AGE = "age"
    SCORE = "score"
    WHEN = "when"
    WHO = "who"
    WHY = "why"
    DURATION = "duration"
    SIZE = "size"  # so much of whatever unit: "hoe hoog was het verzuim"
    SOURCE = "source"
    OTHER = "other"

    @property
    def is_number(self) -> bool:
        """Tell whether it is one that a fact states."""
        return self in _NUMBERS

    @property
    def may_be_stated(self) -> bool:
        """Tell whether a sentence may state it: a number, so much time or of another unit."""
        return self.is_number or self in (Wanted.DURATION, Wanted.SIZE)


_NUMBERS = {Wanted.COUNT, Wanted.PERCENTAGE, Wanted.MONEY, Wanted.AGE, Wanted.SCORE}


@dataclass(frozen=True, slots=True)
class StatedQuery:
    """A question for a number that a sentence of the letter states.

    `topic` holds words of the turns before, what a follow-up is about without saying so, `place`
    where their answer stood and `counted` what it counted: a number from elsewhere, or of something
    else, would answer another question.
    """

    question: str
    wanted: Wanted
    operation: Operation | None = None
    topic: str = ""
    place: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class PassageQuery:
    """A question for the letter's own words; `operation`, `topic` and `place` as in StatedQuery."""

    question: str
    wanted: Wanted = Wanted.OTHER
    operation: Operation | None = None
    topic: str = ""
    place: str = ""


Query = FactQuery | ComputeQuery | StatedQuery | PassageQuery
