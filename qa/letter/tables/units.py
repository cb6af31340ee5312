"""What a head or caption measures in: its unit and scale, told from its name.

In: its words ("Omzet (x € 1.000)", "Aandeel %"). Out: the name without the unit, and the unit. It
may be any few words after "in"; a word in brackets that is neither a unit nor a scale stays in the
name. A scale that is left in a name is for the caller to refuse.
"""

from __future__ import annotations

import re

from qa.dutch.numbers import read_number
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF, UNITS, dimension_of
from qa.types import Measured

_BRACKETS = re.compile(r" ?\((?P<inner>[^()]*)\)")
_PREFIX = re.compile(
    r"(?:alle )?(?:bedragen |aantallen )?(?P<in>in|[x×]) (?P<rest>.+)", re.IGNORECASE
)
_AT_END = re.compile(r",? (?P<unit>(?:(?:bedragen|aantallen) )?(?:in|[x×]) [^,]+)$", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)[ .](?=\d{3})")
_MANY = {
    **{"honderden": 2, "honderdtallen": 2, "duizenden": 3, "duizendtallen": 3, "tienduizenden": 4},
    **{"honderdduizenden": 5, "miljoenen": 6, "miljarden": 9},
}
_POWERS = {"100": 2, "1000": 3, "10000": 4, "100000": 5, "1000000": 6, "1000000000": 9}
_EURO = frozenset(("€", "euro’s", "euro's", "eur"))
_JOINED = re.compile(r"(?<![^\W\d_])k?€|(?<![^\W\d_])[x×*](?= ?[\d€])|,[-–](?=\s|$)", re.IGNORECASE)
# As a head of its own each of these is numbered ("Week" above 12), not measured in.
_NUMBERED = frozenset(name for name in UNITS if dimension_of(name) == "tijd")
_NO_UNIT = frozenset(("aantal", "aantallen", "absoluut", "personen"))
_COMMA = re.compile(r"(?:,|;) ")
# A unit behind one of these says more of a class, and is none of the numbers.
_NO_NAME = frozenset(
    "per van tot boven onder dan vanaf met en of om over bij ruim circa meer minder enkele".split()
)
_LONGEST_UNIT = 4  # words: "kilogram per hectare"
_OF_A_PHRASE = frozenset("de het een dit deze die dat elk elke".split())
# What speaks of a scale, however it is written.
_SCALE = re.compile(
    r"[x×*] ?(?:€|euro|eur)? ?1(?:(?:[. ]?000)+(?!\d)| ?(?:duizend|miljoen|miljard|mln|mld))"
    r"|(?:(?<!\w)in|[x×]|€|\() ?(?:€|euro|eur)? ?"
    r"(?:duizend|honderdduizend|miljoen|miljard|mln|mld|mio)",
    re.IGNORECASE,
)


def take_unit(text: str, *, at_end: bool = False) -> tuple[str, Measured]:
    """Part a head or caption from the unit and scale that it gives.

    `at_end`: one that stands behind the name without a word before it is taken too ("Omzet mln.").
    """
    if text.lower() not in _NUMBERED and (whole := _unit(text)) is not None:
        return "", whole
    for match in _BRACKETS.finditer(text):
        if (parted := _in_brackets(match["inner"])) is not None:
            left, measured = parted
            return (text[: match.start()] + left + text[match.end() :]).strip(), measured
    end = _AT_END.search(text)
    if end and (last := _unit(end["unit"], strict=True)) is not None:
        return text[: end.start()], last
    return (at_end and _behind(text)) or (text, Measured())


def _behind(text: str) -> tuple[str, Measured] | None:
    """Part a name from a unit or scale right behind it: "Omzet mln. euro", "Aandeel %"."""
    words = text.split()
    for count in (3, 2, 1):
        before, tail = words[:-count], words[-count:]
        found = _unit(" ".join(tail)) if before else None
        is_told = found and (found.scale or found.unit in ("procent", "euro"))
        if found and is_told and before[-1].isalpha() and before[-1].lower() not in _NO_NAME:
            return " ".join(before), found
    return None


def _in_brackets(inner: str) -> tuple[str, Measured] | None:
    """Read brackets of which one part is a unit; return what is left of them."""
    parts = _COMMA.split(inner)
    units = [_unit(part, strict=len(parts) > 1) for part in parts]
    if sum(unit is not None for unit in units) != 1:
        return None
    left = [
        part
        for part, unit in zip(parts, units, strict=True)
        if unit is None and "prijs" not in part
    ]
    return f" ({', '.join(left)})" if left else "", next(unit for unit in units if unit is not None)


def _unit(text: str, *, strict: bool = False) -> Measured | None:
    """Read "in mln. euro", "x € 1.000", "%"; None for what is no unit.

    After "in" any word is one ("in hectare"), unless `strict`.
    """
    prefix = _PREFIX.fullmatch(_spread(text).strip())
    rest = _THOUSANDS.sub("", prefix["rest"] if prefix else _spread(text).strip()).lower()
    scale, words, times = 0, [], False
    for word in rest.split():
        power = SCALE_OF.get(word) or _MANY.get(word) or _POWERS.get(word) or 0
        if power:
            scale += power
        elif word == "x":
            times = True
        elif word != "1":
            words.append("euro" if word in _EURO else word)
    is_bare = prefix is None and not (times or words)
    if (times and not scale) or (is_bare and rest.isdecimal()):
        return None  # a head «1.000» is a class, and no scale
    unit = " ".join(words)
    known = unit in UNIT_OF or unit in _NO_UNIT or not unit
    is_times = prefix is not None and prefix["in"] != "in" and not scale
    free = prefix is not None and prefix["in"].lower() == "in" and not strict
    if is_times or not (scale or unit) or not (known or (free and _is_word(unit))):
        return None
    return Measured("" if unit in _NO_UNIT else UNIT_OF.get(unit, unit), scale)


def _spread(text: str) -> str:
    """Return a text with spaces around the signs that may be joined to a number, as one sign."""
    signs = {"€": " € ", "k": " duizend € ", ",": ""}
    spaced = _JOINED.sub(lambda match: signs.get(match[0][0].lower(), " x "), text)
    return " ".join(spaced.split())


def read_unit(text: str) -> Measured | None:
    """Read a text that is a unit and nothing else; None for what is none."""
    return _unit(text) or _unit(f"in {text}")


def _is_word(unit: str) -> bool:
    """Tell whether words can be a unit: few, none a number, and none that begins a noun phrase."""
    words = unit.split()
    is_short = len(words) <= _LONGEST_UNIT and _OF_A_PHRASE.isdisjoint(words)
    return is_short and not any(char.isdigit() for char in unit) and read_number(unit) is None


def names_scale(text: str) -> bool:
    """Tell whether a text speaks of a scale: of one whose unit was taken, none should be left."""
    return _SCALE.search(text) is not None
