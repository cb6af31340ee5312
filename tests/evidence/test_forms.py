"""Each form of a set of evidence holds whatever it is given, and nothing runs in it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from html.parser import HTMLParser

import docx
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from qa.evidence import markdown, sheet, web, word
from qa.evidence.pieces import Bundle, Grid, Piece, Place, Quotation, bundle
from qa.types import Source

LETTER = Source(
    letter_id="kst-1-2",
    number="kst-1-2",
    title="Een brief",
    date=date(2023, 3, 3),
    dossier="1",
    sequence="2",
    url="https://example.org/kst-1-2.html",
    sha256="",
    author="",
    reference="Kamerstuk 1, nr. 2",
)
PLACE = Place("Kamerstuk 1, nr. 2, par. 1", LETTER.url, ("Noot 3 van de brief: «Zie daar.»",))
HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> [a](javascript:x) | # \x00\x1b\ufffe \ud800'


def quotation(text: str) -> Quotation:
    return Quotation(((text, False), (" sterk", True)), PLACE, LETTER)


def grid(cells: set[tuple[int, int]], table: str = "kst-1-2:tabel1", text: str = "5") -> Grid:
    return Grid(
        table=table,
        cells=frozenset(cells),
        name=f"Aantal {len(cells)}",
        header=("Jaar", text),
        rows=tuple((f"{row}", text) for row, _ in sorted(cells)),
        place=PLACE,
        letter=LETTER,
    )


def one(text: str) -> Bundle:
    """A bundle in which a text stands in every place."""
    return bundle(
        [
            Piece(
                heading=text,
                read_as=text,
                said=f"{text}.",
                told=(quotation(text),),
                quotes=(quotation(text),),
                grids=(grid({(0, 0)}, text=text),),
                is_near=True,
            )
        ]
    )


def test_a_table_stands_once_and_what_shows_less_of_it_refers_to_it() -> None:
    made = bundle(
        [
            Piece("Eén?", grids=(grid({(0, 0)}),)),
            Piece("Alles?", grids=(grid({(0, 0), (1, 0)}),)),
            Piece("Weer?", grids=(grid({(1, 0)}), grid({(0, 0), (1, 0)}))),
            Piece("Anders?", grids=(grid({(1, 0)}, table="kst-1-2:tabel2"),)),
        ]
    )
    assert [[each.number for each in piece.grids] for piece in made.pieces] == [[1], [2], [], [3]]
    assert [piece.see for piece in made.pieces] == [(), (), (2,), ()]
    assert made.letters == (LETTER,)
    assert "De cijfers staan hierboven, in tabel 2." in markdown.write(made)


def test_what_is_picked_twice_stands_there_once() -> None:
    piece = Piece("Hoeveel?", said="5.", told=(quotation("Het zijn er 5."),))
    assert len(bundle([piece, piece]).pieces) == 1


@given(st.text() | st.just(HOSTILE))
def test_a_word_file_opens_whatever_it_holds(text: str) -> None:
    content = word.write(one(text))
    document = docx.Document(io.BytesIO(content))
    assert [len(table.rows) for table in document.tables] == [2]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        notes = parse_xml(parts.read("word/footnotes.xml"))
    assert len(notes) == 2 + 3  # the two lines above them, and a note for each place


def test_a_word_file_says_what_it_is_and_in_which_language() -> None:
    document = docx.Document(io.BytesIO(word.write(one("Hoeveel?"))))
    about = document.core_properties
    assert (about.title, about.language, about.author) == ("Citaten en cijfers", "nl-NL", "")
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["nl-NL"]
    assert [each.style and each.style.name for each in document.paragraphs] == [
        *("Title", "Heading 1", "Normal", "Normal", "Normal", "Quote", "Caption", "Normal"),
        *("Heading 1", "List Bullet"),
    ]


def test_the_footnotes_of_a_word_file_are_those_of_a_word_file() -> None:
    """A reader of Word files that knows nothing of ours finds them."""
    import mammoth

    found = mammoth.convert_to_html(io.BytesIO(word.write(one("Hoeveel?")))).value
    assert found.count('href="#footnote-ref-') == 3
    assert "Noot 3 van de brief: «Zie daar.»" in found
    assert "<thead><tr><th>" in found


class Tags(HTMLParser):
    """Collects the elements of a page and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.met: set[str] = set()
        self.links: set[str | None] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.met.add(tag)
        self.links |= {value for name, value in attrs if name == "href"}


@given(st.text() | st.just(HOSTILE))
def test_html_has_no_element_or_link_but_ours(text: str) -> None:
    page = Tags(web.write(one(text)))
    assert page.met <= set(
        "html meta title h1 h2 p i b br blockquote table caption thead tbody tr th td ul li"
        " a".split()
    )
    assert page.links == {LETTER.url}


def test_markdown_shows_marks_as_they_are() -> None:
    written = markdown.write(one("# kop\n- punt\n1. *ster* [x](y) <b> |d| `c`"))
    assert "## \\# kop - punt 1. \\*ster\\* \\[x\\](y) \\<b> \\|d\\| \\`c\\`" in written
    assert "> \\# kop  \n> \\- punt  \n> 1\\. \\*ster\\* \\[x\\](y)" in written
    assert written.count("| --- | ---: |") == 1


def test_no_cell_of_a_sheet_runs() -> None:
    rows = list(csv.DictReader(io.StringIO(sheet.write(one(HOSTILE)))))
    assert rows
    assert all(row[name].startswith("'=") for row in rows for name in ("vraag", "citaat"))
