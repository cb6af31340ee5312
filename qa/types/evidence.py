"""What a question finds: passages, what the reader says of them, what is worked out from facts."""

from __future__ import annotations

from dataclasses import dataclass

from qa.types.facts import Fact
from qa.types.letters import Passage
from qa.types.quantities import Quantity
from qa.types.queries import Operation
from qa.types.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, how, and its best sentence.

    `ranks` are the places, from 1, in each search that found it; `core` is a span of the letter.
    `beside` are the paragraphs before and after it, `repeated` those of other letters that say the
    same.
    """

    passage: Passage
    score: float
    ranks: tuple[tuple[str, int], ...]
    core: Span
    notes: tuple[Passage, ...]
    beside: tuple[Passage | None, Passage | None] = (None, None)
    repeated: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reader says of a passage, as logits.

    `answers` is that of its best sentence; `pending` the highest of a sentence that says that the
    answer is not known or not decided yet, which is `undecided`, with what it says it of.
    `any_answers` says that one of the sentences answers that are shown together; `alone` tells that
    it is one of several that none beside it comes near.
    """

    answers: float
    pending: float
    undecided: Span
    any_answers: float
    alone: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """A result worked out from facts, with the working: recomputing it gives the result.

    `chosen` are the facts that the result points at (the year that is highest), or what the letter
    prints of all of them (their change); `working` is what is done, with the numbers as printed,
    and `shown` what comes of it; `per` is the unit of time of a rate.
    """

    operation: Operation
    inputs: tuple[Fact, ...]
    result: Quantity
    working: str
    shown: str
    rounded: bool = False
    chosen: tuple[Fact, ...] = ()
    per: str = ""

    @property
    def formula(self) -> str:
        """The working as a reader checks it; numbers that are put in order come to nothing new."""
        return self.working if self.operation in _ORDERING else f"{self.working} = {self.shown}"


_ORDERING = {
    *(Operation.HIGHEST, Operation.LOWEST, Operation.COMPARE, Operation.RANK),
    *(Operation.THRESHOLD, Operation.EVERY_YEAR, Operation.EXCEPTIONS, Operation.STRONGEST),
    *(Operation.FASTER, Operation.INDEX, Operation.YEARLY, Operation.PLACE),
    *(Operation.TARGETS, Operation.TABLE),
}
