"""Blocks of a letter → the tables among them: each with its caption, apart from what is around it.

In: runs of lines between blank lines. Out: the same lines as pieces: a table with its caption and
header, or other text. A caption may stand in a block of its own; «Bron: …» under a table, and a
sentence above or below it, are text. Tabs outside a table are spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.letter.read.lines import Raw
from qa.letter.tables.lines import ends_in_years, is_row
from qa.letter.tables.values import read_value

_CAPTION = re.compile(r"(?:Tabel|Overzicht) \d+[a-z]?\b(?!.*[.?!]$)", re.IGNORECASE)
_SENTENCE_END = (".", ":", ";", "?", "!")
_FEWEST_ROWS = 2
_MOST_ABOVE = 4  # lines of caption and header above the first row


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines, and whether it is a table."""

    raw: Raw
    is_table: bool


def find_tables(body: Sequence[Raw]) -> tuple[Piece, ...]:
    """Cut the blocks of a letter into tables and other text."""
    pieces: list[Piece] = []
    for raw in body:
        for piece in _pieces(raw):
            if piece.is_table and pieces and _is_caption(pieces[-1]):
                piece = Piece(_joined(pieces.pop().raw, piece.raw), is_table=True)
            pieces.append(piece)
    return tuple(pieces)


def _is_caption(piece: Piece) -> bool:
    lines = piece.raw.text.split("\n")
    return not piece.is_table and len(lines) <= 2 and _CAPTION.match(lines[0]) is not None


def _joined(caption: Raw, table: Raw) -> Raw:
    """Join a caption to its table, with as many blank lines as stand between them."""
    gap = table.line - caption.line - caption.text.count("\n")
    return Raw(caption.text + "\n" * max(1, gap) + table.text, caption.line)


def _pieces(raw: Raw) -> Iterator[Piece]:
    lines = raw.text.split("\n")
    found = _tabbed(lines) or _plain(lines)
    if found is None:
        yield Piece(_spaced(lines, raw.line), is_table=False)
        return
    first, last = _with_caption(lines, found[0]), found[1]
    if first:
        yield Piece(_spaced(lines[:first], raw.line), is_table=False)
    yield Piece(Raw("\n".join(lines[first:last]), raw.line + first), is_table=True)
    if last < len(lines):
        yield from _pieces(Raw("\n".join(lines[last:]), raw.line + last))


def _spaced(lines: Sequence[str], line: int) -> Raw:
    text = (" ".join(each.split("\t")).strip() for each in lines)
    return Raw("\n".join(text), line)


def _tabbed(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return from the first line with tabs to the last, if one holds a number behind its label."""
    start = next((n for n, line in enumerate(lines) if "\t" in line), len(lines))
    end = 1 + max((n for n, line in enumerate(lines) if "\t" in line), default=start - 1)
    cells = (cell.strip() for line in lines[start:end] for cell in line.split("\t")[1:])
    return (start, end) if end - start > 1 and any(map(read_value, cells)) else None


def _plain(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the lines from the first to the last that is a label and numbers, with the header."""
    start = next((n for n, line in enumerate(lines) if is_row(line)), len(lines))
    end = 1 + max((n for n, line in enumerate(lines) if is_row(line)), default=start - 1)
    if end - start < _FEWEST_ROWS:
        return None
    return _header(lines, start), end


def _header(lines: Sequence[str], first: int) -> int:
    """Return where the header of plain text above the first row begins."""
    if first and not lines[first - 1].endswith(_SENTENCE_END) and not ends_in_years(lines[first]):
        return first - 1
    return first


def _with_caption(lines: Sequence[str], first: int) -> int:
    """Return where the caption above a table begins: lines that end no sentence."""
    start = first
    while start and first - start < _MOST_ABOVE and not lines[start - 1].endswith(_SENTENCE_END):
        start -= 1
    return start
