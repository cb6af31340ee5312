"""The numbers that Word shows but does not store: of headings and lists.

In: the numbering and styles of a DOCX. Out: for each paragraph in turn, the number that Word would
show in front of it ("2.1", "b)"), or the sign of a list without numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qa.letter.read.html.lists import written

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_MOST = 9_999
_LONGEST = 40  # characters of a number


def value(element: _Element | None, *path: str) -> str:
    """Return the w:val at the end of a path of children, or nothing."""
    for step in path:
        element = None if element is None else element.find(f"{WORD}{step}")
    return "" if element is None else str(element.get(f"{WORD}val", ""))


def number(text: str, default: int) -> int:
    """Return a small whole number that a file says, or else the default."""
    return min(int(text), _MOST) if text.isdecimal() and len(text) <= 6 else default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str  # "decimal", "lowerLetter", "bullet"
    text: str  # "%1.%2"


@dataclass(slots=True)
class Numbering:
    """Counts as Word does: one row of counters for each list."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # of each numId
    lists: dict[str, str] = field(default_factory=dict)  # numId → the list that counts for it
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def next(self, num_id: str, level: int) -> tuple[str, bool] | None:
        """Count one paragraph; return what stands in front, and whether that is a number."""
        known = self.levels.get(num_id, {})
        if level not in known or not 0 <= level < _LEVELS:
            return None
        counts = self._counts.setdefault(self.lists[num_id], [None] * _LEVELS)
        before = counts[level]
        counts[level] = known[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if known[level].form in ("bullet", "none"):
            return (known[level].text, False)
        text = known[level].text
        for place in range(level + 1):
            if place in known:
                count = counts[place]
                shown = known[place].start if count is None else count
                text = text.replace(
                    f"%{place + 1}", written(shown, _STYLES.get(known[place].form, "1"))
                )
        return text.strip()[:_LONGEST], True


def read_numbering(root: _Element | None) -> Numbering:
    """Read the lists that a DOCX defines."""
    found = Numbering()
    if root is None:
        return found
    abstract = {
        each.get(f"{WORD}abstractNumId", ""): {
            number(str(level.get(f"{WORD}ilvl", "")), 0): _level(level)
            for level in each.findall(f"{WORD}lvl")
        }
        for each in root.findall(f"{WORD}abstractNum")
    }
    for each in root.findall(f"{WORD}num"):
        num_id, named = str(each.get(f"{WORD}numId", "")), value(each, "abstractNumId")
        levels = dict(abstract.get(named, {}))
        own = False
        for change in each.findall(f"{WORD}lvlOverride"):
            place = number(str(change.get(f"{WORD}ilvl", "")), 0)
            whole = change.find(f"{WORD}lvl")
            if whole is not None:
                levels[place] = _level(whole)
            start = value(change, "startOverride")
            if start and place in levels:
                old = levels[place]
                levels[place] = _Level(number(start, old.start), old.form, old.text)
                own = True
        found.levels[num_id] = levels
        found.lists[num_id] = f"num {num_id}" if own else f"abstract {named}"
    return found


def _level(element: _Element) -> _Level:
    return _Level(
        number(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
    )
