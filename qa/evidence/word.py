"""A bundle → a Word file: headings, quotes, tables with a header row, references as footnotes.

In: a bundle. Out: the bytes of a .docx. Where the library is not installed that is refused.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from qa.errors import ExtraMissing
from qa.evidence.footnotes import Footnotes
from qa.evidence.pieces import Bundle, Grid, Piece, Place, Quotation
from qa.say import evidence as say
from qa.say.visible import shown

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LANGUAGE: Final = "nl-NL"
# Beside what is never shown, XML cannot hold these.
_NO_XML: Final = dict.fromkeys(
    [*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\N{REPLACEMENT CHARACTER}"
)


def is_possible() -> bool:
    """Tell whether the library that writes Word files is installed."""
    return find_spec("docx") is not None


def write(found: Bundle) -> bytes:
    """Write a bundle.

    Raises: ExtraMissing.
    """
    if not is_possible():
        raise ExtraMissing(say.NO_WORD)
    import docx

    document = docx.Document()
    _describe(document)
    writer = _Writer(document)
    document.add_heading(say.TITLE, 0)
    for piece in found.pieces:
        writer.piece(piece)
    if found.letters:
        document.add_heading(say.SOURCES, 1)
        for letter in found.letters:
            told = f"{say.letter(letter)}. {letter.url}" if letter.url else say.letter(letter)
            document.add_paragraph(_text(told), "List Bullet")
    writer.notes.attach()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document) -> None:
    """Say what the file is, and in which language: a screen reader and a spell checker ask that."""
    from docx.oxml.ns import qn

    about = document.core_properties
    about.title, about.language, about.author, about.comments = say.TITLE, _LANGUAGE, "", ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), _LANGUAGE)


class _Writer:
    """Adds pieces to a document, and collects its footnotes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.notes = Footnotes(document)

    def piece(self, piece: Piece) -> None:
        add = self._document.add_paragraph
        self._document.add_heading(_text(" ".join(piece.heading.split())), 1)
        if piece.read_as:
            add().add_run(_text(piece.read_as)).italic = True
        said = [line for line in piece.said.splitlines() if line.strip()]
        paragraphs = [add(_text(line)) for line in said or [""] * len(piece.places[:1])]
        for place in piece.places:
            self.notes.add(paragraphs[-1], _reference(place))
        if piece.is_near:
            add(say.NEAREST).paragraph_format.keep_with_next = True
        for quote in piece.quotes:
            self._quote(quote)
        for grid in piece.grids:
            self._grid(grid)
        if piece.see:
            add(say.see(piece.see))

    def _quote(self, quote: Quotation) -> None:
        paragraph = self._document.add_paragraph(style="Quote")
        for text, is_strong in quote.runs:
            paragraph.add_run(_text(text)).bold = is_strong or None
        self.notes.add(paragraph, _reference(quote.place))

    def _grid(self, grid: Grid) -> None:
        caption = self._document.add_paragraph(style="Caption")
        caption.add_run(_text(say.table_number(grid.number, grid.name)))
        caption.paragraph_format.keep_with_next = True
        self.notes.add(caption, _reference(grid.place))
        table = self._document.add_table(len(grid.rows) + 1, len(grid.header), "Table Grid")
        for row, cells in zip(table.rows, (grid.header, *grid.rows), strict=True):
            is_head = row._index == 0
            _keep_together(row, is_head=is_head)
            for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                _fill(cell, text, is_head=is_head or at == 0, is_number=at > 0)
        self._document.add_paragraph()


def _keep_together(row: Any, *, is_head: bool) -> None:
    """Let no row be broken by the end of a page; the first one stands on each page again."""
    from docx.oxml.parser import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, *, is_head: bool, is_number: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = cell.paragraphs[0]
    paragraph.add_run(_text(text)).bold = is_head or None
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _reference(place: Place) -> str:
    """Return a place as a note has it; each part ends as a sentence does."""
    parts = [f"{place.text}. {place.url}" if place.url else f"{place.text}.", *place.more]
    return _text(" ".join(" ".join(parts).split()))


def _text(text: str) -> str:
    return shown(text).translate(_NO_XML)
