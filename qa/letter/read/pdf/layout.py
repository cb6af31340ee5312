"""The pieces of all pages → what stands where: the side column, the running text, the notes' feet.

In: the pages. Out: the lines of the body and of the foot of each page, and the pieces of the side
column of the first. Heads and feet that return on most pages, and page numbers, are left out; what
else is left out is a doubt.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from qa.letter.read.pdf.lines import (
    Line,
    Piece,
    body_size,
    lines_of,
    pieces_of,
    spell,
    starts_raised,
)
from qa.letter.read.pdf.parent import Page, Rule
from qa.letter.read.pdf.tables import Grid, grids_of

_TOP: Final = 0.82  # of the height of a page: what returns above it is a running head
_FOOT: Final = 0.12
_SIDE: Final = 0.68  # of the width: where a side column starts, at the earliest
_SMALLER: Final = 0.92  # of the size of the text: so small are a side column and notes
_NUMBER: Final = re.compile(r"[0-9]+")
_LONGEST_NUMBER: Final = 4  # digits
_PAGE: Final = re.compile(r"pagina|bladzijde|blz\.|page", re.IGNORECASE)
_LONGEST_RUNNING: Final = 200  # characters


@dataclass(slots=True)
class Sheet:
    """What stands on one page, from top to foot."""

    page: Page
    lines: list[Line]
    notes: list[Line] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """The pages, the side column of the first, and the size of the running text."""

    sheets: list[Sheet]
    side: list[Line]
    size: float
    doubts: list[str]


def lay_out(pages: Sequence[Page]) -> Layout:
    """Tell apart what stands beside, above and below the text of a letter."""
    size = body_size(pages)
    doubts = [
        f"blz. {page.number}: {page.turned} tekens van gedraaide tekst zijn weggelaten."
        for page in pages
        if page.turned
    ]
    grids = {page.number: grids_of(page) for page in pages}
    pieces = {page.number: _outside(pieces_of(page), grids[page.number]) for page in pages}
    running = _running(pages, pieces)
    column = _column(pages[0], pieces[pages[0].number], size)
    sheets: list[Sheet] = []
    side: list[Line] = []
    for page in pages:
        text: list[Piece] = []
        beside: list[Piece] = []
        for piece in pieces[page.number]:
            is_beside = column is not None and piece.left > column - 4
            is_beside = is_beside and piece.size < _SMALLER * size
            if not _key(page, piece) & running or (is_beside and page is pages[0]):
                (beside if is_beside else text).append(piece)
        if page is pages[0]:
            beside = [each for each in beside if not _is_page_number(page, each)]
            side = lines_of(beside, page.number)
        elif beside:
            shown = " ".join(_text(each) for each in beside)[:60]
            doubts.append(f"blz. {page.number}: «{shown}» staat naast de brief en is weggelaten.")
        sheet = Sheet(page, lines_of(text, page.number), tables=grids[page.number])
        _part_notes(sheet, size)
        sheets.append(sheet)
    return Layout(sheets, side, size, doubts)


def _outside(pieces: Iterable[Piece], grids: Sequence[Grid]) -> list[Piece]:
    return [piece for piece in pieces if not any(grid.holds(piece.words[0]) for grid in grids)]


def _text(piece: Piece) -> str:
    return spell(piece.words, piece.base, piece.size).text


def _running(pages: Sequence[Page], pieces: dict[int, list[Piece]]) -> set[tuple[str, str]]:
    """Return what stands at the head or the foot of most pages."""
    seen: Counter[tuple[str, str]] = Counter()
    for page in pages:
        seen.update({key for piece in pieces[page.number] for key in _key(page, piece)})
    least = max(2, len(pages) // 2)
    running = {key for key, count in seen.items() if count >= least}
    return running | {key for key in seen if key[1] == "pagina # van #"}


def _key(page: Page, piece: Piece) -> set[tuple[str, str]]:
    """Return how to know a piece on another page, if it stands where running heads and feet do.

    A number by itself is known by how far it is from that of its page.
    """
    is_top, is_foot = piece.base > _TOP * page.height, piece.base < _FOOT * page.height
    text = _text(piece).casefold()
    is_beside = piece.left > _SIDE * page.width
    if not (is_top or is_foot or is_beside) or len(text) > _LONGEST_RUNNING:
        return set()
    where = "foot" if is_foot else "top"
    if _PAGE.match(text) and (numbers := _NUMBER.findall(text)):
        shown = "pagina # van #" if _tells(numbers[0], page) else text
        return {(where, shown)}
    if _NUMBER.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        return {(where, f"#{int(text) - page.number}")}
    if is_foot and piece.words[0].size < piece.size:  # the number of a note
        return set()
    shown = _NUMBER.sub(lambda each: "#" if _tells(each[0], page) else each[0], text)
    is_worded = sum(map(str.isalpha, text)) > 2 or is_beside
    return {(where, shown)} if is_worded else set()


def _tells(digits: str, page: Page) -> bool:
    return len(digits) <= _LONGEST_NUMBER and int(digits) == page.number


def _is_page_number(page: Page, piece: Piece) -> bool:
    return any(text == "pagina # van #" for _, text in _key(page, piece))


def _column(page: Page, pieces: Sequence[Piece], size: float) -> float | None:
    """Return where the side column starts: where small lines of the first page start, right."""
    starts: defaultdict[int, list[float]] = defaultdict(list)
    for piece in pieces:
        if piece.left > _SIDE * page.width and piece.size < _SMALLER * size:
            starts[round(piece.left / 3)].append(piece.left)
    best = max(starts.values(), key=len, default=[])
    return min(best) if len(best) > 2 else None


def _part_notes(sheet: Sheet, size: float) -> None:
    """Move the notes at the foot of a page from its lines to its notes.

    They start at the first of the small lines at the foot that has a raised number, or higher,
    right below the line that is drawn above them, where a note of the page before goes on.
    """
    lines = sheet.lines
    first = len(lines)
    while first and lines[first - 1].size < _SMALLER * size:
        first -= 1
    ruled = _below_rule(sheet, first)
    start = next((i for i in range(first, len(lines)) if starts_raised(lines[i])), None)
    if ruled is not None and (start is None or ruled < start):
        start = ruled
    if start is not None:
        sheet.lines, sheet.notes = lines[:start], lines[start:]


def _below_rule(sheet: Sheet, first: int) -> int | None:
    """Return the first small line below the line that is drawn above notes, on this page."""
    lines = sheet.lines
    if not lines:
        return None
    left = min(line.left for line in lines[min(first, len(lines) - 1) :])
    rules = [rule for rule in sheet.page.rules if _parts_notes(rule, sheet.page, left)]
    tops = [rule.top for rule in rules]
    marked = [i for i, line in enumerate(lines) if i >= first or starts_raised(line)]
    return next((i for i in marked if any(_just_above(y, lines, i) for y in tops[:20])), None)


def _parts_notes(rule: Rule, page: Page, left: float) -> bool:
    width = rule.right - rule.left
    return rule.is_level and abs(rule.left - left) < 6 and 0.1 < width / page.width < 0.4


def _just_above(top: float, lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    ceiling = lines[index - 1].base if index else line.base + 5 * line.size
    return line.base + 0.5 * line.size < top < min(ceiling, line.base + 3.5 * line.size)
