"""A letter as its file has it, in the same parts whatever the format.

Every reader in `qa.letter.read` gives this, and `qa.letter.parse` makes a Letter of it. What a
format marks is here as it is marked (levels of headings, notes, the head of a table); only of plain
text it was worked out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Role(Enum):
    """What a part of a letter is."""

    LETTERHEAD = "letterhead"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note is called: between two characters of a part's text, which does not hold it.

    `note` counts from 1, in the order in which the letter calls its notes.
    """

    note: int
    offset: int


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text that is one thing, in reading order.

    `text` is normalised (`qa.dutch.text.normalise`) and never blank. Its lines:

    - a heading, a paragraph: one line, but for the breaks that the letter itself makes. A heading
      keeps its number in front of it ("2.1 Opsporing");
    - an item of a list: one, with its mark in front ("• ", "– ", "1. ", "a) "); `level` is from 1;
    - a table: its caption, if it has one, by itself on the first line; then one line a row, the
      cells parted by tabs, as many in every row. A cell over several columns stands in the first of
      them, and in each where it is a head; one over several rows is repeated in each. `heads` tells
      how many rows are its head, or None where the format does not. Of plain text the table is as
      it stands there;
    - a signature: the office, ending in a comma, and the name below it;
    - a letterhead: one part for each thing that it says, which `label` names ("Datum", "Betreft").

    `shared` are the cells of a table, as (row, column), below its head that stand over more rows or
    columns than one: what such a cell says it says of all of them together.

    `level` of a heading counts from 1; None where the format does not tell. `unread` tells that it
    is not certain what its numbers belong to: none of them is a fact. `place` is where it stands in
    the file, for messages: "regel 12", "blz. 3", "alinea 14".
    """

    role: Role
    text: str
    place: str
    markers: tuple[Marker, ...] = ()
    level: int | None = None
    heads: int | None = None
    label: str = ""
    unread: bool = False
    shared: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a note; the first of a letter is number 1.

    `strays` are digits that look like a marker and link to no note: they were left out of the text,
    as (offset, digits).
    """

    text: str
    place: str
    strays: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """What a file says of the letter itself: empty, or None, where it says nothing.

    `letter_id` is the official one ("kst-28684-720"); `number` that of the House or the ministry
    ("2022D53981"); `dossier` has its addition behind a hyphen ("21501-03", "34300-VII").
    """

    letter_id: str = ""
    number: str = ""
    title: str = ""
    date: date | None = None
    dossier: str = ""
    sequence: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as received: what it says of itself, its parts in reading order, and its notes.

    Every note has exactly one marker in the parts; one that is called nowhere is a text part at the
    end, and one of `doubts`. Those are Dutch sentences for who adds the letter, each with its
    place: what was left out or is uncertain.
    """

    front: Front
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    doubts: tuple[str, ...] = ()
