"""Publications as the sites give them, with what is odd in them: all of a letter, and no more.

data/ holds the XML and the page of two letters by the schemas of officielebekendmakingen.nl, and a
page as tweedekamer.nl sets it: menus, cookies, what is related. The letters are our own.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from qa.letter.build import facts_of, load
from qa.letter.read import read
from qa.letter.read.received import Received, Role
from qa.types import Letter

DATA = Path(__file__).parent / "data"


def received(name: str) -> Received:
    return read((DATA / name).read_bytes(), name)


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    folder = tmp_path / "kst-38810-XIV-7"
    folder.mkdir()
    shutil.copy(DATA / "kst-38810-XIV-7.xml", folder / "letter.xml")
    return load(folder)


def test_a_note_that_a_heading_or_the_title_calls_hangs_there(letter: Letter) -> None:
    called = {
        note.number: (note.sentence.of(letter.text), letter.place(letter.section_of(note)))
        for note in letter.footnotes
    }
    assert called[1] == ("Nr. 7 BRIEF VAN DE MINISTER VAN WATEREN", ())
    assert called[3] == ("Stand van zaken", ("par. 1",))
    assert "voor de Lek;" in called[4][0]
    assert called[4][1] == ("par. 1", "«Maatregelen»")


def test_amounts_under_two_rows_of_heads_have_the_scale_of_the_caption(letter: Letter) -> None:
    assert [
        (f.subject, f.dimensions, f.period and f.period.label, int(f.quantity.value), f.measure)
        for f, _ in facts_of(letter)
        if f.locator.startswith("tabel")
    ] == [
        ("Maas", (("", "subsidie"),), "2022", 1_204_000, "bedrag"),
        ("Maas", (("", "subsidie"),), "2023", 1_310_000, "bedrag"),
        ("Maas", (("", "bijdrage gemeenten"),), "2022", 96_000, "bedrag"),
        ("Lek", (("", "subsidie"),), "2022", 870_000, "bedrag"),
        ("Lek", (("", "subsidie"),), "2023", 912_000, "bedrag"),
        ("", (("", "subsidie"),), "2022", 2_074_000, "bedrag"),
        ("", (("", "subsidie"),), "2023", 2_222_000, "bedrag"),
    ]


def test_an_amount_over_two_years_is_told_and_is_a_fact_of_neither(letter: Letter) -> None:
    (told,) = [each for each in letter.warnings if "«210»" in each]
    assert "rij «Lek», kolom «Bijdrage gemeenten 2022»: «210» kan voor meer rijen of" in told


def test_a_page_says_what_its_letter_is_about_and_not_its_dossier() -> None:
    front = received("kst-38812-44.html").front
    assert (front.title, front.date) == ("Zwemwater in 2023", date(2024, 3, 14))
    assert (front.letter_id, front.dossier, front.sequence) == ("kst-38812-44", "38812", "44")


def test_lists_that_print_their_own_marks_keep_their_levels() -> None:
    items = [p for p in received("kst-38812-44.html").parts if p.role is Role.ITEM]
    assert [(part.text, part.level) for part in items] == [
        ("a. meer meten;", 1),
        ("b. minder mest:", 1),
        ("– bij beken;", 2),
    ]


def test_what_stands_around_a_letter_on_its_page_is_no_letter() -> None:
    page = received("tweedekamer.html")
    assert (page.front.number, page.front.title) == ("2024D09876", "Zwemwater in 2023")
    texts = "\n".join(part.text for part in page.parts)
    assert "blauwalg" in texts
    for around in ("cookies", "Gerelateerd", "12 plassen", "Nieuwsbrief", "Kamerleden", "Postbus"):
        assert around not in texts
