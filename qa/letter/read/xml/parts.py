"""The parts of a letter as they are found, and the notes that stand in none of them.

In: runs of text with their roles, in reading order. Out: parts, in which every note is called
exactly once; what is called nowhere stands below them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.letter.read.received import Marker, Part, Role
from qa.letter.read.xml.run import Run
from qa.letter.read.xml.tree import Element

_CAPTIONS = ("tabel", "overzicht")
_SENTENCE_END = (".", "?", "!", ":")


class Parts:
    """Keeps the parts in order."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._below: list[Part] = []
        # Notes that are called above all text.
        self._waiting: list[int] = []

    @property
    def count(self) -> int:
        """How many parts there are so far."""
        return len(self._parts)

    def add(self, part: Part) -> None:
        """Add a part."""
        waiting = tuple(Marker(note, 0) for note in self._waiting)
        self._waiting.clear()
        self._parts.append(replace(part, markers=waiting + part.markers))

    def write(self, element: Element, role: Role, run: Run, label: str = "") -> None:
        """Add the text of an element as a part, if it has any."""
        if run.is_blank:
            self.call_above(run.markers)
            return
        self.add(Part(role, run.text, f"regel {element.line}", run.markers, label=label))

    def put_below(self, element: Element, run: Run) -> None:
        """Keep the text of an element for below the letter."""
        self._below.append(Part(Role.TEXT, run.text, f"regel {element.line}", run.markers))

    def call_above(self, markers: Sequence[Marker]) -> None:
        """Call notes that stand in no text behind what stands above, else before what follows."""
        if not self._parts:
            self._waiting += [each.note for each in markers]
        elif markers:
            above = self._parts[-1]
            called = tuple(Marker(each.note, len(above.text)) for each in markers)
            self._parts[-1] = replace(above, markers=above.markers + called)

    def take_caption(self, caption: Run) -> Part | None:
        """Take the line above a table that names it, where the table has no caption of its own."""
        is_free = caption.is_blank and not caption.markers
        above = self._parts[-1] if self._parts and is_free else None
        if above is None or above.role not in (Role.TEXT, Role.HEADING):
            return None
        word, _, rest = above.text.partition(" ")
        is_caption = word.lower() in _CAPTIONS and rest[:1].isdigit()
        if not is_caption or "\n" in above.text or above.text.endswith(_SENTENCE_END):
            return None
        return self._parts.pop()

    def change(self, begin: int, change: Callable[[Sequence[Part]], list[Part]]) -> None:
        """Change the parts from `begin` on."""
        self._parts[begin:] = change(self._parts[begin:])

    def finish(self) -> tuple[Part, ...]:
        """Return the parts, and behind them what stands below the letter."""
        return (*self._parts, *self._below)
