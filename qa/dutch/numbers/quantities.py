"""Quantities: a number with its bound, range and unit, read from Dutch and written back.

In: folded text, or a Quantity. Out: a Quantity, or canonical Dutch; `read_quantity(write(q)) == q`.
What looks like a range but is none ("82% tot 74%", "18 maanden tot 2 jaar") is not read at all,
rather than as two numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from qa.dutch.numbers.amounts import EXACT, Amount, amount_at, places_of, write_number
from qa.dutch.numbers.context import may_be_row
from qa.dutch.numbers.fold import STRANGE, UNKNOWN, fold, one_of, pattern
from qa.dutch.numbers.units import BEFORE_YEARS, BOUND_OF, SCALES, UNITS, WORD_OF, is_part
from qa.dutch.numbers.words import doubtful_end, fraction_end, spelled_at
from qa.types import Bound, Quantity

_BOUND = pattern(rf"(?P<word>{one_of(WORD_OF)})(?:(?<=\.)~| |(?=€))")
_TO = pattern(r"(?:(?<=fte)\.)?(?: (?:tot en met|t/m|tot|à|a|of) |[-–](?=[€0-9])| [-–] (?=[€0-9]))")
_BETWEEN = pattern(r"tussen (?:de )?")
_AND = pattern(r" en (?:de )?")
_RATIO = pattern(r" op (?:de|elke|iedere) ")
#: "316 000 412 000": one number with spaces in it, or several side by side.
_SPACED = pattern(r"[0-9]{1,3}(?: [0-9]{3})+(?!\w|[.,][0-9]|~%)")
_YEAR = pattern(r"(?:19[0-9]{2}|20[0-9]{2}|2100)")
#: What may not follow a number: it is part of a name then, also in "12- tot 18-jarigen".
_GLUED = pattern(rf"[\w+{UNKNOWN}]|[-–](?:\w| (?:tot|en|of|à|t/m) )|{STRANGE}{{1,4}}[0-9]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at a place: a quantity and its end, or none where it cannot be stated exactly.

    `alone` is a number word with nothing beside it, which may be no number at all ("acht").
    """

    end: int
    quantity: Quantity | None
    alone: str = ""


def quantity_at(folded: str, at: int) -> Reading | None:
    """Read the longest quantity that starts at `at`; None where none does."""
    return _between(folded, at) or _bounded(folded, at) or _ranged(folded, at, "", Bound.EXACT)


def unstated_at(folded: str, at: int) -> int | None:
    """Return the end of a ratio, a row or a doubtful number that starts at `at`."""
    spaced = _SPACED.match(folded, at)
    if spaced and may_be_row(folded, at, spaced.end()):
        return spaced.end()
    left = amount_at(folded, at)
    if left is None or is_part(left.unit):
        return None
    ratio = _RATIO.match(folded, left.end)
    right = ratio and amount_at(folded, ratio.end())
    if right:
        return right.end
    spelled = spelled_at(folded, at)
    doubtful = doubtful_end(folded, spelled) if spelled else None
    return doubtful or fraction_end(folded, left.end, one=left.value == 1)


def _between(folded: str, at: int) -> Reading | None:
    """Read "tussen de 12 en 18 jaar"."""
    start = _BETWEEN.match(folded, at)
    low = start and amount_at(folded, start.end())
    link = low and _AND.match(folded, low.end)
    high = link and amount_at(folded, link.end())
    if not (low and high) or _GLUED.match(folded, high.end):
        return None
    return Reading(high.end, _range(low, high, ""))


def _bounded(folded: str, at: int) -> Reading | None:
    """Read "bijna 321.000", "meer dan 5%", "zo’n twee à drie"."""
    match = _BOUND.match(folded, at)
    if match is None:
        return None
    word = WORD_OF[" ".join(match["word"].split())]
    reading = _ranged(folded, match.end(), word, BOUND_OF[word])
    if reading and word in BEFORE_YEARS and _YEAR.fullmatch(folded, match.end(), reading.end):
        return None
    return Reading(reading.end, reading.quantity) if reading else None


def _ranged(folded: str, at: int, word: str, bound: Bound) -> Reading | None:
    """Read one number or a range of two."""
    low = amount_at(folded, at)
    if low is None:
        return None
    link = _TO.match(folded, low.end)
    high = link and amount_at(folded, link.end())
    if high and not _GLUED.match(folded, high.end):
        return Reading(high.end, _range(low, high, word))
    lone = low.word == "een" and not (low.scale or is_part(low.unit))
    if _GLUED.match(folded, low.end) or lone:
        return None  # a lone "een" is the article, also in "een jaar" and "rond een school"
    quantity = Quantity(low.value, low.unit, bound, low.places, low.scale, word=word)
    alone = "" if low.unit or low.scale else low.word
    return Reading(low.end, quantity, alone)


def _range(low: Amount, high: Amount, word: str) -> Quantity | None:
    """Join two ends; a unit or scale said once holds for both, one that clashes for none."""
    if low.unit and high.unit and low.unit != high.unit:
        return None
    start, scale, places = low.value, high.scale, max(low.places, high.places)
    if low.scale != high.scale:
        shared = EXACT.scaleb(low.value, high.scale)
        if low.scale == 0 and shared < high.value:  # "drie tot vier miljoen"
            start = shared
        else:  # "800.000 tot 1 miljoen"
            scale, places = 0, max(places_of(low.value), places_of(high.value))
    if not start < high.value:
        return None
    unit = low.unit or high.unit
    return Quantity(start, unit, Bound.RANGE, places, scale, high=high.value, word=word)


def read_quantity(text: str) -> Quantity | None:
    """Read a text that is one quantity and nothing else."""
    folded = fold(text).strip()
    reading = quantity_at(folded, 0)
    return reading.quantity if reading and reading.end == len(folded) else None


def write(quantity: Quantity) -> str:
    """Write a quantity in canonical Dutch: digits, scale as a word, bound in front.

    Raises: ValueError for one that no print can hold: an unknown unit, scale or word, a word that
    contradicts the bound, or more decimals than `places`.
    """
    _check(quantity)
    ends = [quantity.value] if quantity.high is None else [quantity.value, quantity.high]
    shown = [write_number(EXACT.scaleb(end, -quantity.scale), quantity.places) for end in ends]
    tail = f" {SCALES[quantity.scale]}" if quantity.scale else ""
    if quantity.unit == "procent":
        tail += "%"
        if not quantity.scale:  # "74% tot 82%", as letters print it
            shown = [*(number + "%" for number in shown[:-1]), shown[-1]]
    elif is_part(quantity.unit):
        tail += f" {quantity.unit}"
    elif quantity.unit:
        unit = UNITS[quantity.unit]
        tail += f" {unit.one if ends == [Decimal(1)] else unit.many}"
    return f"{quantity.word} {' tot '.join(shown)}{tail}".lstrip()


def _check(quantity: Quantity) -> None:
    """Refuse a quantity whose print would not read back as itself."""
    if quantity.unit and quantity.unit not in UNITS and not is_part(quantity.unit):
        raise ValueError(f"unit {quantity.unit!r}: not one of {', '.join(UNITS)}")
    if quantity.scale and quantity.scale not in SCALES:
        raise ValueError(f"scale {quantity.scale}: not one of 0, {', '.join(map(str, SCALES))}")
    expected = BOUND_OF.get(quantity.word) if quantity.word else Bound.EXACT
    if expected is None or (quantity.bound is not Bound.RANGE and quantity.bound is not expected):
        raise ValueError(f"word {quantity.word!r}: does not say {quantity.bound.value}")
