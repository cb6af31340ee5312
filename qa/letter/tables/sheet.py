"""A printed table, cut into its parts: caption, heads, rows and cells, none of them understood yet.

In: the lines of a table. Out: a Sheet of which every row has as many cells as there are heads. It
refuses, with the line, a table without a header, and one that can be cut in more ways than one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from qa.errors import LetterError
from qa.letter.tables.lines import (
    Cells,
    Line,
    cut_at_brackets,
    cut_at_tabs,
    cut_row,
    cuts_of_header,
    ends_in_years,
    is_row,
)
from qa.letter.tables.stacked import ColumnHead, captions_in, count_heads, merge
from qa.types import Span

# Beyond these a table is for no reader, and would take the square of its size to understand.
MOST_COLUMNS = 60
LONGEST_LINE = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, its label as printed, and its cells without the label."""

    line: Span
    label: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of which it is certain what stands under which head.

    `shared` are the cells that hold for more rows or columns than one, together.
    """

    text: str
    caption: str
    header: Span
    row_head: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]
    shared: frozenset[tuple[int, int]] = frozenset()

    def column(self, number: int) -> tuple[str, ...]:
        """Return the cells of a column as printed, "" for an empty one."""
        return tuple(self.printed(row.cells[number]) for row in self.rows)

    def printed(self, cell: Span | None) -> str:
        """Return what stands in a cell."""
        return cell.of(self.text) if cell else ""


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that hold anything."""
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Line(line, start))
        start += len(line) + 1
    return tuple(found)


def cut(text: str, marked: int = 0, shared: Collection[tuple[int, int]] = ()) -> Sheet:
    """Cut a table into its parts; `marked`, `shared`: the heads and cells that its part tells.

    Raises: LetterError with what is not certain.
    """
    lines = lines_of(text)
    first = next((n for n, line in enumerate(lines) if "\t" in line.text), None)
    if any(len(line.text) > LONGEST_LINE for line in lines):
        raise LetterError(f"een regel is langer dan {LONGEST_LINE} tekens")
    if first is None:
        return _cut_words(text, lines)
    return _cut_tabs(text, lines, first, marked, shared)


def _cut_tabs(
    text: str,
    every: Sequence[Line],
    first: int,
    marked: int,
    shared: Collection[tuple[int, int]],
) -> Sheet:
    above, lines = every[:first], every[first:]
    cut_lines = [cut_at_tabs(line) for line in lines]
    width = max(map(len, cut_lines))
    if width > MOST_COLUMNS:
        raise LetterError(f"{width} cellen naast elkaar, hoogstens {MOST_COLUMNS} verwacht")
    printed = [[cell.of(text) if cell else "" for cell in cells] for cells in cut_lines]
    titles = captions_in(printed)
    skipped = len(titles)
    count = count_heads(printed[skipped:], marked - skipped)
    if count == 0:
        shown = _shown(lines[0])
        raise LetterError(f"«{shown}» is geen kop, en er staat er geen boven")
    body = skipped + count
    for line, cells in zip(lines[body:], cut_lines[body:], strict=True):
        if len(cells) != width:
            raise LetterError(
                f"«{_shown(line)}» heeft {len(cells)} cellen, de breedste regel {width}"
            )
    heads = [[*line, *[""] * (width - len(line))] for line in printed[skipped:body]]
    caption = " ".join([*(line.text.strip() for line in above), *titles])
    made = _sheet(text, lines[skipped:body], heads, lines[body:], cut_lines[body:], caption)
    return replace(
        made, shared=frozenset((row - body, column - 1) for row, column in shared if row >= body)
    )


def _shown(line: Line) -> str:
    return " | ".join(line.text.strip().split("\t"))[:60]


