"""Letters as OpenDocument texts (ODT), as a word processor writes them.

In: a Letter of the corpus, or the inside of a text. Out: the bytes of a file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from qa.letter.read.received import Role
from qa.types import Letter
from tests.letter.read.builders import Piece, notes_of, pieces_of

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style",
        "draw": "drawing", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip


def packed(body: str, styles: str = "", automatic: str = "", header: str = "") -> bytes:
    """Return the file of a text; `styles` are named ones, `automatic` those that it made itself."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    masters = (
        f'<office:master-styles><style:master-page style:name="Standard"><style:header>{header}'
        "</style:header></style:master-page></office:master-styles>"
    )
    named = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_NAMES}>'
        f"<office:styles>{styles}</office:styles>{masters}</office:document-styles>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for path, text in (("content.xml", content), ("styles.xml", named)):
            archive.writestr(path, text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def as_odt(letter: Letter) -> bytes:
    """Write a letter with headings by their level, notes, and tables with a marked head."""
    notes = notes_of(letter)
    return packed("".join(_block(piece, notes) for piece in pieces_of(letter)))


def _block(piece: Piece, notes: list[str]) -> str:
    if piece.role is Role.TABLE:
        return table([[*row] for row in piece.rows], heads=1)
    text = _inline(piece, notes)
    if piece.role is Role.HEADING:
        return f'<text:h text:outline-level="{piece.level}">{text}</text:h>'
    return f"<text:p>{text}</text:p>"


def _inline(piece: Piece, notes: list[str]) -> str:
    written, last = "", 0
    for number, offset in piece.calls:
        written += escape(piece.text[last:offset]) + note(number, notes[number - 1])
        last = offset
    return (written + escape(piece.text[last:])).replace("\n", "<text:line-break/>")


def note(number: int, text: str) -> str:
    """Write a note where it is called."""
    return (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body><text:p>{escape(text)}</text:p></text:note-body>"
        "</text:note>"
    )


#: A cell: its text, or that with the columns and rows that it covers.
Cell = str | tuple[str, int, int]


def table(rows: Sequence[Sequence[Cell]], heads: int = 0) -> str:
    """Write a table; cells over others are followed by those that they cover."""
    head = "".join(map(_row, rows[:heads]))
    marked = f"<table:table-header-rows>{head}</table:table-header-rows>" if heads else ""
    return f"<table:table>{marked}{''.join(map(_row, rows[heads:]))}</table:table>"


def _row(row: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(cell: Cell) -> str:
    text, across, down = (cell, 1, 1) if isinstance(cell, str) else cell
    spans = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"'
    covered = "<table:covered-table-cell/>" * (across - 1)
    paragraph = f"<text:p>{escape(text)}</text:p>"
    return f"<table:table-cell{spans}>{paragraph}</table:table-cell>{covered}"
