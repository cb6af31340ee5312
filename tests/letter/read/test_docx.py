"""A letter in Word is read with what Word marks and counts, and nothing hostile gets in."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from qa.errors import LetterError
from qa.letter.read import docx
from qa.letter.read import read as read_any
from qa.letter.read.received import Part, Role
from tests.letter.read.builders import call_note, mark_as_head, repacked, with_notes

SMALL_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def shown(part: Part) -> tuple[object, ...]:
    """Return what a part says, without its place and what is empty."""
    more = (part.level, part.heads, part.label or None)
    calls = tuple((marker.note, marker.offset) for marker in part.markers)
    return (part.role.value, part.text, *(each for each in (*more, calls) if each))


def number_style(document: Any, style: str, abstract: int, level: int) -> None:
    """Have a style counted by a list, as Word does for headings."""
    properties = document.styles[style].element.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{abstract}"/>'
            "</w:numPr>"
        )
    )


def add_list(document: Any, number: int, *levels: tuple[str, str]) -> None:
    """Define a list whose levels have a form and a text ("decimal", "%1.%2")."""
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )


def add_item(document: Any, text: str, number: int, level: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
            "</w:numPr>"
        )
    )


def fill(table: Any, *rows: tuple[str, ...]) -> None:
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def ministry_letter() -> bytes:
    document: Any = Document()
    add_list(document, 71, ("decimal", "%1"), ("decimal", "%1.%2"))
    add_list(document, 72, ("lowerLetter", "%1)"))
    add_list(document, 73, ("bullet", "•"))
    number_style(document, "Heading 1", 71, 0)
    number_style(document, "Heading 2", 71, 1)
    own = document.styles.add_style("Tussenkop", WD_STYLE_TYPE.PARAGRAPH)
    strong = document.styles.add_style("Vet", WD_STYLE_TYPE.PARAGRAPH)
    strong.font.bold = True
    assert own.style_id == "Tussenkop"

    document.add_paragraph("> Retouradres Postbus 1 2500 AA Den Haag")
    head = document.add_table(rows=3, cols=2)
    fill(
        head,
        ("Datum", "3 februari 2023"),
        ("Ons kenmerk", "2023-0000012345"),
        ("Betreft", "Voortgang van de dijken"),
    )
    document.add_paragraph("Geachte voorzitter,")
    document.add_paragraph("Aanpak", style="Heading 1")
    paragraph = document.add_paragraph("Wij versterken 40 km dijk")
    call_note(paragraph, 1)
    paragraph.add_run(" en bouwen vier sluizen.")
    call_note(paragraph, 2)
    document.add_paragraph("Sluizen", style="Heading 2")
    add_item(document, "een aan zee;", 72)
    add_item(document, "drie aan de rivier.", 72)
    document.add_paragraph("Daarna volgt:")
    add_item(document, "onderhoud.", 72)
    add_item(document, "zonder nummer", 73)
    document.add_paragraph("Kosten", style="Tussenkop")
    document.add_paragraph("Per jaar", style="Vet")
    table = document.add_table(rows=4, cols=3)
    fill(
        table,
        ("Jaar", "Kosten", ""),
        ("", "Raming", "Uitgaven"),
        ("2021", "12", "13"),
        ("2022", "14", "15"),
    )
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    mark_as_head(table.rows[0])
    mark_as_head(table.rows[1])
    document.add_picture(io.BytesIO(SMALL_PICTURE))
    document.add_paragraph("Vervolg", style="Heading 1")
    document.add_paragraph("U hoort van mij.")
    document.add_paragraph("De minister van Dijken,")
    document.add_paragraph("")
    document.add_paragraph("M. Waterman")
    return with_notes(document, ["Tussen twee sluizen.", "Zie de bijlage."])


def test_a_letter_of_a_ministry_keeps_all_that_word_marks_and_counts() -> None:
    read = read_any(ministry_letter(), "brief.docx")
    assert list(map(shown, read.parts)) == [
        ("letterhead", "> Retouradres Postbus 1 2500 AA Den Haag"),
        ("letterhead", "3 februari 2023", "Datum"),
        ("letterhead", "2023-0000012345", "Ons kenmerk"),
        ("letterhead", "Voortgang van de dijken", "Betreft"),
        ("text", "Geachte voorzitter,"),
        ("heading", "1 Aanpak", 1),
        ("text", "Wij versterken 40 km dijk en bouwen vier sluizen.", ((1, 25), (2, 49))),
        ("heading", "1.1 Sluizen", 2),
        ("item", "a) een aan zee;", 1),
        ("item", "b) drie aan de rivier.", 1),
        ("text", "Daarna volgt:"),
        ("item", "c) onderhoud.", 1),
        ("item", "• zonder nummer", 1),
        ("heading", "Kosten"),
        ("heading", "Per jaar"),
        ("table", "Jaar\tKosten\tKosten\nJaar\tRaming\tUitgaven\n2021\t12\t13\n2022\t14\t15", 2),
        ("heading", "2 Vervolg", 1),
        ("text", "U hoort van mij."),
        ("signature", "De minister van Dijken,\nM. Waterman"),
    ]
    assert [note.text for note in read.notes] == ["Tussen twee sluizen.", "Zie de bijlage."]
    assert read.doubts == (
        "brief.docx: 1 afbeelding(en) of formule(s) weggelaten; daarvan is niets gelezen.",
    )
    front = read.front
    assert (front.date, front.number) == (date(2023, 2, 3), "2023-0000012345")
    assert (front.title, front.letter_id) == ("Voortgang van de dijken", "")


def test_the_head_of_a_letter_in_the_header_of_its_first_page_is_read() -> None:
    document: Any = Document()
    for text in ("Datum 4 mei 2024", "Betreft Bomen"):
        document.sections[0].header.add_paragraph(text)
    document.add_paragraph("Geachte voorzitter,")
    document.add_paragraph("Er staan bomen.")
    saved = io.BytesIO()
    document.save(saved)
    read = docx.read(saved.getvalue(), "brief.docx")
    assert list(map(shown, read.parts)) == [
        ("letterhead", "4 mei 2024", "Datum"),
        ("letterhead", "Bomen", "Betreft"),
        ("text", "Geachte voorzitter,"),
        ("text", "Er staan bomen."),
    ]


def test_what_was_deleted_under_review_is_not_read() -> None:
    document: Any = Document()
    paragraph = document.add_paragraph("Het zijn er ")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "negen"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.add_run("tien.")
    saved = io.BytesIO()
    document.save(saved)
    assert docx.read(saved.getvalue(), "x.docx").parts[0].text == "Het zijn er tien."


def plain() -> bytes:
    document: Any = Document()
    document.add_paragraph("Tekst van een brief.")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def body(xml: str) -> bytes:
    """Return a Word file with another text."""
    return repacked(
        plain(),
        {"word/document.xml": lambda _: f"<w:document {nsdecls('w')}>{xml}</w:document>".encode()},
    )


def test_a_file_that_unpacks_to_far_more_than_a_letter_is_refused_whatever_it_says() -> None:
    bomb = body("<w:body><w:p/></w:body>" + " " * 20_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(LetterError, match="uitgepakt meer dan 16000000 bytes"):
        docx.read(bomb, "bom.docx")


def test_a_picture_that_unpacks_to_much_is_never_unpacked() -> None:
    bomb = repacked(plain(), {"word/media/image1.png": lambda _: b"\0" * 50_000_000})
    assert docx.read(bomb, "x.docx").parts[0].text == "Tekst van een brief."


def test_declarations_of_entities_are_refused() -> None:
    declared = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    for part in ("word/document.xml", "word/styles.xml", "[Content_Types].xml"):
        with pytest.raises(LetterError, match="DOCTYPE"):
            docx.read(repacked(plain(), {part: lambda _: declared}), "x.docx")


@pytest.mark.parametrize("levels", [61, 5_000])
def test_a_text_that_is_nested_too_deep_is_refused(levels: int) -> None:
    inside = "<w:sdt><w:sdtContent>" * levels + "</w:sdtContent></w:sdt>" * levels
    with pytest.raises(LetterError, match="dieper genest dan 60"):
        docx.read(body(f"<w:body>{inside}</w:body>"), "diep.docx")


def test_the_deepest_text_that_is_let_through_is_read() -> None:
    levels = 28
    inside = (
        "<w:sdt><w:sdtContent>" * levels + "<w:p><w:r/></w:p>" + "</w:sdtContent></w:sdt>" * levels
    )
    text = "<w:p><w:r><w:t>Diep.</w:t></w:r></w:p>"
    read = docx.read(body(f"<w:body>{inside}{text}</w:body>"), "diep.docx")
    assert [part.text for part in read.parts] == ["Diep."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "geen leesbaar DOCX"),
        (b"PK\x03\x04" + b"\0" * 30, "geen leesbaar DOCX"),
        (b"<html></html>", "geen leesbaar DOCX"),
        (body("<w:body><w:p/></w:body>"), "geen tekst van een brief"),
        (repacked(plain(), {"word/document.xml": lambda _: b"<a>"}), "geen leesbare XML"),
        (
            body(
                "<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='veel'/></w:tcPr><w:p/>"
                "</w:tc></w:tr></w:tbl></w:body>"
            ),
            "niet te lezen",
        ),
    ],
)
def test_what_is_no_word_file_or_is_broken_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(LetterError, match=message):
        docx.read(data, "x.docx")


def test_a_zip_without_a_text_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.txt", "tekst")
    with pytest.raises(LetterError, match=r"geen word/document\.xml"):
        docx.read(packed.getvalue(), "x.docx")


def test_a_cell_over_a_million_columns_stays_small() -> None:
    read = docx.read(
        body(
            "<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='1000000'/></w:tcPr>"
            "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            "<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p></w:body>"
        ),
        "x.docx",
    )
    assert [part.text for part in read.parts] == ["a", "Tekst."]
    assert {part.role for part in read.parts} == {Role.TEXT}


def test_a_text_of_more_elements_than_a_letter_has_is_refused() -> None:
    with pytest.raises(LetterError, match="meer dan 300000 onderdelen"):
        docx.read(body("<w:body>" + "<w:p/>" * 300_000 + "</w:body>"), "lang.docx")
