"""What a question looks for in whole series, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qa.types.evidence import Derivation
from qa.types.facts import Fact
from qa.types.quantities import Quantity
from qa.types.queries import Operation


class Extent(Enum):
    """Which of the years on one side of a limit are meant."""

    ALL = "all"  # "in welke jaren"
    SINCE = "since"  # the first of those that last to the end
    FIRST = "first"  # the first of all
    UNTIL = "until"  # the last of those that last from the beginning
    EVER = "ever"  # whether there is any


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for in series.

    `way` is -1 for a fall, or for below a limit, and 1 for a rise, or above it. `limits` are one
    number, or two that it lies between; `inclusive` tells that the limit itself counts. `whether`
    tells that yes or no is asked, `over_subjects` that subjects, not years, are asked for.
    `in_percent` is how a change is measured, None where nobody says. `base` is the year that is
    100, `year` the one whose place, or whose part of all years, is asked for, `part` the id of the
    subject whose part of several is, `place` that place (1 is the first), `count` how many years
    are asked for, and `most` that they are the ones with the largest.
    """

    operation: Operation
    way: int = 0
    limits: tuple[Quantity, ...] = ()
    inclusive: bool = False
    extent: Extent = Extent.ALL
    whether: bool = False
    over_subjects: bool = False
    in_percent: bool | None = None
    base: int = 0
    year: int = 0
    part: str = ""
    place: int = 0
    count: int = 1
    most: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: the series that were looked through, each one fact a year, and the answer.

    `chosen` are the facts that answer; `steps` the changes from one fact to another that do, the
    first one first; `holds` tells whether what was asked is so. `missing` are the years between
    that no fact tells, `printed` the changes that the letter itself prints for the steps, `limits`
    those of the pattern in figures, `without` are subjects that no figure of these years is of.
    """

    pattern: Pattern
    series: tuple[tuple[Fact, ...], ...]
    chosen: tuple[Fact, ...] = ()
    steps: tuple[Derivation, ...] = ()
    holds: bool = True
    missing: tuple[int, ...] = ()
    printed: tuple[Fact, ...] = ()
    working: str = ""
    limits: str = ""
    without: tuple[str, ...] = ()

    @property
    def derivation(self) -> Derivation:
        """The finding as a working: the facts that answer stand first."""
        stepped = (fact for step in self.steps for fact in step.inputs)
        every = (fact for run in self.series for fact in run)
        inputs = tuple(dict.fromkeys((*stepped, *self.chosen, *every)))
        first = self.steps[0].result if self.steps else inputs[0].quantity
        shown = self.steps[0].shown if self.steps else inputs[0].surface
        rounded = any(each.rounded for each in self.steps)
        return Derivation(
            self.pattern.operation, inputs, first, self.working, shown, rounded, self.chosen
        )
