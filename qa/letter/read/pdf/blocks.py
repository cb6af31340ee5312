"""The lines of a letter → blocks: paragraphs, headings, items of lists, the signature.

In: the lines of the body in reading order. Out: blocks, each the lines that are one thing. Where a
block ends the page tells: a gap, another type, a mark of a list, a line that ends although the next
word still fitted on it. What goes on over a page break is one block when its sentence does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Final

from qa.letter.read.pdf.columns import rows_of
from qa.letter.read.pdf.lines import Line

_GAP: Final = 1.25  # of the usual distance of lines: a wider one parts paragraphs
_TINY: Final = 0.75  # of the size of the text: so small is what stands in a drawing
_FEW: Final = 20  # lines: no heading has more
_INDENT: Final = 4.0  # points
_LONGEST_HEADING: Final = 300  # characters
_LONGEST_ITALIC: Final = 120  # italics also set a quotation apart
_BULLETS: Final = frozenset("•●▪■◦○·‣➢✓►*o§\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf0a8")
_DASHES: Final = frozenset("-–—−\u2010")
_MARK: Final = re.compile(r"\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.):]|\([0-9a-z]{1,2}\)")
_NUMBER: Final = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\.?(?= |$)")
_COUNTED: Final = re.compile(r"(?P<number>[0-9]{1,2})[.)] ")
_OPENING: Final = "(«‘“'\"[„"
_ENDED: Final = re.compile(r"[.!?:;…][»”’\")\]]*$")


class Sort(Enum):
    """What a block is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    DRAWING = "drawing"  # or a table whose cells are not certain


