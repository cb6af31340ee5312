"""Letters as official publications: what a Letter should be read to, and the XML that says so.

`parts_of` tells the parts of a letter that was read from text; `as_xml` writes parts as the
publisher would: headings between paragraphs or in divisions, notes where they are called, tables
with their columns named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from qa.letter.read.received import Front, Marker, Note, Part, Role
from qa.types import Block, Footnote, Kind, Letter, Section, Table

LOOKS = ("vet", "ond", "cur", "rom")  # by level, as headings between paragraphs are set
_ROLES = {
    Kind.LETTERHEAD: Role.LETTERHEAD,
    Kind.PARAGRAPH: Role.TEXT,
    Kind.SIGNATURE: Role.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a publication is set."""

    in_divisions: bool = False
    marks_letterhead: bool = True


def parts_of(letter: Letter) -> tuple[tuple[Part, ...], tuple[Note, ...]]:
    """Return the parts of a letter and its notes, as XML that marks everything gives them."""
    pieces: list[Section | Block] = [*letter.sections]
    pieces += [each for each in letter.blocks if each.kind is not Kind.FOOTNOTE]
    pieces.sort(key=lambda each: (each.span.start, isinstance(each, Block)))
    tables = {each.span.start: each for each in letter.tables}
    parts = tuple(_part(piece, letter, tables) for piece in pieces)
    notes = tuple(Note(_cut(letter, each), "") for each in letter.footnotes)
    assert sum(len(each.markers) for each in parts) == len(notes)
    return parts, notes


def _cut(letter: Letter, piece: Block | Footnote) -> str:
    return letter.text[piece.span.start : piece.span.end]


def _part(piece: Section | Block, letter: Letter, tables: dict[int, Table]) -> Part:
    start = piece.span.start
    if isinstance(piece, Section):
        text = letter.text[start:].partition("\n\n")[0]
        return Part(Role.HEADING, text, "", _markers(letter, start, text), level=piece.level)
    if piece.kind is Kind.TABLE:
        return _table(letter, tables[start])
    text = _cut(letter, piece)
    markers = _markers(letter, start, text)
    return Part(_ROLES[piece.kind], text, "", markers, label=piece.label)


def _markers(letter: Letter, start: int, text: str) -> tuple[Marker, ...]:
    inside = (each for each in letter.footnotes if 0 <= each.anchor - start <= len(text))
    return tuple(Marker(each.number, each.anchor - start) for each in inside)


def _table(letter: Letter, table: Table) -> Part:
    """Return a table with its head as rows of their own, restored or printed."""
    heads = [each.words or (each.label,) for each in table.columns]
    depth = max(map(len, heads))
    cells = {(each.row, each.column): each.span for each in table.cells}
    rows = [
        [table.row_head if not line else "", *((*head, *[""] * depth)[line] for head in heads)]
        for line in range(depth)
    ]
    length = len(table.caption) + 1 if table.caption else 0
    length += sum(len("\t".join(row)) + 1 for row in rows)
    markers: list[Marker] = []
    for index, span in enumerate(table.row_spans):
        spans = [cells.get((index, column)) for column in range(len(table.columns))]
        first = min(each.start for each in spans if each)
        label = letter.text[span.start : first].strip("\t \n")
        row = [label, *(letter.text[each.start : each.end] if each else "" for each in spans)]
        at = length + len(label)
        for note in letter.footnotes:
            if note.anchor == span.start + len(label):
                markers.append(Marker(note.number, at))
        for cell, each in zip(row[1:], spans, strict=True):
            at += 1 + len(cell)
            if each:
                called = [note for note in letter.footnotes if note.anchor == each.end]
                markers += [Marker(note.number, at) for note in called]
        rows.append(row)
        length = at + 1
    lines = [table.caption] * bool(table.caption) + ["\t".join(row) for row in rows]
    if table.caption:
        first_line = letter.text[table.span.start :].partition("\n")[0]
        markers = [*_markers(letter, table.span.start, first_line), *markers]
    return Part(Role.TABLE, "\n".join(lines), "", tuple(markers), heads=depth)


def as_xml(
    parts: Sequence[Part], notes: Sequence[Note], front: Front, style: Style | None = None
) -> bytes:
    """Write a letter as an official publication."""
    style = style or Style()
    body = "".join(_Writer(notes, style).write(parts))
    metadata = {
        "DC.identifier": front.letter_id,
        "DC.title": front.title and f"Een dossier; Brief regering; {front.title}",
        "OVERHEIDop.dossiernummer": front.dossier,
        "OVERHEIDop.ondernummer": front.sequence,
        "OVERHEIDop.datumOndertekening": front.date and front.date.isoformat(),
        "OVERHEIDop.documentnummer": front.number,
        "DC.creator": front.author,
    }
    metas = "".join(
        f"<meta name={quoteattr(name)} content={quoteattr(value)}/>\n"
        for name, value in metadata.items()
        if value
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<officiele-publicatie>\n'
        f"<metadata>\n{metas}</metadata>\n<kamerstuk>\n{body}</kamerstuk>\n"
        "</officiele-publicatie>\n"
    ).encode()


