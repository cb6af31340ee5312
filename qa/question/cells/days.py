"""The day of a question and a table of one day a year → the years that are asked for.

In: the years of a question, and the facts of the columns that it names. Out: the same years; where
the question names the very day on which the table tells how things stood ("op 1 januari 2025", of
"stand 1 januari"), the year of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from qa.dutch.text import words
from qa.types import Fact, Years

_DAY: Final = re.compile(r"(?P<day>\d{1,2} [a-z]{3,9}|eind|ultimo|begin) (?P<year>(?:19|20)\d\d)")
_ENDS: Final = {"eind": "31 december", "ultimo": "31 december", "begin": "1 januari"}


def on_its_day(years: Years, facts: Iterable[Fact]) -> Years:
    """Return the years that a question asks of a table, whose day it may name."""
    match = _DAY.fullmatch(years.part.casefold())
    if match is None or years.run:
        return years
    day = _ENDS.get(match["day"], match["day"])
    names = [[word.folded for word in words(f"{f.caption} {f.subject}")] for f in facts]
    if not names or not all(f" {day} " in f" {' '.join(each)} " for each in names):
        return years
    return replace(years, named=(*years.named, int(match["year"])), part="")
