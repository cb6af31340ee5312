"""A claim that something halved or doubled → what it asks, and by how many percent that would be.

In: a statement. Out: the statement with "met hoeveel procent gedaald" in the place of "gehalveerd",
the words as typed, and the change in percent that they allow: a twentieth of what it was more or
less, for "bijna" not yet, for "ruim" no less. None where nothing of the kind is said.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from qa.types import Bound, Quantity

_TIMES: Final = {
    "gehalveerd": Decimal("0.5"),
    "halveerde": Decimal("0.5"),
    "halveerden": Decimal("0.5"),
    **{
        f"{word}voudig{ending}": Decimal(times)
        for times, word in ((3, "verdrie"), (4, "vervier"), (5, "vervijf"), (10, "vertien"))
        for ending in ("d", "de", "den")
    },
    **{f"verdubbel{ending}": Decimal(2) for ending in ("d", "de", "den")},
}
_SAID: Final = re.compile(
    r"\b(?:(?P<over>ruim|meer dan|minstens|ten minste)|(?P<under>bijna|nagenoeg))?"
    r"(?P<between> ?(?:is|zijn|was|waren|werd|werden)?) ?\b"
    rf"(?P<word>{'|'.join(_TIMES)})\b",
    re.IGNORECASE,
)
_NEAR: Final = Decimal("0.05")  # of what it should have become
_NEARLY: Final = Decimal("0.15")


class Multiplied(NamedTuple):
    """What a claim asks, and the change that it claims."""

    asks: str
    surface: str
    quantity: Quantity


def multiplied(said: str) -> Multiplied | None:
    """Read that something became so many times what it was."""
    match = _SAID.search(said)
    if match is None:
        return None
    times = _TIMES[match["word"].casefold()]
    way = "gedaald" if times < 1 else "gestegen"
    lead = said[: match.start()]
    asks = f"{lead}{match['between']} met hoeveel procent {way}{said[match.end() :]}"
    how = match["over"] or match["under"] or ""
    surface = f"{how} {match['word']}".strip()
    return Multiplied(" ".join(asks.split()), surface, _change(times, match))


def _change(times: Decimal, match: re.Match[str]) -> Quantity:
    """Return the percentages that are meant: of "bijna verdubbeld" 70 to 100."""
    exact = _percent(times)
    if match["over"]:
        return Quantity(exact, "procent", Bound.AT_LEAST)
    margin = times * (_NEARLY if match["under"] else _NEAR)
    least = _percent(times + margin if times < 1 else times - margin)
    most = exact if match["under"] else _percent(times - margin if times < 1 else times + margin)
    return Quantity(least, "procent", Bound.RANGE, high=most, word=match["under"] or "")


def _percent(times: Decimal) -> Decimal:
    return abs(times - 1) * 100
