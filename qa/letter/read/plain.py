"""A letter as plain text → Received: a saved web page of text, or the letter alone.

In: UTF-8 text. A page begins with a menu and lines of metadata, ends in numbered notes, and has the
letter between them. Nothing is marked in such a file: what is a heading, a table or a marker of a
note is worked out here, and what is not certain becomes text and a doubt. Refuses what is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa.corpus import LARGEST_TEXT
from qa.dutch.text import normalise
from qa.errors import LetterError
from qa.letter.read import markers, pages
from qa.letter.read.headings import is_heading
from qa.letter.read.letterhead import end_of_head, entries
from qa.letter.read.lines import Raw, cut_blocks
from qa.letter.read.pieces import Piece, find_tables
from qa.letter.read.received import Front, Marker, Note, Part, Received, Role

_NOTE = re.compile(r"^ {1,4}(?P<number>\d{1,3})\. (?P<text>.*)$")
_ITEM = re.compile(r"(?:[•●▪*–-]|[a-z]\))\s+\S")
_SIGNATURE = re.compile(r"^De (?:[Mm]inister|[Ss]taatssecretaris)\b[^\n]*,\n\S[^\n]*$")


def read(data: bytes, name: str) -> Received:
    """Read a letter from text.

    Raises: LetterError when it is too long or no UTF-8, or its notes do not count up from 1.
    """
    if len(data) > LARGEST_TEXT:
        raise LetterError(
            f"{name}: {len(data)} bytes tekst, hoogstens {LARGEST_TEXT} verwacht; is dit één brief?"
        )
    text = _decode(data, name)
    lines = normalise(text).split("\n")
    # Tabs are kept in the body: in a table they part the cells.
    tabbed = "\t".join(map(normalise, text.split("\t"))).split("\n")
    front, start = pages.front_of(lines)
    first_note = next((i for i in range(start, len(lines)) if _is_first_note(lines[i])), len(lines))
    pieces = find_tables(cut_blocks(tabbed[:first_note], start))
    notes = _read_notes(lines, first_note, name)
    return _Resolved(front, pieces, notes).received()


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LetterError(
            f"{name}: byte {error.start} is geen UTF-8; bewaar de brief als UTF-8-tekst."
        ) from error
    if "\0" in text:
        raise LetterError(f"{name}: bevat een NUL-teken; bewaar de brief als gewone tekst.")
    return text


def _is_first_note(line: str) -> bool:
    match = _NOTE.match(line)
    return match is not None and match["number"] == "1"


def _read_notes(lines: list[str], first: int, name: str) -> tuple[Raw, ...]:
    notes: list[Raw] = []
    for number in range(first, len(lines)):
        if not lines[number].strip():
            continue
        match = _NOTE.match(lines[number])
        text = match["text"].removesuffix("↩").rstrip() if match else ""
        if match is None or int(match["number"]) != len(notes) + 1 or not text:
            raise LetterError(
                f"{name}, regel {number + 1}: «{lines[number].strip()[:40]}» is niet voetnoot"
                f" {len(notes) + 1}; de noten moeten oplopend vanaf 1 onder de brief staan."
            )
        notes.append(Raw(text, number + 1))
    return tuple(notes)


class _Resolved:
    """The blocks of a text with the markers that are certain cut out of them."""

    def __init__(self, front: Front, pieces: Sequence[Piece], notes: Sequence[Raw]) -> None:
        self._front, self._pieces, self._notes = front, pieces, notes
        self._body = [piece.raw for piece in pieces]
        self._found = markers.find_markers(self._body, len(notes))
        # Notes are numbered anew where one is called nowhere.
        self._numbers = {p.number: n for n, p in enumerate(self._found.certain, start=1)}
        self._places: dict[int, list[markers.Place]] = {}
        for place in self._found.certain:
            self._places.setdefault(place.block, []).append(place)

    def received(self) -> Received:
        """Return the letter in its parts."""
        called = [n for n in range(1, len(self._notes) + 1) if n in self._numbers]
        uncalled = [n for n in range(1, len(self._notes) + 1) if n not in self._numbers]
        return Received(
            self._front,
            (*self._parts(), *(self._uncalled(number) for number in uncalled)),
            tuple(map(self._note, called)),
            tuple(map(self._doubt, uncalled)),
        )

    def _parts(self) -> Iterator[Part]:
        first = end_of_head([raw.text for raw in self._body])
        doubtful = {place.block for places in self._found.open.values() for place in places}
        for index, piece in enumerate(self._pieces):
            text, called = self._without_markers(index)
            role = self._role(piece, text, is_letterhead=index < first)
            unread = index in doubtful
            if role is Role.LETTERHEAD and not called:
                ((label, text, _),) = entries([text])
                yield Part(role, text, piece.raw.place, label=label)
            else:
                yield Part(role, text, piece.raw.place, called, unread=unread)

    def _role(self, piece: Piece, text: str, *, is_letterhead: bool) -> Role:
        if is_letterhead:
            return Role.LETTERHEAD
        if piece.is_table:
            return Role.TABLE
        if _SIGNATURE.match(text):
            return Role.SIGNATURE
        if _ITEM.match(text):
            return Role.ITEM
        return Role.HEADING if is_heading(text) else Role.TEXT

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
        places = self._found.open[number]
        shown = " of ".join(markers.around(self._body, place) for place in places[:2])
        where = f"kan op meer plaatsen staan: {shown}" if shown else "is nergens gevonden"
        return (
            f"de verwijzing naar voetnoot {number} {where}; de noot is tekst achteraan geworden"
            + (", en getallen op die plaatsen zijn geen feiten." if shown else ".")
        )
