"""A PDF of a letter → Received: as ministries send them, and as official publications print them.

In: the bytes of the file. Out: its letterhead (the side column too), headings, paragraphs, items,
ruled tables, signature, and the notes at the feet of its pages. A PDF marks none of these, it only
says what is drawn where; what its places and its type do not tell with certainty is text, and one
of the doubts. Refuses what is no PDF, what is broken, locked or a scan, and what would take more
time or memory than a letter does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from qa.errors import LetterError
from qa.letter.read.pdf.blocks import Block, Sort, blocks_of, setting, shown, without_mark
from qa.letter.read.pdf.columns import beside_nothing, is_cells
from qa.letter.read.pdf.continued import over_pages
from qa.letter.read.pdf.front import end_of_head, front_of, head_parts
from qa.letter.read.pdf.layout import Layout, lay_out
from qa.letter.read.pdf.lines import Line, Raised, Spelled
from qa.letter.read.pdf.notes import Notes, feet_of
from qa.letter.read.pdf.parent import pages
from qa.letter.read.pdf.rows import Tabled, heads_of, tables_of
from qa.letter.read.pdf.text import Words, joined
from qa.letter.read.received import Marker, Part, Received, Role

_ROLES: Final = {
    Sort.TEXT: Role.TEXT,
    Sort.HEADING: Role.HEADING,
    Sort.ITEM: Role.ITEM,
    Sort.TABLE: Role.TABLE,
    Sort.DRAWING: Role.TEXT,
}
_OFFICE: Final = re.compile(
    r"(?:De |Mede namens de )?(?:Minister|Staatssecretaris)(?:s|sen|-President)?\b", re.IGNORECASE
)
_CAPTION: Final = re.compile(r"Tabel [0-9]{1,3}\b")
_LONGEST_CAPTION: Final = 250  # characters
_LONGEST_OFFICE: Final = 200  # characters
_LONGEST_NAME: Final = 60


def read(data: bytes, name: str) -> Received:
    """Read the PDF of one letter.

    Raises: LetterError.
    """
    layout = lay_out(pages(data, name))
    lines = [line for sheet in layout.sheets for line in sheet.lines]
    if not lines:
        raise LetterError(f"{name}: geen lopende tekst gevonden; bewaar de brief opnieuw als PDF.")
    doubts = list(layout.doubts)
    end = end_of_head(lines)
    if end is None:
        doubts.append("blz. 1: geen aanhef, en geen regel met plaats en datum, boven de brief.")
    first = end or 0
    head = head_parts(layout.side, lines[:first])
    words = Words.of([*lines, *(line for sheet in layout.sheets for line in sheet.notes)])
    feet, strange = feet_of(layout.sheets)
    notes = Notes(feet, words)
    parts = list(_captioned(_parts(layout, lines[first:], notes, words, doubts)))
    called, uncalled = notes.finish()
    for foot in uncalled:
        place = f"blz. {foot.page}"
        doubts.append(f"{place}: noot {foot.number} wordt nergens aangeroepen; zij is tekst.")
        parts.append(Part(Role.TEXT, notes.text(foot) or f"noot {foot.number}", place))
    whole = "\n".join(line.text for line in (*layout.side, *lines[: first + 80]))
    return Received(
        front_of(head, whole),
        (*head, *parts),
        called,
        (*doubts, *strange, *notes.doubts),
    )


def _parts(
    layout: Layout, lines: Sequence[Line], notes: Notes, words: Words, doubts: list[str]
) -> Iterator[Part]:
    """Yield the parts of the body in reading order."""
    how = setting(lines, layout.size)
    blocks = blocks_of(lines, how)
    signed = _signatures(blocks)
    found = {sheet.page.number: tables_of(sheet, doubts) for sheet in layout.sheets}
    tables = over_pages(layout.sheets, found)
    for index, block in enumerate(blocks):
        yield from _tables_above(tables, block.lines[0], notes, words)
        if block.sort is Sort.DRAWING:
            doubts.append(
                f"{block.place}: wat bij «{block.lines[0].text[:40]}» staat hoort bij een tekening,"
                " of bij een tabel zonder zekere kolommen; het is tekst."
            )
        if index in signed:
            yield _sign(blocks[index], blocks[index + 1])
        elif index - 1 not in signed:
            yield _part(block, notes, words)
    yield from _tables_above(tables, None, notes, words)


def _captioned(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts; a caption right above a table is its first line."""
    held: Part | None = None
    for part in parts:
        if held and part.role is Role.TABLE:
            above = len(held.text) + 1
            moved = tuple(Marker(each.note, each.offset + above) for each in part.markers)
            text = f"{held.text}\n{part.text}"
            yield replace(part, text=text, markers=(*held.markers, *moved))
            held = None
            continue
        if held:
            yield held
        is_caption = part.role in (Role.TEXT, Role.HEADING) and len(part.text) <= _LONGEST_CAPTION
        held = part if is_caption and _CAPTION.match(part.text) else None
        if held is None:
            yield part
    if held:
        yield held


