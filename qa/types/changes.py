"""What tells a letter from an earlier one of its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qa.types.evidence import Derivation, Hit
from qa.types.facts import Fact
from qa.types.promises import Promise


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number as it was and as it is now; both of one thing.

    `is_revised` tells that both are of one period: the letters disagree on what it was. Of others
    time went on. `difference` is the one taken from the other, None where that means nothing.
    """

    before: Fact
    after: Fact
    is_revised: bool
    difference: Derivation | None


class Fate(Enum):
    """What a later letter says of a promise, by how its sentence is written."""

    DONE = "done"  # that it was done
    PENDING = "pending"  # that it is still to come
    MENTIONED = "mentioned"  # something, but not whether it was done
    SILENT = "silent"  # nothing that was found


@dataclass(frozen=True, slots=True)
class Followed:
    """A promise, what became of it, and the sentence of the later letter that says so."""

    promise: Promise
    made: Hit
    fate: Fate
    later: Hit | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What was found between two letters.

    `appeared` and `gone` are sections, by their opening; `added` and `dropped` are sentences.
    """

    before: str
    after: str
    numbers: tuple[NumberChange, ...] = ()
    appeared: tuple[Hit, ...] = ()
    gone: tuple[Hit, ...] = ()
    added: tuple[Hit, ...] = ()
    dropped: tuple[Hit, ...] = ()
    promises: tuple[Followed, ...] = ()
