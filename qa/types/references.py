"""What a letter refers to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qa.types.spans import Span


class ReferenceKind(Enum):
    """What a letter refers to: a paper, all papers of a dossier, a motion, a note, a web address.

    NUMBER is the House's own number of a document ("2022D53981").
    """

    DOCUMENT = "document"
    DOSSIER = "dossier"
    MOTION = "motion"
    NUMBER = "number"
    NOTE = "note"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference, as printed, and what it means.

    `targets` are ids: "kst-28684-610", "35925-VI" of a dossier, "2022D53981", the id of a note, or
    an address. The first is what is meant; the others are what it may be called too, since a paper
    of several dossiers is filed under the first of them. Where `certain` is false, nobody can tell
    which of them is meant.
    """

    letter_id: str
    kind: ReferenceKind
    span: Span
    label: str
    targets: tuple[str, ...]
    certain: bool = True

    @property
    def target(self) -> str:
        """What is meant."""
        return self.targets[0]
