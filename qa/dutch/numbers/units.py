"""The words around a number, as data: units, scales, and what bounds or blurs it.

A unit belongs here when a number before it needs no other noun ("18 fte", "tien jaar"); what is
counted ("311 gemeenten") is not a unit but a measure, and its reader's business.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from qa.types import Bound


class Unit(NamedTuple):
    """A unit's written form after one and after more, and how else a letter may print it."""

    one: str
    many: str
    also: tuple[str, ...] = ()


UNITS: Final[dict[str, Unit]] = {
    "procent": Unit("%", "%", ("procent",)),
    "procentpunt": Unit("procentpunt", "procentpunt", ("procentpunten", "%-punt", "%-punten")),
    "euro": Unit("euro", "euro", ("euro's",)),
    "fte": Unit("fte", "fte", ("fte's",)),
    "keer": Unit("keer", "keer", ("maal",)),
    "jaar": Unit("jaar", "jaar", ("jaren",)),
    "maand": Unit("maand", "maanden"),
    "week": Unit("week", "weken"),
    "dag": Unit("dag", "dagen"),
    "uur": Unit("uur", "uur", ("uren",)),
    "minuut": Unit("minuut", "minuten"),
}

UNIT_OF: Final[dict[str, str]] = {
    form: name for name, unit in UNITS.items() for form in (unit.one, unit.many, *unit.also)
}

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
