"""The words of a page → its lines: what stands on one baseline, cut where a wide gap parts it.

In: a page. Out: pieces (words that follow each other), and lines (pieces of one column that stand
on one baseline), each with its type. Digits that stand raised and small are no text but `raised`:
whether they call a note is for `notes` to say. Nothing is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from qa.letter.read.pdf.parent import Page, Rule, Word

_WIDE: Final = 1.1  # of the type size: a wider gap parts two pieces; justified text stays below
_LARGEST: Final = 60.0  # points: larger type is not underlined
_GLUED: Final = 0.2  # a smaller one is no space, where the file has none
_SMALL: Final = 0.85  # of the size of its line: so small is a raised digit, or a lowered one
_RAISED: Final = 0.12  # so far above the line
_DIGITS: Final = re.compile(r"[0-9]+(?:[,;][0-9]+)*")
_SUPERSCRIPT: Final = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PLAIN: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Raised:
    """Small raised digits, and where they stand in the text that does not hold them."""

    offset: int
    digits: str


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text, and the raised digits between its characters."""

    text: str
    raised: tuple[Raised, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line without a wide gap between them; `base` and `size` are of most of it."""

    words: tuple[Word, ...]
    base: float
    size: float
    is_underlined: bool = False

    @property
    def left(self) -> float:
        """Where it starts."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one line, from left to right."""

    page: int
    pieces: tuple[Piece, ...]
    text: str
    raised: tuple[Raised, ...]
    base: float
    left: float
    right: float
    size: float
    is_bold: bool
    is_italic: bool
    is_underlined: bool
    first_word: float  # how wide it is: where it still fitted on the line above, that ends there

    @property
    def style(self) -> tuple[bool, bool, bool]:
        """What sets it apart: bold, italic, underlined."""
        return self.is_bold, self.is_italic, self.is_underlined


def body_size(pages: Iterable[Page]) -> float:
    """Return the size in which most of a letter is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 4) / 4] += len(word.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def pieces_of(page: Page) -> list[Piece]:
    """Return the pieces of a page, in the order of the file."""
    underlines = _underlines(page.rules)
    found: list[Piece] = []
    words: list[Word] = []
    for word in page.words:
        is_number = len(words) == 1 and _starts_note(words[0], word)
        if words and not is_number and not _follows(_main(words[-6:]), words[-1], word):
            found.append(_piece(words, underlines))
            words = []
        words.append(word)
    if words:
        found.append(_piece(words, underlines))
    return found


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Return the lines that pieces make, from the top of the page to its foot."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: (-each.base, each.left)):
        if lines and _is_level(lines[-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [line(sorted(each, key=lambda piece: piece.left), page) for each in lines]


def line(pieces: Sequence[Piece], page: int) -> Line:
    """Return the line of pieces that stand from left to right."""
    words = [word for piece in pieces for word in piece.words]
    size = max(pieces, key=lambda piece: len(piece.words)).size
    base = max(pieces, key=lambda piece: len(piece.words)).base
    spelled = spell(words, base, size)
    if not spelled.text:  # nothing but digits that stand raised above nothing
        spelled = Spelled(" ".join(word.text for word in words))
    plain = [word for word in words if word.size > _SMALL * size] or words
    first = plain[0]
    return Line(
        page,
        tuple(pieces),
        spelled.text,
        spelled.raised,
        base,
        pieces[0].left,
        pieces[-1].right,
        size,
        all(word.is_bold for word in plain),
        all(word.is_italic for word in plain),
        all(piece.is_underlined for piece in pieces),
        first.right - first.left,
    )


def spell(words: Sequence[Word], base: float, size: float) -> Spelled:
    """Write words that stand on one line as text, without its raised digits."""
    parts: list[str] = []
    raised: list[Raised] = []
    length = 0
    before: Word | None = None
    is_parted = False
    for word in words:
        if before is not None:
            gap = word.left - before.right
            is_parted |= gap > _GLUED * size or (word.is_spaced and gap > -_GLUED * size)
        before = word
        if _is_raised(word, base, size):
            raised.append(Raised(length, word.text))
            continue
        for text, digits in _without_superscripts(word.text):
            if text and is_parted and length:
                parts.append(" ")
                length += 1
            parts.append(text)
            length += len(text)
            is_parted = is_parted and not text
            if digits:
                raised.append(Raised(length, digits))
    return Spelled("".join(parts), tuple(raised))


def starts_raised(line: Line) -> bool:
    """Tell whether a line starts with raised digits, as the text of a note does."""
    return bool(line.raised) and line.raised[0].offset == 0


def without_raised(line: Line) -> Line:
    """Return a line without the raised digits that it starts with."""
    return replace(line, raised=line.raised[1:])


def _without_superscripts(text: str) -> Iterator[tuple[str, str]]:
    start = 0
    for match in _SUPERSCRIPT.finditer(text):
        yield text[start : match.start()], match[0].translate(_PLAIN)
        start = match.end()
    if start < len(text):
        yield text[start:], ""


def _is_raised(word: Word, base: float, size: float) -> bool:
    is_small = word.size < _SMALL * size
    return bool(is_small and word.base > base + _RAISED * size and _DIGITS.fullmatch(word.text))


def _main(words: Sequence[Word]) -> Word:
    """Return the word that tells the size and the baseline of what it stands in."""
    return max(words, key=lambda word: (round(word.size, 1), len(word.text)))


def _follows(main: Word, before: Word, word: Word) -> bool:
    """Tell whether a word goes on on the line of the words before it."""
    size = max(main.size, word.size)
    gap, off = (word.left - before.right) / size, abs(word.base - main.base) / size
    if min(main.size, word.size) > _SMALL * size:
        return -0.6 < gap < _WIDE and off < 0.15
    small = word if word.size < main.size else before
    is_mark = len(small.text) < 3 or _DIGITS.fullmatch(small.text) is not None
    return -0.6 < gap < _WIDE / 2 and off < 0.6 and is_mark


def _starts_note(number: Word, word: Word) -> bool:
    """Tell whether a word is the first of the note whose small, raised number stands before it."""
    is_near = -0.2 * word.size < word.left - number.right < 2.5 * word.size
    return is_near and _is_raised(number, word.base, word.size)


def _piece(words: list[Word], underlines: dict[tuple[int, int], float]) -> Piece:
    letters: Counter[tuple[float, float]] = Counter()
    for word in words:
        letters[round(word.size, 1), word.base] += len(word.text)
    size, base = max(letters, key=lambda each: (each[0], letters[each]))
    return Piece(tuple(words), base, size, _is_underlined(words, base, size, underlines))


def _is_level(pieces: Sequence[Piece], piece: Piece) -> bool:
    first = pieces[0]
    size = max(first.size, piece.size)
    return abs(first.base - piece.base) < 0.25 * size and all(
        piece.left > each.right - 1 or piece.right < each.left + 1 for each in pieces[-8:]
    )


def _underlines(rules: Iterable[Rule]) -> dict[tuple[int, int], float]:
    """Return where the level lines of a page start → where they end."""
    ends: dict[tuple[int, int], float] = {}
    for rule in rules:
        if rule.is_level:
            place = round(rule.bottom), round(rule.left)
            ends[place] = max(rule.right, ends.get(place, 0.0))
    return ends


def _is_underlined(
    words: list[Word], base: float, size: float, underlines: dict[tuple[int, int], float]
) -> bool:
    """Tell whether a line runs below words from their first to their last, and no further."""
    left, right = words[0].left, words[-1].right
    for below in range(int(min(size, _LARGEST) // 3) + 1):
        end = left
        for _ in range(len(words)):
            starts = [(round(base) - below, round(end) + shift) for shift in (-2, -1, 0, 1, 2, 3)]
            end, was = max([underlines.get(start, 0.0) for start in starts] + [end]), end
            if end == was or end > right - 3:
                break
        if right - 3 <= end <= right + 5:
            return True
    return False
