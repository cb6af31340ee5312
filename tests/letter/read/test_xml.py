"""What the elements of an official publication are read to."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import LetterError
from qa.letter.read.received import Front, Marker, Note, Part, Received, Role
from qa.letter.read.xml import read
from tests.letter.read.publications import Style, as_xml


def publication(body: str, metadata: str = "", above: str = "") -> bytes:
    return (
        f"{above}<officiele-publicatie><metadata>{metadata}</metadata><kamerstuk>{body}"
        "</kamerstuk></officiele-publicatie>"
    ).encode()


def received(body: str, metadata: str = "", above: str = "") -> Received:
    return read(publication(body, metadata, above), "brief.xml")


def told(body: str) -> list[tuple[Role, str]]:
    return [(each.role, each.text) for each in received(body).parts]


def meta(**values: str) -> str:
    return "".join(
        f'<meta name="{name.replace("_", ".")}" content="{value}"/>'
        for name, value in values.items()
    )


# Paragraphs and lines


def test_white_space_of_the_file_is_one_space() -> None:
    assert told("<al>\n  Er zijn\n\t 40 <nadruk type='vet'>boten</nadruk> .\n</al>") == [
        (Role.TEXT, "Er zijn 40 boten .")
    ]


def test_a_break_that_the_letter_makes_is_kept() -> None:
    assert told("<al>Postbus 1<nl/>\n 2500 AA Den Haag</al>") == [
        (Role.TEXT, "Postbus 1\n2500 AA Den Haag")
    ]


def test_unknown_elements_are_gone_into() -> None:
    body = "<vak><rij>Een</rij><rij><al>Twee <iets>drie</iets></al></rij></vak>"
    assert told(body) == [(Role.TEXT, "Een"), (Role.TEXT, "Twee drie")]


def test_text_beside_blocks_is_a_paragraph() -> None:
    assert told("<tekst>Voor <b>het</b><al>Midden</al>Na</tekst>") == [
        (Role.TEXT, "Voor het"),
        (Role.TEXT, "Midden"),
        (Role.TEXT, "Na"),
    ]


def test_a_power_is_no_longer_number() -> None:
    assert told("<al>10<sup>6</sup> m<sup>2</sup> CO<inf>2</inf>, de 5<sup>e</sup></al>") == [
        (Role.TEXT, "10⁶ m2 CO2, de 5e")
    ]


def test_known_entities_are_their_characters_and_unknown_ones_are_told() -> None:
    found = received("<al>&euro; 5 &onbekend;</al>", above='<!DOCTYPE x SYSTEM "oud.dtd">')
    assert found.parts[0].text == "€ 5 &onbekend;"
    assert found.doubts == ("regel 1: het teken «&onbekend;» is niet bekend.",)


def test_names_with_a_namespace_are_names() -> None:
    data = b'<k:kamerstuk xmlns:k="urn:k"><k:al>Tekst</k:al></k:kamerstuk>'
    assert [each.text for each in read(data, "x.xml").parts] == ["Tekst"]


def test_a_picture_is_told_with_its_line_and_its_caption_kept() -> None:
    found = received(
        "<al>Zie.</al>\n<plaatje><illustratie naam='k-1.png'/><al>Kaart</al></plaatje>"
    )
    assert [each.text for each in found.parts] == ["Zie.", "Kaart"]
    assert found.doubts == (
        "regel 2: een afbeelding («k-1.png») is niet gelezen; wat erin staat ontbreekt.",
    )


# Headings


def test_headings_between_paragraphs_have_the_level_of_their_look() -> None:
    body = "".join(
        f"<tussenkop kopopmaak='{look}'>{look}</tussenkop><al>Zin.</al>"
        for look in ("vet", "rom", "cur", "vet")
    )
    found = [(each.text, each.level) for each in received(body).parts if each.level]
    assert found == [("vet", 1), ("rom", 3), ("cur", 2), ("vet", 1)]


def test_a_heading_of_an_unknown_look_has_no_level() -> None:
    (part,) = received("<tussenkop kopopmaak='groen'>Kop</tussenkop>").parts
    assert (part.role, part.level) == (Role.HEADING, None)


def test_headings_of_divisions_have_the_level_of_their_depth() -> None:
    body = (
        "<divisie><kop><nr>2</nr><titel>Dijken</titel></kop><divisie><al>Zin.</al>"
        "<divisie><kop><label>Par.</label><nr>2.1</nr><titel>Duinen</titel></kop>"
        "<tussenkop kopopmaak='cur'>Helm</tussenkop></divisie></divisie></divisie>"
    )
    found = [(each.text, each.level) for each in received(body).parts if each.level]
    assert found == [("2 Dijken", 1), ("Par. 2.1 Duinen", 2), ("Helm", 3)]


def test_a_paragraph_that_is_set_as_a_heading_is_one_of_no_level() -> None:
    body = "<al><nadruk type='vet'>Duinen en dijken</nadruk></al><al><nadruk>Let op.</nadruk></al>"
    assert told(body) == [(Role.HEADING, "Duinen en dijken"), (Role.TEXT, "Let op.")]
    assert received(body).parts[0].level is None


# Lists


def test_items_have_their_printed_marks_and_levels() -> None:
    body = (
        "<lijst type='expliciet'><li><li.nr>1.</li.nr><al>Een</al><lijst><li><li.nr>-</li.nr>"
        "<al>Onder</al></li></lijst></li><li><li.nr>2.</li.nr><al>Twee</al><al>Meer.</al></li>"
        "</lijst>"
    )
    found = [(each.role, each.text, each.level) for each in received(body).parts]
    assert found == [
        (Role.ITEM, "1. Een", 1),
        (Role.ITEM, "– Onder", 2),
        (Role.ITEM, "2. Twee", 1),
        (Role.TEXT, "Meer.", None),
    ]


@pytest.mark.parametrize(
    ("kind", "marks"),
    [
        ("", ["•", "•"]),
        ("streepje", ["–", "–"]),
        ("alfa", ["a.", "b."]),
        ("arabisch", ["1.", "2."]),
        ("romeins", ["i.", "ii."]),
    ],
)
def test_items_without_printed_marks_are_counted_as_their_list_says(
    kind: str, marks: list[str]
) -> None:
    body = f"<lijst type='{kind}'><li><al>x</al></li><li><al>x</al></li></lijst>"
    assert [text for _, text in told(body)] == [f"{mark} x" for mark in marks]


def test_a_list_within_a_paragraph_parts_it() -> None:
    assert told("<al>Voor:<lijst><li>a</li></lijst>na</al>") == [
        (Role.TEXT, "Voor:"),
        (Role.ITEM, "• a"),
        (Role.TEXT, "na"),
    ]


# Notes


def test_a_note_is_called_behind_the_word_before_it() -> None:
    found = received(
        "<al>Veertig boten <noot id='n1'><noot.nr>1</noot.nr><noot.al>Zie <extref>het "
        "verslag</extref>.</noot.al></noot>, en meer.</al>"
    )
    assert found.parts[0].text == "Veertig boten , en meer."
    assert found.parts[0].markers == (Marker(1, 13),)
    assert found.notes == (Note("Zie het verslag.", "regel 1"),)


def test_notes_are_counted_in_order_and_other_numbers_are_told() -> None:
    found = received(
        "<al>A<noot><noot.nr>*</noot.nr><noot.al>x</noot.al></noot>"
        "B<noot><noot.nr>2</noot.nr><al>y</al><al>z</al></noot></al>"
    )
    assert found.parts[0].markers == (Marker(1, 1), Marker(2, 2))
    assert [each.text for each in found.notes] == ["x", "y\nz"]
    assert found.doubts == ("De noten zijn doorgenummerd; in de brief heet noot 1 «*».",)


def test_a_note_that_stands_elsewhere_is_called_where_it_is_referred_to() -> None:
    found = received(
        "<al>A<nootref refid='n1'>1</nootref> B<nootref refid='n1'>1</nootref></al>"
        "<noot id='n1'><noot.nr>1</noot.nr><noot.al>x</noot.al></noot>"
    )
    assert [(each.text, each.markers) for each in found.parts] == [("A B", (Marker(1, 1),))]
    assert found.doubts == ("regel 1: noot «1» is nog eens aangehaald; dat ontbreekt.",)


def test_a_note_that_is_called_nowhere_stands_below_the_letter() -> None:
    found = received("<noot><noot.nr>3</noot.nr><noot.al>Los</noot.al></noot><al>Tekst</al>")
    assert [each.text for each in found.parts] == ["Tekst", "3 Los"]
    assert found.notes == ()
    assert found.doubts == ("regel 1: een noot wordt nergens aangehaald en staat onder de brief.",)


def test_a_paragraph_of_nothing_but_a_note_calls_it_behind_the_one_above() -> None:
    found = received("<al>Boven</al><al><noot><noot.al>x</noot.al></noot></al>")
    assert [(each.text, each.markers) for each in found.parts] == [("Boven", (Marker(1, 5),))]


def test_a_note_in_a_note_stands_in_it_between_brackets() -> None:
    found = received("<al>A<noot><noot.al>b<noot><noot.al>c</noot.al></noot></noot.al></noot></al>")
    assert [each.text for each in found.notes] == ["b (c)"]
    assert len(found.doubts) == 1


# Tables


def table(rows: str, columns: int = 3) -> str:
    specs = "".join(f"<colspec colname='c{each}'/>" for each in range(1, columns + 1))
    return f"<table><title>Tabel 1 Boten</title><tgroup cols='9'>{specs}{rows}</tgroup></table>"


def test_cells_over_several_columns_and_rows_are_filled_in() -> None:
    (part,) = received(
        table(
            "<thead><row><entry morerows='1'>Haven</entry>"
            "<entry namest='c2' nameend='c3'>Boten</entry></row>"
            "<row><entry>2021</entry><entry>2022</entry></row></thead>"
            "<tbody><row><entry morerows='1'>Noord</entry><entry>4</entry><entry>5</entry></row>"
            "<row><entry>6</entry><entry/></row>"
            "<row><entry namest='c1' nameend='c2'>Samen</entry><entry>15</entry></row></tbody>"
        )
    ).parts
    assert (part.role, part.heads) == (Role.TABLE, 2)
    assert part.text.split("\n") == [
        "Tabel 1 Boten",
        "Haven\tBoten\tBoten",
        "Haven\t2021\t2022",
        "Noord\t4\t5",
        "Noord\t6\t",
        "Samen\t\t15",
    ]


def test_a_cell_stands_in_the_column_that_it_names() -> None:
    (part,) = received(table("<tbody><row><entry colname='c3'>5</entry></row></tbody>")).parts
    assert part.text == "Tabel 1 Boten\n\t\t5"
    assert part.heads is None


def test_a_cell_that_names_no_column_of_the_table_is_told() -> None:
    found = received(
        table("<tbody><row><entry>a</entry><entry namest='x' nameend='c3'>b</entry></row></tbody>")
    )
    assert found.parts[0].text == "Tabel 1 Boten\na\tb\t"
    assert found.doubts == ("regel 1: van 1 cel(len) is de plaats in de tabel onzeker, zoals «b».",)


def test_notes_of_a_table_are_called_in_their_cells() -> None:
    note = "<noot><noot.nr>{0}</noot.nr><noot.al>noot {0}</noot.al></noot>"
    found = received(
        "<table><title>Tabel 1"
        + note.format(1)
        + "</title><tgroup><colspec/><colspec/><tbody><row><entry morerows='1'>Noord"
        + note.format(2)
        + "</entry><entry>4</entry></row><row><entry>5"
        + note.format(3)
        + "</entry></row></tbody></tgroup></table>"
    )
    (part,) = found.parts
    assert part.text == "Tabel 1\nNoord\t4\nNoord\t5"
    assert part.markers == (Marker(1, 7), Marker(2, 13), Marker(3, 23))


def test_paragraphs_of_a_cell_are_one_line() -> None:
    found = told(
        table("<tbody><row><entry><al>a</al><al>b</al></entry><entry>c</entry></row></tbody>")
    )
    assert found == [(Role.TABLE, "Tabel 1 Boten\na b\tc\t")]


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    body = table("<tbody><row><entry><al>a</al><al>b</al></entry></row></tbody>", columns=1)
    assert [text for _, text in told(body)] == ["Tabel 1 Boten", "a", "b"]


def test_the_foot_of_a_table_comes_last() -> None:
    rows = "<tfoot><row><entry>z</entry></row></tfoot><tbody><row><entry>a</entry></row></tbody>"
    assert told(table(rows)) == [(Role.TABLE, "Tabel 1 Boten\na\t\t\nz\t\t")]


def test_a_line_that_names_a_table_is_its_caption() -> None:
    rows = "<tgroup><tbody><row><entry>a</entry><entry>1</entry></row></tbody></tgroup>"
    body = f"<al><nadruk>Tabel 2 Sluizen</nadruk></al><table>{rows}</table><al>Bron: x</al>"
    assert told(body) == [(Role.TABLE, "Tabel 2 Sluizen\na\t1"), (Role.TEXT, "Bron: x")]


# Above and below


def test_letterhead_and_signatures_are_as_printed() -> None:
    found = received(
        "<kamerstukkop><tekstregel>Tweede Kamer</tekstregel><tekstregel>2</tekstregel>"
        "<tekstregel>Vergaderjaar 2021-2022</tekstregel></kamerstukkop>"
        "<dossier><dossiernummer><dossiernr>34 300</dossiernr><toev>VII</toev></dossiernummer>"
        "<titel>Boten</titel></dossier><stuk><stuknr><ondernummer>12</ondernummer></stuknr>"
        "<titel>BRIEF</titel><tekst><al>Aan de Voorzitter</al><al>Den Haag, 3 mei 2022</al>"
        "<al>Zin.</al></tekst><tekst-sluiting><ondertekening><functie>De Minister van A</functie>"
        "<naam><voornaam>B.</voornaam><achternaam>C</achternaam></naam></ondertekening>"
        "</tekst-sluiting></stuk>"
    )
    assert [(each.role, each.label, each.text) for each in found.parts] == [
        (Role.LETTERHEAD, "", "Tweede Kamer 2\nVergaderjaar 2021-2022"),
        (Role.LETTERHEAD, "Kamerstukdossier", "34 300 VII Boten"),
        (Role.LETTERHEAD, "Kamerstuknummer", "Nr. 12 BRIEF"),
        (Role.LETTERHEAD, "Geadresseerde", "Aan de Voorzitter"),
        (Role.LETTERHEAD, "Plaats en datum", "Den Haag, 3 mei 2022"),
        (Role.TEXT, "", "Zin."),
        (Role.SIGNATURE, "Ondertekening", "De Minister van A,\nB. C"),
    ]
    assert found.front == Front(
        title="Boten", date=date(2022, 5, 3), dossier="34300-VII", sequence="12"
    )


@pytest.mark.parametrize(
    "signing",
    [
        "<al>De Minister van A,</al><al>B. C</al><al>De Minister van D,</al><al>E. F</al>",
        "<ondertekening><al>De Minister van A,</al><al>B. C</al></ondertekening>"
        "<ondertekening><al>De Minister van D,</al><al>E. F</al></ondertekening>",
        "<ondertekening><functie>De Minister van A,</functie><naam>B. C</naam>"
        "<functie>De Minister van D,</functie><naam>E. F</naam></ondertekening>",
        "<ondertekening><wie><naam>B. C</naam><functie>De Minister van A,</functie></wie>"
        "<wie><naam>E. F</naam><functie>De Minister van D,</functie></wie></ondertekening>",
    ],
    ids=["paragraphs", "lines", "marked", "names first"],
)
def test_every_way_of_signing_gives_offices_with_names(signing: str) -> None:
    assert told(f"<al>Zin.</al>{signing}")[1:] == [
        (Role.SIGNATURE, "De Minister van A,\nB. C"),
        (Role.SIGNATURE, "De Minister van D,\nE. F"),
    ]


def test_a_date_at_the_end_makes_no_letterhead_of_the_letter() -> None:
    found = told("<al>Zin.</al><al>Zin.</al><dagtekening>Den Haag, 3 mei 2022</dagtekening>")
    assert [role for role, _ in found] == [Role.TEXT, Role.TEXT, Role.LETTERHEAD]


def test_the_older_form_is_read_by_what_it_says() -> None:
    data = (
        b"<!DOCTYPE kamerwrk SYSTEM 'kamerwrk.dtd'><kamerwrk><hoofd><huis>Tweede Kamer 2</huis>"
        b"<dossiernr>21 501-03</dossiernr><ondernr>Nr. 7</ondernr><ti>BRIEF VAN DE MINISTER</ti>"
        b"</hoofd><lichaam><p>Aan de Voorzitter</p><p>Den Haag, 3 mei 1999</p><p>Zin.</p>"
        b"</lichaam></kamerwrk>"
    )
    found = read(data, "oud.xml")
    assert [each.role for each in found.parts] == [Role.LETTERHEAD] * 6 + [Role.TEXT]
    assert found.front == Front(dossier="21501-03", sequence="7", date=date(1999, 5, 3))


# The front


@pytest.mark.parametrize(
    ("values", "front"),
    [
        (
            meta(DC_identifier="kst-21501-03-99", OVERHEIDop_dossiernummer="21501-03"),
            Front(letter_id="kst-21501-03-99", dossier="21501-03"),
        ),
        (
            meta(DC_identifier="kst-34300-VII-A", OVERHEIDop_dossiernummer="34300 VII"),
            Front(letter_id="kst-34300-VII-A", dossier="34300-VII"),
        ),
        (
            meta(OVERHEIDop_dossiernummer="28684;29628", OVERHEIDop_ondernummer="A"),
            Front(dossier="28684", sequence="A"),
        ),
        (
            meta(
                DC_identifier="https://zoek.nl/kst-1-2.xml", DC_title="Vaart; Brief regering; A; b"
            ),
            Front(letter_id="kst-1-2", title="A; b"),
        ),
        (
            meta(OVERHEIDop_datumOndertekening="2022-12-14", DCTERMS_issued="2022-12-20"),
            Front(date=date(2022, 12, 14)),
        ),
        (
            meta(DC_creator="Tweede Kamer der Staten-Generaal", OVERHEIDop_indiener="A. de Wit"),
            Front(author="A. de Wit"),
        ),
        (meta(DC_creator="Tweede Kamer der Staten-Generaal"), Front()),
    ],
)
def test_the_metadata_tells_the_letter(values: str, front: Front) -> None:
    assert received("<al>Zin.</al>", values).front == front


def test_two_dates_that_differ_are_told() -> None:
    found = received(
        "<al>Den Haag, 3 mei 2022</al>", meta(OVERHEIDop_datumOndertekening="2022-05-04")
    )
    assert found.front.date == date(2022, 5, 4)
    assert found.doubts == (
        "regel 1: de brief noemt als datum 2022-05-03, de metagegevens 2022-05-04; aangehouden is"
        " die van de metagegevens.",
    )


# Refused


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "regel 1: geen leesbare XML"),
        (b"geen xml", "regel 1: geen leesbare XML"),
        (b"<kamerstuk>\n<al>open", "regel 2: geen leesbare XML"),
        (b"<html><body>x</body></html>", "XML met «html» en geen «kamerstuk»"),
        (
            b"<officiele-publicatie><metadata/><staatsblad><al>x</al></staatsblad>"
            b"</officiele-publicatie>",
            "XML met «staatsblad» en geen «kamerstuk»",
        ),
        (b"<kamerstuk><al> </al></kamerstuk>", "zonder tekst"),
        (b"<kamerstuk>" + b"<al>x</al>" * 100_001 + b"</kamerstuk>", "meer dan 100000 elementen"),
        (b"<kamerstuk>" + b"<a>" * 90 + b"x" + b"</a>" * 90 + b"</kamerstuk>", "meer dan 80"),
        (b"<a>" * 100_000 + b"x" + b"</a>" * 100_000, "geen leesbare XML"),
        (b"<kamerstuk>" + b" " * 10_000_000 + b"</kamerstuk>", "meer dan de 10000000"),
    ],
)
def test_what_is_no_letter_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(LetterError) as refused:
        read(data, "brief.xml")
    assert str(refused.value).startswith("brief.xml")
    assert said in str(refused.value)


BOMB = "".join(
    f'<!ENTITY e{each} "{f"&e{each - 1};" * 10 if each else "x" * 100}">' for each in range(12)
)


@pytest.mark.parametrize(
    ("subset", "body"),
    [
        (BOMB, "<al>&e11;</al>"),
        (BOMB, "<al type='&e11;'>x</al>"),
        ('<!ENTITY e SYSTEM "file:///etc/hostname">', "<al>&e;</al>"),
        ('<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;', "<al>x</al>"),
        ('<!ENTITY e "x">', "<al>&e;</al>"),
    ],
    ids=["text", "attribute", "file", "network", "harmless"],
)
def test_entities_of_its_own_are_refused(subset: str, body: str) -> None:
    with pytest.raises(LetterError, match=r"entiteiten|geen leesbare XML"):
        received(body, above=f"<!DOCTYPE officiele-publicatie [{subset}]>")


def test_a_table_larger_than_any_letter_has_becomes_text_row_by_row() -> None:
    specs = "".join(f"<colspec colname='c{each}'/>" for each in range(5_000))
    rows = "<row><entry namest='c0' nameend='c4999' morerows='999999'>a</entry></row>" * 2_000
    found = received(f"<table><tgroup>{specs}<thead>{rows}</thead></tgroup></table>")
    assert [(each.role, each.text) for each in found.parts] == [(Role.TEXT, "a")] * 2_000
    assert found.doubts == ("regel 1: een tabel is te groot en is tekst geworden, rij voor rij.",)


def test_a_long_cell_is_not_repeated_without_end() -> None:
    cell = f"<row><entry morerows='999999'>{'lang ' * 10_000}</entry><entry>1</entry></row>"
    found = received(
        f"<table><tgroup>{cell}{'<row><entry>2</entry></row>' * 1_000}</tgroup></table>"
    )
    assert len(found.parts) == 1_001
    assert found.parts[-1].text == "2"


NOTE = "<noot id='n'><noot.al>x</noot.al></noot>"


@pytest.mark.parametrize(
    "body",
    [
        f"<al>{'woord <vreemd>x</vreemd> ' * 12_000}</al>",
        f"<tekst>{'<vreemd>x</vreemd>' * 30_000}</tekst>",
        f"<al>{'woord' + NOTE * 10_000}</al>",
        f"<al>woord</al>{f'<al>{NOTE}</al>' * 8_000}",
        "<lijst>" + "<li>x</li>" * 15_000 + "</lijst>",
        "<table><tgroup>"
        + "".join(f"<colspec colname='c{each}'/>" for each in range(200))
        + "<thead><row><entry colname='c199' morerows='900'>x</entry></row></thead><tbody>"
        + ("<row>" + "<entry namest='c0' nameend='c199'>y</entry>" * 199 + "</row>") * 80
        + "</tbody></tgroup></table>",
        f"<ondertekening>{'<functie>A,</functie><naam>B</naam>' * 15_000}</ondertekening>",
        f"<kamerstukkop>{'<tekstregel>x</tekstregel>' * 30_000}</kamerstukkop>",
        f"<al>{'x' * 9_000_000}</al>",
        f"<al>{'x ' * 4_500_000}</al>",
    ],
    ids=[
        "within a line",
        "paragraphs",
        "notes in a line",
        "notes by themselves",
        "items",
        "spans",
        "signatures",
        "masthead",
        "one word",
        "words",
    ],
)
def test_a_large_file_is_read_in_linear_time(body: str) -> None:
    begin = time.process_time()
    assert received(f"<al>begin</al>{body}").parts
    assert time.process_time() - begin < 10


# Laws

NAMES = st.sampled_from(
    "al al-groep tekst vrije-tekst tussenkop divisie kop nr titel lijst li li.nr table title tgroup"
    " colspec thead tbody tfoot row entry entrytbl noot noot.nr noot.al nootref nadruk extref sup"
    " inf citaat plaatje illustratie ondertekening functie naam voornaam achternaam"
    " adres dagtekening datum plaats kamerstukkop tekstregel dossier dossiernummer dossiernr toev"
    " stuk stuknr ondernummer geadresseerde nl vreemd".split()
)
ATTRIBUTES = st.sampled_from(
    ["", " id='n1'", " refid='n1'", " morerows='2'", " namest='c1' nameend='c2'", " colname='c1'"]
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 5) -> str:
    name = draw(NAMES)
    children = st.sampled_from(["@", " ", ""])
    if depth:
        children = children | elements(depth - 1)
    inside = "".join(draw(st.lists(children, max_size=4)))
    return f"<{name}{draw(ATTRIBUTES)}>{inside}</{name}>"


@given(st.lists(elements(), min_size=1, max_size=4).map("".join))
def test_no_word_of_a_letter_is_lost(body: str) -> None:
    pieces = body.split("@")
    # Words of letters only, apart from each other: none is a number that a file counts by.
    words = [f" w{'abcdefghij'[n % 10] * (n // 10 + 1)}x " for n in range(len(pieces) - 1)]
    written = "".join(each for pair in zip(pieces, [*words, ""], strict=True) for each in pair)
    found = received(f"<al>begin</al>{written}")
    kept = [*(each.text for each in found.parts), *(each.text for each in found.notes)]
    shown = " ".join([*kept, *found.doubts])
    assert [each for each in words if each.strip() not in shown] == []


@given(st.lists(elements(), max_size=4).map("".join))
def test_every_note_is_called_once_within_a_text(body: str) -> None:
    found = received(f"<al>begin</al>{body.replace('@', ' woord ')}")
    called = [each for part in found.parts for each in part.markers]
    assert sorted(each.note for each in called) == [*range(1, len(found.notes) + 1)]
    for part in found.parts:
        assert part.text.strip()
        assert all(0 <= each.offset <= len(part.text) for each in part.markers)
        if part.role is Role.TABLE:
            assert len({line.count("\t") for line in part.text.split("\n") if "\t" in line}) <= 1


WORDS = st.lists(st.text("abcdeéü012€%&<>’", min_size=1, max_size=8), min_size=1, max_size=6).map(
    " ".join
)


@st.composite
def letters(draw: st.DrawFn) -> tuple[list[Part], list[Note]]:
    """Draw parts of every role, with notes called between their words."""
    parts: list[Part] = []
    notes: list[Note] = []
    level = item = 0
    for role in draw(
        st.lists(st.sampled_from([Role.HEADING, Role.TEXT, Role.ITEM, Role.TABLE]), max_size=8)
    ):
        heads = None
        text = f"w{draw(WORDS)}"
        if role is Role.ITEM:
            item = draw(st.integers(1, item + 1))
            text = f"{draw(st.sampled_from(['•', '–', '1.', 'a)']))} {text}"
        elif role is Role.TABLE:
            cells = [f"w{draw(WORDS)}" for _ in range(6)]
            text = f"{text}\n" + "\n".join("\t".join(cells[each : each + 2]) for each in (0, 2, 4))
            heads = draw(st.sampled_from([None, 1, 2]))
        elif role is Role.HEADING:
            level = draw(st.integers(1, min(level + 1, 4)))
        item = item if role is Role.ITEM else 0
        calls = [each for each, character in enumerate(text) if character == " " and each > 2]
        chosen = draw(st.sets(st.sampled_from(calls), max_size=2)) if calls else set()
        markers = []
        for offset in sorted(chosen):
            notes.append(Note(f"n{draw(WORDS)}", ""))
            markers.append(Marker(len(notes), offset))
        told = {Role.HEADING: level, Role.ITEM: item}.get(role)
        parts.append(Part(role, text, "", tuple(markers), level=told, heads=heads))
    return parts, notes


@given(letters())
def test_parts_written_as_xml_are_read_to_the_same_parts(
    drawn: tuple[list[Part], list[Note]],
) -> None:
    parts, notes = drawn
    begin = Part(Role.TEXT, "Begin.", "")
    data = as_xml([begin, *parts], notes, Front(), Style(in_divisions=True))
    found = read(data, "brief.xml")
    assert [(p.role, p.text, p.markers, p.level, p.heads) for p in found.parts[1:]] == [
        (p.role, p.text, p.markers, p.level, p.heads) for p in parts
    ]
    assert [each.text for each in found.notes] == [each.text for each in notes]
    assert found.doubts == ()
