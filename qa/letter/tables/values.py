"""What one cell of a table says: a quantity, nothing, or digits that cannot be read for certain.

In: the slice of a cell, and the unit and scale that its head or caption gives. Out: a Quantity
whose value is the full one ("96,3" under "(x 1.000)" is 96300). A sign may stand apart ("–
12,4"), and thousands may be parted by a space ("10 360"). It refuses what running text would
refuse.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from qa.dutch.numbers import read_quantity
from qa.types import Quantity
from qa.types.letters import Measured

_NUMBER = re.compile(
    r"(?P<sign>[-−–+] ?)?(?P<euro>€ ?)?(?P<minus>[-−–] ?)?"
    r"(?P<whole>\d{1,3}(?: \d{3})+(?!\d)|\d[\d.]*+)(?P<rest>.*)"
)
_EVEN = re.compile(r",[-–]$")  # "€ 1.200,-"
#: What stands where no number is: empty, not applicable, not known.
_NOTHING = re.compile(r"(?:[-–—−.*x]|n\.?v\.?t\.?|n\.?n?\.?b\.?|onbekend)?", re.IGNORECASE)

#: Neither a unit nor a scale.
BARE: Final = Measured()


def is_nothing(cell: str) -> bool:
    """Tell whether a cell says that there is no number."""
    return _NOTHING.fullmatch(cell) is not None


def read_value(cell: str, given: Measured = BARE) -> Quantity | None:
    """Read a cell whose head or caption gives a unit and a scale; None where it is no number.

    What a cell prints itself goes before what is given: a change in percent stays one under
    "(x 1.000)", and "€ 1,2 mld" under "(in mln. euro)".
    """
    found = _printed(cell)
    if found is None or (found.unit and found.unit != given.unit):
        return found
    scale = found.scale or given.scale
    if found.scale:
        return replace(found, unit=given.unit)
    return replace(
        found,
        value=found.value.scaleb(scale),
        high=None if found.high is None else found.high.scaleb(scale),
        unit=given.unit,
        scale=scale,
    )


def _printed(cell: str) -> Quantity | None:
    """Read what a cell prints by itself."""
    number = _NUMBER.fullmatch(cell)
    if number is None:
        return read_quantity(cell)  # "circa 40"
    if number["sign"] and number["minus"]:
        return None
    minus = "-" if (number["minus"] or number["sign"] or "+").strip() != "+" else ""
    euro = "€ " if number["euro"] else ""
    whole = number["whole"].replace(" ", ".")
    return read_quantity(f"{euro}{minus}{whole}{_EVEN.sub('', number['rest'])}")
