"""Plain text that was broken off at the width of a page, and notes that somebody typed below it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from qa.letter.read.plain import read
from qa.letter.read.received import Received
from tests.letter.factories import REAL, page

LETTERS = [REAL, *sorted((Path(__file__).parents[2] / "letters").glob("kst-*"))]
A_NOTE = re.compile(r"(?m)^  (?P<number>\d+)\. (?P<text>.*?)↩?\ufe0e?$")


def written(folder: Path) -> str:
    return (folder / "letter.txt").read_text("utf-8")


def said(received: Received) -> list[tuple[str, list[str], list[int]]]:
    """Return what a letter says in each part, and which notes it calls there."""
    return [
        (part.role.name, part.text.split(), [marker.note for marker in part.markers])
        for part in received.parts
    ]


def broken_off(text: str, width: int) -> str:
    """Return a text as a mail program or a page sends it; tables are as wide as they are."""
    return "\n".join(
        piece
        for line in text.split("\n")
        for piece in (
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
            if len(line) > width and "\t" not in line and "|" not in line
            else [line]
        )
    )


@pytest.mark.parametrize("width", [72, 84, 100])
@pytest.mark.parametrize("folder", LETTERS, ids=lambda folder: folder.name)
def test_a_text_that_was_broken_off_is_the_same_letter(folder: Path, width: int) -> None:
    whole = read(written(folder).encode(), "brief")
    again = read(broken_off(written(folder), width).encode(), "brief")
    assert said(again) == said(whole)
    assert [note.text for note in again.notes] == [note.text for note in whole.notes]


@pytest.mark.parametrize(
    "typed",
    [
        r"\g<number>. \g<text>",
        r"\g<number> \g<text>",
        r"[\g<number>] \g<text>",
        r"\g<number>) \g<text>",
    ],
)
@pytest.mark.parametrize("folder", LETTERS, ids=lambda folder: folder.name)
def test_notes_that_somebody_typed_below_a_letter_are_its_notes(folder: Path, typed: str) -> None:
    whole = read(written(folder).encode(), "brief")
    again = read(A_NOTE.sub(typed, written(folder)).encode(), "brief")
    assert said(again) == said(whole)
    assert [note.text for note in again.notes] == [note.text for note in whole.notes]


@pytest.mark.parametrize(
    ("second", "kept"),
    [("  3. Twee in 2021.↩︎", "3. Twee in 2021.↩"), ("Losse regel.", "Losse regel.")],
)
def test_what_stands_between_notes_and_is_none_becomes_text_and_a_doubt(
    second: str, kept: str
) -> None:
    written = page("Een zin.1", ("Een.", "Twee.")).replace("  2. Twee.↩︎", second)
    received = read(written.encode(), "brief")
    assert [note.text for note in received.notes] == ["Een."]
    assert (received.parts[-1].text, received.parts[-1].unread) == (kept, True)
    assert received.doubts == (
        f"regel 25: «{kept}» staat tussen de voetnoten en is niet de volgende; het is tekst"
        " achteraan geworden, en getallen daarin zijn geen feiten.",
    )


NUMBERED = "Den Haag, 3 juni 2025\n\nEr zijn twee{} plannen.\n\n{}"


@pytest.mark.parametrize(
    ("called", "below", "notes"),
    [
        ("", "1. Meer toezicht.\n2. Minder regels.", []),  # a list, which nothing calls
        ("1", "1 Volgens de raad.", ["Volgens de raad."]),
        ("1", "1. Volgens de raad, die\n2 leden telt.", ["Volgens de raad, die 2 leden telt."]),
        ("1", "1.\nVolgens de raad.", ["Volgens de raad."]),
        ("1", "1. Volgens de raad.\n\nSlot.", []),  # something else stands below
        ("1", "1. Meer toezicht.\n\nDat kost geld.\n\n1. Volgens de raad.", ["Volgens de raad."]),
    ],
)
def test_numbered_lines_are_notes_where_they_end_a_letter_that_calls_them(
    called: str, below: str, notes: list[str]
) -> None:
    received = read(NUMBERED.format(called, below).encode(), "brief")
    assert [note.text for note in received.notes] == notes
    assert not [part for part in received.parts if part.unread]
