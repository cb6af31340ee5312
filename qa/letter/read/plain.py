"""A letter as plain text → Received: a saved web page of text, or the letter alone.

In: text in UTF-8, or as Windows writes it, with or without the marks of Markdown. A page begins
with a menu and lines of metadata, ends in numbered notes, and has the letter between them. What is
a heading, a table or a marker of a note is worked out here where nothing marks it, and what is not
certain becomes text and a doubt. Refuses what is no text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qa.corpus import LARGEST_TEXT
from qa.dutch.text import normalise
from qa.errors import LetterError
from qa.letter.read import markers, pages
from qa.letter.read.cells import with_rows
from qa.letter.read.endnotes import Below, find_notes
from qa.letter.read.headings import (
    MARKED_HEADING,
    is_heading,
    is_numbered,
    is_question_above,
    without_mark,
)
from qa.letter.read.letterhead import TITLE, end_of_head, entries
from qa.letter.read.lines import ITEM, Raw, cut_blocks
from qa.letter.read.markdown import unmarked
from qa.letter.read.pieces import Piece, find_tables
from qa.letter.read.received import Front, Marker, Note, Part, Received, Role

# What no text of Windows holds: its own control characters, and bytes that stand for nothing there.
_NOT_WRITTEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_OTHER_BREAKS = re.compile(r"\r\n?|[\f\v\u0085\u2028\u2029]")  # of a page, a line, a paragraph
_OF_LETTER = (Role.TEXT, Role.ITEM, Role.TABLE)
_SIGNATURE = re.compile(r"^De (?:[Mm]inister|[Ss]taatssecretaris)\b[^\n]*,\n\S[^\n]*$")


def read(data: bytes, name: str) -> Received:
    """Read a letter from text.

    Raises: LetterError when it is too long, no text, or holds no letter.
    """
    if len(data) > LARGEST_TEXT:
        raise LetterError(
            f"{name}: {len(data)} bytes tekst, hoogstens {LARGEST_TEXT} verwacht; is dit één brief?"
        )
    written, doubts = _decode(data, name)
    text = unmarked(written)
    lines = normalise(text).split("\n")
    # Tabs are kept in the body: in a table they part the cells.
    tabbed = "\t".join(map(normalise, text.split("\t"))).split("\n")
    front, start = pages.front_of(lines)
    below = find_notes(lines, start)
    letter = _Resolved(front, _pieces(tabbed, start, below.first), below)
    if not (below.is_set_in or letter.calls_its_notes):
        letter = _Resolved(front, _pieces(tabbed, start, len(lines)), Below(len(lines)))
    received = letter.received()
    if not any(part.role in _OF_LETTER for part in received.parts):
        raise LetterError(f"{name}: geen tekst van een brief gevonden; is dit het goede bestand?")
    return replace(received, doubts=(*doubts, *received.doubts))


def _pieces(lines: list[str], start: int, end: int) -> tuple[Piece, ...]:
    body = [*lines[:start], *with_rows(lines[start:end])]
    return find_tables(cut_blocks(body, start))


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, and what is uncertain of how it was written."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    doubts: tuple[str, ...] = ()
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        text = "" if encoding == "utf-16" else data.decode("cp1252", "replace")
        if not text or _NOT_WRITTEN.search(text):
            raise LetterError(
                f"{name}: byte {error.start} is geen {encoding.upper()}; bewaar de brief als"
                " UTF-8-tekst."
            ) from error
        doubts = (
            f"{name}: byte {error.start} is geen UTF-8; gelezen als tekst van Windows. Kijk na of"
            " letters met accenten goed zijn.",
        )
    if "\0" in text:
        raise LetterError(f"{name}: bevat een NUL-teken; bewaar de brief als gewone tekst.")
    return _OTHER_BREAKS.sub("\n", text), doubts


def _role(piece: Piece, text: str) -> Role:
    if piece.is_table:
        return Role.TABLE
    if _SIGNATURE.match(text):
        return Role.SIGNATURE
    if ITEM.match(text) or (is_numbered(text) and is_numbered(text.partition("\n")[2])):
        return Role.ITEM
    return Role.HEADING if is_heading(text) else Role.TEXT


def _kept(called: Sequence[Marker], cut: int) -> tuple[Marker, ...]:
    """Return markers as they stand where so many characters in front of them are gone."""
    return tuple(replace(each, offset=max(0, each.offset - cut)) for each in called)


def _is_all(raw: Raw, places: Sequence[markers.Place]) -> bool:
    marks = "".join(raw.text[place.start : place.end] for place in places)
    return "".join(raw.text.split()) == "".join(marks.split())


def _out_of_turn(stray: Raw) -> str:
    return (
        f"{stray.place}: «{stray.text[:40]}» staat tussen de voetnoten en is niet de volgende; het"
        " is tekst achteraan geworden, en getallen daarin zijn geen feiten."
    )


class _Resolved:
    """The blocks of a text with the markers that are certain cut out of them."""

    def __init__(self, front: Front, pieces: Sequence[Piece], below: Below) -> None:
        self._front, self._pieces = front, pieces
        self._notes, self._strays = below.notes, below.strays
        self._body = [piece.raw for piece in pieces]
        self._found = markers.find_markers(self._body, len(self._notes))
        self._places = {
            block: list(places)
            for block, places in groupby(self._found.certain, key=lambda place: place.block)
        }
        # A line that is nothing but markers calls no note: there is no text that it belongs to.
        for block in [n for n, places in self._places.items() if _is_all(self._body[n], places)]:
            del self._places[block]
        # Notes are numbered anew where one is called nowhere.
        certain = (place.number for places in self._places.values() for place in places)
        self._numbers = {number: n for n, number in enumerate(certain, start=1)}

    @property
    def calls_its_notes(self) -> bool:
        """Whether more of its notes are called for certain than not."""
        return 2 * len(self._numbers) > len(self._notes)

    def received(self) -> Received:
        """Return the letter in its parts."""
        called = [n for n in range(1, len(self._notes) + 1) if n in self._numbers]
        uncalled = [n for n in range(1, len(self._notes) + 1) if n not in self._numbers]
        return Received(
            self._front,
            (
                *self._parts(),
                *(self._uncalled(number) for number in uncalled),
                *(Part(Role.TEXT, stray.text, stray.place, unread=True) for stray in self._strays),
            ),
            tuple(map(self._note, called)),
            (*map(self._doubt, uncalled), *map(_out_of_turn, self._strays)),
        )

    def _parts(self) -> Iterator[Part]:
        first = end_of_head([raw.text for raw in self._body])
        yield from self._head(first)
        doubtful = {place.block for places in self._found.open.values() for place in places}
        for index, piece in enumerate(self._pieces[first:], start=first):
            text, called = self._without_markers(index)
            place, unread = piece.raw.place, index in doubtful
            if marked := MARKED_HEADING.match(text):
                level, text = len(marked["level"]), marked["text"]
                called = _kept(called, marked.start("text"))
                yield Part(Role.HEADING, text, place, called, level=level, unread=unread)
            else:
                yield Part(self._role(index, text), text, place, called, unread=unread)

    def _role(self, index: int, text: str) -> Role:
        role, around = _role(self._pieces[index], text), self._body[index - 1 : index + 2 : 2]
        beside = [raw.text for raw in around]
        if role is Role.TEXT and len(beside) == 2 and is_question_above(text, *beside):
            return Role.HEADING
        return role

    def _head(self, end: int) -> Iterator[Part]:
        """Yield what the letterhead says, each under its label."""
        found = [self._without_markers(number) for number in range(end)]
        said = entries([without_mark(text) for text, _ in found])
        lines = [*(entry.line for entry in said), end]
        for entry, after in zip(said, lines[1:], strict=True):
            # A label may stand in a block of its own, above what is said under it.
            blocks = found[entry.line : after]
            called = tuple(
                replace(each, offset=min(each.offset, len(entry.text)))
                for text, markers in blocks
                for each in _kept(markers, len(text) - len(entry.text))
            )
            is_title = not entry.label and MARKED_HEADING.match(blocks[0][0])
            place = self._body[entry.line].place
            label = TITLE if is_title else entry.label
            yield Part(Role.LETTERHEAD, entry.text, place, called, label=label)

    def _without_markers(self, index: int) -> tuple[str, tuple[Marker, ...]]:
        text, places = self._body[index].text, self._places.get(index, [])
        kept, called, end = "", [], 0
        for place in places:
            kept += text[end : place.start]
            called.append(Marker(self._numbers[place.number], len(kept)))
            end = place.end
        return kept + text[end:], tuple(called)

    def _note(self, number: int) -> Note:
        raw = self._notes[number - 1]
        kept, strays, end = "", [], 0
        for left, right in markers.find_strays(raw.text):
            kept += raw.text[end:left]
            strays.append((len(kept), raw.text[left:right]))
            end = right
        return Note(kept + raw.text[end:], raw.place, tuple(strays))

    def _uncalled(self, number: int) -> Part:
        raw = self._notes[number - 1]
        return Part(Role.TEXT, f"Noot {number}: {raw.text}", raw.place, unread=True)

    def _doubt(self, number: int) -> str:
        places = self._found.open.get(number, ())
        shown = " of ".join(markers.around(self._body, place) for place in places[:2])
        where = f"kan op meer plaatsen staan: {shown}" if shown else "is nergens gevonden"
        return (
            f"de verwijzing naar voetnoot {number} {where}; de noot is tekst achteraan geworden"
            + (", en getallen op die plaatsen zijn geen feiten." if shown else ".")
        )
