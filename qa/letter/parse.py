"""Received → Letter: sections, paragraphs, tables and notes over one canonical text.

In: the parts that a reader of `qa.letter.read` gives, and the restored table headers. Out: a Letter
in which every heading is a Section, every table whose meaning is certain a Table, and every note is
tied to the sentence that carried it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from qa.dutch.text import sentences
from qa.errors import LetterError
from qa.letter.beside import Beside, beside, with_captions
from qa.letter.extract.statement import MOST_NUMBERS
from qa.letter.lists import with_lists
from qa.letter.read.received import Note, Part, Received, Role
from qa.letter.tables import Names, Place, TableHeader, Told, build_table, read_printed
from qa.types import Block, Footnote, Kind, Letter, Section, Source, Span, Table

_NUMBERED: Final = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,8})\.?\s+(?P<title>[^\W\d_].*)$", re.DOTALL
)
_NUMBER: Final = re.compile(r"\d+")
# Headings that open or close a letter by custom stand at the top level, numbered or not.
_TOP_LEVEL: Final = frozenset(
    "inleiding|aanleiding|achtergrond|leeswijzer|samenvatting|conclusie|conclusies|slot|tot slot"
    "|ten slotte|tenslotte|afsluiting|vervolg|vooruitblik".split("|")
)


def parse(received: Received, source: Source, headers: Sequence[TableHeader] = ()) -> Letter:
    """Resolve a received letter.

    Raises: LetterError where tables.toml does not fit the letter.
    """
    writer = _Writer(source.date, headers, received.parts)
    parts = tuple(with_captions(tuple(with_lists(received.parts))))
    for number, part in enumerate(parts):
        match part.role:
            case Role.HEADING:
                writer.heading(part)
            case Role.TABLE:
                writer.table(part, beside(parts, number))
            case Role.SIGNATURE:
                writer.leave_sections()
                writer.block(part, Kind.SIGNATURE, "Ondertekening")
            case Role.LETTERHEAD:
                writer.block(part, Kind.LETTERHEAD, part.label)
            case Role.TEXT | Role.ITEM:
                writer.block(part, Kind.PARAGRAPH)
    writer.leave_sections()
    writer.all_tables_used()
    return writer.finish(received, source)


@dataclass(slots=True)
class _OpenSection:
    index: int
    level: int


class _Writer:
    """Writes the canonical text part by part and notes where everything went."""

    def __init__(self, today: date, headers: Sequence[TableHeader], parts: Sequence[Part]) -> None:
        self._today, self._headers = today, headers
        self._names = Names.of(part.text for part in parts if part.role is not Role.TABLE)
        self._texts: list[str] = []
        self._length = 0
        self._sections: list[Section] = []
        self._open: list[_OpenSection] = []
        self._numbered_level = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._table_count = 0
        self._warnings: list[str] = []
        self._anchors: dict[int, tuple[int, Span]] = {}

    def block(self, part: Part, kind: Kind, label: str = "") -> None:
        span = self._write(part)
        self._warn_of_numbers(part)
        self._blocks.append(Block(kind, span, self._section(), label, unread=part.unread))

    def heading(self, part: Part) -> None:
        numbered = _NUMBERED.match(part.text)
        number, title = (numbered["number"], numbered["title"]) if numbered else ("", part.text)
        level = self._level(part.level, number, title)
        self.leave_sections(level)
        parent = self._section()
        span = self._write(part)
        self._open.append(_OpenSection(len(self._sections), level))
        self._sections.append(Section(number, title, level, span, parent))

    def table(self, part: Part, around: Beside) -> None:
        """Write a table; one whose meaning is not certain stays text, with a warning."""
        span = self._write(part)
        self._table_count += 1
        place = Place(span, self._section(), self._table_count)
        restored = next((each for each in self._headers if each.number == place.number), None)
        try:
            if restored is not None:
                table = build_table(part.text, place, part.place, restored)
            else:
                told = Told(part.heads or 0, part.shared, *around)
                table, unread = read_printed(part.text, place, self._today, self._names, told)
                self._warn(part, place, *(f"{each}; dit is geen feit geworden" for each in unread))
        except LetterError as error:
            if restored is not None:
                raise
            self._blocks.append(Block(Kind.PARAGRAPH, span, place.section, unread=True))
            advice = f"wilt u dat wel, zet de kop in tables.toml onder number = {place.number}"
            unsure = "deze tabel is niet zeker te lezen: u kunt in de tekst ervan zoeken, maar niet"
            self._warn(part, place, f"{unsure} vragen naar de getallen ({error}); {advice}")
            return
        self._tables.append(table)
        self._blocks.append(Block(Kind.TABLE, span, place.section))

    def _warn(self, part: Part, place: Place, *found: str) -> None:
        shown = part.text.partition("\n")[0].replace("\t", " | ")[:60]
        where = f"{part.place}, tabel {place.number} («{shown}»)"
        self._warnings.extend(f"{where}: {each}." for each in found)

    def _warn_of_numbers(self, text: Part | Note) -> None:
        numbers = len(_NUMBER.findall(text.text))
        if numbers > MOST_NUMBERS:
            self._warnings.append(
                f"{text.place}: de alinea «{text.text[:40]}…» telt {numbers} getallen, meer dan"
                f" {MOST_NUMBERS}, en geen daarvan is een feit. Kijk na of een tabel hier haar"
                " regels verloor."
            )

    def leave_sections(self, level: int = 1) -> None:
        """Close the open sections of this level and deeper: they end where the text ends now."""
        while self._open and self._open[-1].level >= level:
            index = self._open.pop().index
            old = self._sections[index]
            self._sections[index] = replace(old, span=Span(old.span.start, self._length))

    def all_tables_used(self) -> None:
        for header in self._headers:
            if not 0 < header.number <= self._table_count:
                raise LetterError(
                    f"tables.toml beschrijft tabel {header.number}, de brief heeft er"
                    f" {self._table_count}; haal weg wat er te veel is."
                )

    def finish(self, received: Received, source: Source) -> Letter:
        strays: list[tuple[int, str]] = []
        footnotes = [self._note(n, each, strays) for n, each in enumerate(received.notes, start=1)]
        return Letter(
            source=source,
            text="".join(self._texts),
            sections=tuple(self._sections),
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            footnotes=tuple(footnotes),
            strays=tuple(strays),
            warnings=(*received.doubts, *self._warnings),
        )

    def _note(self, number: int, note: Note, strays: list[tuple[int, str]]) -> Footnote:
        start = self._begin()
        self._append(note.text)
        self._warn_of_numbers(note)
        strays += [(start + offset, digits) for offset, digits in note.strays]
        anchor, sentence = self._anchors[number]
        return Footnote(number, anchor, sentence, Span(start, self._length))

    def _append(self, text: str) -> None:
        self._texts.append(text)
        self._length += len(text)

    def _begin(self) -> int:
        if self._length:
            self._append("\n\n")
        return self._length

    def _write(self, part: Part) -> Span:
        """Append a part; tie each of its markers to the sentence before it."""
        start = self._begin()
        self._append(part.text)
        bounds = sentences(part.text) if part.markers else ()
        starts = [sentence.start for sentence in bounds]
        for marker in part.markers:
            sentence = bounds[max(0, bisect_left(starts, marker.offset) - 1)]
            self._anchors[marker.note] = (start + marker.offset, sentence.moved(start))
        return Span(start, self._length)

    def _section(self) -> int | None:
        return self._open[-1].index if self._open else None

    def _level(self, marked: int | None, number: str, title: str) -> int:
        """Return a heading's level: by its number, or as marked, or one below the last number.

        The number goes before: "1." and "1.1" are often set in the same type.
        """
        if number:
            self._numbered_level = number.count(".") + 1
            return self._numbered_level
        if marked is not None:
            return marked
        if title.casefold() in _TOP_LEVEL:
            self._numbered_level = 0
        return self._numbered_level + 1