class _Writer:
    def __init__(self, notes: Sequence[Note], style: Style) -> None:
        self._notes = notes
        self._style = style
        self._depth = 0

    def write(self, parts: Sequence[Part]) -> Iterator[str]:
        for role, run in groupby(parts, key=lambda each: each.role):
            group = [*run]
            if role is Role.ITEM:
                yield from self._list(group)
            elif role is Role.SIGNATURE:
                yield from self._leave(1)
                yield f"<tekst-sluiting>{''.join(map(self._signature, group))}</tekst-sluiting>\n"
            else:
                for part in group:
                    yield from self._one(part)
        yield from self._leave(1)

    def _one(self, part: Part) -> Iterable[str]:
        if part.role is Role.HEADING:
            return self._heading(part)
        if part.role is Role.TABLE:
            return [self._table(part)]
        if part.role is Role.LETTERHEAD and self._style.marks_letterhead:
            return [self._letterhead(part)]
        return [f"<al>{self._inline(part.text, part.markers)}</al>\n"]

    def _leave(self, level: int) -> Iterator[str]:
        while self._depth >= level:
            self._depth -= 1
            yield "</divisie>\n"

    def _heading(self, part: Part) -> Iterator[str]:
        assert part.level is not None
        text = self._inline(part.text, part.markers)
        if not self._style.in_divisions:
            yield f'<tussenkop kopopmaak="{LOOKS[part.level - 1]}">{text}</tussenkop>\n'
            return
        yield from self._leave(part.level)
        while self._depth < part.level - 1:  # a heading below one that the letter lacks
            self._depth += 1
            yield "<divisie><kop/>\n"
        self._depth += 1
        number, space, title = text.partition(" ")
        if space and number[0].isdigit() and "<" not in number:
            text = f"<nr>{number}</nr><titel>{title}</titel>"
        else:
            text = f"<titel>{text}</titel>"
        yield f"<divisie><kop>{text}</kop>\n"

    def _letterhead(self, part: Part) -> str:
        text = part.text
        if part.label == "Kamerstukdossier":
            number, title = text[:6], text[7:]
            return (
                f"<dossier><dossiernummer><dossiernr>{number}</dossiernr></dossiernummer>"
                f"<titel>{escape(title)}</titel></dossier>\n"
            )
        if part.label == "Kamerstuknummer":
            _, number, title = text.split(" ", 2)
            return (
                f'<stuk><stuknr><ondernummer kamer="2">Nr. {number}</ondernummer></stuknr>\n'
                f"<titel>{escape(title)}</titel></stuk>\n"
            )
        if part.label == "Geadresseerde":
            return f"<geadresseerde>{escape(text)}</geadresseerde>\n"
        if part.label == "Plaats en datum":
            place, written = text.split(", ")
            return f"<dagtekening><plaats>{place}</plaats><datum>{written}</datum></dagtekening>\n"
        house, _, year = text.partition("\n")
        name, _, number = house.rpartition(" ")
        lines = [name, number, year] if number.isdigit() else [house, year]
        written = "".join(f"<tekstregel>{escape(each)}</tekstregel>\n" for each in lines if each)
        return f"<kamerstukkop>\n{written}</kamerstukkop>\n"

    def _signature(self, part: Part) -> str:
        office, _, name = part.text.partition("\n")
        first, _, last = name.partition(" ")
        return (
            f"<ondertekening>\n<functie>{self._inline(office, part.markers)}</functie>\n"
            f"<naam><voornaam>{escape(first)}</voornaam><achternaam>{escape(last)}</achternaam>"
            "</naam></ondertekening>\n"
        )

    def _list(self, items: Sequence[Part]) -> Iterator[str]:
        open_lists = 0
        for part in items:
            assert part.level is not None
            if part.level <= open_lists:
                yield "</li>\n"
            while part.level < open_lists:
                yield "</lijst></li>\n"
                open_lists -= 1
            if part.level > open_lists:
                assert part.level == open_lists + 1
                yield "<lijst>\n"
                open_lists += 1
            mark, _, text = part.text.partition(" ")
            moved = [Marker(each.note, each.offset - len(mark) - 1) for each in part.markers]
            yield f"<li><li.nr>{escape(mark)}</li.nr><al>{self._inline(text, moved)}</al>"
        yield "</li></lijst>" * open_lists

    def _table(self, part: Part) -> str:
        lines = part.text.split("\n")
        start = 0
        caption = ""
        if "\t" not in lines[0]:
            caption = f"<title>{self._at(lines[0], 0, part)}</title>\n"
            start = len(lines.pop(0)) + 1
        width = lines[0].count("\t") + 1
        rows = []
        for line in lines:
            cells = []
            for column, cell in enumerate(line.split("\t")):
                text = self._at(cell, start, part)
                cells.append(f'<entry colname="c{column}"><al>{text}</al></entry>')
                start += len(cell) + 1
            rows.append(f"<row>{''.join(cells)}</row>\n")
        specs = "".join(f'<colspec colname="c{column}"/>' for column in range(width))
        heads = part.heads or 0
        head = f"<thead>\n{''.join(rows[:heads])}</thead>\n" if heads else ""
        return (
            f'<table frame="all">{caption}<tgroup cols="{width}">{specs}\n{head}<tbody>\n'
            f"{''.join(rows[heads:])}</tbody></tgroup></table>\n"
        )

    def _at(self, text: str, start: int, part: Part) -> str:
        """Write a piece of a part that begins at `start`, with the notes called in it."""
        called = [Marker(each.note, each.offset - start) for each in part.markers]
        return self._inline(text, [each for each in called if 0 <= each.offset <= len(text)])

    def _inline(self, text: str, markers: Iterable[Marker]) -> str:
        pieces = []
        done = 0
        for marker in markers:
            pieces += [_escaped(text[done : marker.offset]), self._note(marker.note)]
            done = marker.offset
        return "".join([*pieces, _escaped(text[done:])])

    def _note(self, number: int) -> str:
        text = _escaped(self._notes[number - 1].text)
        return (
            f'<noot id="n{number}" type="voet"><noot.nr>{number}</noot.nr>\n'
            f"  <noot.al>{text}</noot.al></noot>"
        )


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<nl/>")
