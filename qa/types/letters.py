"""A letter and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from qa.types.quantities import Period
from qa.types.spans import Span, holding


@dataclass(frozen=True, slots=True)
class Source:
    """Where a letter comes from. `sha256` is that of the file as received.

    `reference` is how the letter is cited: "Kamerstuk 28 684, nr. 720", or by its day where it has
    no such number. `url` is its official publication, or "".
    """

    letter_id: str
    number: str
    title: str
    date: date
    dossier: str
    sequence: str
    url: str
    sha256: str
    author: str
    reference: str


class Kind(Enum):
    """What part of a letter a passage is."""

    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it; `parent` is an index into `Letter.sections`."""

    number: str
    title: str
    level: int
    span: Span
    parent: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One run of text that is not a heading: `section` is an index into `Letter.sections`.

    `unread` is true for a table whose meaning is not certain: text, of which no number is a fact.
    """

    kind: Kind
    span: Span
    section: int | None
    label: str = ""
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, the place that its removed marker stood in, and the sentence that carried it."""

    number: int
    anchor: int
    sentence: Span
    span: Span


class Origin(Enum):
    """Whether a table's header stands in the letter or was restored from evidence."""

    LETTER = "letter"
    RECONSTRUCTED = "reconstructed"


class Role(Enum):
    """What a row, a column or a cell is to those beside it; only PLAIN ones may be added up.

    A PART is one of what stands before it ("waarvan …"), a CHANGE holds from one period to another,
    TEXT tells something of its row and is no number.
    """

    PLAIN = "plain"
    TOTAL = "total"
    PART = "part"
    CHANGE = "change"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit, and the power of ten that a number below is multiplied by ("in mln. euro": 6)."""

    unit: str = ""
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """What a row or a column says of its cells; empty where it says nothing.

    `words` are the cells of its head as printed, the upper one first. `dimensions` are the facets
    beside its subject, as (name of the axis, label). `part_of` names the whole of a PART. `certain`
    is false for a restored header that is plausible but not proven.
    """

    label: str
    measure: str = ""
    subject: str = ""
    unit: str = ""
    period: Period | None = None
    certain: bool = True
    scale: int = 0
    role: Role = Role.PLAIN
    part_of: str = ""
    words: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table: where it stands, and the row and column it belongs to."""

    span: Span
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its restored or printed header; cells row by row, each a slice of the letter.

    An empty cell is left out. `span` holds the caption and the header too where the letter prints
    them; `header` is the latter. `row_head` stands above the labels of the rows ("Provincie");
    `unit`, `scale` and `period` hold where neither row nor column says otherwise.
    """

    number: int
    span: Span
    section: int | None
    origin: Origin
    evidence: str
    measure: str
    unit: str
    columns: tuple[Axis, ...]
    rows: tuple[Axis, ...]
    row_spans: tuple[Span, ...]
    cells: tuple[Cell, ...]
    scale: int = 0
    caption: str = ""
    header: Span | None = None
    row_head: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, resolved: one canonical text, and everything else as spans into it.

    `strays` are digits glued to a word that look like a marker and link to no note: they were left
    out of the text, as (offset, digits).
    """

    source: Source
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    footnotes: tuple[Footnote, ...]
    strays: tuple[tuple[int, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def path(self, section: int | None) -> tuple[str, ...]:
        """Return the headings from the top down to `section`."""
        if section is None:
            return ()
        found = self.sections[section]
        return (*self.path(found.parent), f"{found.number} {found.title}".strip())

    def place(self, section: int | None) -> tuple[str, ...]:
        """Name a section as a citation does: "par. 2.2.1", and the title where it has no number."""
        if section is None:
            return ()
        found = self.sections[section]
        if found.number:
            return (f"par. {found.number}",)
        numbered = self._numbered_above(found)
        above = (f"par. {numbered.number}",) if numbered else ()
        return (*above, f"«{found.title}»")

    def _numbered_above(self, section: Section) -> Section | None:
        while section.parent is not None:
            section = self.sections[section.parent]
            if section.number:
                return section
        return None

    def section_of(self, note: Footnote) -> int | None:
        """Return the section of the text, or of the heading, that calls a footnote."""
        if (block := holding(self.blocks, note.sentence)) is not None:
            return block.section
        around = [n for n, each in enumerate(self.sections) if note.sentence in each.span]
        return around[-1] if around else None

    def note_id(self, note: Footnote) -> str:
        """Return the id of the passage that a footnote is."""
        return f"{self.source.letter_id}:noot{note.number}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A literal slice of a letter with its headings: the unit that is searched and shown.

    `notes` are the footnotes that the slice carries; `reference` is how parliament would cite it
    and `url` the official publication.
    """

    id: str
    letter_id: str
    span: Span
    text: str
    path: tuple[str, ...]
    kind: Kind
    notes: tuple[int, ...]
    reference: str
    url: str

    def cut(self, span: Span) -> str:
        """Return the part of this passage that stands at a span of the letter."""
        start = self.span.start
        return self.text[span.start - start : span.end - start]
