"""A table element → its caption, its grids of rows, and what else stands in it.

In: a table or one of its tgroups. Out: the rows of a grid in reading order with their cells as runs
of text, and the elements of it that are neither rows nor columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.letter.read.received import Marker, Part, Role
from qa.letter.read.xml.cals import Entry, Laid, Row
from qa.letter.read.xml.lines import Lines
from qa.letter.read.xml.run import Run, shifted
from qa.letter.read.xml.tree import Element

CAPTIONS = frozenset({"kop", "titel", "title", "caption"})
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
_COLUMNS = frozenset({"colspec", "spanspec"})


@dataclass(slots=True)
class Grid:
    """What a tgroup holds: by group, the cells of every row; and what is not a cell."""

    element: Element
    rows: list[tuple[str, list[Element]]] = field(default_factory=list)
    others: list[Element] = field(default_factory=list)

    @property
    def is_box(self) -> bool:
        """Whether it has one column: a frame around text rather than a table."""
        columns = sum(each.name == "colspec" for each in self.element.elements)
        return columns <= 1 and all(len(cells) <= 1 for _, cells in self.rows)

    def write(self, lines: Lines) -> list[Row]:
        """Return the rows with the text of their cells."""
        return [
            Row(group, tuple(Entry(cell, _text(cell, lines)) for cell in cells))
            for group, cells in self.rows
        ]


def is_grid(element: Element) -> bool:
    """Tell whether an element holds rows, or groups of them."""
    return element.first("row", *_GROUPS) is not None


def open_grid(element: Element) -> Grid:
    """Sort what a tgroup holds; its foot comes last, wherever the file has it."""
    grid = Grid(element)
    for child in _elements(element):
        if child.name in _GROUPS:
            for row in _elements(child):
                _take(grid, row, child.name)
        else:
            _take(grid, child, "tbody")
    grid.rows.sort(key=lambda row: _GROUPS[row[0]])
    return grid


def table_part(laid: Laid, caption: str, markers: Sequence[Marker], place: str) -> Part:
    """Return a laid out table with its caption, if it has one, as a part."""
    above = f"{caption}\n" if caption else ""
    return Part(
        Role.TABLE,
        above + laid.text,
        place,
        (*markers, *shifted(laid.markers, len(above))),
        heads=laid.heads,
        shared=laid.shared,
    )


def misplaced(laid: Laid) -> str:
    """Say of which cells the place is not certain."""
    shown = f"«{laid.misplaced[0]}»" if laid.misplaced[0] else "een lege cel"
    return f"van {len(laid.misplaced)} cel(len) is de plaats in de tabel onzeker, zoals {shown}"


def _take(grid: Grid, element: Element, group: str) -> None:
    if element.name == "row":
        grid.rows.append((group, [*_elements(element)]))
    elif element.name not in _COLUMNS:
        grid.others.append(element)


def _elements(parent: Element) -> list[Element]:
    """Return the elements of another one; text between them is a paragraph among them."""
    return [
        Element("al", {}, parent.line, [each]) if isinstance(each, str) else each
        for each in parent.children
        if not isinstance(each, str) or not each.isspace()
    ]


def _text(cell: Element, lines: Lines) -> Run:
    run = Run(flat=True)
    lines.spread(cell, run)
    if any(each.name == "entrytbl" or each.name == "table" for each in cell.walk()):
        lines.doubt(cell, "een tabel in een cel van een tabel is daar één tekst geworden")
    return run
