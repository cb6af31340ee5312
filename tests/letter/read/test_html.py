"""The web pages of a letter are read with every mark that they bear."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import LetterError
from qa.letter.build import load
from qa.letter.read import docx, html
from qa.letter.read import read as read_any
from qa.letter.read.letterhead import completed
from qa.letter.read.received import Front, Part, Received, Role
from qa.letter.source import id_of
from qa.types import Letter
from tests.letter.read.builders import (
    as_docx,
    as_official_html,
    as_tkconv_html,
    notes_of,
    pieces_of,
)

FORMS = {
    "official": lambda letter: html.read(as_official_html(letter), "kst.html"),
    "tkconv": lambda letter: html.read(as_tkconv_html(letter), "tk.html"),
    "docx": lambda letter: docx.read(as_docx(letter), "brief.docx"),
}
DATA = Path(__file__).parent / "data"


@cache
def letter() -> Letter:
    return load(Path("corpus/kst-28684-720"))


@cache
def received(form: str) -> Received:
    return FORMS[form](letter())


@pytest.mark.parametrize("form", FORMS)
def test_every_block_comes_back_with_its_level_and_its_notes(form: str) -> None:
    expected = [(piece.role, piece.text, piece.level, piece.calls) for piece in pieces_of(letter())]
    got = [
        (part.role, part.text, part.level, tuple((m.note, m.offset) for m in part.markers))
        for part in received(form).parts
    ]
    assert got == expected
    assert received(form).doubts == ()


@pytest.mark.parametrize("form", FORMS)
def test_every_note_comes_back(form: str) -> None:
    assert [note.text for note in received(form).notes] == notes_of(letter())


@pytest.mark.parametrize("form", FORMS)
def test_every_table_has_its_head(form: str) -> None:
    assert [p.heads for p in received(form).parts if p.role is Role.TABLE] == [1, 1]


def shown(part: Part) -> tuple[object, ...]:
    """Return what a part says, without its place and what is empty."""
    more = (part.level, part.heads, part.label or None)
    calls = tuple((marker.note, marker.offset) for marker in part.markers)
    return (part.role.value, part.text, *(each for each in (*more, calls) if each))


def test_a_page_of_tkconv_with_headings_that_are_only_bold() -> None:
    read = read_any((DATA / "tkconv.html").read_bytes(), "tkconv.html")
    assert list(map(shown, read.parts)) == [
        ("text", "Geachte voorzitter,"),
        (
            "text",
            "In deze brief leest u hoe het met de veerdiensten gaat. Een pont beslaat 180 m² en"
            " vaart voor de 3e keer dit jaar.",
            ((1, 55),),
        ),
        ("heading", "Aantal overtochten"),
        ("text", "Let op: dit zijn voorlopige cijfers."),
        ("table", "Veer\tOvertochten\nNoord\t1.204\nZuid\t988", ((2, 37),)),
        ("heading", "2. Vervolg"),
        ("heading", "Nieuwe ponten"),
        ("text", "Wij doen drie dingen:"),
        ("item", "• wij bouwen twee ponten;", 1),
        ("item", "• een in het noorden;", 2),
        ("item", "• wij onderhouden de andere.", 1),
        ("item", "a) eerst meten;", 1),
        ("item", "b) dan varen.", 1),
        ("text", "Wie vaart, betaalt."),
        ("text", "Hoogachtend,"),
        ("signature", "de minister van Vervoer te Water,\nA.B. van der Brug"),
    ]
    assert [n.text for n in read.notes] == [
        "Zie ook de brief van 2 april 2023.",
        "Tot en met mei; zonder juni.",
    ]
    assert read.doubts == ()
    front = read.front
    assert (front.number, front.date) == ("2024D09876", date(2024, 5, 21))
    assert (front.title, front.dossier, front.sequence) == (
        "Stand van de veerdiensten", "31409-12", "345",
    )  # fmt: skip
    assert id_of(front) == "kst-31409-12-345"


def test_an_official_page_with_spans_and_a_note_in_a_cell() -> None:
    read = html.read((DATA / "official.html").read_bytes(), "official.html")
    table = (
        "Tabel 1: Uitleningen per soort (x 1.000)\nJaar\tSoort\tSoort\nJaar\tBoeken\tFilms"
        "\n2014\t310\t42\n2015\tonbekend\t\n2016\t305\t40\n2016\t299\t39"
    )
    assert list(map(shown, read.parts)) == [
        ("letterhead", "34 300 VII Vaststelling van de begroting van Lezen", "Kamerstukdossier"),
        ("letterhead", "Nr. 60 BRIEF VAN DE MINISTER VAN LEZEN", "Kamerstuknummer"),
        (
            "letterhead",
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
            "Geadresseerde",
        ),
        ("letterhead", "Den Haag, 9 maart 2016", "Plaats en datum"),
        ("heading", "1. Uitleningen"),
        ("text", "Het aantal uitleningen steeg licht.", ((1, 35),)),
        ("table", table, 2, ((2, table.index("Boeken") + 6),)),
        ("heading", "Leden", 1),
        ("item", "1. jeugd", 1),
        ("item", "2. ouderen", 1),
        ("signature", "De Minister van Lezen,\nP.Q. Blad"),
        ("signature", "De Staatssecretaris van Schrijven,\nR. Pen"),
        ("text", "3 Vervallen."),
    ]
    assert [n.text for n in read.notes] == ["1 januari is de peildatum.", "Ook luisterboeken."]
    assert read.doubts == (
        "regel 44: de noot «3 Vervallen.» wordt nergens aangeroepen; zij staat als tekst achter"
        " de brief.",
    )
    front = read.front
    assert (front.letter_id, front.dossier, front.sequence) == (
        "kst-34300-VII-60", "34300-VII", "60",
    )  # fmt: skip
    assert (front.title, front.author, front.date) == (
        "Voortgang bibliotheken", "Minister van Lezen", date(2016, 3, 9),
    )  # fmt: skip


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def parts(body: str) -> list[tuple[object, ...]]:
    return list(map(shown, html.read(page(body), "x.html").parts))


def _front(read: Received) -> Front:
    return completed(read.front, read.parts)


def test_the_head_of_a_page_of_a_ministry_is_read_with_its_long_line() -> None:
    kind = "Brief | 03-09-2026 | Ministerie van Binnenlandse Zaken en Koninkrijksrelaties en zo"
    said = "Datum: 3 september 2026<br>Onderwerp: Graven<br>Kenmerk: 2026-1"
    body = f"<h1>Kamerbrief over graven</h1><p>{kind}</p><p>{said}</p><p>Geachte voorzitter,</p>"
    front = _front(html.read(page(f"{body}<p>Er zijn er tien.</p>"), "x.html"))
    assert (front.date, front.title, front.number) == (date(2026, 9, 3), "Graven", "2026-1")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1>Over graven</h1><p>Er zijn er tien.</p><h2>Kosten</h2><p>Niets.</p>", "Over graven"),
        ("<p>Er zijn er tien.</p><h1>Kosten</h1><p>Niets.</p>", ""),
        ("<h1>Graven</h1><p>Er zijn er tien.</p><h1>Kosten</h1><p>Niets.</p>", ""),
    ],
)
def test_the_heading_above_all_others_is_the_title_of_a_page(body: str, title: str) -> None:
    assert html.read(page(body), "x.html").front.title == title


def test_menus_and_what_stands_around_a_text_are_left_out() -> None:
    assert parts(
        "<ul><li><a href='/a'>Home</a></li><li><a href='/b'>Nieuws</a></li>"
        "<li><a href='/c'>Contact</a></li></ul><nav>Menu</nav><div class='cookie'>Ja</div>"
        "<p style='display: none'>weg</p><p>De tekst.</p><script>x()</script><footer>f</footer>"
    ) == [("text", "De tekst.")]


def test_the_main_part_of_a_page_is_its_letter_only_if_it_holds_most_of_it() -> None:
    long = "<p>Een lange regel met veel woorden die de brief is.</p>"
    assert parts(f"<div>ernaast</div><main>{long}</main>") == [("text", long[3:-4])]
    assert parts(f"<main>kort</main>{long}") == [("text", "kort"), ("text", long[3:-4])]


def test_links_alone_within_the_text_are_kept() -> None:
    links = "".join(f"<li><a href='http://x.nl/{n}'>x.nl/{n}</a></li>" for n in range(3))
    got = parts(f"<main><p>Zie de bijlagen.</p><ul>{links}</ul></main>")
    assert got[1:] == [("item", f"• x.nl/{n}", 1) for n in range(3)]


@pytest.mark.parametrize(
    "cells",
    [
        "<p>Jaar<br>Aantal<br>2020<br>12<br>2021<br>14</p>",
        "<p>Jaar</p><p>Aantal</p><p>2020</p><p>12</p><p>2021</p><p>14</p>",
        "<pre>Jaar\nAantal\n2020\n12\n2021\n14</pre>",
    ],
    ids=["breaks", "blocks", "lines"],
)
def test_a_cell_a_line_is_a_table_where_one_number_of_columns_fits(cells: str) -> None:
    read = html.read(page(f"<p>Hier.</p>{cells}<p>Tot ziens</p>"), "x")
    assert [part.text for part in read.parts] == [
        "Hier.",
        "Jaar\tAantal\n2020\t12\n2021\t14",
        "Tot ziens",
    ]
    assert (read.parts[1].role, read.parts[1].heads, read.doubts) == (Role.TABLE, 1, ())


def test_a_cell_a_line_of_which_the_columns_are_not_certain_is_told() -> None:
    read = html.read(page("<p>Aantal<br>2020<br>12<br>2021<br>14<br>15</p><p>Tot ziens.</p>"), "x")
    assert [part.text for part in read.parts] == ["Aantal\n2020\n12\n2021\n14\n15", "Tot ziens."]
    assert read.doubts == (
        "regel 1: 6 korte regels onder elkaar lijken een tabel met een cel per regel; zij blijven"
        " tekst, zonder feiten.",
    )


def test_the_subject_below_place_and_date_is_of_the_head() -> None:
    read = read_any(
        page(
            "<h1>Kamerbrief</h1><p>Den Haag, 20 mei 2025</p><p>Betreft: De stand van de sluizen</p>"
            "<p>Geachte voorzitter,</p><p>Het gaat goed.</p>"
        ),
        "x",
    )
    assert (read.front.title, str(read.front.date)) == ("De stand van de sluizen", "2025-05-20")
    assert [part.text for part in read.parts][3:] == ["Geachte voorzitter,", "Het gaat goed."]


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f"a{n}=1" for n in range(100_000)),
        'a= b="x ' + " ".join(f"a{n}='<>'" for n in range(100_000)),
        "/".join(f"a{n}" for n in range(100_000)),
    ],
    ids=["plain", "quoted", "slashes"],
)
def test_a_tag_that_would_take_hours_is_refused(attributes: str) -> None:
    started = time.process_time()
    with pytest.raises(LetterError, match="een element met meer dan 500 eigenschappen"):
        html.read(page(f"<p {attributes}>Het gaat goed.</p>"), "x")
    assert time.process_time() - started < 5


def test_lines_that_were_broken_off_are_one_paragraph_and_others_stay_lines() -> None:
    wrapped = "Deze regel is afgebroken omdat het papier op was en gaat\nverder op de volgende."
    assert parts(f"<pre>{wrapped}\n\nKort\nen kort</pre>") == [
        ("text", wrapped.replace("\n", " ")),
        ("text", "Kort\nen kort"),
    ]


def test_a_raised_number_without_a_note_stays_raised_and_is_told() -> None:
    read = html.read(
        page("<p>Er zijn 20.800<sup>2</sup> in totaal, 10<sup>6</sup> is meer.</p>"), "x"
    )
    assert read.parts[0].text == "Er zijn 20.800² in totaal, 10⁶ is meer."
    assert read.doubts == (
        "regel 1: «²» staat als noot, maar hoort bij geen noot; het blijft tekst.",
    )


def test_notes_without_links_are_tied_by_number_where_each_is_alone() -> None:
    read = html.read(
        page(
            "<p>Eerst<sup>1</sup> en 5 m<sup>2</sup>, dan<sup>2</sup>.</p>"
            "<p class='voetnoot'>1 Noot een.</p><p class='voetnoot'>2 Noot twee.</p>"
        ),
        "x",
    )
    assert shown(read.parts[0]) == ("text", "Eerst en 5 m², dan².", ((1, 5),))
    assert [note.text for note in read.notes] == ["Noot een."]
    assert [part.text for part in read.parts[1:]] == ["2 Noot twee."]


def test_a_note_that_is_called_twice_keeps_its_first_call() -> None:
    read = html.read(
        page(
            "<p>Een<sup><a href='#n'>1</a></sup> en weer<sup><a href='#n'>1</a></sup>.</p>"
            "<ol class='footnotes'><li id='n'>Noot.</li></ol>"
        ),
        "x",
    )
    assert shown(read.parts[0]) == ("text", "Een en weer.", ((1, 3),))
    assert len(read.doubts) == 1
    assert "noot 1 wordt hier nog eens aangeroepen" in read.doubts[0]


def test_notes_in_one_paragraph_of_their_own_are_told_apart_by_their_calls_only() -> None:
    read = html.read(
        page(
            "<p>Een<sup><a id='r1' href='#n1'>1</a>, <a id='r2' href='#n2'>2</a></sup> hier.</p>"
            "<table class='footnotes'><tr id='n1'><td>1</td><td>Noot een.</td></tr>"
            "<tr id='n2'><td>2</td><td>Noot twee.</td></tr></table>"
        ),
        "x",
    )
    assert shown(read.parts[0]) == ("text", "Een hier.", ((1, 3), (2, 3)))
    assert [note.text for note in read.notes] == ["Noot een.", "Noot twee."]


def test_a_table_of_contents_calls_no_notes() -> None:
    assert parts(
        "<ul><li><a href='#a'>1</a> Inleiding</li></ul><h2 id='a'>Inleiding</h2><p>Tekst.</p>"
    ) == [("item", "• 1 Inleiding", 1), ("heading", "Inleiding", 1), ("text", "Tekst.")]


def test_lists_are_marked_as_the_page_shows_them() -> None:
    assert parts(
        "<ol start='3'><li>c<li value='7'>g</ol><ol type='i'><li>x<li>y</ol>"
        "<ol style='list-style-type: upper-alpha'><li>p</ol><ul><li>– streep</ul>"
        "<ul class='streepje'><li>lijn</ul><ol><li><p>kop</p><p>vervolg</p></ol>"
    ) == [
        ("item", "3. c", 1),
        ("item", "7. g", 1),
        ("item", "i) x", 1),
        ("item", "ii) y", 1),
        ("item", "A) p", 1),
        ("item", "– streep", 1),
        ("item", "– lijn", 1),
        ("item", "1. kop", 1),
        ("text", "vervolg"),
    ]


def test_a_table_of_labels_is_the_head_of_a_letter_also_with_labels_in_a_row() -> None:
    assert parts(
        "<table><tr><td>Datum</td><td>Ons kenmerk</td></tr><tr><td>1 mei 2024</td><td>12-3</td>"
        "</tr></table><p>Geachte voorzitter,</p><p>Tekst.</p>"
    )[:2] == [("letterhead", "1 mei 2024", "Datum"), ("letterhead", "12-3", "Ons kenmerk")]


def test_pictures_are_told() -> None:
    read = html.read(page("<p>Zie <img src='x.png'> hier.</p>"), "brief.html")
    assert read.doubts == ("brief.html: 1 afbeelding(en) weggelaten; daarvan is niets gelezen.",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "geen HTML"),
        (b"zomaar tekst", "geen HTML"),
        (b"<p>a\0b</p>", "NUL-teken"),
        (b"<meta charset=utf-8><p>caf\xe9</p>", "byte 26 is geen utf-8"),
        (page("<nav>Menu</nav>"), "geen tekst van een brief"),
        (page("<div>" * 150 + "x"), "te diep genest"),
        (page("<div>" * 100_000 + "x"), "te diep genest"),
        (page("<b>" * 500_000 + "x"), "te diep genest"),
        (page("<br>" * 100_001), "te veel onderdelen"),
        (b"<p>" + b"x" * 10_000_000, "hoogstens 10000000"),
    ],
)
def test_what_is_no_page_or_made_to_do_harm_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(LetterError, match=message):
        html.read(data, "x.html")


def test_a_page_in_the_old_encoding_is_read_as_browsers_do() -> None:
    data = '<meta charset="iso-8859-1"><p>café – één</p>'.encode("cp1252")
    assert html.read(data, "x").parts[0].text == "café – één"


def test_entities_of_a_page_itself_are_not_known() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>Tekst &x; hier.</p>'
    assert "&x;" in html.read(data, "x").parts[-1].text


def test_spans_beyond_sense_are_bounded() -> None:
    wide = "<tr><td colspan=9999 rowspan=9999>a</td><td>b</td></tr><tr><td>c</td></tr>"
    read = html.read(page(f"<table>{wide * 300}</table><p>Tekst.</p>"), "x")
    assert read.parts[-1].text == "Tekst."
    assert len(read.doubts) == 1
    assert "te groot om te lezen" in read.doubts[0]


A_WORD = st.sampled_from("de dijk is hoog 12 3,5 m² € “zo” –".split())
WORDS = st.lists(A_WORD, min_size=1, max_size=6)


@given(
    st.lists(st.tuples(WORDS, st.integers(0, 2)), min_size=1, max_size=5),
    st.sampled_from(["p", "div", "li", "td", "blockquote"]),
)
def test_text_comes_back_and_every_note_is_called_once_where_it_stood(
    pieces: list[tuple[list[str], int]], tag: str
) -> None:
    """Whatever stands in a block, its text is what is written without the calls of its notes."""
    written, text, calls, count = "", "", list[int](), 0
    for words, notes in pieces:
        text += (" " if text else "") + " ".join(words)
        written += "\n " + " ".join(words)
        for _ in range(notes):
            count += 1
            calls.append(len(text))
            written += f"<sup><a id='r{count}' href='#n{count}'>{count}</a></sup>"
    notes_below = "".join(f"<li id='n{n + 1}'>Noot {n + 1}</li>" for n in range(count))
    wrapped = f"<{tag}>{written}</{tag}>"
    wrapped = f"<ul>{wrapped}</ul>" if tag == "li" else wrapped
    wrapped = f"<table><tr>{wrapped}<td>x</td></tr></table>" if tag == "td" else wrapped
    read = html.read(page(f"<p>Begin.</p>{wrapped}<ol class='footnotes'>{notes_below}</ol>"), "x")
    before = "• " if tag == "li" else ""
    after = "\tx" if tag == "td" else ""
    assert read.parts[1].text == before + text + after
    assert [m.offset - len(before) for m in read.parts[1].markers] == calls
    assert [m.note for m in read.parts[1].markers] == list(range(1, count + 1))
    assert [n.text for n in read.notes] == [f"Noot {n}" for n in range(1, count + 1)]


@given(st.text("<>/=\"' abhpdivtr123#&;\n", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(LetterError):
        read = html.read(text.encode(), "x")
        called = sorted(m.note for part in read.parts for m in part.markers)
        assert called == list(range(1, len(read.notes) + 1))
        assert all(part.text.strip() for part in read.parts)


def test_a_table_of_the_text_with_words_of_a_head_stays_a_table() -> None:
    rows = "<tr><th>Datum</th><th>Onderwerp</th></tr><tr><td>1 mei</td><td>Bos</td></tr>"
    assert parts(f"<p>Geachte voorzitter,</p><table>{rows}</table>")[1:] == [
        ("table", "Datum\tOnderwerp\n1 mei\tBos", 1)
    ]


def test_the_title_and_the_source_of_a_table_are_no_headings() -> None:
    table = "<table><tr><td>Jaar</td><td>Bomen</td></tr><tr><td>2020</td><td>3</td></tr></table>"
    assert parts(f"<p><b>Tabel 2: Bomen</b></p>{table}<p><i>Bron: eigen telling</i></p>") == [
        ("table", "Tabel 2: Bomen\nJaar\tBomen\n2020\t3"),
        ("text", "Bron: eigen telling"),
    ]
