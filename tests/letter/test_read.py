"""The web page around a letter becomes its source; what lacks a source is refused."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from qa.errors import LetterError
from qa.letter.read import read
from qa.types import Letter
from tests.letter.factories import REAL, page


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "letter.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_source_of_the_letter_is_read_from_its_page(letter: Letter) -> None:
    source = letter.source
    assert source.letter_id == "kst-28684-720"
    assert source.number == "2022D53981"
    assert source.date == date(2022, 12, 14)
    assert (source.dossier, source.sequence) == ("28684", "720")
    assert source.title == "Voortgangsrapportage High Impact Crimes 2021-2022"
    assert source.reference == "Kamerstuk 28 684, nr. 720"
    assert source.url == "https://zoek.officielebekendmakingen.nl/kst-28684-720.html"
    assert source.sha256 == hashlib.sha256((REAL / "letter.txt").read_bytes()).hexdigest()


def test_nothing_of_the_page_around_the_letter_reaches_its_text(letter: Letter) -> None:
    for menu in ("[overzicht]", "uitgebreid zoeken", "2022D53981", "Directe link", "Preview"):
        assert menu not in letter.text


def test_every_block_knows_its_line_in_the_file() -> None:
    lines = (REAL / "letter.txt").read_text(encoding="utf-8").split("\n")
    received = read(REAL / "letter.txt")
    assert len(received.notes) == 51
    for raw in (*received.body, *received.notes):
        assert raw.text.split("\n")[0][:20].replace("\u00a0", " ") in lines[raw.line - 1].replace(
            "\u00a0", " "
        )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\xff\xfe", "byte 0 is geen UTF-8"),
        ("a\0b", "NUL"),
        ("", "geen regel «Preview document»"),
        ("Preview document\nTekst", "geen regel «Nummer"),
        (page("Tekst").replace("kst-12345-6", "onbekend"), "officiële HTML versie"),
        (page("Tekst").replace("2022-12-14", "2022-13-14"), "2022-13-14 is geen datum"),
        (page("Tekst.", ("een", "twee")).replace("  2. ", "  3. "), "is niet voetnoot 2"),
        (page("Tekst.", ("een", "twee")).replace("  2. twee↩︎", "losse regel"), "regel 25: «losse"),
    ],
)
def test_an_unreadable_page_is_refused_with_what_was_found(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    with pytest.raises(LetterError, match=message):
        read(write(tmp_path, text))


def test_a_missing_file_says_where_the_letter_should_be(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match=r"letter\.txt: niet te lezen"):
        read(tmp_path / "letter.txt")


def test_a_file_of_more_than_5_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="5000001 bytes, hoogstens 5000000"):
        read(write(tmp_path, b"a" * 5_000_001))