def _cut_words(text: str, lines: Sequence[Line]) -> Sheet:
    """Cut a table of plain text: its header decides how many numbers a row has."""
    first = next((number for number, line in enumerate(lines) if is_row(line.text)), None)
    if first is None:
        raise LetterError("geen regel is een label met ten minste twee getallen")
    if ends_in_years(lines[first].text):  # «Provincie 2020 2021 2022»
        first += 1
        _refuse_numbers_like_years(lines[:first])
    found = [
        _sheet(text, lines[:first], heads, lines[first:], rows)
        for heads in _plain_headers(text, lines[:first])
        if len(heads[-1]) <= MOST_COLUMNS
        if (rows := _cut_rows(lines[first:], len(heads[-1]) - 1))
    ]
    if not found:
        raise LetterError(
            "de kop ontbreekt, of geen manier om hem te verdelen past bij de getallen van elke rij"
        )
    if any(_parts(each) != _parts(found[0]) for each in found):
        raise LetterError("kop en rijen zijn op meer dan één manier in kolommen te verdelen")
    _refuse_joined(found[0], lines[first:])
    return found[0]


def _refuse_joined(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Refuse numbers that may be thousands with a space, under one head of two capitals.

    «Den Bosch» above "20 800" is one column as well as two, unless a head has a year or unit.
    """
    is_plain = not any(char.isdigit() for head in sheet.heads for char in "".join(head.words))
    if is_plain and _cut_rows(lines, len(sheet.heads) - 1):
        raise LetterError("twee kolommen kunnen ook één kolom zijn, met een spatie als duizendpunt")


def _refuse_numbers_like_years(above: Sequence[Line]) -> None:
    """Refuse a line of years that may be the first row, as the line above has as many heads."""
    *captions, header = above
    if captions and not captions[-1].text.startswith("Tabel"):
        heads = {len(cells) for cells in cuts_of_header(captions[-1])}
        if heads & {len(cells) for cells in cuts_of_header(header)}:
            raise LetterError(f"«{header.text[:60]}» kan kop zijn en rij")


def _parts(sheet: Sheet) -> tuple[object, ...]:
    return sheet.heads, sheet.rows


def _cut_rows(lines: Sequence[Line], columns: int) -> list[Cells]:
    rows = [cut_row(line, columns) for line in lines]
    whole = [row for row in rows if row is not None]
    return whole if len(whole) == len(rows) else []


def _plain_headers(text: str, lines: Sequence[Line]) -> Iterator[list[list[str]]]:
    """Yield the ways to cut the last lines above the rows into heads."""
    if not lines:
        return
    lower = lines[-1]
    if brackets := cut_at_brackets(lower):
        for upper in cuts_of_header(lines[-2]) if len(lines) > 1 else ():
            if len(upper) == len(brackets) + 1:
                yield [_read(text, upper), ["", *_read(text, brackets)]]
        return
    for cells in cuts_of_header(lower):
        own = _read(text, cells)
        wide = list(_wide(text, lines[-2], own)) if len(lines) > 1 else []
        for group in wide:
            yield [group, own]
        if not wide and len(set(own)) == len(own) > 1:
            yield [own]


def _wide(text: str, upper: Line, own: Sequence[str]) -> Iterator[list[str]]:
    """Yield the wide heads in a line above heads that repeat themselves («fte % fte %»)."""
    heads = own[1:]
    for cells in cuts_of_header(upper):
        share = len(heads) // len(cells)
        if len(cells) > 1 and share > 1 and list(heads) == list(heads[:share]) * len(cells):
            yield ["", *(name for name in _read(text, cells) for _ in range(share))]


def _read(text: str, cells: Cells) -> list[str]:
    return [cell.of(text) if cell else "" for cell in cells]


def _sheet(
    text: str,
    above: Sequence[Line],
    heads: Sequence[Sequence[str]],
    lines: Sequence[Line],
    rows: Sequence[Cells],
    caption: str | None = None,
) -> Sheet:
    """Put a table together; of the lines above its rows the last ones are its heads."""
    if caption is None:
        caption = " ".join(line.text.strip() for line in above[: -len(heads)])
    header = above[-len(heads) :]
    row_head, columns = merge(heads)
    made = tuple(
        Row(line.span, label.of(text) if (label := cells[0]) else "", cells[1:])
        for line, cells in zip(lines, rows, strict=True)
    )
    return Sheet(
        text=text,
        caption=caption,
        header=Span(header[0].span.start, header[-1].span.end),
        row_head=row_head,
        heads=columns,
        rows=made,
    )
