"""The real letter, printed on pages with side column and notes at their feet, and read again."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from qa.letter.build import load
from qa.letter.read.pdf import read
from qa.letter.read.received import Part, Received, Role
from qa.types import Kind, Letter
from tests.browser.engine import MISSING, installed
from tests.letter.factories import REAL
from tests.letter.read.printed import Printed, printed

pytestmark = pytest.mark.skipif(installed() is None, reason=MISSING)


@pytest.fixture(scope="module")
def letter() -> Letter:
    return load(REAL)


@pytest.fixture(scope="module")
def received(letter: Letter, tmp_path_factory: pytest.TempPathFactory) -> Received:
    notes = [note.span.of(letter.text) for note in letter.footnotes]
    folder = tmp_path_factory.mktemp("printed")
    return read(printed(blocks_of(letter), folder, notes), "brief.pdf")


def blocks_of(letter: Letter) -> list[Printed]:
    """Return the headings and blocks of the letter in order, each note called where it was."""
    anchors = {note.anchor: note.number for note in letter.footnotes}

    def text(start: int, end: int) -> str:
        places = [start, *(a for a in sorted(anchors) if start < a <= end), end]
        pieces = pairwise(places)
        return "".join(
            letter.text[a:b] + (f"{{{{{anchors[b]}}}}}" if b in anchors and b > a else "")
            for a, b in pieces
        )

    found: list[tuple[int, Printed]] = []
    for section in letter.sections:
        end = letter.text.find("\n\n", section.span.start)
        heading = Printed(f"h{section.level}", text(section.span.start, end))
        found.append((section.span.start, heading))
    tables = {table.span: table for table in letter.tables}
    for block in letter.blocks:
        whole = text(block.span.start, block.span.end)
        if block.kind is Kind.TABLE:
            rows = _rows(letter, tables[block.span].number)
            cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
            found.append((block.span.start, Printed("raw", f"<table>{cells}</table>")))
            continue
        for offset, line in enumerate(whole.split("\n")):
            found.append((block.span.start + offset, Printed("p", line)))
    return [block for _, block in sorted(found, key=lambda each: each[0])]


def _rows(letter: Letter, number: int) -> list[list[str]]:
    table = letter.tables[number - 1]
    return [
        [row.of(letter.text)]
        + [cell.span.of(letter.text) for cell in table.cells if cell.row == index]
        for index, row in enumerate(table.row_spans)
    ]


def _of(received: Received, *roles: Role) -> list[Part]:
    return [part for part in received.parts if part.role in roles]


def test_the_front_is_that_of_the_letter(received: Received, letter: Letter) -> None:
    assert received.front.date == letter.source.date
    assert received.front.dossier == letter.source.dossier
    assert received.front.sequence == letter.source.sequence


def test_the_headings_are_those_of_the_letter(received: Received, letter: Letter) -> None:
    wanted = [(f"{s.number} {s.title}".strip(), s.level) for s in letter.sections]
    found = [(_bare(part.text), part.level) for part in _of(received, Role.HEADING)]
    assert found == wanted


def _bare(heading: str) -> str:
    return re.sub(r"^([\d.]+)\. ", r"\1 ", heading)


def test_the_paragraphs_are_those_of_the_letter(received: Received, letter: Letter) -> None:
    wanted = [b.span.of(letter.text) for b in letter.blocks if b.kind is Kind.PARAGRAPH]
    assert [part.text for part in _of(received, Role.TEXT)] == wanted


def test_the_notes_are_those_of_the_letter(received: Received, letter: Letter) -> None:
    assert [note.text for note in received.notes] == [
        note.span.of(letter.text) for note in letter.footnotes
    ]


def test_each_note_is_called_where_the_letter_calls_it(received: Received, letter: Letter) -> None:
    found = [
        (marker.note, part.text[max(0, marker.offset - 25) : marker.offset])
        for part in received.parts
        for marker in part.markers
    ]
    wanted = [
        (note.number, letter.text[max(_start(letter, note.anchor), note.anchor - 25) : note.anchor])
        for note in letter.footnotes
    ]
    assert found == wanted


def _start(letter: Letter, anchor: int) -> int:
    return letter.text.rfind("\n\n", 0, anchor) + 2


def test_the_cells_of_its_tables_are_those_of_the_letter(
    received: Received, letter: Letter
) -> None:
    found = [
        [line.split("\t") for line in part.text.split("\n")] for part in _of(received, Role.TABLE)
    ]
    assert found == [_rows(letter, table.number) for table in letter.tables]


def test_both_who_sign_are_read(received: Received, letter: Letter) -> None:
    wanted = [b.span.of(letter.text) for b in letter.blocks if b.kind is Kind.SIGNATURE]
    assert [part.text for part in _of(received, Role.SIGNATURE)] == wanted


def test_nothing_is_in_doubt(received: Received) -> None:
    assert received.doubts == ()


def test_the_letterhead_says_what_each_line_is(received: Received) -> None:
    assert [part.label for part in _of(received, Role.LETTERHEAD)][-4:] == [
        "Kamerstukdossier",
        "Kamerstuknummer",
        "Geadresseerde",
        "Plaats en datum",
    ]


def test_every_part_names_its_page(received: Received) -> None:
    pages = [int(part.place.removeprefix("blz. ")) for part in received.parts]
    assert pages == sorted(pages)
    assert max(pages) > 10
