"""A stretch of time in a sentence → whether it tells how long what is asked for lasts, or is.

In: a fact of a sentence and a question as it was read. Out: yes or no. How long ago or later,
within what time and how often something is are other things than how long it lasts, unless the
question says so too.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.numbers.units import dimension_of
from qa.question.read.reading import Reading
from qa.question.stated import part
from qa.types import Fact, Wanted

_REACH: Final = 30  # characters before a number
_BEFORE: Final = re.compile(
    r"\b(?P<how>binnen|over|na|per|elke|iedere|sinds|tot|dan|om de|afgelopen|komende|vorige"
    r"|volgende) (?:de |het |een )?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r" (?P<how>geleden|eerder|later|daarvoor|daarna|ervoor|na|terug|oud|ouder|jonger|meer|minder)\b"
)
_LENGTH: Final = frozenset(("lang", "lengte"))


def tells_how_long(fact: Fact, reading: Reading) -> bool:
    """Tell whether a fact is of how long something lasts, or of how long a thing is."""
    if fact.measure != "duur":
        is_long = not _LENGTH.isdisjoint(part.words_of(fact))
        return is_long and dimension_of(fact.quantity.unit) == "lengte"
    if reading.wanted is not Wanted.DURATION and not reading.says("duration"):
        return False
    start, end = fact.number.start, fact.number.end
    found = (
        _BEFORE.search(fact.quote, max(0, start - _REACH), start),
        _BEHIND.match(fact.quote, end),
    )
    return all(match["how"].casefold() in reading.said.words for match in found if match)
