"""Lists of a page → the mark in front of each item.

In: the element of a list. Out: the mark of each item as readers see it: "• ", "3. ", "b) ".
"""

from __future__ import annotations

import re

from qa.letter.read.html.line import Line
from qa.letter.read.html.tree import Node

_OWN_MARK = re.compile(
    r"(?:[•·▪◦–—-]|\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\(?[a-z]{1,4}[.)]|[a-zA-Z][.)])\s"
)
_STYLES = {
    **dict.fromkeys(("a", "lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("A", "upper-alpha", "upper-latin"), "A"),
    **dict.fromkeys(("i", "lower-roman"), "i"),
    **dict.fromkeys(("I", "upper-roman"), "I"),
}
_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 9_999
#: The class of an element that holds the mark of its item, as the letter itself writes it.
OWN_MARK_NAME = "lijstnummer"
_IS_OWN = " "  # the mark of an item that brings its own


class Lists:
    """Tells the marks of items."""

    def marks(self, node: Node) -> dict[Node, str]:
        """Return the mark of each item of a list."""
        items = [each for each in node.elements if each.tag == "li"]
        if node.tag != "ol":
            dashes = bool(node.names & {"streepje", "dash", "liggend"})
            return dict.fromkeys(items, "– " if dashes else "• ")
        style = _style(node)
        number = _whole(node.attributes.get("start", ""), 1)
        found: dict[Node, str] = {}
        for item in items:
            number = _whole(item.attributes.get("value", ""), number)
            behind = ". " if style == "1" else ") "
            found[item] = _IS_OWN if _brings_own(item) else written(number, style) + behind
            number += 1
        return found

    def in_front(self, mark: str, line: Line) -> str:
        """Return a mark, or nothing where a line already begins with one of its own."""
        return "" if mark == _IS_OWN or _OWN_MARK.match(line.text[:20]) else mark

    def is_counted(self, mark: str) -> bool:
        """Tell whether an item bears a number or a letter."""
        return mark == _IS_OWN or mark[:1].isalnum()


def written(number: int, style: str) -> str:
    """Write a number of a list: 3 as "3", "c" or "iii"."""
    if number < 1 or style not in {"a", "A", "i", "I"}:
        return str(number)
    text = ""
    if style in {"i", "I"}:
        for value, letters in _ROMAN:
            times, number = divmod(number, value)
            text += letters * times
    else:
        while number:
            number, place = divmod(number - 1, 26)
            text = chr(ord("a") + place) + text
    return text.upper() if style.isupper() else text


def _brings_own(item: Node) -> bool:
    first: Node | None = item
    while first is not None and OWN_MARK_NAME not in first.names:
        first = next(iter(first.elements), None)
    return first is not None


def _style(node: Node) -> str:
    css = node.attributes.get("style", "").replace(" ", "").partition("list-style-type:")[2]
    for said in (node.attributes.get("type", ""), css.partition(";")[0], *sorted(node.names)):
        if said in _STYLES:
            return _STYLES[said]
    return "1"


def _whole(text: str, default: int) -> int:
    text = text.strip()
    return min(int(text), _MOST) if text.isdecimal() and len(text) <= 4 else default
