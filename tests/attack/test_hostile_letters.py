"""A letter that means harm tells no other number than its reader sees, and costs no more than it is
long: signs within numbers, text that is struck or hidden, fields, accents, attributes without end.

Three letters go through `qa build`, and are asked for at a real `qa serve`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest

from qa.errors import LetterError
from qa.letter.build import build
from qa.letter.read import read
from qa.model.encode import Encoder
from tests.api.running import Serving
from tests.letter.factories import page_of
from tests.letter.read.test_docx import body as document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

#: What nobody sees between two digits, so that they are one number to who reads them.
UNSEEN = {
    "Linksdorp": "\u200e",
    "Rechtsdorp": "\u200f",
    "Arabierdorp": "\u061c",
    "Keerdorp": "\u2062",
    "Komdorp": "\u2063",
    "Klinkerdorp": "\u180e",
    "Voegdorp": "\u034f",
    "Kiesdorp": "\ufe00",
    "Merkdorp": "\U000e0031",
}
#: What is seen between two digits, and makes nobody certain what they are.
STRANGE = {
    "Kommastad": "'",
    "Puntstad": "\u00b7",
    "Doorhaalstad": "\u0336",
    "Stuurstad": "\x01",
    "Draaistad": "\u202d",
    "Leiderstad": "\u2024",
    "Streepstad": "\u2014",
    "Beeldstad": "\ufffc",
}
TURNED = "In 2023 telde Spiegelstad \u202e9102\u202c woningen."
HTML = (
    "<p>In 2023 telde Streepveen <s>1174</s>1175 woningen.</p><p>In 2023 telde Wegveen <span"
    ' style="display: none">9</span>12 woningen.</p><p>In 2023 telde Delveen <del>13</del><ins>14'
    '</ins> woningen.</p><p>In 2023 telde Omveen <bdo dir="rtl">472</bdo> woningen.</p>'
)
_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def paragraph(town: str, xml: str) -> str:
    """Return a paragraph of a Word file that says how many houses a town has."""
    before, after = (f'<w:r><w:t xml:space="preserve">{t}</w:t></w:r>' for t in (
        f"In 2023 telde {town} ", " woningen."))  # fmt: skip
    return f"<w:p>{before}{xml}{after}</w:p>"


def body(xml: str) -> bytes:
    """Return a Word file with this text."""
    return document(f"<w:body>{xml}</w:body>")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


#: Of a Word file: what is written, and the number that its reader sees; None where nobody can say.
WORD: dict[str, tuple[str, str | None]] = {
    "Doorberg": (run("1174", "<w:strike/>") + run("1175"), "1175"),
    "Dubbelberg": (run("1174", "<w:dstrike/>") + run("1176"), "1176"),
    "Verberg": (run("9", "<w:vanish/>") + run("12"), "12"),
    "Veldberg": (f'<w:fldSimple w:instr="REF">{run("11")}</w:fldSimple>{run("74")}', "1174"),
    "Bladberg": (run("11") + '<w:r><w:br w:type="page"/></w:r>' + run("74"), None),
    "Somberg": (f"<m:oMath {_MATH}><m:r><m:t>11</m:t></m:r></m:oMath>{run('74')}", None),
    "Keerberg": (f'<w:bdo w:val="rtl">{run("472")}</w:bdo>', None),
}


ACCENTS = "\u0301\u0323"


def letters(corpus: Path) -> Path:
    texts = [
        *(f"In 2023 telde {town} 1{sign}174 woningen." for town, sign in UNSEEN.items()),
        *(f"In 2023 telde {town} 1{sign}174 woningen." for town, sign in STRANGE.items()),
        TURNED,
    ]
    head = "<p>Den Haag, 14 december 2023</p><h2>Cijfers</h2>"
    written: dict[str, str | bytes] = {
        "kst-30001-2/letter.txt": page_of("kst-30001-2", "1 Cijfers\n\n" + "\n\n".join(texts)),
        "kst-30001-3/letter.html": f"<html><body>{head}{HTML}</body></html>",
        "kst-30001-4/letter.docx": body(
            "<w:p><w:r><w:t>Den Haag, 14 december 2023</w:t></w:r></w:p>"
            + "".join(paragraph(town, xml) for town, (xml, _) in WORD.items())
        ),
    }
    for name, content in written.items():
        (corpus / name).parent.mkdir(parents=True)
        data = content if isinstance(content, bytes) else content.encode()
        (corpus / name).write_bytes(data)
    return corpus


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Serving]:
    """A service on the letters."""
    folder = tmp_path_factory.mktemp("vermomd")
    build(letters(folder / "corpus"), folder / "index", encoder)
    with Serving(folder / "index", folder) as serving:
        yield serving


def numbers(served: Serving, town: str) -> set[str]:
    """Return the numbers that are given of how many houses a town has."""
    answer = served.ask(f"Hoeveel woningen telde {town} in 2023?").json
    return {each["waarde"] for each in answer["feiten"] if town in each["citaat"]}


def test_a_number_with_what_nobody_sees_in_it_is_whole(served: Serving) -> None:
    assert {town: numbers(served, town) for town in UNSEEN} == {town: {"1174"} for town in UNSEEN}


def test_a_number_with_a_strange_sign_in_it_is_not_given_in_part(served: Serving) -> None:
    assert {town: numbers(served, town) for town in STRANGE} == {town: set() for town in STRANGE}
    assert numbers(served, "Spiegelstad") == set()


def test_what_is_struck_or_hidden_on_a_page_is_no_part_of_a_number(served: Serving) -> None:
    towns = {"Streepveen": {"1175"}, "Wegveen": {"12"}, "Delveen": {"14"}, "Omveen": set[str]()}
    assert {town: numbers(served, town) for town in towns} == towns


def test_of_a_word_file_the_numbers_are_those_that_word_shows(served: Serving) -> None:
    shown = {town: {number} if number else set() for town, (_, number) in WORD.items()}
    told = {town: numbers(served, town) for town in WORD}
    assert told == shown


def test_who_adds_the_letter_is_told_of_struck_text() -> None:
    received = read(body(paragraph("Doorberg", WORD["Doorberg"][0])), "brief.docx")
    assert received.doubts == (
        "brief.docx: 1 keer doorgestreepte tekst weggelaten; kijk na of dat klopt.",
    )


def test_accents_without_end_are_read_in_a_moment() -> None:
    began = process_time()
    read(f"Den Haag, 3 februari 2023\n\na{ACCENTS * 100_000}".encode(), "brief.txt")
    assert process_time() - began < 2  # half a minute before


FIELDS = "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000 + "</w:p>"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (body(FIELDS), "dieper genest dan 60 niveaus"),
        (
            b"<?xml version='1.0'?><officiele-publicatie><al %s>x</al></officiele-publicatie>"
            % b" ".join(b'a%d="1"' % each for each in range(60_000)),
            "een element met meer dan 500 eigenschappen",
        ),
    ],
    ids=["fields within each other", "attributes"],
)
def test_what_would_take_minutes_to_read_is_refused_at_once(data: bytes, told: str) -> None:
    began = process_time()
    with pytest.raises(LetterError, match=told):
        read(data, "brief")
    assert process_time() - began < 3


def test_fields_behind_each_other_are_read() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    many = (field.format("begin") + field.format("end")) * 200
    received = read(body(f"<w:p>{many}{run('Er zijn 12 huizen.')}</w:p>"), "brief.docx")
    assert [part.text for part in received.parts] == ["Er zijn 12 huizen."]
