"""What a letter says will be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from qa.types.spans import Span


class PromiseKind(Enum):
    """Who will do it: the cabinet itself, or somebody or something that it awaits."""

    PROMISE = "promise"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Due:
    """By when, as printed, and the first and last day that it means, seen from the letter's day.

    "voor 1 maart" has no first day, "vanaf 2026" no last one, "zodra er een akkoord is" neither.
    `certain` is false where a convention makes days of the words ("voor het zomerreces").
    """

    words: str
    first: date | None = None
    last: date | None = None
    certain: bool = True

    @property
    def day(self) -> date | None:
        """The day to look at it again: the last, or the first of what has no end."""
        return self.last or self.first


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence in which a letter says what will be done, and by when.

    `by` is who will, as far as the sentence tells: the cabinet in its own words ("ik", "het
    kabinet"), or a name; `to_house` whether parliament gets something. `kept` is true where the
    letter itself says that it hereby does so; `rule` names what found it.
    """

    letter_id: str
    passage_id: str
    span: Span
    text: str
    kind: PromiseKind
    due: Due | None
    by: str
    to_house: bool
    kept: bool
    rule: str
    path: tuple[str, ...]
    reference: str
