"""What a question gets: evidence, an answer, or an honest abstention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from qa.types.changes import Changes
from qa.types.evidence import Derivation, Hit
from qa.types.facts import Fact
from qa.types.quantities import Period
from qa.types.spans import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the trace: which phase, by which rule, and what it found."""

    phase: str
    rule: str
    detail: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is, as a letter prints it, with the word before it that says how it is meant.

    `span` is its place in the letter, `period` its days where they are known; `hedged` tells that
    the letter only expects it.
    """

    surface: str
    span: Span
    period: Period | None
    hedged: bool


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

    Of a claim, or a question for yes or no, it has the `ruling`, and the number that was `claimed`,
    as it was typed; of a question for when, the `moment`. `label` is the number that a part has in
    a set of questions, as that set prints it. `changes` is what tells two letters apart, where that
    was asked.
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
    changes: Changes | None = None
    moment: Moment | None = None


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
