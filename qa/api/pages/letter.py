"""Letter → what its page shows: headings, paragraphs, tables and notes, in reading order.

In: a letter, its passages, the spans that an answer cites, and its links. Out: values for the
templates; the texts in them, joined, are the letter's own, character for character. What a page
adds (markers of notes, headers of tables) stands apart from them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.api.pages.links import Link, ends_of, within
from qa.types import Axis, Block, Footnote, Kind, Letter, Origin, Passage, Section, Span, Table
from qa.wire.letters import KINDS

_LOWEST_RANK = 6  # HTML has no deeper heading
# What parts of a head are called here; what else they are called, the letter prints before them.
_OUR_NAMES = frozenset(
    ("Geadresseerde", "Plaats en datum", "Kamerstuknummer", "Kamerstukdossier", "Titel")
)
_SPACE = " \t\n\r\f"  # what may stand between the cells of a table in HTML


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the letter's text, cited or not; or, without text, the marker of a note.

    `leads` is true in what is cited first. `opens` is the link that begins with this stretch, and
    `closes` is true where one ends with it.
    """

    text: str
    cited: bool = False
    note: int = 0
    leads: bool = False
    opens: Link | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A passage: its id is its permanent anchor, `gap` the space between it and the one before."""

    id: str
    start: int
    reference: str
    gap: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `rank` is that of its element, from 1 for the title of the page."""

    id: str
    rank: int
    runs: tuple[Run, ...]
    shape: str = "kop"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a part of the letterhead or a signature; a long one has several parts.

    `label` is what the head of the letter calls it: "Bijlagen".
    """

    kind: str
    parts: tuple[Part, ...]
    label: str = ""
    shape: str = "alinea"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A row's first cell is its label; each cell comes with the space after it.

    `caption` and `header` are the letter's own; without them `counts` names what it holds.
    """

    part: Part
    number: int
    counts: str
    row_head: str
    caption: tuple[Run, ...]
    header: tuple[Run, ...]
    columns: tuple[Axis, ...]
    reconstructed: bool
    evidence: str
    rows: tuple[tuple[tuple[tuple[Run, ...], str], ...], ...]
    shape: str = "tabel"


@dataclass(frozen=True, slots=True)
class Note:
    """A note, as a passage of its own."""

    number: int
    part: Part


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents, with those below it."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a page shows of a letter."""

    letter: Letter
    outline: tuple[Entry, ...]
    elements: tuple[Heading | Paragraph | Grid, ...]
    notes: tuple[Note, ...]
    rank: int


def read(
    letter: Letter,
    passages: Sequence[Passage],
    cited: Sequence[Span] = (),
    links: Sequence[Link] = (),
    rank: int = 2,
) -> Reading:
    """Return what a page shows of a letter; its own top headings get this rank."""
    reader = _Reader(letter, passages, cited, links)
    parts: list[Section | Block] = [*letter.sections, *letter.blocks]
    parts.sort(key=lambda each: each.span.start)
    return Reading(
        letter=letter,
        outline=tuple(reader.entries(None)),
        elements=tuple(reader.element(each, rank) for each in parts),
        notes=tuple(map(reader.note, letter.footnotes)),
        rank=rank,
    )


