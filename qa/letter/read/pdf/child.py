"""The bytes of a PDF → its words and ruled lines, worked out in a process of its own.

In: the file on standard input. Out: one JSON object on standard output: `pages`, each with its
`size`, `words` and `rules`, and how many words stand `turned`; or `refused`, one word that says
why. Coordinates are points from the lower left corner. This file is run by its path
(`parent.pages`) and imports nothing of the program: what a file that means harm can reach is
this process, which may take no more memory and time than set here, and can say nothing but JSON.

Refuses: what is no PDF or is broken, a file that asks for a password, one without any text (a
scan), and one with absurdly many pages, characters or drawn lines.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

# Measured: a letter of 32 pages takes 1 second and 34 MB, a law of 141 pages 3.5 seconds and 45 MB.
MEMORY: Final = 1 << 30  # bytes of address space, of which more is reserved than is used
SECONDS: Final = 20  # of computing
MOST_PAGES: Final = 500
MOST_CHARACTERS: Final = 1_000_000
MOST_WORDS: Final = 300_000
MOST_OBJECTS: Final = 400_000  # drawn things, with their corners

_SPACE = 0.2  # of the type size: what parts two words; Verdana's own space is 0.35
_HYPHEN = 2  # what the library gives for a hyphen at the end of a line
_SOFT_HYPHEN = 0xAD
_OF_FONTS = 0xE000  # where the signs start to which each font gives its own meaning
# The weight that the library gives is guessed: 455 for DejaVu Sans Bold, 610 for its oblique.
_BOLD = 1 << 18  # a flag of a font, and beside it its name
_BOLD_NAMES = (b"bold", b"black", b"heavy", b"demi")
_ITALIC = 1 << 6  # a flag of a font (PDF 32000-1, table 123)
_THIN = 3.0  # points: a drawn box as thin as this is a line
_SHORTEST_RULE = 4.0


class Refused(Exception):
    """The file cannot be read; holds the word that says why."""


@dataclass(slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    base: float
    size: float
    style: int  # 1 bold, 2 italic


def main() -> None:
    """Read standard input, write standard output."""
    limit()
    try:
        found = read(sys.stdin.buffer.read())
    except Refused as refused:
        found = {"refused": str(refused)}
    except MemoryError:
        found = {"refused": "memory"}
    json.dump(found, sys.stdout)


def limit() -> None:
    """Bound what this process may take, before it looks at anything."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, hard))


def read(data: bytes) -> dict[str, Any]:
    """Return the pages of a PDF.

    Raises: Refused.
    """
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as error:
        raise Refused("missing") from error
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Refused("locked" if is_locked else "broken") from error
    if not 0 < len(document) <= MOST_PAGES:
        raise Refused("pages" if len(document) else "broken")
    try:
        return {"pages": _pages(raw, document)}
    except pypdfium2.PdfiumError as error:
        raise Refused("broken") from error


def _pages(raw: Any, document: Any) -> list[dict[str, Any]]:
    # Counted first, so that too long a file is refused before it is read.
    if sum(_characters(page) for page in document) > MOST_CHARACTERS:
        raise Refused("characters")
    pages: list[dict[str, Any]] = []
    objects = count = 0
    for page in document:
        text = page.get_textpage()
        rules, seen = _rules(raw, page.raw, MOST_OBJECTS - objects)
        objects += seen
        glyphs, turned = _glyphs(raw, text.raw, text.count_chars())
        words = list(_words(glyphs))
        count += len(words)
        if count > MOST_WORDS:
            raise Refused("characters")
        size = page.get_size()
        pages.append({"size": size, "words": words, "rules": rules, "turned": turned})
        text.close()
        page.close()
    if not count:
        raise Refused("scan")
    return pages


def _characters(page: Any) -> int:
    text = page.get_textpage()
    count = int(text.count_chars())
    text.close()
    page.close()
    return count


def _glyphs(raw: Any, text: Any, count: int) -> tuple[list[_Glyph | None], int]:
    """Return the characters in the order of the file; None for white space that it holds itself.

    White space that the library adds is left out: where it is wrong ("P agina") the distance tells.
    """
    found: list[_Glyph | None] = []
    turned = 0
    x, y, flags = ctypes.c_double(), ctypes.c_double(), ctypes.c_int()
    buffer = ctypes.create_string_buffer(64)
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        letter = "-" if code == _HYPHEN else chr(code) if code < 0x110000 else "\ufffd"
        is_sign = letter.isprintable() or code == _SOFT_HYPHEN or code >= _OF_FONTS
        if letter.isspace() or not is_sign:
            found.append(None)
            continue
        if not raw.FPDFText_GetMatrix(text, index, matrix) or matrix.a <= abs(matrix.b):
            turned += 1
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        buffer[0] = b"\0"
        raw.FPDFText_GetFontInfo(text, index, buffer, 64, flags)
        font = buffer.raw.partition(b"\0")[0].lower()
        bold = flags.value & _BOLD or any(name in font for name in _BOLD_NAMES)
        italic = flags.value & _ITALIC or b"italic" in font or b"oblique" in font
        size = raw.FPDFText_GetFontSize(text, index) * abs(matrix.d)
        style = (1 if bold else 0) | (2 if italic else 0)
        found.append(_Glyph(letter, x.value, max(x.value, box.right), y.value, size, style))
    return found, turned


def _words(glyphs: list[_Glyph | None]) -> Iterator[list[Any]]:
    """Yield [text, left, right, base, size, style, is_spaced] of each run of one type."""
    word: list[_Glyph] = []
    is_spaced = True
    for glyph in [*glyphs, None]:
        if glyph is not None and word and _goes_on(word[-1], glyph):
            word.append(glyph)
            continue
        if word:
            first, last = word[0], word[-1]
            text = "".join(each.text for each in word)
            numbers = (first.left, last.right, first.base, first.size)
            yield [text, *(round(each, 2) for each in numbers), first.style, is_spaced]
            is_spaced = False
        is_spaced = is_spaced or glyph is None
        word = [glyph] if glyph is not None else []


def _goes_on(before: _Glyph, after: _Glyph) -> bool:
    return (
        abs(after.base - before.base) < 0.1 * before.size
        and abs(after.size - before.size) < 0.05 * before.size
        and after.style == before.style
        and -0.5 * before.size < after.left - before.right < _SPACE * before.size
    )


def _rules(raw: Any, page: Any, most: int) -> tuple[list[list[float]], int]:
    """Return the upright and level lines that are drawn: [left, bottom, right, top]."""
    found: list[list[float]] = []
    seen = raw.FPDFPage_CountObjects(page)
    if seen > most:
        raise Refused("objects")
    for index in range(seen):
        thing = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_PATH:
            continue
        box = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(thing, *box)
        edges = [round(each.value, 2) for each in box]
        if _is_rule(edges):
            found.append(edges)
            continue
        seen += raw.FPDFPath_CountSegments(thing)
        if seen > most:
            raise Refused("objects")
        found.extend(filter(_is_rule, _edges(raw, thing)))
    return found, seen


def _is_rule(edges: list[float]) -> bool:
    across, up = edges[2] - edges[0], edges[3] - edges[1]
    return min(across, up) <= _THIN and max(across, up) >= _SHORTEST_RULE


def _edges(raw: Any, thing: Any) -> Iterator[list[float]]:
    """Yield the sides of a path whose outline is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not stroke.value:
        return
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    start = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = last = point
            continue
        yield _between(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield _between(last, start)
            last = start


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[float]:
    return [round(f(a, b), 2) for f in (min, max) for a, b in zip(one, other, strict=True)]


if __name__ == "__main__":
    main()
