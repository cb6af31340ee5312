"""One question on its way to an outcome, and what the letters that it is asked of are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from qa.question.dialogue.turn import Turn
from qa.question.passages.verdicts import MOST_READ
from qa.question.read.reading import Reading
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import Step


@dataclass(slots=True)
class Asked:
    """One question on its way to an outcome; `trace` grows as it is read and answered.

    `letters` tells what those that are asked are called, `reads` is how many passages may be read,
    `read_as` says how a follow-up was completed; `whole` is the question that it may stand for.
    """

    question: str
    index: Index
    limit: int
    turn: Turn | None
    reading: Reading
    letters: Letters
    reads: int = MOST_READ
    trace: list[Step] = field(default_factory=list)
    read_as: str = ""
    whole: str = ""


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def letters_of(index: Index) -> Letters:
    """Return what the letters of an index are called."""
    return Letters(index.passages.sources())