class _Reader:
    """Cuts one letter."""

    def __init__(
        self,
        letter: Letter,
        passages: Sequence[Passage],
        cited: Sequence[Span],
        links: Sequence[Link],
    ) -> None:
        self._letter, self._passages, self._cited = letter, passages, cited
        self._links = links
        self._starts = [each.span.start for each in passages]
        self._tables = {table.span: table for table in letter.tables}
        self._ids = {
            section.span: f"{letter.source.letter_id}:kop{number}"
            for number, section in enumerate(letter.sections, start=1)
        }

    def element(self, found: Section | Block, rank: int) -> Heading | Paragraph | Grid:
        if isinstance(found, Section):
            return self._heading(found, rank)
        if found.kind is Kind.TABLE:
            return self._grid(self._tables[found.span])
        text = found.span.of(self._letter.text)
        kind = "rijen" if found.unread and "\t" in text else KINDS[found.kind]
        label = found.label if found.kind is Kind.LETTERHEAD else ""
        label = "" if label in _OUR_NAMES or label in text else label
        return Paragraph(kind, tuple(self._parts(found.span)), label)

    def entries(self, parent: int | None) -> Iterator[Entry]:
        for number, section in enumerate(self._letter.sections):
            if section.parent == parent:
                title = _title(section, self._letter).of(self._letter.text)
                yield Entry(self._ids[section.span], title, tuple(self.entries(number)))

    def note(self, note: Footnote) -> Note:
        (part,) = self._parts(note.span)
        return Note(note.number, part)

    def _heading(self, section: Section, rank: int) -> Heading:
        depth = len(self._letter.path(section.parent))  # without the leaps that its numbers make
        runs = self._runs(_title(section, self._letter))
        return Heading(self._ids[section.span], min(rank + depth, _LOWEST_RANK), tuple(runs))

    def _parts(self, span: Span) -> Iterator[Part]:
        first, last = (bisect_left(self._starts, edge) for edge in (span.start, span.end))
        before = span.start
        for passage in self._passages[first:last]:
            gap = self._letter.text[before : passage.span.start]
            runs = tuple(self._runs(passage.span))
            yield Part(passage.id, passage.span.start, passage.reference, gap, runs)
            before = passage.span.end

    def _grid(self, table: Table) -> Grid:
        (part,) = self._parts(table.span)
        unit = f" ({table.unit})" if table.unit else ""
        header = table.header or table.row_spans[0]
        return Grid(
            part=part,
            number=table.number,
            counts=f"{table.measure}{unit}".strip(),
            row_head=table.row_head,
            caption=self._between(table.span.start, header.start),
            header=self._between(header.start, table.row_spans[0].start),
            columns=table.columns,
            reconstructed=table.origin is Origin.RECONSTRUCTED,
            evidence=table.evidence,
            rows=tuple(tuple(self._cells(table, row)) for row in range(len(table.rows))),
        )

    def _between(self, start: int, end: int) -> tuple[Run, ...]:
        return tuple(self._runs(Span(start, end))) if start < end else ()

    def _cells(self, table: Table, row: int) -> Iterator[tuple[tuple[Run, ...], str]]:
        """Yield the label and the cells of a row; a stray mark behind a cell stays in it."""
        start = table.row_spans[row].start
        is_last = row + 1 == len(table.rows)
        end = table.span.end if is_last else table.row_spans[row + 1].start
        cells = {each.column: each.span.start for each in table.cells if each.row == row}
        starts = [start, *cells.values(), end]
        shown = {left: self._cell(left, right) for left, right in pairwise(starts)}
        yield shown[start] if start not in cells.values() else ((), "")
        for column in range(len(table.columns)):
            yield shown[cells[column]] if column in cells else ((), "")

    def _cell(self, start: int, end: int) -> tuple[tuple[Run, ...], str]:
        """Return what stands between two places, and the space that it ends in."""
        text = self._letter.text[start:end]
        kept = text.rstrip(_SPACE)
        return self._between(start, start + len(kept)), text[len(kept) :]

    def _runs(self, span: Span) -> Iterator[Run]:
        """Cut a span where a citation or a link begins or ends and where a note's marker stood."""
        notes = [n for n in self._letter.footnotes if span.start < n.anchor <= span.end]
        anchors = {note.anchor for note in notes}
        opened, closed = ends_of(within(self._links, span), anchors)
        inside = {edge for each in self._cited for edge in (each.start, each.end)}
        inside |= {*anchors, *opened, *closed}
        edges = sorted(
            {span.start, span.end, *(each for each in inside if span.start < each < span.end)}
        )
        for start, end in pairwise(edges):
            around = [each for each in self._cited if each.start <= start and end <= each.end]
            leads = bool(around) and around[0] == self._cited[0]
            text, link = self._letter.text[start:end], opened.get(start)
            yield Run(text, bool(around), leads=leads, opens=link, closes=end in closed)
            yield from (Run("", note=note.number) for note in notes if note.anchor == end)


def _title(section: Section, letter: Letter) -> Span:
    """Return where a section's heading stands: its first line."""
    start, end = section.span.start, section.span.end
    line = letter.text.find("\n", start, end)
    return Span(start, end if line < 0 else line)
