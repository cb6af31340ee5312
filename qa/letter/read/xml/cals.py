"""A table of the CALS model → its lines: every row as many cells, spans filled in.

In: a tgroup and its cells, each already a run of text. Out: the lines of the part that it becomes,
the markers in them, and how many are its head (None where it marks none). A span that names
a column which is not there is as wide as one column, and told. Refuses nothing: what is larger than
a letter can hold comes back as None, and the caller shows its rows as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.letter.read.received import Marker
from qa.letter.read.xml.run import Run, shifted
from qa.letter.read.xml.tree import Element

_MOST_CELLS = 50_000
_MOST_COLUMNS = 200
_MOST_CHARACTERS = 2_000_000  # with the cells that repeat


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as the file has it, and its text."""

    element: Element
    run: Run


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the file has it; `group` is the name of what holds it: thead, tbody, tfoot."""

    group: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A laid out table: its lines joined, and the cells of which the place is not certain."""

    text: str
    markers: tuple[Marker, ...]
    heads: int | None
    misplaced: tuple[str, ...]
    shared: frozenset[tuple[int, int]]


@dataclass(slots=True)
class _Slot:
    """What stands in one cell of the grid."""

    text: str
    markers: tuple[Marker, ...] = ()
    is_shared: bool = False


@dataclass(slots=True)
class _Grid:
    columns: dict[str, int]
    spans: dict[str, tuple[str, str]]
    width: int
    rows: list[dict[int, _Slot]] = field(default_factory=list)
    # By column, what reaches down from above: its text, and the rows that it still covers.
    reaching: dict[int, tuple[str, int]] = field(default_factory=dict)
    misplaced: list[str] = field(default_factory=list)
    cells: int = 0
    characters: int = 0

    def put(self, row: dict[int, _Slot], column: int, slot: _Slot) -> None:
        row[column] = slot
        self.width = max(self.width, column + 1)
        self.cells += 1
        self.characters += len(slot.text)

    def is_too_large(self) -> bool:
        cells = max(self.cells, self.width * len(self.rows))
        is_wide = self.width > _MOST_COLUMNS
        return is_wide or cells > _MOST_CELLS or self.characters > _MOST_CHARACTERS


def lay_out(tgroup: Element, rows: Sequence[Row]) -> Laid | None:
    """Return the lines of a table, or None where it is too large."""
    grid = _open_grid(tgroup)
    if grid.is_too_large():
        return None
    for number, row in enumerate(rows):
        if number and row.group != rows[number - 1].group:
            grid.reaching.clear()
        _place(grid, row)
        if grid.is_too_large():
            return None
    return _lines(grid, [row.group == "thead" for row in rows])


def _open_grid(tgroup: Element) -> _Grid:
    columns: dict[str, int] = {}
    specs = [each for each in tgroup.elements if each.name == "colspec"]
    for index, spec in enumerate(specs):
        columns.setdefault(spec.attributes.get("colname", f"col{index + 1}"), index)
    spans = {
        each.attributes.get("spanname", ""): (
            each.attributes.get("namest", ""),
            each.attributes.get("nameend", ""),
        )
        for each in tgroup.elements
        if each.name == "spanspec"
    }
    return _Grid(columns, spans, len(specs))


def _place(grid: _Grid, row: Row) -> None:
    """Put the cells of a row in the columns that they name, else in the first that is free."""
    slots: dict[int, _Slot] = {}
    for column, (text, left) in [*grid.reaching.items()]:
        grid.put(slots, column, _Slot(text, is_shared=True))
        if left > 1:
            grid.reaching[column] = (text, left - 1)
        else:
            del grid.reaching[column]
    grid.rows.append(slots)
    free = 0
    for entry in row.entries:
        while free in slots:
            free += 1
        start, end = _columns(grid, entry, free, slots)
        _fill(grid, slots, entry, range(start, end + 1), is_head=row.group == "thead")
        free = end + 1
        if grid.is_too_large():
            return


def _columns(grid: _Grid, entry: Entry, free: int, taken: dict[int, _Slot]) -> tuple[int, int]:
    """Return the first and last column of a cell."""
    attributes = entry.element.attributes
    first, last = grid.spans.get(
        attributes.get("spanname", ""),
        (attributes.get("namest", ""), attributes.get("nameend", "")),
    )
    first = first or attributes.get("colname", "")
    start = grid.columns.get(first, free) if first else free
    end = grid.columns.get(last, start) if last else start
    wanted = range(start, end + 1)
    unknown = {first, last} - grid.columns.keys() - {""}
    if unknown or start < free or not wanted or any(each in taken for each in wanted):
        grid.misplaced.append(entry.run.text)
        return free, free
    return start, end


def _fill(
    grid: _Grid, slots: dict[int, _Slot], entry: Entry, columns: range, *, is_head: bool
) -> None:
    more = entry.element.attributes.get("morerows", "")
    below = int(more) if more.isascii() and more.isdigit() and len(more) < 7 else 0
    for column in columns:
        is_first = column == columns.start
        text = entry.run.text if is_first or is_head else ""
        markers = entry.run.markers if is_first else ()
        grid.put(slots, column, _Slot(text, markers, below > 0 or len(columns) > 1))
        if below:
            grid.reaching[column] = (text, below)
        if grid.is_too_large():
            return


def _lines(grid: _Grid, is_head: Sequence[bool]) -> Laid:
    lines: list[str] = []
    markers: list[Marker] = []
    shared: set[tuple[int, int]] = set()
    length = heads = 0
    for slots, head in zip(grid.rows, is_head, strict=True):
        if not any(slot.text or slot.markers for slot in slots.values()):
            continue
        cells = []
        for column in range(grid.width):
            slot = slots.get(column, _Slot(""))
            markers.extend(shifted(slot.markers, length))
            cells.append(slot.text)
            if slot.is_shared and not head:
                shared.add((len(lines), column))
            length += len(slot.text) + 1  # the tab or the end of the line
        lines.append("\t".join(cells))
        heads += head
    text = "\n".join(lines)
    return Laid(text, tuple(markers), heads or None, tuple(grid.misplaced), frozenset(shared))
