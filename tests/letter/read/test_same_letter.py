"""One letter in every form in which people have it gives the same letter."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from qa.letter.build import facts_of, load
from qa.letter.split import split
from qa.types import Kind, Letter
from tests.letter.factories import REAL
from tests.letter.read.builders import as_docx, as_official_html, as_tkconv_html
from tests.letter.read.open_texts import as_odt
from tests.letter.read.publications import as_xml, parts_of
from tests.letter.read.test_xml_letters import front_of


def _as_xml(letter: Letter) -> bytes:
    return as_xml(*parts_of(letter), front_of(letter))


FORMS: dict[str, Callable[[Letter], bytes]] = {
    "letter.docx": as_docx,
    "letter.odt": as_odt,
    "letter.official.html": as_official_html,
    "letter.tkconv.html": as_tkconv_html,
    "letter.xml": _as_xml,
}


@pytest.fixture(scope="module", params=FORMS)
def again(
    request: pytest.FixtureRequest, letter: Letter, tmp_path_factory: pytest.TempPathFactory
) -> Letter:
    """The letter of the corpus, written in a form and read from it."""
    folder = tmp_path_factory.mktemp("corpus") / REAL.name
    folder.mkdir()
    shutil.copy(REAL / "tables.toml", folder)
    suffix = request.param.rpartition(".")[2]
    (folder / f"letter.{suffix}").write_bytes(FORMS[request.param](letter))
    return load(folder)


def spaced(text: str) -> str:
    """Return a text in which cells and lines are parted by a space."""
    return " ".join(text.split())


def test_it_has_the_same_source(again: Letter, letter: Letter) -> None:
    assert again.source.reference == letter.source.reference
    assert again.source.date == letter.source.date
    assert again.source.url == letter.source.url
    assert again.source.author


def test_it_has_the_same_sections(again: Letter, letter: Letter) -> None:
    def told(each: Letter) -> list[tuple[int, str, str, int | None]]:
        return [(s.level, s.number, s.title, s.parent) for s in each.sections]

    assert told(again) == told(letter)


def test_it_has_the_same_passages(again: Letter, letter: Letter) -> None:
    def told(each: Letter) -> list[tuple[object, ...]]:
        return [
            (passage.kind, passage.path, passage.text, passage.notes, passage.reference)
            for passage in split(each)
            if passage.kind not in (Kind.LETTERHEAD, Kind.TABLE)
        ]

    assert told(again) == told(letter)


def test_its_tables_have_the_same_rows(again: Letter, letter: Letter) -> None:
    def told(each: Letter) -> list[list[str]]:
        return [[spaced(row.of(each.text)) for row in table.row_spans] for table in each.tables]

    # Behind one cell the letter prints a point too many, which is no part of its number.
    assert told(again) == [[row.replace("%. ", "% ") for row in rows] for rows in told(letter)]


def test_its_notes_hang_on_the_same_sentences(again: Letter, letter: Letter) -> None:
    def told(each: Letter) -> list[tuple[int, str, str]]:
        return [
            (note.number, note.sentence.of(each.text), note.span.of(each.text))
            for note in each.footnotes
        ]

    assert told(again) == told(letter)


def test_it_gives_the_same_facts(again: Letter, letter: Letter) -> None:
    def told(each: Letter) -> list[tuple[object, ...]]:
        return [
            (fact.measure, fact.subject, fact.quantity, fact.period, fact.locator)
            for fact, _ in facts_of(each)
        ]

    assert told(again) == told(letter)


def test_nothing_of_it_is_uncertain(again: Letter) -> None:
    assert again.warnings == ()
