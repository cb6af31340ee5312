"""Pieces of text of a file → one run of text, and where its notes are called.

In: text as it stands in a file of markup, where any white space is one space. Out: canonical text
without outer space, and markers by their offsets in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.text import normalise
from qa.letter.read.received import Marker


class Run:
    """Text that grows piece by piece; in one that is `flat` a break is a space."""

    def __init__(self, *, flat: bool = False) -> None:
        self._flat = flat
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""
        self._calls: list[Marker] = []

    def add(self, text: str) -> None:
        """Add a piece of text."""
        text = normalise(text)
        words = " ".join(text.split())
        if text[:1].isspace():
            self._part(" ")
        if not words:
            return
        if self._length:
            self._append(self._gap)
        self._append(words)
        self._gap = " " if text[-1].isspace() else ""

    def part(self) -> None:
        """Part what comes from what stood before it: by a space, if nothing stands there."""
        self._part(" ")

    def end_line(self) -> None:
        """Begin what comes on a new line."""
        self._part(" " if self._flat else "\n")

    def close(self, mark: str) -> None:
        """Put a mark right behind the last character, before a break that comes there."""
        self._append(mark)

    def mark(self, note: int) -> None:
        """Call a note behind the last character."""
        self._calls.append(Marker(note, self._length))

    def join(self, other: Run) -> None:
        """Add another run, with the notes that it calls."""
        if not other.is_blank:
            self.add(other.text)
        self._calls.extend(shifted(other.markers, self._length - len(other.text)))

    @property
    def last(self) -> str:
        """The last character, or nothing."""
        return self._pieces[-1][-1:] if self._pieces else ""

    @property
    def is_blank(self) -> bool:
        """Whether it holds no text, though maybe markers."""
        return not self._length

    @property
    def text(self) -> str:
        """The text so far."""
        return normalise("".join(self._pieces))

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The notes that are called in it, in order."""
        # An accent may have joined the letter before it, in another element.
        most = len(self.text) if self._calls else 0
        return tuple(Marker(each.note, min(each.offset, most)) for each in self._calls)

    def _part(self, gap: str) -> None:
        if self._gap != "\n":
            self._gap = gap

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)


def shifted(markers: Sequence[Marker], by: int) -> tuple[Marker, ...]:
    """Return the markers of a text that now stands behind `by` other characters."""
    return tuple(Marker(each.note, each.offset + by) for each in markers)
