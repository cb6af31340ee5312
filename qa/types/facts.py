"""A number with its provenance, and what a series of them may lack."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qa.types.letters import Origin, Role
from qa.types.lexicon import Concept, MeasureKind
from qa.types.quantities import Period, Quantity
from qa.types.spans import Span

TABLE_RULE = "table_cells"  # by which every fact of a table is found, and no other


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of the letter with its provenance.

    `span` and `quote` are the row or sentence that states it; `value_span` and `surface` are the
    printed number inside that quote. `locator` is the place within the letter, `reference` how
    parliament would cite it. `header_note` tells the evidence of a restored header;
    `definition` and `source_note` are the ids of the notes that define the measure and name where
    the number comes from, empty where there are none. `one` and `many` are the names of a subject
    that the letter's lexicon knows, empty for another; `kind` is what the lexicon, or the unit,
    says of the measure, `target_of` and `change_of` the measure that the number is a target or a
    change of; `article` is that of the measure. Of a cell of a table, `dimensions` are what
    it is about beside its subject, as (name of the axis, label), `role` what it is to the cells
    beside it, `part_of` the whole of a part, and `caption` the table's.
    """

    id: str
    letter_id: str
    measure: str
    subject: str
    quantity: Quantity
    surface: str
    value_span: Span
    period: Period | None
    qualifiers: tuple[str, ...]
    span: Span
    quote: str
    locator: str
    reference: str
    origin: Origin
    certain: bool
    header_note: str
    definition: str
    source_note: str
    rule: str
    dimensions: tuple[tuple[str, str], ...] = ()
    role: Role = Role.PLAIN
    part_of: str = ""
    caption: str = ""
    one: str = ""
    many: str = ""
    kind: MeasureKind = MeasureKind.LEVEL
    target_of: str = ""
    change_of: str = ""
    article: str = "het"

    @property
    def is_count(self) -> bool:
        """Tell whether this is a number of things."""
        return self.kind is MeasureKind.COUNT and not self.quantity.is_percentage

    @property
    def number(self) -> Span:
        """Where its number stands in its quote."""
        return self.value_span.moved(-self.span.start)

    @property
    def table(self) -> str:
        """What its locator calls the table of a cell."""
        return self.locator.partition(", rij ")[0]

    def __post_init__(self) -> None:
        if self.value_span not in self.span:
            raise ValueError(f"fact {self.id}: the number stands outside its quote")


def table_of(fact: Fact) -> str:
    """Return the id of the table that a fact of a cell stands in."""
    return fact.id.rsplit(":", 2)[0]


class Missing(Enum):
    """What a series lacks; COLUMN is a word that tells which of several is meant."""

    SERIES = "series"
    YEAR = "year"
    PART_OF_YEAR = "part_of_year"
    WHOLE_YEAR = "whole_year"
    DETAIL = "detail"
    AGREEMENT = "agreement"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a series cannot answer; `years` are those asked for, `nearest` is what there is."""

    missing: Missing
    subject: Concept
    years: tuple[int, ...]
    nearest: tuple[Fact, ...]
