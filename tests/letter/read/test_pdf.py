"""PDFs of our own, printed by the browser, and what the reader makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qa.letter.read.pdf import read
from qa.letter.read.received import Received, Role
from tests.browser.engine import MISSING, installed
from tests.letter.read.printed import Printed, from_html, printed

pytestmark = pytest.mark.skipif(installed() is None, reason=MISSING)

SIDE = """<b>Ministerie van<br>Waterbeheer</b><br>
Postbus 100<br>2500 AA Den Haag<!--first--><br>
<b>Ons kenmerk</b>WB-2024/1201<br><b>Bijlage(n)</b>2"""
HEAD = "Voortgang van de sluizen"
TOP = "width:11em;display:inline-block"
HEADER = [
    Printed("p", "De Voorzitter van de Tweede Kamer"),
    Printed(
        "raw",
        f"<p><span style='{TOP}'>Datum</span>3 februari 2024<br>"
        f"<span style='{TOP}'>Betreft</span>Voortgang van de sluizen</p>",
    ),
    Printed("p", "Geachte voorzitter,"),
]
WORDS = (
    "Wij melden u dat het herstel van de sluizen in het noorden dit jaar verder is gekomen, en dat"
    " de aannemer de planning haalt die in het voorjaar met de waterschappen is afgesproken."
)

Print = Callable[..., Received]


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Print:
    def read_back(*blocks: Printed, **options: object) -> Received:
        folder = tmp_path_factory.mktemp("printed")
        return read(printed(blocks, folder, **options), "brief.pdf")  # type: ignore[arg-type]

    return read_back


@pytest.fixture(scope="module")
def letter(read_back: Print) -> Received:
    """Print a letter of three pages."""
    return read_back(
        *HEADER,
        Printed("p", f"{WORDS} {{{{1}}}}".replace(" {{", "{{")),
        Printed("h1", "1. Aanpak"),
        *[Printed("p", WORDS) for _ in range(9)],
        Printed(
            "h2",
            "1.1 De sluizen in het noorden en de bruggen die daar nog bij horen, en wat"
            " zij samen zullen kosten",
        ),
        Printed("p", WORDS.replace("herstel", "herstel{{2}}")),
        Printed("raw", "<ul><li>de sluis bij Oost<li>de sluis bij West<ul><li>de deuren</ul></ul>"),
        Printed("h4", "Wat daarna komt"),
        *[Printed("p", WORDS) for _ in range(12)],
        Printed("p", "Op 9 mei 2023{{3}} is er 25 m² bij gekomen."),
        Printed(
            "raw",
            "<p>Hoogachtend,</p><p>DE MINISTER VAN WATERBEHEER,</p><br><br><p>A. de Vries</p>",
        ),
        notes=[
            "Kamerstuk 12 345, nr. 6.",
            "Een lange noot die over meer dan een regel loopt, omdat zij alles noemt wat er over"
            " het herstel van de sluizen al eerder aan uw Kamer is gemeld, en ook wat nog volgt.",
            "Zie 10³ redenen.",
        ],
        side=SIDE,
        head=HEAD,
    )


def texts(received: Received, *roles: Role) -> list[str]:
    return [part.text for part in received.parts if part.role in roles]


def test_the_side_column_is_letterhead_and_stands_there_once(letter: Received) -> None:
    head = [(part.label, part.text) for part in letter.parts if part.role is Role.LETTERHEAD]
    assert ("Ons kenmerk", "WB-2024/1201") in head
    assert ("Bijlagen", "2") in head
    assert ("Datum", "3 februari 2024") in head
    assert ("Betreft", "Voortgang van de sluizen") in head
    assert ("Geadresseerde", "De Voorzitter van de Tweede Kamer") in head
    assert sum("Postbus" in text for _, text in head) == 1


def test_the_front_says_date_number_and_title(letter: Received) -> None:
    assert letter.front.date == date(2024, 2, 3)
    assert letter.front.number == "WB-2024/1201"
    assert letter.front.title == "Voortgang van de sluizen"


def test_running_heads_and_numbers_of_pages_are_no_text(letter: Received) -> None:
    body = "\n".join(texts(letter, Role.TEXT, Role.HEADING, Role.ITEM))
    assert "Pagina" not in body
    assert "Postbus" not in body
    assert HEAD not in body


def test_paragraphs_are_put_together_also_over_a_page_break(letter: Received) -> None:
    same = [text for text in texts(letter, Role.TEXT) if text == WORDS]
    assert len(same) == 9 + 12 + 2
    assert {part.place for part in letter.parts} == {"blz. 1", "blz. 2", "blz. 3"}


def test_headings_have_their_level_and_their_second_line(letter: Received) -> None:
    heads = [(part.level, part.text) for part in letter.parts if part.role is Role.HEADING]
    assert heads == [
        (1, "1. Aanpak"),
        (
            2,
            "1.1 De sluizen in het noorden en de bruggen die daar nog bij horen, en wat zij samen"
            " zullen kosten",
        ),
        (3, "Wat daarna komt"),
    ]


def test_items_have_their_mark_and_level(letter: Received) -> None:
    items = [(part.level, part.text) for part in letter.parts if part.role is Role.ITEM]
    assert items == [
        (1, "• de sluis bij Oost"),
        (1, "• de sluis bij West"),
        (2, "• de deuren"),
    ]


def test_notes_are_called_where_the_raised_digit_stood(letter: Received) -> None:
    called = [
        (marker.note, part.text[: marker.offset][-8:])
        for part in letter.parts
        for marker in part.markers
    ]
    assert called == [(1, "sproken."), (2, " herstel"), (3, "mei 2023")]
    assert letter.notes[1].text.startswith("Een lange noot die over meer dan een regel")
    assert letter.notes[1].text.endswith("en ook wat nog volgt.")
    assert letter.notes[2].text == "Zie 10³ redenen."


def test_a_power_is_no_note(letter: Received) -> None:
    assert "Op 9 mei 2023 is er 25 m² bij gekomen." in texts(letter, Role.TEXT)


def test_the_signature_is_the_office_and_the_name(letter: Received) -> None:
    assert texts(letter, Role.SIGNATURE) == ["DE MINISTER VAN WATERBEHEER,\nA. de Vries"]


def test_nothing_is_in_doubt(letter: Received) -> None:
    assert letter.doubts == ()


def test_every_note_has_exactly_one_marker(letter: Received) -> None:
    called = [marker.note for part in letter.parts for marker in part.markers]
    assert called == list(range(1, len(letter.notes) + 1))


def test_a_letter_without_tags_is_read_the_same(read_back: Print) -> None:
    blocks = (
        *HEADER,
        Printed("p", f"{WORDS}{{{{1}}}}"),
        Printed("h1", "Slot"),
        Printed("p", WORDS),
    )
    options = {"notes": ["Zie boven."], "side": SIDE, "head": HEAD}
    assert read_back(*blocks, **options, tagged=False) == read_back(*blocks, **options)


PARTED = [
    ("maat&shy;regelen", "maatregelen"),
    ("in- en uitvoer", "in- en uitvoer"),
    ("RIVM-rapport", "RIVM-rapport"),
    ("2030-doelen", "2030-doelen"),
    ("Noord-Holland", "Noord-Holland"),
    ("publiek-private", "publiek-private"),
]


@pytest.mark.parametrize(("shown", "wanted"), PARTED, ids=[wanted for _, wanted in PARTED])
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_it_parts_a_word(
    read_back: Print, shown: str, wanted: str
) -> None:
    whole = wanted.replace("&shy;", "")
    before = re.split(r"(?<=-)|&shy;", shown)[0]
    # As wide as what stands before the hyphen: what follows it has no room on that line.
    narrow = f"<div style='width:{len(before) + 1}ch'>{shown}</div>"
    received = read_back(
        *HEADER,
        Printed("p", f"{WORDS} Eerder noemden wij {whole} al, in een regel met meer woorden."),
        Printed("raw", narrow),
        Printed("p", WORDS),
    )
    assert whole in texts(received, Role.TEXT)


TABLE = """<table>
<tr><th rowspan="2">Regio</th><th colspan="2">Aantal</th></tr>
<tr><th>2022</th><th>2023</th></tr>
<tr><td rowspan="2">Noord en alles wat<br>daarbij hoort</td><td>1.200</td><td>1.300</td></tr>
<tr><td>14</td><td></td></tr>
<tr><td>Zuid</td><td>900<sup>1</sup></td><td>- 5%</td></tr>
</table>"""


def test_a_ruled_table_is_read_cell_by_cell(read_back: Print) -> None:
    received = read_back(
        *HEADER,
        Printed("p", WORDS),
        Printed("raw", TABLE),
        Printed("p", WORDS),
    )
    (table,) = [part for part in received.parts if part.role is Role.TABLE]
    assert [line.split("\t") for line in table.text.split("\n")] == [
        ["Regio", "Aantal", "Aantal"],
        ["Regio", "2022", "2023"],
        ["Noord en alles wat daarbij hoort", "1.200", "1.300"],
        ["Noord en alles wat daarbij hoort", "14", ""],
        ["Zuid", "900¹", "- 5%"],
    ]
    assert table.heads == 2
    assert [part.role for part in received.parts][-3:] == [Role.TEXT, Role.TABLE, Role.TEXT]


def test_a_caption_is_the_first_line_of_its_table(read_back: Print) -> None:
    received = read_back(
        *HEADER,
        Printed("p", "Tabel 1. Sluizen per jaar{{1}}"),
        Printed("raw", plain("", ("2022", "1.200<sup>2</sup>"), ("2023", "1.300"))),
        Printed("p", f"{WORDS}{{{{2}}}}"),
        notes=["Bron: het ministerie.", "Zie boven."],
    )
    (table,) = [part for part in received.parts if part.role is Role.TABLE]
    assert table.text == "Tabel 1. Sluizen per jaar\n2022\t1.200\n2023\t1.300"
    assert [(marker.note, table.text[: marker.offset][-5:]) for marker in table.markers] == [
        (1, " jaar"),
        (2, "1.200"),
    ]


def plain(css: str, *rows: tuple[str, ...]) -> str:
    cells = "".join(f"<tr>{''.join(f'<td style={css!r}>{c}' for c in row)}" for row in rows)
    return f"<table>{cells}</table>"


def test_columns_of_numbers_are_a_table_without_upright_lines(read_back: Print) -> None:
    rows = ("Jaar", "Sluizen"), ("2022", "1.200"), ("2023", "1.300")
    html = plain("border:0;padding:2pt 20pt", *rows)
    received = read_back(*HEADER, Printed("p", WORDS), Printed("raw", html), Printed("p", WORDS))
    assert texts(received, Role.TABLE) == ["Jaar\tSluizen\n2022\t1.200\n2023\t1.300"]
    assert received.doubts == ()


def test_columns_of_words_stay_text_with_a_doubt(read_back: Print) -> None:
    rows = ("Wie", "Wat"), ("de gemeente", "het plan"), ("de provincie", "het geld")
    html = plain("border:0;padding:2pt 20pt", *rows)
    received = read_back(*HEADER, Printed("p", WORDS), Printed("raw", html), Printed("p", WORDS))
    assert texts(received, Role.TABLE) == []
    assert "Wie Wat\nde gemeente het plan\nde provincie het geld" in texts(received, Role.TEXT)
    (doubt,) = received.doubts
    assert doubt.startswith("blz. 1: wat bij «Wie Wat»")


def test_a_note_that_is_called_nowhere_is_text_with_a_doubt(read_back: Print) -> None:
    received = read_back(
        *HEADER,
        Printed("p", f"{WORDS}{{{{1}}}}"),
        Printed("raw", "<p>Slot.<sup data-note=\"2\" style='display:none'>2</sup></p>"),
        notes=["Zie boven.", "Zie onder."],
    )
    assert [note.text for note in received.notes] == ["Zie boven."]
    assert received.parts[-1].text == "Zie onder."
    assert received.doubts == ("blz. 1: noot 2 wordt nergens aangeroepen; zij is tekst.",)


def test_an_official_publication_says_its_dossier_and_number(read_back: Print) -> None:
    received = read_back(
        Printed("p", "34 300 VII Begroting van het waterbeheer"),
        Printed("p", "Nr. 12 BRIEF VAN DE MINISTER VAN WATERBEHEER"),
        Printed("p", "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        Printed("p", "Den Haag, 3 februari 2024"),
        Printed("p", WORDS),
    )
    assert received.front.dossier == "34300-VII"
    assert received.front.sequence == "12"
    assert received.front.date == date(2024, 2, 3)
    assert received.front.title == "BRIEF VAN DE MINISTER VAN WATERBEHEER"
    assert texts(received, Role.TEXT) == [WORDS]


def test_real_pdfs_are_read_with_every_note_called(real_pdfs: list[Path]) -> None:
    for path in real_pdfs:
        received = read(path.read_bytes(), path.name)
        called = [marker.note for part in received.parts for marker in part.markers]
        assert called == list(range(1, len(received.notes) + 1)), path.name
        assert received.front.date is not None, path.name
        assert received.front.title, path.name
        assert received.front.number, path.name


@pytest.fixture
def real_pdfs() -> list[Path]:
    """Letters that are not ours to keep here: the PDFs in the folder that QA_REAL_PDFS names."""
    import os

    folder = Path(os.environ.get("QA_REAL_PDFS", ""))
    found = sorted(folder.rglob("Kamerbrief*.pdf")) if os.environ.get("QA_REAL_PDFS") else []
    if not found:
        pytest.skip("QA_REAL_PDFS names no folder with PDFs of letters")
    return found


TWO_PAGES = """<!doctype html><html lang="nl"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 0 }} * {{ margin: 0 }} body {{ font: 9pt/12pt "DejaVu Sans" }}
section {{ position: relative; height: 296mm; break-after: page }}
div {{ position: absolute; top: 40mm; left: 28mm; width: 130mm }}
footer {{ position: absolute; bottom: 16mm; left: 28mm; width: 130mm; font-size: 6.5pt }}
footer::before {{ content: ""; display: block; width: 50mm; border-top: 1px solid }}
sup {{ font-size: 65%; line-height: 0 }} p {{ margin-bottom: 12pt }}
</style><section><div><p>Geachte voorzitter,</p><p>{words}<sup>12</sup></p></div>
<footer><p><sup>1</sup> De eerste noot.</p>
<p><sup>2</sup> De tweede noot gaat verder op</p></footer>
</section><section><div><p>{words}<sup>3</sup></p></div>
<footer>de bladzijde die volgt.<p><sup>3</sup> De derde noot.</p></footer></section></html>"""


def test_a_note_goes_on_on_the_next_page_and_two_may_be_called_at_once(tmp_path: Path) -> None:
    received = read(from_html(TWO_PAGES.format(words=WORDS), tmp_path), "brief.pdf")
    assert [note.text for note in received.notes] == [
        "De eerste noot.",
        "De tweede noot gaat verder op de bladzijde die volgt.",
        "De derde noot.",
    ]
    assert [[marker.note for marker in part.markers] for part in received.parts] == [
        [],
        [1, 2],
        [3],
    ]
    assert received.doubts == ()
