"""Received → Letter: sections, paragraphs, tables and notes over one canonical text.

In: what `read` cut out of the file, and the restored table headers. Out: a Letter whose text holds
no footnote marker, in which every heading is a Section, every table a Table and every note is tied
to the sentence that carried it. Refuses, with the line, what it would have to guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.dutch.text import sentences
from qa.errors import LetterError
from qa.letter.footnotes import Marker, find_markers, find_strays
from qa.letter.pieces import find_tables, is_beside_table
from qa.letter.read import Raw, Received
from qa.letter.tables import (
    Names,
    Place,
    TableHeader,
    build_table,
    read_printed,
)
from qa.types import Block, Footnote, Kind, Letter, Section, Span, Table

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_PLACE_AND_DATE = re.compile(
    rf"^[^\W\d_][^\d\n]*, \d{{1,2}} (?:{'|'.join(_MONTHS.split())}) \d{{4}}$"
)
_NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,8})\.?\s+(?P<title>[^\W\d_].*)$", re.DOTALL
)
_SIGNATURE = re.compile(r"^De (?:Minister|Staatssecretaris)\b[^\n]*,\n\S[^\n]*$")
_LONGEST_PLAIN_HEADING = 12  # words
# Characters: every passage below a heading bears it. The longest of kst-28684-720 has 173.
_LONGEST_HEADING = 400
# Headings that open or close a letter by custom stand at the top level, numbered or not.
_TOP_LEVEL = frozenset(
    "inleiding|aanleiding|achtergrond|leeswijzer|samenvatting|conclusie|conclusies|slot|tot slot"
    "|ten slotte|tenslotte|afsluiting|vervolg|vooruitblik".split("|")
)
_LETTERHEAD_LABELS = (
    (re.compile(r"^\d{2} \d{3}\b"), "Kamerstukdossier"),
    (re.compile(r"^Nr\. \d+"), "Kamerstuknummer"),
    (re.compile(r"^Aan "), "Geadresseerde"),
    (_PLACE_AND_DATE, "Plaats en datum"),
)


def parse(received: Received, headers: Sequence[TableHeader]) -> Letter:
    """Resolve a received letter.

    Raises: LetterError, naming the line, when a marker or a table cannot be resolved.
    """
    pieces = find_tables(received.body)
    body = [piece.raw for piece in pieces]
    writer = _Writer(body, find_markers(body, len(received.notes)))
    names = Names.of(piece.raw.text for piece in pieces if not piece.is_table)
    first = _end_of_letterhead(body)
    for index, raw in enumerate(body):
        if index < first:
            writer.block(index, Kind.LETTERHEAD, _letterhead_label(raw.text))
        elif pieces[index].is_table:
            writer.table(index, headers, received.source.date, names)
        elif _SIGNATURE.match(raw.text):
            writer.leave_sections()
            writer.block(index, Kind.SIGNATURE, "Ondertekening")
        elif heading := _heading(writer.without_markers(index)):
            writer.heading(index, *heading)
        else:
            writer.block(index, Kind.PARAGRAPH)
    writer.leave_sections()
    writer.all_tables_used(headers)
    return writer.finish(received)


def _end_of_letterhead(body: Sequence[Raw]) -> int:
    for index, raw in enumerate(body):
        if _PLACE_AND_DATE.match(raw.text):
            return index + 1
    raise LetterError("geen regel met plaats en datum («Den Haag, 1 januari 2022») boven de brief.")


def _letterhead_label(text: str) -> str:
    return next((label for pattern, label in _LETTERHEAD_LABELS if pattern.match(text)), "")


def _heading(text: str) -> tuple[str, str] | None:
    """Return the number and title of a heading, or None for any other block."""
    if (
        len(text) > _LONGEST_HEADING
        or "\n" in text
        or text.endswith((".", ";", ":", "?", "!", ","))
        or is_beside_table(text)
    ):
        return None
    if match := _NUMBERED.match(text):
        return match["number"], match["title"]
    if text[0].isupper() and len(text.split()) <= _LONGEST_PLAIN_HEADING:
        return "", text
    return None


@dataclass(slots=True)
class _OpenSection:
    index: int
    level: int


class _Writer:
    """Writes the canonical text block by block and notes where everything went."""

    def __init__(self, body: Sequence[Raw], markers: Sequence[Marker]) -> None:
        self._body = body
        self._markers: dict[int, list[Marker]] = {}
        for marker in markers:
            self._markers.setdefault(marker.block, []).append(marker)
        self._parts: list[str] = []
        self._length = 0
        self._sections: list[Section] = []
        self._open: list[_OpenSection] = []
        self._numbered_level = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._table_count = 0
        self._warnings: list[str] = []
        self._anchors: dict[int, tuple[int, Span]] = {}

    def without_markers(self, index: int) -> str:
        text = self._body[index].text
        markers = self._markers.get(index, [])
        starts = (0, *(marker.end for marker in markers))
        ends = (*(marker.start for marker in markers), len(text))
        return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))

    def block(self, index: int, kind: Kind, label: str = "") -> None:
        span = self._write(index)
        self._blocks.append(Block(kind, span, self._section(), label))

    def heading(self, index: int, number: str, title: str) -> None:
        level = self._level(number, title)
        self.leave_sections(level)
        parent = self._section()
        span = self._write(index)
        self._open.append(_OpenSection(len(self._sections), level))
        self._sections.append(Section(number, title, level, span, parent))

    def table(self, index: int, headers: Sequence[TableHeader], today: date, names: Names) -> None:
        """Write a table; one whose meaning is not certain stays text, with a warning."""
        raw, text, span = self._body[index], self.without_markers(index), self._write(index)
        self._table_count += 1
        place = Place(span, self._section(), self._table_count)
        restored = next((each for each in headers if each.number == place.number), None)
        try:
            if restored is None:
                table, unread = read_printed(text, place, today, names)
                self._warn(raw, place, *(f"{each}; dit is geen feit geworden" for each in unread))
        except LetterError as error:
            self._blocks.append(Block(Kind.PARAGRAPH, span, place.section, unread=True))
            advice = f"zet de kop in tables.toml onder number = {place.number}"
            self._warn(raw, place, f"{error}; zij blijft tekst zonder feiten: {advice}")
            return
        if restored is not None:
            table = build_table(text, place, raw.line, restored)
        self._tables.append(table)
        self._blocks.append(Block(Kind.TABLE, span, place.section))

    def _warn(self, raw: Raw, place: Place, *found: str) -> None:
        shown = raw.text.partition("\n")[0].replace("\t", " | ")[:60]
        where = f"regel {raw.line}, tabel {place.number} («{shown}»)"
        self._warnings.extend(f"{where}: {each}." for each in found)

    def leave_sections(self, level: int = 1) -> None:
        """Close the open sections of this level and deeper: they end where the text ends now."""
        while self._open and self._open[-1].level >= level:
            index = self._open.pop().index
            old = self._sections[index]
            span = Span(old.span.start, self._length)
            self._sections[index] = Section(old.number, old.title, old.level, span, old.parent)

    def all_tables_used(self, headers: Sequence[TableHeader]) -> None:
        for header in headers:
            if not 0 < header.number <= self._table_count:
                raise LetterError(
                    f"tables.toml beschrijft tabel {header.number}, de brief heeft er"
                    f" {self._table_count}; haal weg wat er te veel is."
                )

    def finish(self, received: Received) -> Letter:
        strays: list[tuple[int, str]] = []
        footnotes = [self._note(n, raw, strays) for n, raw in enumerate(received.notes, start=1)]
        return Letter(
            source=received.source,
            text="".join(self._parts),
            sections=tuple(self._sections),
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            footnotes=tuple(footnotes),
            strays=tuple(strays),
            warnings=tuple(self._warnings),
        )

    def _note(self, number: int, raw: Raw, strays: list[tuple[int, str]]) -> Footnote:
        start = self._begin()
        kept = 0
        for left, right in find_strays(raw.text):
            self._append(raw.text[kept:left])
            strays.append((self._length, raw.text[left:right]))
            kept = right
        self._append(raw.text[kept:])
        anchor, sentence = self._anchors[number]
        return Footnote(number, anchor, sentence, Span(start, self._length))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _begin(self) -> int:
        if self._length:
            self._append("\n\n")
        return self._length

    def _write(self, index: int) -> Span:
        """Append a block without its markers; tie each marker to the sentence before it."""
        start = self._begin()
        clean = self.without_markers(index)
        self._append(clean)
        bounds = sentences(clean)
        starts = [sentence.start for sentence in bounds]
        removed = 0
        for marker in self._markers.get(index, []):
            offset = marker.start - removed
            removed += marker.end - marker.start
            sentence = bounds[bisect_left(starts, offset) - 1]
            shifted = Span(start + sentence.start, start + sentence.end)
            self._anchors[marker.number] = (start + offset, shifted)
        return Span(start, self._length)

    def _section(self) -> int | None:
        return self._open[-1].index if self._open else None

    def _level(self, number: str, title: str) -> int:
        """Return a heading's level: its number says it, or it stands one below the last number."""
        if number:
            self._numbered_level = number.count(".") + 1
            return self._numbered_level
        if title.casefold() in _TOP_LEVEL:
            self._numbered_level = 0
        return self._numbered_level + 1
