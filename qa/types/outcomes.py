"""What a question gets: evidence, an answer, or an honest abstention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from qa.types.facts import Fact
from qa.types.letters import Passage
from qa.types.quantities import Quantity
from qa.types.queries import Operation
from qa.types.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: which phase, by which rule, and what it found."""

    phase: str
    rule: str
    detail: str


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
    answer is not known or not decided yet, which is `undecided`.
    """

    answers: float
    pending: float
    undecided: Span


@dataclass(frozen=True, slots=True)
class Derivation:
    """A result worked out from facts, with the working: recomputing it gives the result.

    `chosen` are the facts that the result points at (the year that is highest), or what the
    letter prints of all of them (their change); `working` is what
    is done, with the numbers as printed, and `shown` what comes of it; `per` is the unit of time of
    a rate.
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


class Reason(Enum):
    """Why there is no answer."""

    NOT_UNDERSTOOD = "not_understood"
    NOT_IN_CORPUS = "not_in_corpus"
    NOT_YET_KNOWN = "not_yet_known"
    AMBIGUOUS = "ambiguous"
    CONFLICT = "conflict"
    NOT_COMPARABLE = "not_comparable"
    NOT_SURE = "not_sure"


class Strength(Enum):
    """How well the evidence carries the answer."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class Ruling(Enum):
    """Whether what a person claims holds of what the letters give."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"  # what the letters give is too vague to tell


class Sent:
    """What leaves through a door.

    `to_json` returns the object that every door sends. That object knows all nouns, which know
    nothing of it: the package gives it to them (qa/__init__.py).
    """

    __slots__ = ()
    to_json: ClassVar[Callable[[Any], dict[str, Any]]]
    _repr_html_: ClassVar[Callable[[Any], str]]  # what a notebook shows


@dataclass(frozen=True, slots=True)
class Answer(Sent):
    """An answer with all that supports it; every number in `text` comes from there.

    Of a claim it has the `ruling` and the number that was `claimed`, as it was typed. `label` is
    the number that a part has in a set of questions, as that set prints it.
    """

    id: str
    question: str
    text: str
    strength: Strength
    facts: tuple[Fact, ...]
    hits: tuple[Hit, ...]
    trace: tuple[Step, ...]
    derivation: Derivation | None = None
    parts: tuple[Outcome, ...] = ()
    suggestions: tuple[str, ...] = ()
    context: str = ""
    read_as: str = ""
    follows: str = ""
    label: str = ""
    ruling: Ruling | None = None
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Abstention(Sent):
    """An honest "that is not in the letter": a result, with what comes nearest."""

    id: str
    question: str
    text: str
    reason: Reason
    hits: tuple[Hit, ...]
    trace: tuple[Step, ...]
    nearest: tuple[Fact, ...] = ()
    parts: tuple[Outcome, ...] = ()
    suggestions: tuple[str, ...] = ()
    context: str = ""
    read_as: str = ""
    follows: str = ""
    label: str = ""


Outcome = Answer | Abstention
