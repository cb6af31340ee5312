"""A number of a letter, or a result → as every door prints it: with its scale and its unit.

In: facts and derivations. Out: "6,5 miljoen euro", "62,57%", "28 fte". What is printed of a fact
reads back as its value: a table that says "x 1 miljoen" in its head prints cells that do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from qa.dutch.numbers import write_number
from qa.dutch.numbers.units import SCALE_OF, SCALES, UNITS
from qa.types import TABLE_RULE, Bound, Derivation, Fact, Quantity

_UNITS: Final = {"procent": "%", "procentpunt": " procentpunt"}
_THOUSANDS: Final = 3  # are written out: nobody says "9.115 duizend"
# A number, and what stands behind it: "€ 37,0", "miljoen"; a percent sign belongs to its number.
_PARTED: Final = re.compile(r"(\D*[\d.,]*%?) ?(.*)", re.DOTALL)
_WHOLE: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)")  # as a working writes it out
_SIGNS: Final = "−–+- "


def printed(fact: Fact) -> str:
    """Write the number of a fact as the letter prints it, with what its table says beside it."""
    quantity, written = fact.quantity, fact.surface
    if fact.rule != TABLE_RULE:
        return written
    if quantity.scale and not any(SCALE_OF.get(word) for word in written.split()):
        written = _with_scale(quantity, written)
    if quantity.unit == "euro" and "€" in written:
        return written
    return _with_unit(written, quantity.unit)


def _with_scale(quantity: Quantity, written: str) -> str:
    if quantity.scale != _THOUSANDS or quantity.high is not None:
        return f"{written} {SCALES.get(quantity.scale, '')}".rstrip()
    before = written[: len(written) - len(written.lstrip("€ "))]
    return before + write_number(quantity.value, max(0, quantity.places - quantity.scale))


def _with_unit(written: str, name: str) -> str:
    """Put a unit behind a number, unless it stands there already."""
    unit = UNITS.get(name)
    many = unit.many if unit else name
    if not name or many in written or (unit and unit.one in written):
        return written
    return f"{written}{'' if many == '%' else ' '}{many}"


def parted(facts: Sequence[Fact]) -> tuple[list[str], str, int]:
    """Part the numbers of a series from what is said behind all of them alike, and of which scale.

    "37,0 miljoen euro" and "51,6 miljoen euro" are 37,0 and 51,6, in "miljoen euro", of scale 6.
    """
    whole = [printed(fact) for fact in facts]
    found = [match.groups() for text in whole if (match := _PARTED.fullmatch(text))]
    behind = {words for _, words in found}
    if len(found) != len(whole) or len(behind) != 1:
        return whole, "", 0
    (words,) = behind
    scale = SCALE_OF.get(words.partition(" ")[0], 0)
    return [number for number, _ in found], words, scale


def result_of(found: Derivation) -> str:
    """Write what was worked out, with its unit, in the scale that its inputs are printed in."""
    if found.chosen and found.shown == found.chosen[0].surface:
        return printed(found.chosen[0])  # one of the numbers themselves: the highest
    return _with_unit(_in_scale(found) or found.shown, found.result.unit)


def workings_in_scale(found: Derivation) -> tuple[str, ...]:
    """Write the whole numbers of a working as they are said in the scale of its inputs."""
    numbers = (Decimal(each.replace(".", "")) for each in _WHOLE.findall(found.formula))
    return tuple(filter(None, (_scaled(number, found.inputs) for number in numbers)))


def _in_scale(found: Derivation) -> str:
    """Write a result in millions where its inputs are, if it takes no more decimals than they."""
    if found.result.unit != found.inputs[0].quantity.unit:
        return ""
    sign = found.shown[: len(found.shown) - len(found.shown.lstrip(_SIGNS))]
    said = _scaled(abs(found.result.value), found.inputs)
    return f"{sign}{said}" if said else ""


def _scaled(value: Decimal, inputs: Sequence[Fact]) -> str:
    scales = {fact.quantity.scale for fact in inputs}
    if scales & {0, _THOUSANDS} or len(scales) > 1:
        return ""
    (scale,) = scales
    places = max(fact.quantity.places for fact in inputs)
    small = value.scaleb(-scale)
    if scale not in SCALES or small != round(small, places) or small < 1:
        return ""
    return f"{write_number(Decimal(small), places)} {SCALES[scale]}"


def amount_of(found: Derivation) -> str:
    """Write a result without its sign: the words around it say which way it went."""
    about = "ongeveer " if found.result.bound is not Bound.EXACT else ""
    return f"{about}{result_of(found).lstrip(_SIGNS)}"


def number(quantity: Quantity) -> str:
    """Write a result without its sign and unit."""
    return write_number(abs(quantity.value), quantity.places)


def amount(quantity: Quantity) -> str:
    """Write a result without its sign, and no unit but percents."""
    about = "ongeveer " if quantity.bound is not Bound.EXACT else ""
    return f"{about}{number(quantity)}{_UNITS.get(quantity.unit, '')}"