def _tables_above(
    tables: dict[int, list[Tabled]], line: Line | None, notes: Notes, words: Words
) -> Iterator[Part]:
    """Yield, once, the tables that stand above a line; all that are left where there is none."""
    for page in sorted(tables):
        if line is not None and page > line.page:
            return
        while tables[page] and (
            line is None or page < line.page or tables[page][0].top > line.base
        ):
            table = tables[page].pop(0)
            yield table.part(notes, words)


def _part(block: Block, notes: Notes, words: Words) -> Part:
    if block.sort in (Sort.TABLE, Sort.DRAWING):
        cells = block.cells or tuple((line,) for line in block.lines)
        rows = tuple(tuple((line,) if line else () for line in row) for row in cells)
        heads = heads_of(cells) if block.cells else None
        page = block.lines[0].page
        beside = beside_nothing(block.cells) if block.cells else frozenset()
        table = Tabled(0.0, page, rows, heads, bool(block.cells), shared=beside)
        return table.part(notes, words)
    lines = [Spelled(line.text, line.raised) for line in block.lines]
    if block.mark:
        cut = without_mark(block.lines[0], block.mark)
        mark = f"{shown(block.mark)} "
        first = lines[0]
        raised = tuple(Raised(r.offset - cut + len(mark), r.digits) for r in first.raised)
        lines[0] = Spelled(mark + first.text[cut:], raised)
    text, markers = notes.mark(joined(lines, words), block.lines[0].page)
    unread = any(map(is_cells, block.lines))
    return Part(_ROLES[block.sort], text, block.place, markers, block.level, unread=unread)


def _signatures(blocks: Sequence[Block]) -> set[int]:
    """Return which blocks start a signature: an office and a name, either first.

    More than one may sign, one below the other; whatever follows them is an appendix.
    """
    found: set[int] = set()
    index = len(blocks) - 2
    while index >= 0:
        one, other = blocks[index], blocks[index + 1]
        if (_is_office(one) and _is_name(other)) or (_is_name(one) and _is_office(other)):
            found.add(index)
            index -= 1
        elif found:
            break
        index -= 1
    return found


def _sign(one: Block, other: Block) -> Part:
    office, name = (one, other) if _is_office(one) else (other, one)
    text = f"{office.text.rstrip(', ')},\n{name.text}"
    return Part(Role.SIGNATURE, text, one.place)


def _is_office(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= _LONGEST_OFFICE
        and _OFFICE.match(text) is not None
        and not text.endswith((".", ";", ":"))
    )


def _is_name(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= _LONGEST_NAME
        and 1 < len(text.split()) <= 7
        and text[0].isalpha()
        and not text.endswith((".", ",", ";", ":", "?"))
        and not any(map(str.isdigit, text))
    )
