"""What kind of thing the answer to a question is: one list for numbers, passages and follow-ups.

In: the cues of a question and what it says. Out: the kind that the first rule finds, and the name
of that rule. A narrow kind stands before a wide one: a share is also a number, a price a count.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import Final

from qa.question.read.asked_for import RULES
from qa.question.read.rules import Said
from qa.types import Wanted

_Test = Callable[[Set[str], Said], object]


def _says(name: str) -> _Test:
    return lambda cues, said: said.match(RULES[name])


def _has(*names: str) -> _Test:
    return lambda cues, said: not cues.isdisjoint(names)


def _is_dated(cues: Set[str], said: Said) -> bool:
    """Tell a question for a time from one for the year with the most, which a series tells.

    What is asked first counts: "hoeveel … en tot wanneer" wants a number.
    """
    if said.joined.startswith(" hoeveel "):
        return False
    return not cues.isdisjoint(("when", "which_year")) and cues.isdisjoint(("highest", "lowest"))


def _is_price(cues: Set[str], said: Said) -> bool:
    """Tell a question for money from one for how many, for whom or why, of what costs money."""
    if not said.match(RULES["money"]):
        return False
    if said.match(RULES["of_no_amount"]) and not said.match(RULES["amount"]):
        return False
    return "who" not in cues and not said.match(RULES["counts_noun"])


def _is_age(cues: Set[str], said: Said) -> bool:
    """Tell a question for an age from one that names it: "Gaat de leeftijd omhoog?"."""
    if said.match(RULES["asks_age"]):
        return True
    return bool(said.match(RULES["age"]) and not said.match(RULES["of_no_amount"]))


def _is_count(cues: Set[str], said: Said) -> bool:
    """Tell a question for how many from one for who or how, of what depends on it."""
    return "count" in cues and not said.match(RULES["embeds_count"])


def _is_share(cues: Set[str], said: Said) -> bool:
    """Tell a question for a share from one for who or where, of what has one."""
    names = not cues.isdisjoint(("percent", "points")) or "percentage " in said.joined
    return names and not said.match(RULES["names_share"])


_RULES: Final[tuple[tuple[str, Wanted, _Test], ...]] = (
    ("why", Wanted.WHY, _has("why")),
    ("when", Wanted.WHEN, _is_dated),
    ("money", Wanted.MONEY, _is_price),
    ("how_much_is", Wanted.MONEY, _says("how_much_is")),
    ("age", Wanted.AGE, _is_age),
    ("mark", Wanted.SCORE, _says("mark")),
    ("percent", Wanted.PERCENTAGE, _is_share),
    ("count", Wanted.COUNT, _is_count),
    ("score", Wanted.SCORE, _says("score")),
    ("fee", Wanted.MONEY, _says("fee")),
    ("who", Wanted.WHO, _has("who")),
    ("names_source", Wanted.SOURCE, _says("names_source")),
    ("how_long", Wanted.DURATION, _says("how_long")),
    ("which_time", Wanted.WHEN, _says("which_time")),
    ("which_name", Wanted.WHO, _says("which_name")),
)


def wanted(cues: Set[str], said: Said) -> tuple[Wanted, str]:
    """Return what a question wants, and the rule that told so; OTHER where none does."""
    for name, kind, tells in _RULES:
        if tells(cues, said):
            return kind, name
    return Wanted.OTHER, ""
