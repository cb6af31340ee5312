"""A letter in plain text: what the page around it says, and what is not certain in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qa.errors import LetterError
from qa.letter.build import load
from qa.letter.extract import extract
from qa.letter.read import read as read_any
from qa.letter.read.plain import read
from qa.letter.read.received import Front, Marker, Role
from qa.types import Letter
from tests.letter.factories import REAL, make, page


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


def test_every_part_knows_its_line_in_the_file() -> None:
    data = (REAL / "letter.txt").read_bytes()
    lines = data.decode().split("\n")
    received = read(data, "letter.txt")
    assert len(received.notes) == 51
    every = [(each.place, each.text) for each in received.parts]
    for place, text in [*every, *((each.place, each.text) for each in received.notes)]:
        line = lines[int(place.removeprefix("regel ")) - 1]
        assert text[:15].split("\n")[0] in " ".join(line.split("\u00a0"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\xff\xff\x00", "brief: byte 0 is geen UTF-8"),
        (b"", "brief: geen tekst van een brief gevonden"),
        (b" \n\n\t", "brief: geen tekst van een brief gevonden"),
        (b"Den Haag, 3 juni 2025\n\nBetreft: Sluizen", "brief: geen tekst van een brief"),
        (b"\xff\xfea", "brief: byte 2 is geen UTF-16"),
        (b"a\0b", "brief: bevat een NUL"),
        (b"a" * 5_000_001, "brief: 5000001 bytes tekst, hoogstens 5000000"),
    ],
)
def test_what_is_no_letter_in_text_is_refused_with_what_was_found(
    text: bytes, message: str
) -> None:
    with pytest.raises(LetterError, match=message):
        read(text, "brief")


@pytest.mark.parametrize(
    ("text", "front"),
    [
        (
            page("Tekst."),
            Front("kst-12345-6", "2022D00001", "Een brief", date(2022, 12, 14), "12345", "6"),
        ),
        (
            page("Tekst.").replace("2022-12-14", "2022-13-14"),
            Front("kst-12345-6", "2022D00001", "Een brief", date(2022, 12, 14), "12345", "6"),
        ),
        (
            "34 300 VII Vaststelling van de begroting\n\nNr. 12 BRIEF VAN DE MINISTER\n\n"
            "Den Haag, 3 februari 2023\n\nTekst.",
            Front(date=date(2023, 2, 3), dossier="34300-VII", sequence="12", author="DE MINISTER"),
        ),
        (
            "21 501-03 Begrotingsraad\n\nNr. 5 BRIEF VAN DE MINISTER\n\nDen Haag, 1 mei 2020\n\nX.",
            Front(date=date(2020, 5, 1), dossier="21501-03", sequence="5", author="DE MINISTER"),
        ),
        (
            "Aan de Voorzitter\n\nDatum 3 februari 2023\n\nBetreft Stand van de dijken\n\n"
            "Ons kenmerk 2023-0000051234\n\nGeachte voorzitter,\n\nDe dijken zijn hoog.",
            Front("", "2023-0000051234", "Stand van de dijken", date(2023, 2, 3)),
        ),
        (
            "Den Haag, 3 februari 2023\n\nGeachte voorzitter,\n\nDe dijken zijn hoog.\n\n"
            "De Minister van Dijken,\nA. Zand\n\nDe Staatssecretaris van Water,\nB. Nat",
            Front(
                date=date(2023, 2, 3),
                author="De Minister van Dijken; De Staatssecretaris van Water",
            ),
        ),
        ("Zomaar een tekst.", Front()),
    ],
)
def test_what_the_text_says_of_the_letter_is_its_front(text: str, front: Front) -> None:
    found = read_any(text.encode(), "brief").front
    kept = found if front.letter_id == "" else replace(found, dossier="12345", sequence="6")
    assert kept == front


def test_a_letter_alone_is_read_as_a_page_of_it_is() -> None:
    whole = page("1 Kop\n\nEen zin.1\n\nNog een.", ("De noot.",))
    alone = whole.partition("Preview document (origineel)\n")[2]
    of_page, of_letter = (read(each.encode(), "brief") for each in (whole, alone))
    assert [(p.role, p.text, p.markers) for p in of_letter.parts] == [
        (p.role, p.text, p.markers) for p in of_page.parts
    ]
    assert [note.text for note in of_letter.notes] == ["De noot."]


def test_a_note_that_is_called_nowhere_becomes_text_and_a_doubt() -> None:
    received = read(page("Een zin.1\n\nNog een.", ("Eerste.", "Tweede.")).encode(), "brief")
    assert [note.text for note in received.notes] == ["Eerste."]
    assert received.parts[-1].text == "Noot 2: Tweede."
    assert received.doubts == (
        "de verwijzing naar voetnoot 2 is nergens gevonden; de noot is tekst achteraan geworden.",
    )


def test_a_marker_that_may_be_in_two_places_costs_only_that_note() -> None:
    text = page("In 2021 vielen er 8.1 punten.\n\nEn 9.1 later.\n\nSlot.2", ("Een.", "Twee."))
    received = read(text.encode(), "brief")
    assert [note.text for note in received.notes] == ["Twee."]
    unread = [part.text for part in received.parts if part.unread]
    assert unread == ["In 2021 vielen er 8.1 punten.", "En 9.1 later.", "Noot 1: Een."]
    (doubt,) = received.doubts
    assert doubt.startswith(
        "de verwijzing naar voetnoot 1 kan op meer plaatsen staan: regel 20 («…In 2021 vielen er 8"
    )


def test_numbers_of_a_part_that_is_not_certain_are_no_facts(tmp_path: Path) -> None:
    body = "De stad telt 8.1 bruggen en 300 lampen.\n\nEn 9.1 later.\n\nEr zijn 500 wegen.2"
    facts = extract(load(make(tmp_path, body, ("Van 12 bureaus.", "Geteld door de stad."))))
    assert [fact.quantity.value for fact in facts] == [500]


HEADS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "letterheads.jsonl").read_text().splitlines()
]


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case["why"])
def test_the_head_of_a_letter_is_read_however_it_is_typed(case: dict[str, Any]) -> None:
    received = read_any(case["text"].encode(), "brief")
    assert received.front == Front(
        number=case.get("number", ""), title=case["title"], date=date.fromisoformat(case["date"])
    )
    headings = [part.text for part in received.parts if part.role is Role.HEADING]
    assert headings == case["headings"]


LINES = (
    "In deze brief meld ik u hoe het staat met de vergroening van schoolpleinen in het\n"
    "hele land. In 2024 zijn 120 pleinen vergroend, en dat zijn er meer dan de\n"
    "100 pleinen die waren beoogd in het programma van de vorige minister, die\n"
    "daarvoor 12 miljoen euro had.\n"
    "De pleinen\n"
    "Er zijn drie soorten:\n"
    "• pleinen met gras, waarop het hele jaar door gespeeld kan worden, ook als het\n"
    "regent;\n"
    "• pleinen met bomen.\n"
    "Jaar Pleinen Bomen\n"
    "2023 80 400\n"
    "2024 120 650\n"
    "Ik informeer u voor de zomer van 2026 over de pleinen die dan nog niet groen zijn.\n"
    "Hoogachtend,"
)


@pytest.mark.parametrize("between", ["\n", "\r\n"])
def test_lines_that_the_page_broke_are_made_whole_without_a_blank_line(between: str) -> None:
    text = f"Den Haag, 3 juni 2025\nGeachte voorzitter,\n{LINES}".replace("\n", between)
    assert [(part.role, part.text) for part in read(text.encode(), "brief").parts[2:]] == [
        (
            Role.TEXT,
            "In deze brief meld ik u hoe het staat met de vergroening van schoolpleinen in het"
            " hele land. In 2024 zijn 120 pleinen vergroend, en dat zijn er meer dan de 100 pleinen"
            " die waren beoogd in het programma van de vorige minister, die daarvoor 12 miljoen"
            " euro had.",
        ),
        (Role.HEADING, "De pleinen"),
        (Role.TEXT, "Er zijn drie soorten:"),
        (
            Role.ITEM,
            "• pleinen met gras, waarop het hele jaar door gespeeld kan worden, ook als het"
            " regent;",
        ),
        (Role.ITEM, "• pleinen met bomen."),
        (Role.TABLE, "Jaar Pleinen Bomen\n2023 80 400\n2024 120 650"),
        (
            Role.TEXT,
            "Ik informeer u voor de zomer van 2026 over de pleinen die dan nog niet groen zijn.",
        ),
        (Role.TEXT, "Hoogachtend,"),
    ]


def test_a_line_that_the_writer_ended_stays_a_line() -> None:
    text = "Den Haag, 3 juni 2025\n\nPostbus 12\n1234 AB Goes\n\nDe Minister van Sport,\nA. de Wit"
    parts = read(text.encode(), "brief").parts
    assert [part.text for part in parts[1:]] == [
        "Postbus 12\n1234 AB Goes",
        "De Minister van Sport,\nA. de Wit",
    ]


MARKDOWN = (
    "Datum: 3 juni 2025\n\nGeachte voorzitter,\n\nHet kost **3 miljoen** euro.[^duur] En [meer]"
    "(https://example.org/a).\n\nTabel 1 Baden\n\n| Jaar | Baden |\n|---|--:|\n| 2023 | 80 |\n"
    "| 2024 | 120 |\n\nSlot.[^b]\n\n[^b]: Geteld.\n[^duur]: Volgens de\n  begroting.\n[^c]: Los."
)


def test_markdown_is_read_as_what_it_shows() -> None:
    received = read(MARKDOWN.encode(), "brief")
    assert [(part.role, part.text) for part in received.parts[2:]] == [
        (Role.TEXT, "Het kost 3 miljoen euro. En meer."),
        (Role.TABLE, "Tabel 1 Baden\n\n\nJaar\tBaden\n2023\t80\n2024\t120"),
        (Role.TEXT, "Slot."),
        (Role.TEXT, "Noot 3: Los."),
    ]
    assert [note.text for note in received.notes] == ["Volgens de begroting.", "Geteld."]
    assert received.parts[2].markers == (Marker(1, 24),)


def test_notes_that_are_typed_in_brackets_are_notes() -> None:
    text = (
        "Den Haag, 3 juni 2025\n\nEr waren 300 boetes [1] en 20 zaken.[2]\n\n[1] Geteld.\n[2] Zelf."
    )
    received = read(text.encode(), "brief")
    assert received.parts[1].text == "Er waren 300 boetes en 20 zaken."
    assert [note.text for note in received.notes] == ["Geteld.", "Zelf."]


def test_text_without_marks_keeps_what_only_looks_like_them() -> None:
    text = "Den Haag, 3 juni 2025\n\nDe prijs * is 3_000 `euro` [sic] en 4 | 5."
    assert read(text.encode(), "brief").parts[1].text == text.partition("\n\n")[2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_each_way_that_tells_itself(encoding: str) -> None:
    received = read("Den Haag, 3 juni 2025\n\nCoördinatie: € 3.".encode(encoding), "brief")
    assert [part.text for part in received.parts] == ["Den Haag, 3 juni 2025", "Coördinatie: € 3."]
    assert received.doubts == ()


def test_text_of_windows_is_read_and_told() -> None:
    received = read("Den Haag, 3 juni 2025\n\nCoördinatie: € 3.".encode("cp1252"), "brief")
    assert received.parts[1].text == "Coördinatie: € 3."
    assert received.doubts == (
        "brief: byte 25 is geen UTF-8; gelezen als tekst van Windows. Kijk na of letters met"
        " accenten goed zijn.",
    )


@pytest.mark.parametrize("line_end", ["\r", "\f", "\v", "\u2028", "\u0085"])
def test_a_page_or_line_that_ends_otherwise_ends(line_end: str) -> None:
    text = "Den Haag, 3 juni 2025\n\nEen zin.\n\nNog een.".replace("\n\n", line_end * 2)
    parts = read(text.encode(), "brief").parts
    assert [part.text for part in parts] == ["Den Haag, 3 juni 2025", "Een zin.", "Nog een."]


@pytest.mark.parametrize(
    ("opening", "told"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een oude versie van Word of Office; open het en"),
        (
            b"{\\rtf1\\ansi Den Haag, 3 juni 2025",
            "een RTF-bestand; open het en bewaar het als .docx",
        ),
        (b"\x89PNG\r\n\x1a\n", r"een afbeelding \(PNG\); laat de tekst herkennen"),
        (b"\xff\xd8\xff\xe0", r"een afbeelding \(JPEG\); laat de tekst herkennen"),
        (b"\x1f\x8b\x08", r"een ingepakt bestand \(gzip\); pak het uit"),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            r"een OpenDocument-bestand, maar geen tekst \(.odt\); voeg de brief zelf toe",
        ),
    ],
)
def test_a_file_in_a_form_that_is_not_read_is_called_by_its_name(opening: bytes, told: str) -> None:
    with pytest.raises(LetterError, match=f"^brief: dit is .*{told}"):
        read_any(opening + bytes(100), "brief")
