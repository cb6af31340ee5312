"""Whole letters: what was read from text and written as XML is read to the same parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.build import load
from qa.letter.read.received import Front, Part, Received, Role
from qa.letter.read.xml import read
from qa.types import Letter
from tests.letter.factories import REAL
from tests.letter.read.publications import Style, as_xml, parts_of

TESTS = Path(__file__).parents[2]
LETTERS = [REAL, *sorted(each.parent for each in TESTS.rglob("letter.txt"))]
STYLES = [Style(), Style(in_divisions=True), Style(marks_letterhead=False)]


def front_of(letter: Letter) -> Front:
    source = letter.source
    return Front(
        letter_id=source.letter_id,
        number=source.number,
        title=source.title,
        date=source.date,
        dossier=source.dossier,
        sequence=source.sequence,
        author="Ministerie van Algemene Zaken",
    )


def told(part: Part) -> tuple[object, ...]:
    """Return all that a part tells, but for where its file has it."""
    return part.role, part.text, part.markers, part.level, part.heads, part.label


@pytest.mark.parametrize("style", STYLES, ids=["plain", "divisions", "paragraphs"])
@pytest.mark.parametrize("folder", LETTERS, ids=lambda each: each.name)
def test_a_letter_as_xml_gives_its_parts(folder: Path, style: Style) -> None:
    letter = load(folder)
    parts, notes = parts_of(letter)
    found = read(as_xml(parts, notes, front_of(letter), style), "brief.xml")
    assert [told(each) for each in found.parts] == [told(each) for each in parts]
    assert [each.text for each in found.notes] == [each.text for each in notes]
    assert found.doubts == ()
    assert found.front == front_of(letter)


@pytest.fixture(scope="module")
def real() -> Received:
    letter = load(REAL)
    parts, notes = parts_of(letter)
    return read(as_xml(parts, notes, front_of(letter)), "brief.xml")


def test_the_real_letter_has_its_headings_levels_and_notes(real: Received) -> None:
    headings = [(each.level, each.text) for each in real.parts if each.role is Role.HEADING]
    assert len(headings) == 33
    assert headings[:4] == [
        (1, "Inleiding"),
        (1, "Overkoepelende strategie"),
        (1, "1. Ontwikkeling high impact crimes"),
        (1, "2. Preventie (herhaald) daderschap"),
    ]
    assert len(real.notes) == 51
    assert [each.note for part in real.parts for each in part.markers] == [*range(1, 52)]


def test_the_real_letter_has_its_tables_cell_by_cell(real: Received) -> None:
    first, second = (each for each in real.parts if each.role is Role.TABLE)
    assert first.text.split("\n")[:2] == [
        "\tOvervallen\tStraatroof\tWoninginbraak\tGeweld",
        "2011\t2.272\t8.400\t88.960\t98.050",
    ]
    assert (first.heads, second.heads) == (1, 1)
    assert second.text.split("\n")[1] == "Overvallen\t51%\t52,4%\t53%\t53,4%\t62,57%"
