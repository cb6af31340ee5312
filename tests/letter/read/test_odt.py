"""A letter as OpenDocument text: what it marks is used, what it hides is not read."""

from __future__ import annotations

from datetime import date

import pytest

from qa.errors import LetterError
from qa.letter.read import format_of, read
from qa.letter.read.received import Role
from tests.letter.read.builders import repacked
from tests.letter.read.open_texts import note, packed, table

HEAD = "<text:p>Den Haag, 3 juni 2024</text:p>"
NUMBERED = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    "</text:list-style>"
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    '<text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style>"
)


def parts_of(data: bytes) -> list[tuple[str, int | None, str]]:
    return [(p.role.value, p.level, p.text) for p in read(data, "brief.odt").parts]


def test_an_odt_is_told_from_a_word_file_by_its_content() -> None:
    assert format_of(packed(HEAD)).name == "OpenDocument"


def test_headings_have_their_level_and_the_number_that_is_counted_for_them() -> None:
    body = "".join(
        f'<text:h text:outline-level="{level}">{title}</text:h><text:p>Een zin.</text:p>'
        for level, title in ((1, "Oevers"), (2, "Riet"), (2, "Biezen"), (1, "Dijken"))
    )
    headings = [p for p in parts_of(packed(HEAD + body, styles=OUTLINE)) if p[0] == "heading"]
    assert headings == [
        ("heading", 1, "1 Oevers"),
        ("heading", 2, "1.1 Riet"),
        ("heading", 2, "1.2 Biezen"),
        ("heading", 1, "2 Dijken"),
    ]


def test_items_bear_the_marks_of_their_list_and_a_list_goes_on_where_it_says_so() -> None:
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>dijken;</text:p><text:list>'
        "<text:list-item><text:p>van klei;</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>duinen.</text:p></text:list-item></text:list>"
        "<text:p>Tussendoor een zin.</text:p>"
        '<text:list text:continue-numbering="true" text:style-name="L1"><text:list-item>'
        "<text:p>sluizen.</text:p></text:list-item></text:list>"
        "<text:list><text:list-item><text:p>zonder nummer.</text:p></text:list-item></text:list>"
    )
    items = [p for p in parts_of(packed(HEAD + body, automatic=NUMBERED)) if p[0] == "item"]
    assert items == [
        ("item", 1, "1. dijken;"),
        ("item", 2, "a) van klei;"),
        ("item", 1, "2. duinen."),
        ("item", 1, "3. sluizen."),
        ("item", 1, "• zonder nummer."),
    ]


def test_notes_hang_where_they_are_called() -> None:
    received = read(packed(f"{HEAD}<text:p>Een zin{note(1, 'Een noot.')} gaat door.</text:p>"), "b")
    (part,) = [part for part in received.parts if part.role is Role.TEXT]
    assert (part.text, part.markers[0].offset) == ("Een zin gaat door.", 7)
    assert [each.text for each in received.notes] == ["Een noot."]


def test_what_was_deleted_remarks_and_contents_are_not_read() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:p>Oevers 3</text:p></text:table-of-content>"
        "<text:p>Dit<office:annotation><text:p>hm</text:p></office:annotation> blijft.</text:p>"
    )
    assert [text for _, _, text in parts_of(packed(HEAD + body))][1:] == ["Dit blijft."]


def test_spaces_tabs_breaks_and_boxes_are_read_in_their_place() -> None:
    body = (
        '<text:p>Een<text:s text:c="3"/>zin<text:tab/>met<text:line-break/>een breuk'
        "<draw:frame><draw:text-box><text:p>In een kader.</text:p></draw:text-box></draw:frame>."
        "</text:p>"
    )
    assert [text for _, _, text in parts_of(packed(HEAD + body))][1:] == [
        "Een zin met\neen breuk.",
        "In een kader.",
    ]


def test_a_head_in_the_header_of_the_page_is_read() -> None:
    header = "<text:p>Datum 3 juni 2024</text:p><text:p>Betreft Oevers van rivieren</text:p>"
    received = read(packed("<text:p>Een zin van de brief.</text:p>", header=header), "brief.odt")
    assert (received.front.date, received.front.title) == (date(2024, 6, 3), "Oevers van rivieren")


def test_a_picture_is_left_out_and_told() -> None:
    body = "<text:p>Een zin.<draw:frame><draw:image/></draw:frame></text:p>"
    assert read(packed(HEAD + body), "brief.odt").doubts == (
        "brief.odt: 1 afbeelding(en) weggelaten; daarvan is niets gelezen.",
    )


def test_a_paragraph_of_which_the_style_is_a_heading_is_one() -> None:
    styles = '<style:style style:name="Heading_20_2" style:display-name="Heading 2"/>'
    own = '<style:style style:name="P1" style:parent-style-name="Heading_20_2"/>'
    body = f'{HEAD}<text:p text:style-name="P1">Oevers</text:p><text:p>Een zin.</text:p>'
    assert ("heading", 1, "Oevers") in parts_of(packed(body, styles, own))


def test_cells_that_stand_for_many_stay_within_bounds() -> None:
    cell = '<table:table-cell table:number-columns-repeated="99999"><text:p>1</text:p>'
    rows = f"<table:table-row>{cell}</table:table-cell></table:table-row>" * 200
    data = packed(f"{HEAD}<text:p>Een zin.</text:p><table:table>{rows}</table:table>")
    assert sum(len(text) for _, _, text in parts_of(data)) < 30_000  # of 2,000,000


def test_a_file_without_a_text_and_a_broken_one_are_refused() -> None:
    sheet = repacked(
        packed(HEAD),
        {"content.xml": lambda old: old.replace(b"office:text", b"office:spreadsheet")},
    )
    with pytest.raises(LetterError, match="zonder tekst, zoals een rekenblad"):
        read(sheet, "brief.odt")
    broken = repacked(packed(HEAD), {"content.xml": lambda old: old[:-9]})
    with pytest.raises(LetterError, match=r"geen leesbare XML .* bewaar hem opnieuw als \.odt"):
        read(broken, "brief.odt")


def test_entities_of_its_own_and_a_text_nested_too_deep_are_refused() -> None:
    entity = repacked(
        packed(HEAD),
        {"content.xml": lambda old: old.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)},
    )
    with pytest.raises(LetterError, match="DOCTYPE"):
        read(entity, "brief.odt")
    deep = "<text:span>" * 100 + "</text:span>" * 100
    with pytest.raises(LetterError, match="dieper genest dan 60"):
        read(packed(f"<text:p>{deep}</text:p>"), "brief.odt")


def test_cells_over_others_and_a_marked_head_make_one_table() -> None:
    grid = table([[("Sport", 1, 2), ("2023", 2, 1)], ["aantal", "%"], ["Roeien", "12", "40"]], 2)
    parts = read(packed(HEAD + grid), "brief.odt").parts
    (found,) = [part for part in parts if part.role is Role.TABLE]
    assert (found.text, found.heads) == ("Sport\t2023\t2023\nSport\taantal\t%\nRoeien\t12\t40", 2)
