"""The feet of the pages → notes; raised digits in the text → markers of notes.

In: the lines at the foot of each page, and every text with its raised digits, in reading order.
Out: the notes in the order in which they are called, and each text with its markers. Raised digits
that call no note stay in the text as what they are ("m²", "10⁶"). A note that is called nowhere, or
a number that does not rise, is a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from qa.letter.read.pdf.layout import Sheet
from qa.letter.read.pdf.lines import (
    SUPERSCRIPTS,
    Line,
    Raised,
    Spelled,
    starts_raised,
    without_raised,
)
from qa.letter.read.pdf.text import Words, joined
from qa.letter.read.received import Marker, Note

_EACH: Final = re.compile("[0-9]{1,4}")
_ALONE: Final = 0.8  # of the size of the line below: so small is the number of a note by itself
_LONGEST_UNIT: Final = 4
_UNIT: Final = re.compile(r"(?<![^\W\d_])(?:[mckdh]?m|inch)$")


@dataclass(slots=True)
class Foot:
    """A note at the foot of a page, with the number that is printed before it."""

    number: int
    page: int
    lines: list[Line]


@dataclass(slots=True)
class Notes:
    """Gives each marker its note, as the texts come by in reading order."""

    feet: list[Foot]
    words: Words
    called: list[Foot] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    _open: dict[int, list[Foot]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for foot in reversed(self.feet):
            self._open.setdefault(foot.number, []).append(foot)
        for before, after in zip(self.feet, self.feet[1:], strict=False):
            if after.number != before.number + 1:
                self.doubts.append(
                    f"blz. {after.page}: na noot {before.number} volgt noot {after.number}."
                )

    def mark(self, spelled: Spelled, page: int) -> tuple[str, tuple[Marker, ...]]:
        """Return a text with what is no marker written in it, and its markers."""
        parts: list[str] = []
        markers: list[Marker] = []
        length = start = 0
        for raised in spelled.raised:
            parts.append(spelled.text[start : raised.offset])
            length += raised.offset - start
            start = raised.offset
            if feet := self._notes(raised, spelled.text, page):
                for foot in feet:
                    self.called.append(foot)
                    markers.append(Marker(len(self.called), length))
            else:
                parts.append(raised.digits.translate(SUPERSCRIPTS))
                length += len(raised.digits)
        parts.append(spelled.text[start:])
        return "".join(parts), tuple(markers)

    def finish(self) -> tuple[tuple[Note, ...], list[Foot]]:
        """Return the notes that were called, and those that were not."""
        numbers = [foot.number for foot in self.called]
        if numbers != sorted(numbers):
            self.doubts.append("de verwijzingen naar noten staan niet in de orde van hun nummers.")
        called = {id(foot) for foot in self.called}
        uncalled = [foot for foot in self.feet if id(foot) not in called]
        return tuple(Note(self.text(foot), f"blz. {foot.page}") for foot in self.called), uncalled

    def text(self, foot: Foot) -> str:
        """Return the text of a note; raised digits within it call nothing."""
        whole = joined((Spelled(line.text, line.raised) for line in foot.lines), self.words)
        parts: list[str] = []
        start = 0
        for raised in whole.raised:
            parts += [whole.text[start : raised.offset], raised.digits.translate(SUPERSCRIPTS)]
            start = raised.offset
        return "".join([*parts, whole.text[start:]]).strip()

    def _notes(self, raised: Raised, text: str, page: int) -> list[Foot]:
        """Return the notes that raised digits call: one each, or two that stand side by side."""
        before = text[max(0, raised.offset - _LONGEST_UNIT - 1) : raised.offset]
        if raised.digits in ("2", "3") and _UNIT.search(before):
            return []
        whole = _EACH.findall(raised.digits)
        ways = [whole]
        if len(whole) == 1:
            ways += [[whole[0][:cut], whole[0][cut:]] for cut in range(1, len(whole[0]))]
        for way in ways:
            found = [self._waiting(int(digits), page) for digits in way if digits[0] != "0"]
            if (
                len(found) == len(way)
                and all(found)
                and len({id(each) for each in found}) == len(way)
            ):
                feet = [foot for foot in found if foot is not None]
                for foot in feet:
                    self._open[foot.number].pop()
                return feet
        return []

    def _waiting(self, number: int, page: int) -> Foot | None:
        """Return the note of a number that is not called yet: on this page, or behind the text."""
        found = self._open.get(number, [])
        while found and found[-1].page < page:
            found.pop()
        return found[-1] if found else None


def feet_of(sheets: Sequence[Sheet]) -> tuple[list[Foot], list[str]]:
    """Return the notes at the feet of the pages; what stands before the first is a doubt."""
    feet: list[Foot] = []
    doubts: list[str] = []
    lines = [line for sheet in sheets for line in sheet.notes]
    for line, below in zip(lines, [*lines[1:], None], strict=False):
        if starts_raised(line) and _EACH.fullmatch(line.raised[0].digits):
            feet.append(Foot(int(line.raised[0].digits), line.page, [without_raised(line)]))
        elif below and line.size < _ALONE * below.size and _EACH.fullmatch(line.text):
            feet.append(Foot(int(line.text), line.page, []))
        elif feet:
            feet[-1].lines.append(line)
        else:
            doubts.append(f"blz. {line.page}: «{line.text[:40]}» hoort bij geen noot.")
    return feet, doubts
