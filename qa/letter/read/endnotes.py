"""Which lines of plain text are the notes below a letter.

In: the lines of a text. Out: from which line on they are notes, and each of them. A saved page sets
its notes in and ends them in an arrow. Who copies a letter gets numbered lines at its end, which
are its notes only where the letter calls them: that is for who reads the letter to see. A note goes
on in the lines right below it. Nothing is refused: between the notes of a saved page what is none
of them stands apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from qa.letter.read.lines import Raw

_NUMBERED: Final = re.compile(
    r"(?P<margin> {0,4})\[?(?P<number>[1-9]\d{0,2})(?P<mark>[.)\]]?)(?P<text>(?: +\S.*)?)"
)
_BACK: Final = "↩"  # leads from a note of a saved page to where it is called


class Below(NamedTuple):
    """The notes below a letter: they begin at line `first`, counted from 0.

    `strays` are between notes and none of them. Without `is_set_in` they are numbered lines that
    may be something else, such as a list at the end of a letter.
    """

    first: int
    notes: tuple[Raw, ...] = ()
    strays: tuple[Raw, ...] = ()
    is_set_in: bool = False


def find_notes(lines: Sequence[str], start: int) -> Below:
    """Return the lines from `start` on that count up from 1 to the end of the text."""
    series, is_open = _Series(), False  # whether the next line may go on with the last note
    for number in range(start, len(lines)):
        text = lines[number].strip()
        begins = series.next(lines[number])
        if is_open and text and not (begins and _looks_new(begins)):
            series.notes[-1].said.append(text)
        elif begins:
            series = series if series.notes and begins["number"] != "1" else _Series(begins)
            series.notes.append(_Note(number + 1, [begins["text"].strip()]))
        elif text and series.is_saved:
            series.strays.append(Raw(text, number + 1))
        elif text:
            series = _Series()
        is_open = bool(text and series.notes) and not text.endswith(_BACK)
    return series.below(len(lines))


class _Note(NamedTuple):
    line: int
    said: list[str]  # line by line


class _Series:
    """Notes that count up from 1, and what stands between them."""

    def __init__(self, first: re.Match[str] | None = None) -> None:
        self.notes: list[_Note] = []
        self.strays: list[Raw] = []
        self._is_set_in = first is not None and first["margin"] != "" and first["mark"] == "."

    @property
    def is_saved(self) -> bool:
        """Whether it is of a saved page, which ends a note in an arrow."""
        return bool(self.notes) and self.notes[0].said[-1].endswith(_BACK)

    def next(self, line: str) -> re.Match[str] | None:
        """Return how a line begins the next note, or the first of another series."""
        match = _NUMBERED.fullmatch(line.rstrip())
        if match is None or not (match["mark"] or match["text"]):
            return None
        return match if int(match["number"]) in {1, len(self.notes) + 1} else None

    def below(self, end: int) -> Below:
        """Return it as what stands below the letter, of a text of so many lines."""
        if not self.notes:
            return Below(end)
        notes = (
            Raw(" ".join(note.said).strip().removesuffix(_BACK).rstrip(), note.line)
            for note in self.notes
        )
        is_set_in = self.is_saved or self._is_set_in
        return Below(self.notes[0].line - 1, tuple(notes), tuple(self.strays), is_set_in)


def _looks_new(begins: re.Match[str]) -> bool:
    """Tell a note from a line of the one before that a number happens to begin: "2 miljoen"."""
    return begins["mark"] != "" or not begins["text"].strip()[0].islower()
