"""A table of a page → rows of cells, as many in each, and how many of them are its head.

In: the element of a table. Out: a Grid, with spans resolved as `Part` says; or None for one that is
too large. Whether a table only lays out a page is told by its shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.letter.read.html.line import Line, Links, compose, joined
from qa.letter.read.html.tree import Node, walk

_MOST_COLUMNS = 100
_MOST_CELLS = 20_000
_NO_CELL = Line("")
_PARTS = ("thead", "tbody", "tfoot")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table; `heads` is how many rows are its head, None where none is marked.

    `shared` are the cells below the head that stand over several rows or columns, in each row.
    """

    rows: tuple[tuple[Line, ...], ...]
    heads: int | None
    shared: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class _Row:
    node: Node
    in_head: bool


def rows_of(table: Node) -> Iterator[Node]:
    """Yield the rows of a table itself, not those of tables in its cells."""
    yield from (row.node for row in _rows(table))


def cells_of(row: Node) -> list[Node]:
    """Return the cells of a row."""
    return [each for each in row.elements if each.tag in ("td", "th")]


def holds_blocks_of_a_page(table: Node) -> bool:
    """Tell whether a table lays out a page: it holds another table, or headings of its text."""
    return any(
        node is not table and node.tag in {"table", "h1", "h2", "h3", "h4", "h5", "h6"}
        for node in walk(table)
    )


def read_grid(table: Node, links: Links) -> Grid | None:
    """Read a table; None where it is too large to be one."""
    rows = [row for row in _rows(table) if row.node not in links.hidden]
    head = _count_heads(rows)
    written: list[list[Line]] = []
    below: dict[int, tuple[int, Line]] = {}  # column → rows that a cell still covers, and the cell
    shared: set[tuple[int, int]] = set()
    cells = 0
    for number, row in enumerate(rows):
        reaching = set(below)
        found, wide = _fill(row, below, links, is_head=number < head)
        shared |= {(number, column) for column in reaching | wide | set(below)}
        cells += len(found)
        if len(found) > _MOST_COLUMNS or cells > _MOST_CELLS:
            return None
        written.append(found)
    width = max((len(row) for row in written), default=0)
    if width * len(written) > _MOST_CELLS:
        return None
    even = [(*row, *[_NO_CELL] * (width - len(row))) for row in written]
    return _without_empty(even, head, shared)


def _rows(table: Node) -> Iterator[_Row]:
    parts = sorted(
        (each for each in table.elements if each.tag in _PARTS),
        key=lambda each: _PARTS.index(each.tag),
    )
    loose = [each for each in table.elements if each.tag == "tr"]
    for part in parts:
        yield from (_Row(r, part.tag == "thead") for r in part.elements if r.tag == "tr")
    yield from (_Row(row, False) for row in loose)


def _count_heads(rows: list[_Row]) -> int:
    """Count the rows from the top that are marked as head, by the table or by all their cells."""
    count = 0
    for row in rows:
        cells = cells_of(row.node)
        if not row.in_head and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        count += 1
    return count if count < len(rows) else sum(row.in_head for row in rows) % max(1, len(rows))


def _fill(
    row: _Row, below: dict[int, tuple[int, Line]], links: Links, *, is_head: bool
) -> tuple[list[Line], set[int]]:
    """Return the cells of a row, with those that reach into it from above, and which are wide."""
    found: list[Line] = []
    wide: set[int] = set()
    waiting = cells_of(row.node)
    while waiting or len(found) in below:
        column = len(found)
        if column in below:
            left, line = below.pop(column)
            found.append(line)
            if left > 1:
                below[column] = (left - 1, line)
            continue
        if column > _MOST_COLUMNS:
            break
        cell = waiting.pop(0)
        line = cell_line(cell, links)
        # A note is called once, also where its cell is shown more than once.
        again = Line(line.text, (), line.strong)
        down, across = _span(cell, "rowspan"), _span(cell, "colspan")
        if across > 1:
            wide.add(column)
        for place in range(across):
            shown = line if place == 0 else again if is_head else _NO_CELL
            found.append(shown)
            if down > 1:
                below[column + place] = (down - 1, again if place == 0 or is_head else _NO_CELL)
    return found, wide


def cell_line(cell: Node, links: Links) -> Line:
    """Read a cell as one line."""
    line = compose(cell.children, links)
    return Line(line.text.replace("\n", " "), line.calls, line.strong, line.stray)


def _span(cell: Node, name: str) -> int:
    value = cell.attributes.get(name, "1").strip()
    if not value.isdecimal() or len(value) > 4:
        return 1
    return max(1, min(int(value), _MOST_COLUMNS if name == "colspan" else _MOST_CELLS))


def _without_empty(rows: list[tuple[Line, ...]], heads: int, shared: set[tuple[int, int]]) -> Grid:
    """Leave out rows and columns in which nothing stands."""
    used = [n for n, row in enumerate(rows) if any(cell.text or cell.calls for cell in row)]
    width = len(rows[0]) if rows else 0
    columns = [c for c in range(width) if any(rows[n][c].text or rows[n][c].calls for n in used)]
    kept = tuple(tuple(rows[n][column] for column in columns) for n in used)
    marked = sum(n < heads for n in used)
    told = frozenset(
        (row, column)
        for row, number in enumerate(used)
        for column, place in enumerate(columns)
        if row >= marked and (number, place) in shared
    )
    return Grid(kept, marked or None, told)


def table_line(grid: Grid, caption: Line | None) -> Line:
    """Write a table as text: its caption, then a line a row, the cells parted by tabs."""
    rows = [joined(row, "\t") for row in grid.rows]
    return joined([caption, *rows] if caption and caption.text else rows, "\n")
