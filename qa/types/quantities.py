"""Numbers and stretches of time, as a letter prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum


class Bound(Enum):
    """How a printed number relates to the true one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a letter prints it: exact value, unit, and how it was printed.

    `value` is the full value ("9,2 miljoen" is 9200000); `places` counts the printed decimals and
    `scale` the power of ten that was written as a word (6 for miljoen, 9 for miljard). A RANGE runs
    from `value` to `high`. `word` is the printed approximation ("bijna"), empty when there is none.
    `unit` is "procent", "procentpunt", "euro", or another unit's name, empty for a bare count.
    """

    value: Decimal
    unit: str = ""
    bound: Bound = Bound.EXACT
    places: int = 0
    scale: int = 0
    high: Decimal | None = None
    word: str = ""

    @property
    def is_percentage(self) -> bool:
        """Tell whether this is a share or a difference of shares."""
        return self.unit in {"procent", "procentpunt"}

    def __post_init__(self) -> None:
        if (self.bound is Bound.RANGE) != (self.high is not None):
            raise ValueError(f"quantity {self.value}: a range, and only a range, has a high end")
        if self.high is not None and self.high <= self.value:
            raise ValueError(f"quantity {self.value}: the high end {self.high} is not higher")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, half-open: start < end. `label` is Dutch ("per 1 oktober 2022")."""

    start: date
    end: date
    label: str

    def __post_init__(self) -> None:
        if not self.start < self.end:
            raise ValueError(f"period {self.label}: {self.start} is not before {self.end}")

    @property
    def last_year(self) -> int:
        """The year of its last day."""
        return (self.end - timedelta(days=1)).year

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is one whole year, from its first day to its last."""
        year = self.start.year
        return (self.start, self.end - timedelta(days=1)) == (date(year, 1, 1), date(year, 12, 31))
