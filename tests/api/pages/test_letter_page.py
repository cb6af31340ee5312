"""The page of a letter: its own words and no others, with anchors, notes and tables that work."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from qa import Index
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.types import Kind, Letter
from tests.api.application import started
from tests.api.markup import BROWSER, Element, read
from tests.letter.factories import make

LETTER: Final = "kst-28684-720"


@pytest.fixture(scope="module")
def shown(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Element:
    """The page of the real letter."""
    with started(index, tmp_path_factory.mktemp("data")) as client:
        return read(client.get(f"/brieven/{LETTER}", headers=BROWSER))


@pytest.fixture(scope="module")
def letter(index: Index) -> Letter:
    return index.passages.letter(LETTER)


def test_the_letter_is_shown_as_it_is_passage_by_passage(shown: Element, index: Index) -> None:
    passages = index.passages.of_letter(LETTER)
    for passage in passages:
        element = shown.named(passage.id)
        assert element.own_text == passage.text, passage.id
        assert element["data-start"] == str(passage.span.start)
    anchored = [each["id"] for each in shown.walk() if "data-start" in each.attributes]
    assert anchored == [passage.id for passage in passages]


def test_nothing_of_the_letter_is_left_out_or_added(shown: Element, letter: Letter) -> None:
    body = shown.one("div", data_brief=LETTER)
    assert body.own_text.split() == letter.text.split()


def test_headings_lead_and_the_outline_leads_to_them(shown: Element, letter: Letter) -> None:
    headings = [each for each in shown.walk() if ":kop" in each.attributes.get("id", "")]
    *outline, last = shown.one("nav").all("a")
    assert last["href"] == "#narekenen"
    assert [link["href"] for link in outline] == [f"#{each['id']}" for each in headings]
    assert [link.text for link in outline] == [each.text for each in headings]
    assert len(outline) == len(letter.sections)
    by_text = {each.text: each.tag for each in headings}
    assert by_text["2. Preventie (herhaald) daderschap"] == "h2"
    assert by_text["2.2.1 Wet en regelgeving"] == by_text["Alleen jij bepaalt"] == "h4"


def test_every_passage_has_a_link_to_itself_that_says_so(shown: Element, index: Index) -> None:
    links = {link["href"]: link for link in shown.all("a", _class="anker")}
    own = [each for each in index.passages.of_letter(LETTER) if each.kind is not Kind.FOOTNOTE]
    assert list(links) == [f"#{each.id}" for each in own]
    for passage in own:
        label = links[f"#{passage.id}"]["aria-label"]
        assert label == f"Link naar dit stuk: {passage.reference}"


def test_a_letter_tells_its_date_reference_and_official_publication(shown: Element) -> None:
    assert shown.one("h1").text == "Voortgangsrapportage High Impact Crimes 2021-2022"
    about = shown.one("dl", _class="over")
    assert about.one("time")["datetime"] == "2022-12-14"
    assert about.one("time").text == "14 december 2022"
    assert "Kamerstuk 28 684, nr. 720" in about.text
    assert about.one("a")["href"] == "https://zoek.officielebekendmakingen.nl/kst-28684-720.html"


def test_all_notes_are_linked_both_ways_from_their_exact_place(
    shown: Element, letter: Letter
) -> None:
    markers = shown.all("a", role="doc-noteref")
    assert [marker.text for marker in markers] == [str(number) for number in range(1, 52)]
    backs = shown.all("a", role="doc-backlink")
    for marker, back, note in zip(markers, backs, letter.footnotes, strict=True):
        assert marker["href"] == f"#{LETTER}:noot{note.number}"
        assert back["href"] == f"#{marker['id']}"
        carrier = next(
            each
            for each in shown.walk()
            if "data-start" in each.attributes and marker in each.walk()
        )
        before = _before(carrier, marker)
        assert int(carrier["data-start"]) + len(before) == note.anchor
    assert [len(each.all("li")) for each in shown.all("section", role="doc-endnotes")] == [51]


def _before(element: Element, marker: Element) -> str:
    """Return the letter's text in an element before a marker."""
    found = ""
    for each in element.content:
        if isinstance(each, str):
            found += each
        elif each is marker or marker in each.walk():
            break
        elif "data-skip" not in each.attributes:
            found += each.own_text
    return found


def test_tables_have_scopes_and_tell_how_sure_their_headers_are(shown: Element) -> None:
    first, second, *_ = shown.all("table")  # behind them, what the letter prints, recomputed
    assert [th.text for th in first.all("th", scope="col")] == [
        "Overvallen",
        "Straatroof",
        "Woninginbraak",
        "Geweld",
    ]
    assert [th.text for th in second.all("th", scope="col")] == [
        "Doel 2019 niet zeker",
        "Realisatie 2019 niet zeker",
        "Doel 2020 niet zeker",
        "Realisatie 2020 niet zeker",
        "Realisatie 2021",
    ]
    assert len(first.all("th", scope="row")) == 12
    assert [th.text for th in second.all("th", scope="row")] == ["Overvallen", "Straatroven"]
    assert [td.text for td in second.all("tr")[1].all("td")] == [
        *("51%", "52,4%", "53%", "53,4%", "62,57%")
    ]
    assert first.one("caption").text.startswith("Tabel 1: aantal (delicten)")
    for table in (first, second):
        told = shown.named(table["aria-describedby"]).text
        assert told.startswith("Kolomkoppen gereconstrueerd.")
    assert "de ronde percentages zijn de doelen" in told


PRINTED: Final = (
    "Tabel 1: Leden en gasten per plaats\n\nPlaats\tJaar\tLeden\tGasten\n"
    "Goes\t2021\t12\tn.v.t.\n\t2022\t\t7\nVeere\t2021\t9\t–"
)
UNREAD: Final = "Noord\t12\t15\nZuid\t9\t11"


def test_a_table_with_its_own_header_is_shown_cell_by_cell_and_one_not_understood_as_text(
    tmp_path: Path, encoder: Encoder
) -> None:
    make(tmp_path / "corpus", f"Inleiding\n\n{PRINTED}\n\n{UNREAD}\n\nDat was het.")
    build(tmp_path / "corpus", tmp_path / "index", encoder)
    index = Index.open(tmp_path / "index")
    with started(index, tmp_path) as client:
        page = read(client.get("/brieven/kst-12345-6", headers=BROWSER))
    for passage in index.passages.of_letter("kst-12345-6"):
        assert page.named(passage.id).own_text == passage.text
    (table,) = page.all("table")
    assert table.one("caption").own_text.split() == PRINTED.partition("\n")[0].split()
    body = table.one("tbody")
    assert [[cell.own_text for cell in row.all("td")] for row in body.all("tr")] == [
        ["2021", "12", "n.v.t."],
        ["2022", "", "7"],
        ["2021", "9", "–"],
    ]
    assert [row.one("th").own_text for row in body.all("tr")] == ["Goes", "", "Veere"]
    heads = [each.text for each in table.one("thead").all("th")]
    assert heads == ["Plaats", "Jaar", "Leden", "Gasten"]
    assert [each.own_text.strip() for each in page.all("p", class_="rijen")] == [UNREAD]
