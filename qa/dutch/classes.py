"""Classes of age or size that people and things are parted in: "18 tot en met 24 jaar", "65-plus".

In: a text. Out: each class that stands in it, from its lowest to its highest whole number, with the
place; None where a class is open. Years of the calendar are no class. "Tot 25 jaar" ends at 24, and
"tussen 18 en 24" holds both, as people mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa.types import Span

_NUMBER = r"(?<![\d.,])\d[\d.]{0,11}+(?![,\d]\d)"
_AGE = r"(?: jaar|[ -]jarigen?|-(?= ))?"
_UNIT = r"(?: \w{4,20})?"
_MORE = "ouder|meer|hoger|langer|groter|zwaarder|duurder"
_LESS = "jonger|minder|lager|korter|kleiner|lichter|goedkoper"
# Each form with what its numbers are: the narrow ones first, since a place is read once.
_FORMS = tuple(
    re.compile(form.replace("{n}", _NUMBER).replace("{y}", _AGE), re.IGNORECASE)
    for form in (
        r"\btussen (?:de )?(?P<low>{n}){y} en (?:de )?(?P<high>{n}){y}",
        r"(?P<low>{n}){y}(?: (?:tot en met|t/m) | ?[-–] ?)(?P<high>{n}){y}",
        r"(?P<low>{n}){y} tot (?P<under>{n}){y}",
        rf"(?P<low>{{n}}){_UNIT} (?:en|of) (?:{_MORE})\b",
        rf"(?P<high>{{n}}){_UNIT} (?:en|of) (?:{_LESS})\b",
        r"(?P<low>{n})(?:[ -]?plus(?:sers?)?\b|\+)",
        rf"\b(?:(?:{_LESS}) dan|onder|beneden|tot) (?:de )?(?P<under>{{n}}){{y}}",
        rf"\b(?:(?:{_MORE}) dan|boven) (?:de )?(?P<over>{{n}}){{y}}",
        r"\b(?:tot en met|t/m|hoogstens|maximaal) (?:de )?(?P<high>{n}){y}",
        r"\b(?:vanaf|minstens|minimaal) (?:de )?(?P<low>{n}){y}",
        r"\b(?P<only>{n})(?:[ -]jarigen?| jaar oude?)\b",
        r"\bvan (?P<only>{n}) jaar\b",
    )
)
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class SizeClass:
    """From the lowest to the highest whole number that it holds; None where it is open."""

    low: int | None
    high: int | None

    def is_nearly(self, other: SizeClass) -> bool:
        """Tell whether people mean the same by two classes: "ouder dan 65" and "65 en ouder"."""
        lows, highs = (self.low, other.low), (self.high, other.high)
        if None in highs:
            return highs == (None, None) and _is_next(*lows)
        return lows[0] == lows[1] and _is_next(*highs)


def _is_next(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= 1


@lru_cache(maxsize=8192)
def classes(text: str) -> tuple[tuple[Span, SizeClass], ...]:
    """Return the classes of a text, each with its place, in their order."""
    return tuple(sorted(_found(text), key=lambda each: each[0].start))


def _found(text: str) -> Iterator[tuple[Span, SizeClass]]:
    if not any(char.isdigit() for char in text):
        return
    taken: list[Span] = []
    for form in _FORMS:
        for match in form.finditer(text):
            span = Span(*match.span())
            read = _read({name: each for name, each in match.groupdict().items() if each})
            if read is None or any(s.start < span.end and span.start < s.end for s in taken):
                continue
            taken.append(span)
            yield span, read


def _read(printed: dict[str, str]) -> SizeClass | None:
    """Return the class that printed numbers bound; None for years of the calendar."""
    if any(each.isdigit() and int(each) in _YEARS for each in printed.values()):
        return None
    ends = {name: int(each.replace(".", "")) for name, each in printed.items()}
    if "only" in ends:
        return SizeClass(ends["only"], ends["only"])
    low = ends["over"] + 1 if "over" in ends else ends.get("low")
    high = ends["under"] - 1 if "under" in ends else ends.get("high")
    if low is not None and high is not None and low > high:
        return None
    return SizeClass(low, high)