@dataclass(slots=True)
class Block:
    """Lines that are one thing; `mark` is that of an item of a list, in front of its text."""

    sort: Sort
    lines: list[Line]
    mark: str = ""
    level: int | None = None
    cells: tuple[tuple[Line | None, ...], ...] = ()

    @property
    def text(self) -> str:
        """Its lines as one, hyphens and all."""
        return " ".join(line.text for line in self.lines)

    @property
    def place(self) -> str:
        """Where it starts, for messages."""
        return f"blz. {self.lines[0].page}"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a letter is set: its size, how far its lines stand apart, where they start and end."""

    size: float
    leading: float
    left: float
    right: float


def setting(lines: Sequence[Line], size: float) -> Setting:
    """Return how most of the lines of a letter are set."""
    steps: Counter[float] = Counter()
    lefts: Counter[int] = Counter()
    body = [line for line in lines if abs(line.size - size) < 0.6]
    for above, below in pairwise(body):
        if above.page == below.page and 0 < above.base - below.base < 3 * size:
            steps[round((above.base - below.base) * 4) / 4] += 1
    lefts.update(round(line.left) for line in body)
    rights = sorted(line.right for line in body)
    leading = min(steps, key=lambda step: (-steps[step], step), default=1.2 * size)
    left = min(lefts, key=lambda place: (-lefts[place], place), default=0)
    return Setting(size, leading, left, rights[len(rights) * 19 // 20] if rights else 0.0)


def blocks_of(lines: Sequence[Line], how: Setting) -> list[Block]:
    """Cut lines into blocks, and tell what each is."""
    marks = [_mark_of(line, how) for line in lines]
    marked = [
        bool(mark) or (line.is_bold and bool(_NUMBER.fullmatch(line.pieces[0].words[0].text)))
        for mark, line in zip(marks, lines, strict=True)
    ]
    rows = {rows.first: rows for rows in rows_of(lines, marked)}
    blocks: list[Block] = []
    end = 0
    for index, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if index < end:
            continue
        last = blocks[-1] if blocks else None
        if index in rows:
            found = rows[index]
            end = found.end
            sort = Sort.DRAWING if found.cells is None else Sort.TABLE
            blocks.append(Block(sort, list(lines[index:end]), cells=found.cells or ()))
        elif line.size < _TINY * how.size:
            if last and last.sort is Sort.DRAWING and last.lines[-1].page == line.page:
                last.lines.append(line)
            else:
                blocks.append(Block(Sort.DRAWING, [line]))
        elif mark:
            blocks.append(Block(Sort.ITEM, [line], mark))
        elif last and last.sort in (Sort.TEXT, Sort.ITEM) and _goes_on(last, line, how):
            last.lines.append(line)
        else:
            blocks.append(Block(Sort.TEXT, [line]))
    _tell_headings(blocks, how)
    _tell_lists(blocks)
    _tell_levels(blocks)
    return blocks


def without_mark(line: Line, mark: str) -> int:
    """Return how many characters at the start of a line are the mark of its item."""
    return len(line.text) - len(line.text[len(mark) :].lstrip())


def shown(mark: str) -> str:
    """Return the mark of an item as it is written: one bullet, one dash for all."""
    return "•" if mark in _BULLETS else "–" if mark in _DASHES else mark


def _mark_of(line: Line, how: Setting) -> str:
    """Return the mark with which a line starts an item of a list, or nothing.

    A number or letter is one where its text stands apart from it, or it stands in from the margin.
    """
    first, _, rest = line.text.partition(" ")
    if not rest:
        return ""
    if first in _BULLETS | _DASHES:
        is_apart = line.pieces[0].words[0].right + 0.6 * line.size < _second(line)
        return first if first in _BULLETS - {"o", "*"} or is_apart else ""
    if _MARK.fullmatch(first) is None:
        return ""
    is_apart = line.pieces[0].words[0].right + 0.6 * line.size < _second(line)
    return first if is_apart or line.left > how.left + _INDENT else ""


def _second(line: Line) -> float:
    words = [word for piece in line.pieces for word in piece.words]
    return words[1].left if len(words) > 1 else line.right


def _goes_on(block: Block, line: Line, how: Setting) -> bool:
    """Tell whether a line belongs to the block above it."""
    above = block.lines[-1]
    if abs(above.size - line.size) > 0.08 * how.size or _parts_by_style(block, line):
        return False
    ended = _ENDED.search(above.text[-8:]) is not None
    if block.sort is Sort.ITEM and line.left < _text_left(block) - _INDENT:
        return _starts_low(line.text) and not ended
    if above.text[-1] in _DASHES and above.text[-2:-1].isalnum():
        return True  # a word goes on there
    fits = above.right + 0.3 * line.size + line.first_word < how.right - 2
    if above.page != line.page:
        # A full line that ends a sentence goes on more often than it ends a paragraph.
        is_heading = above.is_bold or above.is_underlined
        return not is_heading and not (fits and (ended or not _starts_low(line.text)))
    step = above.base - line.base
    if step > _GAP * max(how.leading, above.size * how.leading / how.size):
        return False
    if ended and block.sort is Sort.TEXT and line.left > above.left + _INDENT:
        return False
    return not (fits and (ended or not _starts_low(line.text)))


def _starts_low(text: str) -> bool:
    """Tell whether a text starts with a small letter, as what goes on does."""
    return text.lstrip(_OPENING)[:1].islower()


def _text_left(block: Block) -> float:
    """Return where the text of an item starts: behind its mark, or where its second line does."""
    if len(block.lines) > 1:
        return block.lines[1].left
    return block.lines[0].left


def _parts_by_style(block: Block, line: Line) -> bool:
    """Tell whether the type changes as it does after a heading, and not as within a sentence."""
    above = block.lines[-1]
    if above.style == line.style or _starts_low(line.text):
        return False
    if any(above.style) and any(each.style != above.style for each in block.lines[:_FEW]):
        return False
    return block.sort is Sort.TEXT or any(line.style) or _ENDED.search(above.text[-8:]) is not None


def _tell_headings(blocks: list[Block], how: Setting) -> None:
    for block in blocks:
        if _is_heading(block, how):
            block.sort, block.mark = Sort.HEADING, ""


def _tell_lists(blocks: list[Block]) -> None:
    """Make items of paragraphs that count on: 1, 2, 3 right below each other, or 10 after 9."""
    run: list[Block] = []
    last = 0
    for block in [*blocks, Block(Sort.DRAWING, [])]:
        match = _COUNTED.match(block.lines[0].text) if block.lines else None
        number = int(match["number"]) if match else 0
        if block.sort is Sort.TEXT and match and number == last + 1:
            run.append(block)
            last = number
            continue
        if len(run) > 1 or (run and not run[0].text.startswith("1")):
            for each in run:
                each.sort, each.mark = Sort.ITEM, each.lines[0].text.partition(" ")[0]
        is_item = block.sort is Sort.ITEM and bool(match)
        run = [block] if block.sort is Sort.TEXT and number == 1 else []
        last = number if is_item or run else 0


def _is_heading(block: Block, how: Setting) -> bool:
    if block.sort in (Sort.DRAWING, Sort.TABLE):
        return False
    line, text = block.lines[0], block.text
    if (
        len(text) > _LONGEST_HEADING
        or text.endswith((".", ";", ","))
        or line.size < 0.97 * how.size
    ):
        return False
    if block.mark and not (_NUMBER.match(text) and line.is_bold):
        return False
    if not any(map(str.isalpha, text)):
        return False
    if any(each.style != line.style or abs(each.size - line.size) > 0.3 for each in block.lines):
        return False
    is_larger = line.size > 1.08 * how.size
    is_italic = line.is_italic and len(text) <= _LONGEST_ITALIC
    return is_larger or line.is_bold or line.is_underlined or is_italic


def _tell_levels(blocks: list[Block]) -> None:
    """Set the level of each heading: its number says it, or its type, from largest to lightest."""
    heads = [block for block in blocks if block.sort is Sort.HEADING]
    depths: dict[tuple[float, int], set[int]] = {}
    for block in heads:
        depths.setdefault(_rank(block), set()).add(_depth(block))
    deepest = 0
    levels: dict[tuple[float, int], int | None] = {}
    for rank in sorted(depths):
        numbered = depths[rank] - {0}
        if numbered:
            # Where headings of one type are numbered 1 and 1.1, one without a number may be either.
            levels[rank] = min(numbered) if len(numbered) == 1 else None
            deepest = max(deepest, *numbered)
        else:
            deepest += 1
            levels[rank] = deepest
    for block in heads:
        block.level = _depth(block) or levels[_rank(block)]
    open_items: list[float] = []
    for block in blocks:
        if block.sort is Sort.ITEM:
            left = block.lines[0].left
            while open_items and open_items[-1] > left - _INDENT:
                open_items.pop()
            open_items.append(left)
            block.level = len(open_items)
        elif block.sort is Sort.HEADING:
            open_items.clear()


def _rank(block: Block) -> tuple[float, int]:
    line = block.lines[0]
    weight = 0 if line.is_bold else 1 if line.is_underlined else 2 if line.is_italic else 3
    return -round(line.size), weight


def _depth(block: Block) -> int:
    match = _NUMBER.match(block.text)
    return match["number"].count(".") + 1 if match else 0
