"""The text of an ODT → the web page that says the same, which the reader of pages reads.

In: the element that holds the text, its styles and the headers of its pages. Out: HTML with the
headings, lists, tables and notes that the file marks, the numbers that it does not store written
in. What was deleted, remarks beside the text and lists of contents are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from qa.letter.read.html.lists import OWN_MARK_NAME
from qa.letter.read.odt.styles import NAMES, TEXT, Counter, Styles, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE: Final = f"{{{NAMES}table:1.0}}"
_DRAW: Final = f"{{{NAMES}drawing:1.0}}"
_OFFICE: Final = f"{{{NAMES}office:1.0}}"
_MOST_REPEATED: Final = 100  # cells or rows that one stands for
_MOST_SPACES: Final = 50
_LEFT_OUT: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("tracked-changes", "note-citation", "table-of-content", "alphabetical-index"),
        *("illustration-index", "table-index", "bibliography", "sequence-decls", "variable-decls"),
        *("user-field-decls", "hidden-text"),
    )
) | {f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TABLE}covered-table-cell"}


class Page:
    """Writes the page, element by element."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._outline = Counter(styles.outline)
        self._counters: dict[str, Counter] = {}
        self._notes: list[str] = []
        self._open: list[str] = []  # the names of the lists that stand open
        self._boxes: list[_Element] = []  # what stands apart from the line that it is tied to
        self._repeated = 0
        self._writers: dict[str, Callable[[_Element], str]] = {
            f"{TEXT}p": self._paragraph,
            f"{TEXT}h": self._heading,
            f"{TEXT}list": self._list,
            f"{_TABLE}table": self._table,
            f"{_DRAW}frame": self._frame,
        }

    def write(self, *bodies: _Element) -> str:
        """Return the whole page of what these elements hold."""
        text = "".join(map(self._flow, bodies))
        notes = "".join(
            f'<li id="noot-{number}">{note}</li>' for number, note in enumerate(self._notes, 1)
        )
        below = f'<section class="noten"><ol>{notes}</ol></section>' if notes else ""
        return f'<html><head><meta charset="utf-8"></head><body>{text}{below}</body></html>'

    def _flow(self, parent: _Element) -> str:
        """Write the blocks that an element holds."""
        pieces: list[str] = []
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _LEFT_OUT:
                continue
            pieces.append(self._writers.get(child.tag, self._flow)(child))
        return "".join(pieces)

    def _paragraph(self, element: _Element) -> str:
        name = element.get(f"{TEXT}style-name", "")
        level = self._styles.heading(name)
        if level is not None:
            return self._headed(element, level)
        return self._apart(f"<p>{self._set(name, self._line(element))}</p>")

    def _heading(self, element: _Element) -> str:
        return self._headed(element, whole(element.get(f"{TEXT}outline-level"), 1))

    def _headed(self, element: _Element, level: int) -> str:
        line = self._line(element)
        if not line.strip():
            return self._apart("")
        number = "" if self._open else self._outline.next(level)
        mark = f"{number} " if number else ""
        tag = f"h{min(level, 6)}"
        return self._apart(f"<{tag}>{mark}{line}</{tag}>")

    def _apart(self, text: str) -> str:
        """Write what was tied to a line behind its block."""
        boxes, self._boxes = self._boxes, []
        return text + "".join(map(self._flow, boxes))

    def _list(self, element: _Element) -> str:
        name = element.get(f"{TEXT}style-name", "") or (self._open[-1] if self._open else "")
        first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
        if not name and first is not None:
            name = self._styles.list_of(first.get(f"{TEXT}style-name", ""))
        goes_on = element.get(f"{TEXT}continue-numbering") == "true"
        goes_on = goes_on or element.get(f"{TEXT}continue-list") is not None
        if (not self._open and not goes_on) or name not in self._counters:
            self._counters[name] = Counter(self._styles.levels(name))
        self._open.append(name)
        items = "".join(self._item(each, name) for each in element if isinstance(each.tag, str))
        self._open.pop()
        is_only_headings = first is not None and first.tag == f"{TEXT}h" and "<li" not in items
        return items if is_only_headings else f"<ul>{items}</ul>"

    def _item(self, item: _Element, name: str) -> str:
        children = [each for each in item if isinstance(each.tag, str)]
        if item.tag == f"{TEXT}list-header" or not children:
            return self._flow(item)
        if children[0].tag == f"{TEXT}list":  # deeper, with nothing of its own
            return self._flow(item)
        start = item.get(f"{TEXT}start-value")
        first = whole(start, 1) if start else None
        number = self._counters[name].next(len(self._open), first)
        own = f'<span class="{OWN_MARK_NAME}">{escape(number)} </span>' if number else ""
        if children[0].tag == f"{TEXT}h":
            headed = self._flow(item)
            return headed.replace(">", f">{escape(number)} ", 1) if number else headed
        body = self._flow(item)
        at = body.find("<p>") + len("<p>") if body.startswith("<p>") else 0
        return f"<li>{body[:at]}{own}{body[at:]}</li>"

    def _table(self, element: _Element) -> str:
        head = element.find(f"{_TABLE}table-header-rows")
        rows = [each for each in element.iter(f"{_TABLE}table-row") if _owner(each) is element]
        marked = set() if head is None else set(head.iter(f"{_TABLE}table-row"))
        above = "".join(self._row(row) for row in rows if row in marked)
        below = "".join(self._row(row) for row in rows if row not in marked)
        return f"<table><thead>{above}</thead><tbody>{below}</tbody></table>"

    def _row(self, row: _Element) -> str:
        cells = "".join(self._cell(each) for each in row if each.tag == f"{_TABLE}table-cell")
        return f"<tr>{cells}</tr>" * self._times(row, "number-rows-repeated")

    def _cell(self, cell: _Element) -> str:
        across = whole(cell.get(f"{_TABLE}number-columns-spanned"), 1)
        down = whole(cell.get(f"{_TABLE}number-rows-spanned"), 1)
        spans = (f' colspan="{across}"' if across > 1 else "") + (
            f' rowspan="{down}"' if down > 1 else ""
        )
        times = self._times(cell, "number-columns-repeated")
        return f"<td{spans}>{self._flow(cell)}</td>" * times

    def _times(self, element: _Element, name: str) -> int:
        """Return how often a cell or row stands here; a whole letter has a bounded number."""
        times = whole(element.get(f"{_TABLE}{name}"), 1, _MOST_REPEATED)
        self._repeated += times - 1
        return max(times, 1) if self._repeated <= _MOST_REPEATED else 1

    def _frame(self, element: _Element) -> str:
        if element.find(f"{_DRAW}text-box") is not None:
            return self._flow(element)
        return "<img>"

    def _set(self, name: str, text: str) -> str:
        """Set words apart as their style does."""
        if not text.strip():
            return text
        for tag in self._styles.tags(name):
            text = f"<{tag}>{text}</{tag}>"
        return text

    def _line(self, element: _Element) -> str:
        """Write what stands in a line, and keep apart what is only tied to it."""
        pieces = [escape(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                pieces.append(self._within(child))
            pieces.append(escape(child.tail or ""))
        return "".join(pieces)

    def _within(self, child: _Element) -> str:
        match str(child.tag).removeprefix(TEXT):
            case "note":
                return self._note(child)
            case "s":
                return " " * whole(child.get(f"{TEXT}c"), 1, _MOST_SPACES)
            case "tab":
                return " "
            case "line-break":
                return "<br/>"
            case "span":
                return self._set(child.get(f"{TEXT}style-name", ""), self._line(child))
        if child.tag == f"{_DRAW}frame":
            if child.find(f"{_DRAW}text-box") is None:
                return "<img>"
            self._boxes.append(child)
            return ""
        return self._line(child)

    def _note(self, element: _Element) -> str:
        body = element.find(f"{TEXT}note-body")
        number = len(self._notes) + 1
        self._notes.append("")  # a note may hold no other, but a file may say so
        self._notes[number - 1] = "" if body is None else self._flow(body)
        return f'<sup><a id="aanroep-{number}" href="#noot-{number}">{number}</a></sup>'


def _owner(row: _Element) -> _Element | None:
    """Return the table that a row is of."""
    return next(row.iterancestors(f"{_TABLE}table"), None)
