"""The words around a number, as data: units, scales, and what bounds or blurs it.

The units stand in units.toml, each with its dimension. A share that is printed as a part of a whole
("twee derde", "een op de vijf") has a unit of its own, "op de 3", which is never one of those: what
it says is exact, where a percentage would have to be rounded.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final, NamedTuple

from qa.types import Bound


class Unit(NamedTuple):
    """A unit's written form after one and after more, how else it is printed, what it measures."""

    one: str
    many: str
    also: tuple[str, ...] = ()
    dimension: str = ""


def _units() -> dict[str, Unit]:
    """Read units.toml."""
    data = files("qa.dutch").joinpath("units.toml").read_text(encoding="utf-8")
    return {
        name: Unit(
            one=(one := unit.get("one", name)),
            many=unit.get("many", one),
            also=tuple(unit.get("also", ())),
            dimension=unit["dimension"],
        )
        for name, unit in tomllib.loads(data).items()
    }


UNITS: Final[dict[str, Unit]] = _units()

UNIT_OF: Final[dict[str, str]] = {
    form: name for name, unit in UNITS.items() for form in (unit.one, unit.many, *unit.also)
}

_PART_OF: Final = "op de "


def part_of(whole: int) -> str:
    """Return the unit of a part of so many: "twee op de drie" is two of it."""
    return f"{_PART_OF}{whole}"


def is_part(unit: str) -> bool:
    """Tell whether a unit is that of a part of a whole."""
    whole = unit.removeprefix(_PART_OF)
    return whole != unit and whole.isdecimal() and int(whole) > 1 and whole == str(int(whole))


def whole_of(unit: str) -> int:
    """Return of how many a part is one: 3 of "een op de drie"."""
    return int(unit.removeprefix(_PART_OF))


def dimension_of(unit: str) -> str:
    """Return what a unit measures ("massa"); nothing for a bare count and for an unknown one."""
    if is_part(unit):
        return UNITS["procent"].dimension
    return UNITS[unit].dimension if unit in UNITS else ""


def forms_of(unit: str) -> tuple[str, ...]:
    """Return how a unit may be printed: "kilometer", "km"; an unknown one only as itself."""
    known = UNITS.get(unit)
    return (unit, known.one, known.many, *known.also) if known else (unit,)


#: Powers of ten written as a word after digits.
SCALES: Final[dict[int, str]] = {3: "duizend", 6: "miljoen", 9: "miljard"}
SCALE_OF: Final[dict[str, int]] = {word: power for power, word in SCALES.items()} | {
    "mln.": 6,
    "mln": 6,
    "mld.": 9,
    "mld": 9,
}

#: Every word that bounds or blurs a number, in the form that `Quantity.word` keeps.
BOUND_OF: Final[dict[str, Bound]] = {
    **dict.fromkeys(("bijna", "ruim", "circa", "ongeveer", "zo’n"), Bound.ABOUT),
    **dict.fromkeys(("gemiddeld", "rond", "rond de", "naar schatting"), Bound.ABOUT),
    **dict.fromkeys(("minstens", "minimaal", "ten minste", "meer dan", "vanaf"), Bound.AT_LEAST),
    **dict.fromkeys(("ouder dan", "hoger dan", "boven de", "niet minder dan"), Bound.AT_LEAST),
    **dict.fromkeys(("hoogstens", "maximaal", "ten hoogste", "minder dan", "tot"), Bound.AT_MOST),
    **dict.fromkeys(("jonger dan", "lager dan", "onder de", "niet meer dan"), Bound.AT_MOST),
    **dict.fromkeys(("tot en met", "nog geen"), Bound.AT_MOST),
}

#: Other prints of those words, in folded form.
WORD_OF: Final[dict[str, str]] = {word: word for word in BOUND_OF if "’" not in word} | {
    "zo'n": "zo’n",
    "ca.": "circa",
    "ca": "circa",
    "tenminste": "ten minste",
    "t/m": "tot en met",
    "gemiddeld zijn er": "gemiddeld",
    "gemiddeld waren er": "gemiddeld",
}

#: After these a bare 1900–2100 is a year ("vanaf 2019", "minder dan 2019"); after "ruim" it counts.
BEFORE_YEARS: Final = frozenset(
    ("tot", "tot en met", "vanaf", "rond", "meer dan", "minder dan", "hoger dan", "lager dan")
)
