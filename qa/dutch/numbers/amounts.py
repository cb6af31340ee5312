"""One number as printed, in digits or words, with its scale and unit; strict reading and writing.

In: folded text, or a Decimal. Out: an exact value, or Dutch print. It refuses what could be read in
two ways ("1.17", "2021.4", "1,2,3", "0012") and it never rounds: a value that does not fit the
asked places is a ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Final

from qa.dutch.numbers.fold import fold, one_of, pattern
from qa.dutch.numbers.shares import share_at
from qa.dutch.numbers.units import SCALE_OF, UNIT_OF, part_of
from qa.dutch.numbers.words import PARTS, Spelled, read_words, spelled_at

#: Arithmetic that would have to round raises instead; 60 digits is more than any print here needs.
EXACT: Final = Context(prec=60, traps=[Inexact, InvalidOperation])

# One space between thousands. What may be a dossier of parliament ("28 684") is told apart before.
_SPACED: Final = r"[1-9][0-9]{0,2}(?:\x20[0-9]{3}){1,4}(?!~[0-9])"
# At most 15 digits and 9 decimals: a longer run is a code. A leading zero is one too.
_DIGITS = pattern(
    rf"-?(?:{_SPACED}|[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}}){{1,4}}|[1-9][0-9]{{0,14}}|0)"
    r"(?:,[0-9]{1,9})?"
    r"(?!\w|[.,:/][0-9])"
)
_JOINED: Final = str.maketrans("", "", ". ")  # between thousands
_EURO = pattern("€~")
_SCALE = pattern(rf" (?P<word>{one_of(SCALE_OF)})(?!\w)")
_UNIT = pattern(rf"~(?P<sign>%(?:-punt(?:en)?)?|°c)(?!\w)| (?P<word>{one_of(UNIT_OF)})(?![\w²³])")
_SIGN = pattern(r"[-–]~(?=[0-9€])")
_DOSSIER = pattern(r"[0-9]{2} [0-9]{3}")
_PART = pattern(rf"(?P<word>{one_of(PARTS)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number at one place: its full value, how it was printed, and where it ends.

    `word` is its first word, empty for digits: what tells the article "een" from "één".
    """

    value: Decimal
    end: int
    places: int
    scale: int
    unit: str
    word: str = ""


def amount_at(folded: str, at: int) -> Amount | None:
    """Read one number, with scale and unit, that starts at `at`; what follows is not judged."""
    if share := share_at(folded, at):
        return Amount(share.value, share.end, 0, 0, part_of(share.whole), share.word)
    sign = _SIGN.match(folded, at)
    first = sign.end() if sign else at
    euro = _EURO.match(folded, first)
    start = euro.end() if euro else first
    number = _digits_at(folded, start) or spelled_at(folded, start) or _part_at(folded, start)
    if number is None:
        return None
    if not number.scale:
        number = _scaled(folded, number)
    unit = _UNIT.match(folded, number.end)
    name = UNIT_OF[unit["sign"] or unit["word"]] if unit else ""
    if euro and name not in ("", "euro"):
        return None
    return Amount(
        value=-number.value if sign else number.value,
        end=unit.end() if unit else number.end,
        places=places_of(EXACT.scaleb(number.value, -number.scale)),
        scale=number.scale,
        unit="euro" if euro else name,
        word=number.word,
    )


def _digits_at(folded: str, at: int) -> Spelled | None:
    """Read a number in digits, as if it were spelled by no word."""
    digits = _DIGITS.match(folded, at)
    if digits is None:
        return None
    value = Decimal(digits.group().translate(_JOINED).replace(",", "."))
    return Spelled(value, digits.end(), 0, "")


def _scaled(folded: str, number: Spelled) -> Spelled:
    """Apply the scale that follows a number: "9,2 miljoen"."""
    scale = _SCALE.match(folded, number.end)
    if scale is None:
        return number
    power = SCALE_OF[scale["word"]]
    return Spelled(EXACT.scaleb(number.value, power), scale.end(), power, number.word)


def _part_at(folded: str, at: int) -> Spelled | None:
    """Read "half" and its like, which are numbers only before a scale or a unit."""
    part = _PART.match(folded, at)
    if part is None or not (_SCALE.match(folded, part.end()) or _UNIT.match(folded, part.end())):
        return None
    return Spelled(PARTS[part["word"]], part.end(), 0, part["word"])


def places_of(value: Decimal) -> int:
    """Return how many decimals a value shows."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def read_number(text: str) -> Decimal | None:
    """Read one complete Dutch number, in digits or words; None where there could be doubt."""
    folded = fold(text).strip()
    if _DOSSIER.fullmatch(folded):
        return None
    amount = amount_at(folded, 0) if folded else None
    if amount is None or folded in PARTS:
        return read_words(folded)
    return amount.value if amount.end == len(folded) and not amount.unit else None


def write_number(value: Decimal, places: int = 0) -> str:
    """Write a number the Dutch way, with thousand points and a decimal comma.

    Raises: ValueError where `places` decimals would not hold the value exactly.
    """
    if not value.is_finite():
        raise ValueError(f"number {value}: not a number that can be printed")
    try:
        # adding zero turns a negative zero into zero
        shown = EXACT.quantize(EXACT.add(value, Decimal(0)), Decimal(1).scaleb(-places))
    except (Inexact, InvalidOperation) as error:
        message = f"number {value}: does not fit {places} decimals exactly; round it first"
        raise ValueError(message) from error
    return f"{shown:,f}".translate(str.maketrans(",.", ".,"))
