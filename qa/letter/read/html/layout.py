"""Tables that lay out a letter: its head, and those who sign beside each other.

In: the element of a table. Out: what the head says under which label, or the signatures; nothing
for any other table.
"""

from __future__ import annotations

from qa.letter.read.html.line import BLOCKS, Links, compose
from qa.letter.read.html.tables import cell_line, cells_of, rows_of
from qa.letter.read.html.tree import Node, walk
from qa.letter.read.letterhead import Entry, entries, is_name, is_office, label_of

_FEWEST_LABELS = 2
_NAMES = {"nummer": "Documentnummer", "titel": "Onderwerp"}  # as the pages of the House have them
_MOST_A_LABEL = 5  # lines of a head; of the text, a table may have two such words over many
_MOST_BESIDE = 4  # columns of people who sign


def head_of(table: Node, links: Links) -> list[Entry]:
    """Read a table of which the cells are labels and what they say."""
    lines: list[str] = []
    for row in rows_of(table):
        for cell in cells_of(row):
            broken = _cell_lines(cell, links)
            labels = sum(bool(label_of(each)[0]) for each in broken)
            lines.extend(broken if labels > 1 else ["\n".join(broken)] if broken else [])
    labels = sum(bool(label_of(line)[0]) for line in lines)
    if labels < _FEWEST_LABELS or labels * _MOST_A_LABEL < len(lines):
        return []
    return entries(_paired(table, links) or lines)


def described(listed: Node, links: Links) -> list[Entry]:
    """Read a list of names and what is said under each: "Nummer", "2024D09876"."""
    found: list[Entry] = []
    name = ""
    for each in (node for node in walk(listed) if node.tag in ("dt", "dd")):
        text = cell_line(each, links).text
        if each.tag == "dt":
            name = text.strip(" :")
        elif text:
            label = label_of(_NAMES.get(name.casefold(), name))[0]
            found.append(Entry(label, text if label else f"{name}: {text}".lstrip(": "), 0))
    return found


def signatures_of(table: Node, links: Links) -> list[str]:
    """Read a table that sets those who sign beside each other."""
    rows = [cells_of(row) for row in rows_of(table)]
    width = max((len(row) for row in rows), default=0)
    if width > _MOST_BESIDE:
        return []
    columns = [
        [line for row in rows if len(row) > n for line in _cell_lines(row[n], links)]
        for n in range(width)
    ]
    signed = [each for each in columns if each]
    if not all(len(c) == 2 and is_office(c[0]) and is_name(c[1]) for c in signed):
        return []
    return ["\n".join(each) for each in signed]


def _cell_lines(cell: Node, links: Links) -> list[str]:
    """Return the lines of a cell: of each block in it, and between its breaks."""
    pending: list[Node | str] = []
    found: list[str] = []
    for child in (*cell.children, None):
        if child is not None and (isinstance(child, str) or child.tag not in BLOCKS):
            pending.append(child)
            continue
        found.extend(compose(pending, links).text.split("\n"))
        pending = []
        if child is not None:
            found.extend(compose(child.children, links).text.split("\n"))
    return [line.strip() for line in found if line.strip()]


def _paired(table: Node, links: Links) -> list[str]:
    """Return labels with what stands below them, where a whole row is labels."""
    rows = [[cell_line(cell, links).text for cell in cells_of(row)] for row in rows_of(table)]
    rows = [row for row in rows if any(row)]
    if len(rows) % 2 or not all(
        len(upper) > 1 and len(upper) == len(lower) and all(label_of(x) in _whole(x) for x in upper)
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ):
        return []
    return [
        f"{label} {value}".strip()
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
        for label, value in zip(upper, lower, strict=True)
    ]


def _whole(text: str) -> list[tuple[str, str]]:
    named, rest = label_of(text)
    return [(named, "")] if named and not rest else []
