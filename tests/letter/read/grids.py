"""A table with spans → a letter with it, in each form: a page, official XML, Word, ODT, plain text.

In: a row of grids.jsonl: the caption, the lines above and below, the rows of the head and of the
body. A cell is its text, or [text, columns, rows] where it covers several. `<sup>` raises a mark.
Out: the bytes of a file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Final

from docx import Document

from tests.letter.read.builders import mark_as_head
from tests.letter.read.open_texts import packed, table

_DAY: Final = "Den Haag, 3 juni 2024"
_ABOVE: Final = "Hieronder staan de cijfers."
_BELOW: Final = "Daarmee is dit onderwerp besproken."
_STYLES: Final = {"Normal", "Heading 1", "Normal Table", "Default Paragraph Font"}
_RAISED: Final = re.compile(r"<sup>(.*?)</sup>")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where it begins, and how many columns and rows it covers."""

    row: int
    column: int
    across: int
    down: int
    text: str


def cells_of(rows: Sequence[Sequence[Any]]) -> list[list[Cell]]:
    """Place the cells of each row, those that reach down from above left out."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[Cell]] = []
    for number, row in enumerate(rows):
        line: list[Cell] = []
        column = 0
        for each in row:
            text, across, down = (each, 1, 1) if isinstance(each, str) else each
            while (number, column) in taken:
                column += 1
            taken |= {(number + r, column + c) for r in range(down) for c in range(across)}
            line.append(Cell(number, column, across, down, text))
            column += across
        placed.append(line)
    return placed


def _rows(case: dict[str, Any]) -> list[list[Cell]]:
    return cells_of([*case["head"], *case["rows"]])


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max(cell.column + cell.across for row in rows for cell in row)


def _heads(case: dict[str, Any]) -> int:
    return len(case["head"]) if case["marked"] else 0


def _inside(text: str) -> str:
    return escape(text).replace("&lt;sup&gt;", "<sup>").replace("&lt;/sup&gt;", "</sup>")


def _plain(text: str) -> str:
    return _RAISED.sub(r"\1", text)


def _lines(case: dict[str, Any], middle: str, wrap: Callable[[str], str]) -> str:
    """Write a letter around a table, each line as the form has it."""
    before = [_ABOVE, case["caption"], case["above"]]
    after = [case["below"], _BELOW]
    return "".join(
        (*(wrap(each) for each in before if each), middle, *(wrap(each) for each in after if each))
    )


def as_page(case: dict[str, Any]) -> bytes:
    """Write it as a web page."""

    def row(cells: Sequence[Cell], tag: str) -> str:
        return f"<tr>{''.join(_page_cell(cell, tag) for cell in cells)}</tr>"

    rows, heads = _rows(case), _heads(case)
    head = "".join(row(each, "th") for each in rows[:heads])
    body = "".join(row(each, "td") for each in rows[heads:])
    middle = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    text = _lines(case, middle, lambda line: f"<p>{_inside(line)}</p>")
    return f"<html><body><p>{_DAY}</p><h2>Cijfers</h2>{text}</body></html>".encode()


def _page_cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.across}" rowspan="{cell.down}"'
    return f"<{tag}{spans}><p>{_inside(cell.text)}</p></{tag}>"


def as_publication(case: dict[str, Any]) -> bytes:
    """Write it as official XML, its table by the CALS model."""
    rows, heads = _rows(case), _heads(case)
    head = "".join(map(_cals_row, rows[:heads]))
    body = "".join(map(_cals_row, rows[heads:]))
    specs = "".join(f'<colspec colname="c{n}"/>' for n in range(_width(rows)))
    marked = f"<thead>{head}</thead>" if heads else ""
    title = f"<title>{_inside(case['caption'])}</title>" if case["caption"] else ""
    grid = (
        f'<table>{title}<tgroup cols="{_width(rows)}">{specs}{marked}<tbody>{body}</tbody></tgroup>'
        "</table>"
    )
    text = _lines({**case, "caption": ""}, grid, lambda line: f"<al>{_inside(line)}</al>")
    return (
        '<?xml version="1.0"?><officiele-publicatie><metadata>'
        '<meta name="OVERHEIDop.datumOndertekening" content="2024-06-03"/></metadata><kamerstuk>'
        f'<tussenkop kopopmaak="vet">Cijfers</tussenkop>{text}</kamerstuk></officiele-publicatie>'
    ).encode()


def _cals_row(row: Sequence[Cell]) -> str:
    return f"<row>{''.join(map(_entry, row))}</row>"


def _entry(cell: Cell) -> str:
    last = cell.column + cell.across - 1
    place = f'namest="c{cell.column}" nameend="c{last}" morerows="{cell.down - 1}"'
    return f"<entry {place}><al>{_inside(cell.text)}</al></entry>"


@cache
def _empty() -> bytes:
    """Return an empty Word file with no more styles than are used: others take longest to read."""
    document: Any = Document()
    for style in document.styles:
        if style.name not in _STYLES:
            style.delete()
    for latent in document.styles.element.xpath("w:latentStyles"):
        document.styles.element.remove(latent)
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_word(case: dict[str, Any]) -> bytes:
    """Write it as a Word file."""
    document: Any = Document(io.BytesIO(_empty()))
    document.add_paragraph(_DAY)
    document.add_heading("Cijfers", 1)
    for line in (_ABOVE, case["caption"], case["above"]):
        if line:
            document.add_paragraph(line)
    rows = _rows(case)
    grid = document.add_table(rows=len(rows), cols=_width(rows))
    for cell in (cell for row in rows for cell in row):
        made = grid.cell(cell.row, cell.column)
        if cell.across > 1 or cell.down > 1:
            made = made.merge(grid.cell(cell.row + cell.down - 1, cell.column + cell.across - 1))
        for number, piece in enumerate(_RAISED.split(cell.text)):
            made.paragraphs[0].add_run(piece).font.superscript = number % 2 == 1
    for row in grid.rows[: _heads(case)]:
        mark_as_head(row)
    for line in (case["below"], _BELOW):
        if line:
            document.add_paragraph(line)
    return _saved(document)


def as_open_text(case: dict[str, Any]) -> bytes:
    """Write it as an ODT."""
    rows = [[(_plain(c.text), c.across, c.down) for c in row] for row in _rows(case)]
    grid = table([[*row] for row in rows], _heads(case))
    text = _lines(case, grid, lambda line: f"<text:p>{escape(line)}</text:p>")
    head = f'<text:p>{_DAY}</text:p><text:h text:outline-level="1">Cijfers</text:h>'
    return packed(head + text)


def as_text(case: dict[str, Any], between: str = "\t") -> bytes:
    """Write it as plain text, its cells parted by tabs, or by spaces."""
    rows = _rows(case)
    lines = "\n".join(_text_row(row, _width(rows), between) for row in rows)
    text = _lines(case, f"{lines}\n", lambda line: f"{line}\n")
    text = text.replace(f"{_ABOVE}\n", f"{_ABOVE}\n\n").replace(f"\n{_BELOW}", f"\n\n{_BELOW}")
    return f"{_DAY}\n\nCijfers\n\n{text}".encode()


def _text_row(row: Sequence[Cell], width: int, between: str) -> str:
    cells = [""] * width
    for cell in row:
        cells[cell.column] = _plain(cell.text)
    return between.join(cells if between == "\t" else filter(None, cells)).rstrip()


def forms() -> Iterator[tuple[str, Callable[[dict[str, Any]], bytes]]]:
    """Yield each form with the end of its file."""
    yield "html", as_page
    yield "xml", as_publication
    yield "docx", as_word
    yield "odt", as_open_text
    yield "txt", as_text
    yield "words.txt", lambda case: as_text(case, " ")
