"""Headings become sections, letterhead and signatures passages of their own, all of it slices."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from qa.errors import LetterError
from qa.letter.build import load
from qa.types import Kind, Letter
from tests.letter.factories import make

HEADINGS = [
    (1, "", "Inleiding"),
    (1, "", "Overkoepelende strategie"),
    (1, "1", "Ontwikkeling high impact crimes"),
    (1, "2", "Preventie (herhaald) daderschap"),
    (2, "2.1", "Interventies, maatregelen en onderzoek voor aandachtsgroepen"),
    (3, "", "Interventies voor preventie daderschap onder jeugdigen"),
    (3, "", "Alleen jij bepaalt"),
    (3, "", "Integrale Persoonsgerichte Toeleiding naar Arbeid"),
    (3, "", "Meisjescriminaliteit"),
    (3, "", "Gesloten culturele gemeenschappen"),
    (3, "", "Voorkomen online daderschap"),
    (3, "", "Veiligheid in en om de school"),
    (2, "2.2", "Opsporing en vervolging"),
    (3, "", "Ophelderingspercentages"),
    (3, "", "Camera in Beeld en Camera Kwaliteitsregeling"),
    (3, "", "Overleg en maatregelen telecombranche"),
    (3, "2.2.1", "Wet en regelgeving"),
    (4, "", "Middelengebruik"),
    (4, "", "Collectieve Horeca Ontzegging"),
    (4, "", "Heling"),
    (2, "2.3", "Aanpak recidive"),
    (3, "", "Persoonsgerichte aanpak binnen Zorg- en Veiligheidshuizen"),
    (3, "2.3.1", "Pilot bestuurlijk toezicht"),
    (3, "2.3.2", "Re-integreren in de samenleving"),
    (3, "2.3.3", "Aanpak persisterende daders"),
    (1, "3", "Inzet slachtofferschap"),
    (2, "3.1", "Publieksvoorlichting"),
    (2, "3.2", "Beperking van risico’s"),
    (3, "", "Ram- en plofkraken"),
    (3, "", "Online criminaliteit"),
    (2, "3.3", "Nazorg, voorkomen van herhaald slachtofferschap"),
    (1, "4", "Beleidsreactie WODC rapport Veilige toegang en verantwoord delen: "
     "Psychologische determinanten van veilig wachtwoordgedrag en het veilig online delen van "
     "persoonsgegevens»"),
    (1, "", "Tot slot"),
]  # fmt: skip


ADDRESSEE = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"
FIRST_SIGNATURE = "De Minister van Justitie en Veiligheid,\nD. Yeşilgöz-Zegerius"


def test_every_heading_of_the_letter_is_a_section_with_its_level(letter: Letter) -> None:
    assert [(s.level, s.number, s.title) for s in letter.sections] == HEADINGS


def test_sections_lie_inside_their_parents_and_start_with_their_heading(letter: Letter) -> None:
    for section in letter.sections:
        assert section.span.of(letter.text).startswith(f"{section.number}".strip())
        assert section.title in section.span.of(letter.text).split("\n")[0]
        if section.parent is not None:
            parent = letter.sections[section.parent]
            assert section.span in parent.span
            assert parent.level < section.level


def test_the_path_of_a_section_runs_from_the_top_down(letter: Letter) -> None:
    heling = next(i for i, s in enumerate(letter.sections) if s.title == "Heling")
    assert letter.path(heling) == (
        "2 Preventie (herhaald) daderschap",
        "2.2 Opsporing en vervolging",
        "2.2.1 Wet en regelgeving",
        "Heling",
    )


@pytest.mark.parametrize(
    ("kind", "label", "text"),
    [
        (Kind.LETTERHEAD, "Kamerstukdossier", "28 684 Naar een veiliger samenleving"),
        (Kind.LETTERHEAD, "Geadresseerde", ADDRESSEE),
        (Kind.LETTERHEAD, "Plaats en datum", "Den Haag, 14 december 2022"),
        (Kind.SIGNATURE, "Ondertekening", FIRST_SIGNATURE),
        (Kind.SIGNATURE, "Ondertekening", "De Minister voor Rechtsbescherming,\nF.M. Weerwind"),
    ],
)  # fmt: skip
def test_letterhead_and_signatures_are_blocks_of_their_own(
    letter: Letter, kind: Kind, label: str, text: str
) -> None:
    assert (kind, label, text) in [(b.kind, b.label, b.span.of(letter.text)) for b in letter.blocks]


def test_the_letter_has_one_kind_of_space(letter: Letter) -> None:
    assert {c for c in letter.text if c.isspace()} == {" ", "\n"}


def test_blocks_tables_and_notes_cover_the_text_but_for_headings(letter: Letter) -> None:
    covered = sorted(
        [b.span for b in letter.blocks]
        + [n.span for n in letter.footnotes]
        + [type(s.span)(s.span.start, s.span.start + len(f"{s.number} {s.title}".strip()))
           for s in letter.sections]
    )  # fmt: skip
    between = [letter.text[a.end : b.start] for a, b in pairwise(covered)]
    assert covered[0].start == 0
    assert covered[-1].end == len(letter.text)
    # "1. Ontwikkeling" and "2.3.3. Aanpak" hold a point that their number leaves out.
    assert {gap.strip() for gap in between} <= {"", "t", "p", "s"}


def test_a_sentence_in_the_place_of_a_heading_stays_a_paragraph(tmp_path: Path) -> None:
    letter = load(make(tmp_path, "1 Kop\n\nEen korte zin.\n\n2 Kop twee\n\nNog een zin."))
    assert [s.title for s in letter.sections] == ["Kop", "Kop twee"]
    assert [b.kind for b in letter.blocks[2:]] == [Kind.PARAGRAPH, Kind.PARAGRAPH]


def test_a_heading_may_carry_a_note(tmp_path: Path) -> None:
    letter = load(make(tmp_path, "1 Kop van het stuk1\n\nEen zin.", ("De noot.",)))
    assert letter.sections[0].title == "Kop van het stuk"
    assert letter.footnotes[0].sentence.of(letter.text) == "1 Kop van het stuk"


def test_a_letter_of_no_day_is_refused_unless_a_person_says_it(tmp_path: Path) -> None:
    folder = make(tmp_path, "Een zin.")
    (folder / "letter.txt").write_text("Een kop\n\nEen zin.")
    with pytest.raises(LetterError, match=r"nergens staat .* letter\.toml naast de brief"):
        load(folder)
    (folder / "letter.toml").write_text('date = 2023-02-03\ntitle = "Stand van de dijken"\n')
    source = load(folder).source
    assert (source.date, source.title) == (date(2023, 2, 3), "Stand van de dijken")


def test_a_letter_in_a_folder_of_another_name_is_refused(tmp_path: Path) -> None:
    folder = make(tmp_path, "Een zin.")
    with pytest.raises(LetterError, match="noemt zichzelf kst-12345-6"):
        load(folder.rename(folder.with_name("kst-1-1")))
