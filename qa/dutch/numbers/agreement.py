"""Two quantities → whether one holds of the other, by what each says of itself.

In: a quantity as somebody printed or said it, and an exact value or another quantity. Out: yes, no,
or None where what is given is itself too vague to tell.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from qa.types import Bound, Quantity

# "Meer dan 500" leaves 500 out; "niet meer dan 500" does not.
_OPEN_WORDS = frozenset(
    ("meer dan", "ouder dan", "hoger dan", "boven de", "minder dan", "jonger dan", "lager dan",
     "onder de", "nog geen")
)  # fmt: skip

_SIDES = {"ruim": 1, "bijna": -1}
_NEAR = Decimal("0.125")  # of what is said: so far off, nobody disputes "ongeveer"


def agrees(printed: Quantity, exact: Decimal) -> bool:
    """Tell whether a printed quantity holds of an exact value.

    An exact print must equal the value rounded to its decimals. "Ruim" and "bijna" allow less than
    one unit of the last digit that is not a zero, on their own side; other approximations half of
    it, on both. A range holds what lies between its ends, a limit what lies on its side.
    """
    value = printed.value
    match printed.bound:
        case Bound.RANGE:
            assert printed.high is not None
            return value <= exact <= printed.high
        case Bound.AT_LEAST:
            return exact >= value
        case Bound.AT_MOST:
            return exact <= value
        case Bound.EXACT:
            return rounded(exact, printed.places - printed.scale) == value
    step = _last_digit(value)
    if printed.word == "ruim":
        return value <= exact < value + step
    if printed.word == "bijna":
        return value - step < exact <= value
    return abs(exact - value) <= step / 2


def holds(said: Quantity, given: Quantity) -> bool | None:
    """Tell whether what is said holds of what is given; None where that may be either way.

    "Ruim 300" holds of 321, not of 299; "310" may hold of "ruim 300", "500" cannot. How far "ruim"
    and the like reach is a matter of taste: "ruim 1.000" may hold of 1.400, and "ruim 35%" of 38%.
    """
    so = _holds(said, given)
    if said.bound is not Bound.ABOUT or so is None or not said.value:
        return so
    off = abs(given.value - said.value) / abs(said.value)
    if so:
        return True if off <= _NEAR else None
    is_on_side = _SIDES.get(said.word, 0) * (given.value - said.value) >= 0
    return None if is_on_side and off <= _NEAR else False


def _holds(said: Quantity, given: Quantity) -> bool | None:
    if said.value == given.value and said.high == given.high:
        if said.word in _OPEN_WORDS and said.word != given.word:
            return False if given.bound is Bound.EXACT else None
        if said.bound is Bound.EXACT or said.bound is given.bound:
            return True
    low, high = _ends(given)
    inside = [end is not None and agrees(said, end) for end in (low, high)]
    if low is None:
        inside[0] = said.bound is Bound.AT_MOST
    if high is None:
        inside[1] = said.bound is Bound.AT_LEAST
    if all(inside):
        return True
    least, most = _ends(said)
    is_below = high is not None and least is not None and high < least
    is_above = low is not None and most is not None and low > most
    return False if is_below or is_above or low == high else None


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half up; places below nought are tens, hundreds and so on."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a quantity can stand for; None where it has no such end.

    A number that is written in full is that number; one in millions was rounded.
    """
    value, step = quantity.value, _last_digit(quantity.value)
    match quantity.bound, quantity.word:
        case Bound.RANGE, _:
            return value, quantity.high
        case Bound.AT_LEAST, _:
            return value, None
        case Bound.AT_MOST, _:
            return None, value
        case Bound.EXACT, _:
            half = Decimal(1).scaleb(quantity.scale - quantity.places) / 2 if quantity.scale else 0
            return value - half, value + half
        case _, "ruim":
            return value, value + step
        case _, "bijna":
            return value - step, value
    return value - step / 2, value + step / 2


def _last_digit(value: Decimal) -> Decimal:
    """Return the unit of the last digit that is not a zero: 100.000 of 1.700.000."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))
