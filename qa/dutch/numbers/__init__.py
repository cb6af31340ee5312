"""Dutch numbers, quantities, dates and periods: read and written exactly.

`scan` says of everything with a number in it what it is; `find_quantities` and `find_dates` are
its two halves. `read_*` take a text that is one thing and nothing else, and answer None in doubt.
"""

from __future__ import annotations

from qa.dutch.numbers.amounts import read_number, write_number
from qa.dutch.numbers.days import DAY_IN_FULL, OPEN_END, OPEN_START, read_day, write_day
from qa.dutch.numbers.findings import (
    Found,
    FoundDate,
    FoundQuantity,
    Kind,
    find_dates,
    find_quantities,
    read_period,
    scan,
)
from qa.dutch.numbers.quantities import read_quantity, write
from qa.dutch.numbers.words import write_cardinal

__all__ = [
    "DAY_IN_FULL",
    "OPEN_END",
    "OPEN_START",
    "Found",
    "FoundDate",
    "FoundQuantity",
    "Kind",
    "find_dates",
    "find_quantities",
    "read_day",
    "read_number",
    "read_period",
    "read_quantity",
    "scan",
    "write",
    "write_cardinal",
    "write_day",
    "write_number",
]
