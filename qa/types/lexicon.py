"""What letters speak of, and how: the words that each brings along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum


class MeasureKind(Enum):
    """What a number is, so that rules know what may be done with it."""

    COUNT = "count"  # of things: added up, divided over time
    SHARE = "share"  # of a whole, in percent: compared in percentage points
    AMOUNT = "amount"  # of money, length, area: added up
    RATE = "rate"  # so many for each of something else
    DURATION = "duration"
    SCORE = "score"
    LEVEL = "level"  # anything else: compared, never added
    CHANGE = "change"  # from one year to another, in percent


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a letter counts or sets side by side: "bezoeker", "Zierikzee".

    `wordings` are further ways to say it, `company` the words that say nothing more once it is
    named; `found` is the place in the letter that it comes from.
    """

    id: str
    one: str
    many: str
    article: str = ""
    wordings: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    found: str = ""

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured of a concept: "aantal", "leestijd".

    `target_of` and `change_of` are ids of other measures, empty where it is neither; `scope` says
    what the numbers cover ("landelijk"), empty where the letter does not.
    """

    id: str
    kind: MeasureKind
    unit: str = ""
    article: str = "het"
    target_of: str = ""
    change_of: str = ""
    scope: str = ""
    wordings: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    found: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The concepts that one table sets side by side.

    "In totaal" and "welke van de vier" mean a group: never all that several letters count. `names`
    are how its letter calls them together, `kinds` what each of them is ("provincie"). `about` is
    what the letter says that the table is of: its caption, the headings above it and the sentence
    before it; `is_refined` that a person wrote how its concepts are called.
    """

    id: str
    concepts: tuple[str, ...]
    measures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    about: str = ""
    is_refined: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one letter speaks of, or several; ids are unique among the entries of a kind.

    `neutral` are words that narrow nothing in these letters, `beside_years` those that narrow
    nothing beside a year, `synonyms` groups of words that mean the same. `narrower` are phrases
    that ask for a part of what is counted, `others` what no table counts ("bezitters").
    """

    concepts: tuple[Concept, ...] = ()
    measures: tuple[Measure, ...] = ()
    groups: tuple[Group, ...] = ()
    neutral: tuple[str, ...] = ()
    beside_years: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    narrower: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def concept(self, id: str) -> Concept | None:
        """Return a concept by its id."""
        return next((each for each in self.concepts if each.id == id), None)

    def measure(self, id: str) -> Measure | None:
        """Return a measure by its id."""
        return next((each for each in self.measures if each.id == id), None)

    def change_of(self, measure: str, among: Collection[Concept]) -> Measure | None:
        """Return the measure that says how another changed, in a table that has these concepts."""
        ids = {each.id for each in among}
        beside = {id for each in self.groups if ids <= {*each.concepts} for id in each.measures}
        changes = (m for m in self.measures if m.change_of == measure and m.id in beside)
        return next(changes, None)

    def whole(self, measure: str, among: Collection[str] = ()) -> tuple[Concept, ...]:
        """Return the concepts of the one group that is measured so; none where it is unclear.

        `among` are the ids of the groups that were named, if any were.
        """
        measured = [each for each in self.groups if measure in each.measures]
        named = [each for each in measured if each.id in among]
        meant = {each.concepts for each in named or measured}
        ids = next(iter(meant)) if len(meant) == 1 else ()
        return tuple(each for id in ids if (each := self.concept(id)))
