"""What stands around a question and asks nothing: its number, its day, manners, an introduction.

In: a question as it was typed. Out: what it asks. A word of the frame would else be one that the
letter does not explain, and a day in it the period that is asked for.
"""

from __future__ import annotations

import re
from typing import Final

# What stands before the question itself: "Ik schrijf een stuk over inbraak: hoeveel …".
# One that begins as a question is no introduction: "Waar kan ik de brief vinden, welk Kamerstuk?".
_PREAMBLE: Final = re.compile(
    r"^(?!\W*(?:hoe\w*|welke?|wat|wie|wanneer|waar\w*)\b)"
    r"(?>[^?]*?\b(?:ik|wij|we|mijn|onze|u mij)\b)[^?]*?(?:[:,;]|\bweten\b|\baangeven\b)\s+"
    r"(?=(?:(?:in|op|bij|met|voor|tot|naar) )?(?:hoe|hoeveel|welke?|wat|wie|wanneer|waar\w*)\b)",
    re.IGNORECASE,
)


_SHORT_YEAR: Final = re.compile(r"(?<![\w])['’](\d\d)\b(?!-)")
_OLDEST: Final = 50  # "'63" is of the century before


def in_full(question: str) -> str:
    """Return a question with each year that is written short in full: "in '22"."""
    return _SHORT_YEAR.sub(lambda m: f"{19 if int(m[1]) > _OLDEST else 20}{m[1]}", question)


def unframed(question: str) -> str:
    """Return the question itself, without what introduces it: "Ik schrijf een stuk: hoeveel …"."""
    return _PREAMBLE.sub("", question)
