"""The elements of a publication → the parts of the letter, in reading order.

In: the root of the file. Out: its parts, notes and doubts. An element that is not known is gone
into: as a part of the line that it stands in, or as a paragraph of its own. So no text is lost,
whatever a year called its elements. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.letter.read.received import Part, Role
from qa.letter.read.xml.cals import Row, lay_out
from qa.letter.read.xml.ends import ADDRESSED, DATED, DOSSIER, SEQUENCE, SIGNED, signed
from qa.letter.read.xml.head import dateline, masthead, title_line
from qa.letter.read.xml.lines import LIST, NOTE, PICTURES, Lines, mark_of, printed_mark
from qa.letter.read.xml.parts import Parts
from qa.letter.read.xml.run import Run, shifted
from qa.letter.read.xml.signatures import SIGNING, Signature, is_marked, signatures
from qa.letter.read.xml.tables import CAPTIONS, is_grid, misplaced, open_grid, table_part
from qa.letter.read.xml.tree import Element

METADATA = frozenset({"metadata", "meta"})
TITLES = frozenset({"kop", "titel", "title"})
DATELINES = frozenset({"dagtekening", "datumtekst", "datum"})
# How a heading between paragraphs is set, the highest first: the house style of the publisher.
_LOOKS = ("kap", "kapitaal", "vet", "vet-cur", "vetcur", "ond", "onderstreept", "cur", "rom")
_LONGEST_EMPHASISED = 12  # words of a paragraph that is set as a heading
_NO_HEADING = ("bron:", "bronnen:", "toelichting:", "noot:", "tabel ", "figuur ", "grafiek ")


class Line:
    """A line that is being written: a paragraph, or an item with its mark in front."""

    def __init__(self, element: Element, mark: str = "", level: int | None = None) -> None:
        self.place = f"regel {element.line}"
        self.run = Run()
        self.mark = mark
        self.level = level
        self.is_marked = bool(printed_mark(element))

    @property
    def is_new_item(self) -> bool:
        """Whether it is an item of which nothing but the mark is there."""
        return bool(self.mark) and self.run.is_blank


class Body:
    """Walks the elements and keeps the parts that they make."""

    def __init__(self, root: Element) -> None:
        self.parts = Parts()
        self.lines = Lines(root)
        self._lists = 0
        looks = {each.attributes.get("kopopmaak", "") for each in root.walk()}
        self._looks = [each for each in _LOOKS if each in looks]
        self._writers: dict[str, Callable[[Element, int], None]] = {
            "kamerstukkop": self._masthead,
            "dossier": self._dossier,
            "stuk": self._document,
            "stuknr": self._number,
            "geadresseerde": lambda each, _: self._letterhead(each, ADDRESSED),
            "adres": lambda each, _: self._letterhead(each, ""),
            "tussenkop": self._heading,
            LIST: self._list,
            "li": lambda each, depth: self._item(each, each, 1, depth),
            "table": self._table,
            NOTE: self._loose_note,
            SIGNING: self._signing,
            **dict.fromkeys(TITLES, self._heading),
            **dict.fromkeys(DATELINES, self._dateline),
            **dict.fromkeys(PICTURES, self._picture),
            **dict.fromkeys(METADATA, lambda _each, _depth: None),
        }

    def finish(self) -> tuple[Part, ...]:
        """Return the parts, the notes that are called nowhere as the last ones."""
        for note in self.lines.never_called():
            self._uncall(note)
        return self.parts.finish()

    def flow(self, parent: Element, depth: int, line: Line | None = None) -> None:
        """Write all that an element holds; `depth` counts the headings that it stands below."""
        line = line or Line(parent)
        for child in parent.children:
            if isinstance(child, str):
                line.run.add(child)
            elif child.name == "li.nr" and parent.name == "li":
                continue  # the mark of the item
            elif self._is_within(child, parent, line):
                self.lines.write(child, line.run)
            elif child.name == "al" and line.is_new_item:
                self.flow(child, depth, line)
                line = Line(child)
            else:
                self._end(line)
                self.block(child, depth)
                line = Line(child)
        self._end(line, is_heading=_is_emphasised(parent))

    def block(self, element: Element, depth: int) -> None:
        """Write an element that stands on lines of its own."""
        writer = self._writers.get(element.name)
        if writer is not None:
            writer(element, depth)
        else:
            self.flow(element, depth + (element.first(*TITLES) is not None))

    def _is_within(self, child: Element, parent: Element, line: Line) -> bool:
        # Between blocks a note stands in no line, unless it is called from one.
        is_loose = line.run.is_blank and parent.name != "al" and not line.mark
        if child.name == NOTE and is_loose:
            return self.lines.is_called_elsewhere(child)
        return self.lines.is_within(child, parent)

    def _end(self, line: Line, *, is_heading: bool = False) -> None:
        text, markers = line.run.text, line.run.markers
        if line.is_new_item and not line.is_marked:
            self.parts.call_above(markers)
        elif line.mark:
            text, markers = f"{line.mark} {text}", shifted(markers, len(line.mark) + 1)
            self.parts.add(Part(Role.ITEM, text.rstrip(), line.place, markers, level=line.level))
        elif text:
            role = Role.HEADING if is_heading and _looks_like_heading(text) else Role.TEXT
            self.parts.add(Part(role, text, line.place, markers))
        else:
            self.parts.call_above(markers)

    def _heading(self, element: Element, depth: int) -> None:
        run = Run()
        if element.name == "kop":
            self.lines.parted(element, run)
        else:
            self.lines.spread(element, run)
        level: int | None = max(1, depth)
        if element.name == "tussenkop":
            look = element.attributes.get("kopopmaak", "")
            level = depth + self._looks.index(look) + 1 if look in self._looks else None
        if run.is_blank:
            self.parts.call_above(run.markers)
            return
        place = f"regel {element.line}"
        self.parts.add(Part(Role.HEADING, run.text, place, run.markers, level=level))

    def _list(self, element: Element, depth: int) -> None:
        self._lists += 1
        order = 0
        for child in element.children:
            if isinstance(child, str):
                self.flow(Element("al", {}, element.line, [child]), depth)
            elif child.name == "li":
                order += 1
                self._item(child, element, order, depth)
            else:
                self.block(child, depth)
        self._lists -= 1

    def _item(self, item: Element, within: Element, order: int, depth: int) -> None:
        mark = mark_of(item, within, order)
        self.flow(item, depth, Line(item, mark, self._lists))

    def _table(self, element: Element, depth: int) -> None:
        caption = Run(flat=True)
        for child in element.children:
            if isinstance(child, str):
                self.flow(Element("al", {}, element.line, [child]), depth)
            elif child.name in CAPTIONS:
                self.lines.parted(child, caption)
                caption.part()
            elif child.name == "tgroup":
                self._grid(child, caption, depth)
                caption = Run(flat=True)
            elif not is_grid(element):
                self.block(child, depth)
        if is_grid(element):
            self._grid(element, caption, depth)
        else:
            self.parts.write(element, Role.TEXT, caption)

    def _grid(self, element: Element, caption: Run, depth: int) -> None:
        """Write the rows of a table, and behind them whatever else stands among them."""
        grid = open_grid(element)
        if grid.is_box:
            self.parts.write(element, Role.TEXT, caption)
            for _, cells in grid.rows:
                for cell in cells:
                    self.flow(cell, depth)
        else:
            self._rows(element, caption, grid.write(self.lines))
        for other in grid.others:
            if other.name not in CAPTIONS:
                self.block(other, depth)

    def _rows(self, element: Element, caption: Run, rows: Sequence[Row]) -> None:
        lines = lay_out(element, rows)
        if lines is None:
            self.parts.write(element, Role.TEXT, caption)
            self.lines.doubt(element, "een tabel is te groot en is tekst geworden, rij voor rij")
            for row in rows:
                self._write_row(row)
        elif not lines.text.strip():
            self.parts.write(element, Role.TEXT, caption)
            self.parts.call_above(lines.markers)
        else:
            above = self.parts.take_caption(caption)
            text = above.text if above else caption.text
            markers = above.markers if above else caption.markers
            place = f"regel {element.line}"
            self.parts.add(table_part(lines, text, markers, place))
            if lines.misplaced:
                self.lines.doubt(element, misplaced(lines))

    def _write_row(self, row: Row) -> None:
        run = Run(flat=True)
        for entry in row.entries:
            run.part()
            run.join(entry.run)
        if row.entries:
            self.parts.write(row.entries[0].element, Role.TEXT, run)

    def _masthead(self, element: Element, depth: int) -> None:
        """Write the lines above the title, and what else the file has among them."""
        for each in masthead(element, self._writers.keys(), self.lines):
            if isinstance(each, Run):
                self.parts.write(element, Role.LETTERHEAD, each)
            else:
                self.block(each, depth)

    def _dossier(self, element: Element, depth: int) -> None:
        self._title(element, depth, DOSSIER)

    def _document(self, element: Element, depth: int) -> None:
        self._title(element, depth, SEQUENCE)

    def _title(self, element: Element, depth: int, label: str) -> None:
        """Write a number and its title as one line, then the rest."""
        run, rest = title_line(element, self.lines)
        self.parts.write(element, Role.LETTERHEAD, run, label)
        self.flow(rest, depth)

    def _number(self, element: Element, _: int) -> None:
        run, _rest = title_line(Element("", {}, element.line, [element]), self.lines)
        self.parts.write(element, Role.LETTERHEAD, run, SEQUENCE)

    def _letterhead(self, element: Element, label: str) -> None:
        run = Run()
        self.lines.spread(element, run)
        self.parts.write(element, Role.LETTERHEAD, run, label)

    def _dateline(self, element: Element, _: int) -> None:
        self.parts.write(element, Role.LETTERHEAD, dateline(element, self.lines), DATED)

    def _signing(self, element: Element, depth: int) -> None:
        if not is_marked(element):
            begin = self.parts.count
            self.flow(element, depth)
            self.parts.change(begin, signed)
            return
        for each in signatures(element):
            if isinstance(each, Signature):
                run = each.write(self.lines)
                self.parts.write((each.offices or each.names)[0], Role.SIGNATURE, run, SIGNED)
            else:
                self.block(each, depth)

    def _picture(self, element: Element, depth: int) -> None:
        self.lines.picture(element)
        self.flow(replace(element, name=""), depth)

    def _loose_note(self, element: Element, _: int) -> None:
        if not self.lines.is_called_elsewhere(element):
            self._uncall(element)

    def _uncall(self, element: Element) -> None:
        """Make text of a note that is called nowhere, below the letter."""
        run = self.lines.uncalled(element)
        if not run.is_blank:
            self.lines.doubt(element, "een noot wordt nergens aangehaald en staat onder de brief")
            self.parts.put_below(element, run)


def _is_emphasised(paragraph: Element) -> bool:
    """Tell whether all of a paragraph is set apart, as headings are that are not marked so."""
    names = {each.name for each in paragraph.elements}
    is_set = paragraph.name == "al" and not paragraph.has_text
    return is_set and "nadruk" in names and names <= {"nadruk", NOTE}


def _looks_like_heading(text: str) -> bool:
    return (
        text[0].isupper()
        and "\n" not in text
        and len(text.split()) <= _LONGEST_EMPHASISED
        and not text.endswith((".", ";", ":", "?", "!", ","))
        and not text.lower().startswith(_NO_HEADING)
    )
