"""The blocks of a letter in a page → its parts, in reading order.

In: the element that holds the letter, and its notes. Out: drafts of parts, with the elements of the
notes that they call. Headings, lists and tables are taken as the page marks them; a short line that
is wholly bold, in italics or underlined is a heading of which no level is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from qa.letter.read.html.layout import described, head_of, signatures_of
from qa.letter.read.html.line import BLOCKS, Line, Links, compose
from qa.letter.read.html.lists import Lists
from qa.letter.read.html.looks import (
    SENTENCE_END,
    broken,
    is_emphasised_heading,
    is_hidden,
    is_wrapped,
    marked_heading,
    plain,
)
from qa.letter.read.html.tables import (
    cells_of,
    holds_blocks_of_a_page,
    read_grid,
    rows_of,
    table_line,
)
from qa.letter.read.html.tree import Node, walk
from qa.letter.read.letterhead import LONGEST_HEAD, is_place_and_date, is_salutation
from qa.letter.read.received import Role

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TITLE_OF_TABLE = re.compile(r"(?:Tabel|Overzicht) [\dIVX]{1,4}[a-z]?\b", re.IGNORECASE)
_NOTES_BELOW = frozenset("noten voetnoten eindnoten".split())


@dataclass(slots=True)
class Draft:
    """A part before its notes are numbered."""

    role: Role
    line: Line
    place: str
    level: int | None = None
    heads: int | None = None
    label: str = ""
    shared: frozenset[tuple[int, int]] = frozenset()


class Blocks:
    """Walks through a letter; `parts` and `doubts` grow as it reads."""

    def __init__(self, links: Links, place: Callable[[Node], str], drops: Iterable[Node]) -> None:
        self.parts: list[Draft] = []
        self.doubts: list[str] = []
        self.pictures = 0
        self._links = links
        self._place = place
        self._drops = frozenset(drops)
        self._lists = Lists()
        self._in_head = True
        self._holding: set[Node] = set()  # elements with a block in them

    def read(self, body: Node) -> None:
        """Read the element that holds a letter."""
        for node in reversed(list(walk(body))):
            if any(each.tag in BLOCKS or each in self._holding for each in node.elements):
                self._holding.add(node)
        self._flow(body)

    def _flow(self, parent: Node) -> None:
        """Read what stands in an element: blocks, and lines between them."""
        for piece in self._pieces(parent):
            if isinstance(piece, list):
                self._text(piece, parent)
            else:
                self._block(piece)

    def _is_block(self, node: Node) -> bool:
        return node not in self._links.calls and (node.tag in BLOCKS or node in self._holding)

    def _block(self, node: Node) -> None:
        if node in self._links.hidden or node in self._drops or is_hidden(node):
            return
        match node.tag:
            case "table":
                self._table(node)
            case "ul" | "ol" | "menu" | "dir":
                self._list(node, 1)
            case "dl" if self._in_head:
                for entry in described(node, self._links):
                    self._add(Role.LETTERHEAD, Line(entry.text), node, label=entry.label)
            case "pre":
                self._lines(node)
            case "hr":
                pass
            case tag if tag in _HEADINGS and not self._holds_blocks(node):
                self._heading(node, _HEADINGS[tag])
            case _ if self._holds_blocks(node) or node.tag not in {"p", "div", "caption"}:
                self._flow(node)
            case _ if marked := marked_heading(node):
                self._heading(node, marked[0])
            case _:
                self._text(node.children, node)

    def _holds_blocks(self, node: Node) -> bool:
        return node in self._holding

    def _add(self, role: Role, line: Line, node: Node, **more: int | str | None) -> None:
        draft = Draft(role, line, self._place(node))
        for name, value in more.items():
            setattr(draft, name, value)
        self.parts.append(draft)
        # A table of the text may have "Datum" over its columns too.
        begins = is_salutation(line.text) or any(map(is_place_and_date, line.text.split("\n")))
        self._in_head &= not begins and len(self.parts) < LONGEST_HEAD
        if line.stray:
            self.doubts.append(
                f"{draft.place}: «{line.stray}» staat als noot, maar hoort bij geen noot;"
                " het blijft tekst."
            )

    def _read(self, nodes: Iterable[Node | str]) -> Line:
        nodes = list(nodes)
        for node in nodes:
            if isinstance(node, Node):
                self.pictures += sum(each.tag in {"img", "svg"} for each in walk(node))
        return compose(nodes, self._links)

    def _heading(self, node: Node, level: int | None) -> None:
        line = self._read(node.children)
        if line.text and line.text.casefold() not in _NOTES_BELOW:
            self._add(Role.HEADING, line, node, level=level)

    def _text(self, nodes: Iterable[Node | str], node: Node) -> None:
        line = self._read(nodes)
        if not line.text:
            self._lost(line, node)
            return
        is_heading = is_emphasised_heading(line)
        self._add(Role.HEADING if is_heading else Role.TEXT, line, node)

    def _lost(self, line: Line, node: Node) -> None:
        """Put calls that stand in a block of their own at the end of the text before it."""
        if line.calls and self.parts:
            last = self.parts[-1]
            moved = tuple(call._replace(offset=len(last.line.text)) for call in line.calls)
            last.line = Line(
                last.line.text, (*last.line.calls, *moved), last.line.strong, last.line.stray
            )

    def _lines(self, node: Node) -> None:
        """Read text that was laid out with spaces and ends of lines: blank lines part blocks."""
        text = "".join(each if isinstance(each, str) else plain(each) for each in node.children)
        block: list[str] = []
        for line in (*text.replace("\r\n", "\n").split("\n"), ""):
            if line.strip():
                block.append(line)
            elif block:
                self._text([" ".join(block)] if is_wrapped(block) else broken(block), node)
                block = []

    def _list(self, node: Node, level: int) -> None:
        items = [each for each in node.elements if each not in self._links.hidden]
        numbers = self._lists.marks(node)
        alone = sum(each.tag == "li" for each in items) == 1
        for item in items:
            if item.tag in {"ul", "ol"}:
                self._list(item, level + 1)
            elif item.tag == "li" and item not in self._drops:
                self._item(item, numbers.get(item, ""), level, alone=alone)
            elif item.tag != "li":
                self._block(item)

    def _item(self, item: Node, mark: str, level: int, *, alone: bool) -> None:
        """Read an item: its first line bears its mark, what follows it are texts of their own."""
        left = mark
        for piece in self._pieces(item):
            if isinstance(piece, list):
                read = self._item_line(piece, item, left, level, alone=alone)
            elif piece in self._links.hidden:
                continue
            elif piece.tag in {"ul", "ol"}:
                self._list(piece, level + 1)
                continue
            elif piece.tag in _HEADINGS and not self._holds_blocks(piece):
                line = self._read(piece.children)
                read = line.text != ""
                if read:
                    marked = line.behind(self._lists.in_front(left, line))
                    self._add(Role.HEADING, marked, piece, level=_HEADINGS[piece.tag])
            elif piece.tag in {"p", "div"} and not self._holds_blocks(piece):
                read = self._item_line(piece.children, piece, left, level, alone=alone)
            else:
                self._block(piece)
                continue
            left = "" if read else left

    def _pieces(self, parent: Node) -> Iterator[list[Node | str] | Node]:
        """Yield the blocks in an element, and between them the runs of what is in a line."""
        pending: list[Node | str] = []
        for child in parent.children:
            if isinstance(child, str) or not self._is_block(child):
                pending.append(child)
                continue
            yield pending
            yield child
            pending = []
        yield pending

    def _item_line(
        self, nodes: Iterable[Node | str], node: Node, mark: str, level: int, *, alone: bool
    ) -> bool:
        line = self._read(nodes)
        if not line.text:
            self._lost(line, node)
            return False
        is_heading = alone and self._lists.is_counted(mark) and is_emphasised_heading(line)
        marked = line.behind(self._lists.in_front(mark, line))
        if is_heading:
            self._add(Role.HEADING, marked, node)
        elif mark:
            self._add(Role.ITEM, marked, node, level=level)
        else:
            self._add(Role.TEXT, line, node)
        return True

    def _table(self, node: Node) -> None:
        self.pictures += sum(each.tag in {"img", "svg"} for each in walk(node))
        if self._laid_out(node):
            return
        grid = None if holds_blocks_of_a_page(node) else read_grid(node, self._links)
        if grid is not None and not grid.rows:
            return
        if grid is None or grid.width < 2:
            if grid is None and not holds_blocks_of_a_page(node):
                self.doubts.append(
                    f"{self._place(node)}: een tabel is te groot om te lezen; zij blijft tekst."
                )
            pictures = self.pictures
            for row in rows_of(node):
                for cell in cells_of(row):
                    self._flow(cell)
            self.pictures = pictures
            return
        captions = [each for each in node.elements if each.tag == "caption"]
        caption = compose(captions[0].children, self._links) if captions else self._title()
        flat = caption and Line(caption.text.replace("\n", " "), caption.calls, False, "")
        self._add(Role.TABLE, table_line(grid, flat), node, heads=grid.heads)
        self.parts[-1].shared = grid.shared

    def _title(self) -> Line | None:
        """Take the line above a table that calls itself its title."""
        if not self.parts or self.parts[-1].role not in (Role.TEXT, Role.HEADING):
            return None
        line = self.parts[-1].line
        if not _TITLE_OF_TABLE.match(line.text) or line.text.endswith(SENTENCE_END):
            return None
        return self.parts.pop().line

    def _laid_out(self, node: Node) -> bool:
        """Read a table that is the head of a letter, or the names below it."""
        signed = signatures_of(node, self._links)
        for text in signed:
            self._add(Role.SIGNATURE, Line(text), node)
        head = head_of(node, self._links) if self._in_head and not signed else []
        for entry in head:
            self._add(Role.LETTERHEAD, Line(entry.text), node, label=entry.label)
        return bool(signed or head)
