"""Calendar arithmetic: what a printed date means in days, seen from the day of the letter.

In: the parts of a date, as printed. Out: half-open days. It refuses days that do not exist and
dates whose year nobody names.

The conventions, where Dutch leaves room: begin, medio and eind are the thirds of a month (1–10,
11–20, 21–) and the first, the middle two and the last quarter of a year; seasons are those of the
weather (voorjaar is March to May).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeAlias

#: What "tot 2021" and "vanaf 2023" leave open.
OPEN_START: Final = date.min
OPEN_END: Final = date.max

Days: TypeAlias = tuple[date, date]

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug "
        "september/sept/sep oktober/okt november/nov december/dec".split(),
        start=1,
    )
    for name in names.split("/")
}

_NAMES: Final = {number: name for name, number in reversed(MONTHS.items())}

#: The pattern of a day that is written in full: "18 april 2024".
DAY_IN_FULL: Final = (
    rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(_NAMES.values())}) (?P<year>[0-9]{{4}})"
)
_IN_FULL: Final = re.compile(DAY_IN_FULL, re.IGNORECASE)

#: Months of a year, first and last, that a part of it covers.
PARTS_OF_YEAR: Final = {
    **dict.fromkeys(("begin",), (1, 3)),
    **dict.fromkeys(("medio", "midden", "halverwege", "half"), (4, 9)),
    **dict.fromkeys(("eind", "einde", "ultimo"), (10, 12)),
    **dict.fromkeys(("voorjaar", "lente"), (3, 5)),
    "zomer": (6, 8),
    **dict.fromkeys(("najaar", "herfst"), (9, 11)),
    **dict.fromkeys(("eerste helft", "1e helft"), (1, 6)),
    **dict.fromkeys(("tweede helft", "2e helft"), (7, 12)),
    **{
        f"{name} kwartaal": (3 * number - 2, 3 * number)
        for number, names in enumerate(("eerste", "tweede", "derde", "vierde"), start=1)
        for name in (names, f"{number}e")
    },
    "laatste kwartaal": (10, 12),
    **{f"q{number}": (3 * number - 2, 3 * number) for number in (1, 2, 3, 4)},
}
#: Days of a month, first and last (0 is the month's own last).
_PARTS_OF_MONTH: Final = {
    **dict.fromkeys(("begin",), (1, 10)),
    **dict.fromkeys(("medio", "midden", "halverwege", "half"), (11, 20)),
    **dict.fromkeys(("eind", "einde", "ultimo"), (21, 0)),
}
YEARS: Final = {"vorig jaar": -1, "dit jaar": 0, "volgend jaar": 1, "komend jaar": 1}
_DECADES: Final = dict(
    zip(
        "dertig veertig vijftig zestig zeventig tachtig negentig".split(),
        range(30, 91, 10),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Point:
    """One printed date, as much of it as is printed; `recent` is "jl."."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    recent: bool = False

    @property
    def dated(self) -> bool:
        """Whether the year is known or can be found from "jl."."""
        return self.recent or self.year is not None

    @property
    def possible(self) -> bool:
        """Whether some year has this day."""
        return self.day is None or _days_in(replace(self, year=2000)) is not None


def write_day(day: date) -> str:
    """Write a day in full: "18 april 2024"."""
    return f"{day.day} {_NAMES[day.month]} {day.year}"


def read_day(written: str) -> date | None:
    """Read a day that is written in full, and nothing else; None where there is no such day."""
    match = _IN_FULL.fullmatch(written)
    if match is None:
        return None
    try:
        return date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None


def days_of(point: Point, today: date) -> Days | None:
    """Return the days of a point; "jl." is the most recent that began before `today`."""
    if not point.recent:
        return _days_in(point)
    for back in range(9):  # eight years hold a 29 February, even around 1900
        days = _days_in(replace(point, year=today.year - back))
        if days and days[0] < today:
            return days
    return None


def span_of(first: Point, last: Point, today: date, *, through: bool) -> Days | None:
    """Return the days from one point to another; what only the last one says holds for both."""
    end = days_of(last, today)
    if end is None:
        return None
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if not first.dated:
        first = replace(first, year=(end[1] - timedelta(1)).year)
        start = days_of(first, today)
        if start and start[0] >= end[0]:  # "december tot februari 2023"
            first = replace(first, year=end[0].year - 1)
    start = days_of(first, today)
    close = end[1] if through else end[0]
    return (start[0], close) if start and start[0] < close else None


def week_of(year: int, week: int) -> Days | None:
    """Return the days of an ISO week, Monday to Monday."""
    try:
        start = date.fromisocalendar(year, week, 1)
        return start, start + timedelta(7)
    except (ValueError, OverflowError):
        return None


def decade_of(word: str) -> Days | None:
    """Return the days of "jaren tachtig"; "jaren tien" and "twintig" could be two centuries."""
    tens = _DECADES.get(word, int(word) if word.isascii() and word.isdigit() else 0)
    return (date(1900 + tens, 1, 1), date(1910 + tens, 1, 1)) if tens >= 30 else None


def year_of(printed: str, today: date) -> int:
    """Return the year of "2019" or "vorig jaar"."""
    return today.year + YEARS[printed] if printed in YEARS else int(printed)


def _days_in(point: Point) -> Days | None:
    """Return the days of a point whose year is known."""
    if point.year is None:
        return None
    try:
        if point.month is None:
            first, last = PARTS_OF_YEAR[point.part] if point.part else (1, 12)
            return date(point.year, first, 1), _after_month(point.year, last)
        if point.day is not None:
            start = date(point.year, point.month, point.day)
            return start, start + timedelta(1)
        first, last = _PARTS_OF_MONTH[point.part] if point.part else (1, 0)
        end = date(point.year, point.month, last + 1) if last else None
        return date(point.year, point.month, first), end or _after_month(point.year, point.month)
    except (ValueError, OverflowError):
        return None


def _after_month(year: int, month: int) -> date:
    """Return the first day after a month."""
    return date(year + month // 12, month % 12 + 1, 1)
