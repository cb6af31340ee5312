"""The styles of an ODT: which of them make headings, set words apart, or number lists.

In: the XML of its text and of its styles. Out: what a style says by its name, those that it is
based on included; how each level of a list, and of the headings, is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qa.letter.read.html.lists import written

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = f"{{{NAMES}text:1.0}}"
STYLE: Final = f"{{{NAMES}style:1.0}}"
_FONT: Final = f"{{{NAMES}xsl-fo-compatible:1.0}}"
_DEEPEST: Final = 20  # styles that are based on each other
_LEVELS: Final = 10
_MOST: Final = 9_999
_HEADING: Final = re.compile(r"(?:heading|kop)(?:_20_| )?(?P<level>[1-9])", re.IGNORECASE)


def whole(text: str | None, default: int, most: int = _MOST) -> int:
    """Return a small whole number that a file says, or else the default."""
    return min(int(text), most) if text and text.isdecimal() and len(text) <= 6 else default


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list is numbered; `form` is empty for a sign, or for nothing."""

    form: str = ""
    before: str = ""
    behind: str = ""
    start: int = 1
    shown: int = 1  # how many levels its number shows


@dataclass(slots=True)
class Counter:
    """Counts the items of a list, or headings, level by level."""

    levels: dict[int, Level]
    _counts: list[int | None] = field(default_factory=lambda: [None] * (_LEVELS + 1))

    def next(self, level: int, start: int | None = None) -> str:
        """Count one more; return its number as it is shown, or nothing where none is."""
        level = min(level, _LEVELS)
        how = self.levels.get(level, Level())
        before = self._counts[level]
        first = how.start if start is None else start
        self._counts[level] = first if before is None or start is not None else before + 1
        self._counts[level + 1 :] = [None] * (_LEVELS - level)
        if not how.form:
            return ""
        shown: list[str] = []
        for each in range(max(1, level - how.shown + 1), level + 1):
            known = self.levels.get(each, Level())
            count = self._counts[each]
            number = known.start if count is None else count
            shown.append(written(number, known.form or "1"))
        return f"{how.before}{'.'.join(shown)}{how.behind}".strip()


class Styles:
    """What the styles of an ODT say."""

    def __init__(self, *roots: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for each in () if root is None else root.iter(f"{STYLE}style"):
                self._styles[each.get(f"{STYLE}name", "")] = each
            for each in () if root is None else root.iter(f"{TEXT}list-style"):
                self._lists[each.get(f"{STYLE}name", "")] = _levels(each)
            for each in () if root is None else root.iter(f"{TEXT}outline-style"):
                self.outline = _levels(each)

    def _chain(self, name: str) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")

    def heading(self, name: str) -> int | None:
        """Return the level of the heading that a style makes of a paragraph."""
        for style in self._chain(name):
            for called in (style.get(f"{STYLE}display-name", ""), style.get(f"{STYLE}name", "")):
                if found := _HEADING.fullmatch(called):
                    return int(found["level"])
            if level := whole(style.get(f"{STYLE}default-outline-level"), 0):
                return level
        return None

    def tags(self, name: str) -> list[str]:
        """Return the tags of a web page that set words apart as a style does."""
        said: dict[str, str] = {}
        for style in reversed([*self._chain(name)]):
            for each in style.iterfind(f"{STYLE}text-properties"):
                said.update({str(key): str(value) for key, value in each.attrib.items()})
        found = ["strong"] if said.get(f"{_FONT}font-weight") in ("bold", "700", "800") else []
        found += ["em"] if said.get(f"{_FONT}font-style") == "italic" else []
        found += ["u"] if said.get(f"{STYLE}text-underline-style", "none") != "none" else []
        raised = said.get(f"{STYLE}text-position", "").split(" ")[0]
        is_up = raised == "super" or (raised.rstrip("%").isdecimal() and raised != "0%")
        return [*found, "sup"] if is_up else found

    def list_of(self, name: str) -> str:
        """Return the list that a style of paragraphs belongs to."""
        found = (style.get(f"{STYLE}list-style-name", "") for style in self._chain(name))
        return next((each for each in found if each), "")

    def levels(self, name: str) -> dict[int, Level]:
        """Return how a list is numbered, level by level."""
        return self._lists.get(name, {})


def _levels(style: _Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for each in style:
        if each.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
            found[whole(each.get(f"{TEXT}level"), 1, _LEVELS)] = Level(
                form=each.get(f"{STYLE}num-format", ""),
                before=each.get(f"{STYLE}num-prefix", ""),
                behind=each.get(f"{STYLE}num-suffix", ""),
                start=whole(each.get(f"{TEXT}start-value"), 1),
                shown=whole(each.get(f"{TEXT}display-levels"), 1, _LEVELS),
            )
    return found
