"""A printed table, cut into its parts: caption, heads, rows and cells, none of them understood yet.

In: the lines of a table. Out: a Sheet of which every row has as many cells as there are heads. It
refuses, with the line, a table without a header, and one that can be cut in more ways than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from qa.letter.tables.values import read_value
from qa.types import Span

_MOST_HEADS = 2  # lines
# Beyond these a table is for no reader, and would take the square of its size to understand.
MOST_COLUMNS = 60
LONGEST_LINE = 2_000  # characters
_YEAR = re.compile(r"(?:19|20)\d{2}\*?")


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column: the wide head above it, if there is one, and its own words."""

    group: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, its label as printed, and its cells without the label."""

    line: Span
    label: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of which it is certain what stands under which head."""

    text: str
    caption: str
    header: Span
    row_head: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[Row, ...]

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


def cut(text: str) -> Sheet:
    """Cut a table into its parts.

    Raises: LetterError with what is not certain.
    """
    lines = lines_of(text)
    first = next((n for n, line in enumerate(lines) if "\t" in line.text), None)
    if any(len(line.text) > LONGEST_LINE for line in lines):
        raise LetterError(f"een regel is langer dan {LONGEST_LINE} tekens")
    if first is None:
        return _cut_words(text, lines)
    return _cut_tabs(text, lines[:first], lines[first:])


def _cut_tabs(text: str, above: Sequence[Line], lines: Sequence[Line]) -> Sheet:
    cut_lines = [cut_at_tabs(line) for line in lines]
    width = max(map(len, cut_lines))
    if width > MOST_COLUMNS:
        raise LetterError(f"{width} cellen naast elkaar, hoogstens {MOST_COLUMNS} verwacht")
    printed = [[cell.of(text) if cell else "" for cell in cells] for cells in cut_lines]
    count = _header_lines(printed)
    if count == 0:
        raise LetterError(f"«{lines[0].text.strip()[:60]}» is geen kop, en er staat er geen boven")
    for line, cells in zip(lines[count:], cut_lines[count:], strict=True):
        if len(cells) != width:
            raise LetterError(
                f"«{_shown(line)}» heeft {len(cells)} cellen, de breedste regel {width}"
            )
    heads = [[*line, *[""] * (width - len(line))] for line in printed[:count]]
    return _sheet(text, [*above, *lines[:count]], heads, lines[count:], cut_lines[count:])


def _shown(line: Line) -> str:
    return " | ".join(line.text.strip().split("\t"))[:60]


def _header_lines(printed: Sequence[Sequence[str]]) -> int:
    """Return how many lines at the top are header: no number stands in them that is no year.

    A further one has no label, or stands below one without.
    """
    count = 0
    for line in printed[:_MOST_HEADS]:
        is_below = count == 0 or not line[0] or not printed[count - 1][0]
        if not is_below or any(_is_number(cell) for cell in line[1:]):
            break
        count += 1
    return count if count < len(printed) else 0


def is_year(cell: str) -> bool:
    """Tell whether a cell is a year and nothing else."""
    return _YEAR.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    return not is_year(cell) and read_value(cell) is not None and not _names_period(cell)


def _names_period(cell: str) -> bool:
    """Tell whether a cell is a period ("2019–2020"), which also reads as a range."""
    return not cell.startswith(("+", "-", "–")) and len(re.findall(r"(?:19|20)\d{2}", cell)) == 2


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
) -> Sheet:
    """Put a table together; of the lines above its rows the last ones are its heads."""
    caption, header = above[: -len(heads)], above[-len(heads) :]
    row_head, columns = _merge(heads)
    made = tuple(
        Row(line.span, label.of(text) if (label := cells[0]) else "", cells[1:])
        for line, cells in zip(lines, rows, strict=True)
    )
    return Sheet(
        text=text,
        caption=" ".join(line.text.strip() for line in caption),
        header=Span(header[0].span.start, header[-1].span.end),
        row_head=row_head,
        heads=columns,
        rows=made,
    )


def _merge(heads: Sequence[Sequence[str]]) -> tuple[str, tuple[ColumnHead, ...]]:
    """Join the lines of a header column by column.

    An empty place under the first line's label repeats the head to its left. Where that line has
    no label it does so only if the heads below repeat themselves; otherwise nothing tells whether
    the head is wide or stands one line lower.
    """
    if len(heads) == 1:
        return heads[0][0], tuple(ColumnHead("", (head,)) for head in heads[0][1:])
    upper, lower = list(heads[0]), heads[1]
    repeats = len(set(lower[1:])) < len(lower[1:])
    for column in range(2, len(upper)):
        if upper[column] or not lower[column]:
            continue
        if not (upper[0] or repeats):
            raise LetterError(f"over welke kolommen «{upper[column - 1]}» gaat, is niet zeker")
        upper[column] = upper[column - 1]
    row_head = f"{upper[0]} {lower[0]}".strip()
    return row_head, tuple(
        ColumnHead(over, (own,)) if over and upper.count(over) > 1 and own and not is_year(over)
        else ColumnHead("", (over, own))
        for over, own in zip(upper[1:], lower[1:], strict=True)
    )  # fmt: skip
