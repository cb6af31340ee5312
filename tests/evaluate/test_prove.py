"""Each number of a table is asked for, and what does not come back is named."""

from __future__ import annotations

from pathlib import Path

from qa import ask
from qa.evaluate.prove import prove
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letter.factories import make

# Two tables count the same shops, and differ on one number: nothing tells which is meant.
TWO_COUNTS = """Inleiding

Tabel 1. Aantal winkels per plaats

Plaats\t2020\t2021
Goes\t10\t11
Tholen\t4\t6

Later telden wij opnieuw.

Tabel 2. Aantal winkels per plaats

Plaats\t2020\t2021
Goes\t12\t11
Tholen\t4\t6

Dat was het."""


def built(folder: Path, body: str, encoder: Encoder) -> Index:
    make(folder / "corpus", body)
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


def test_every_number_of_the_letter_comes_back(index: Index) -> None:
    said: list[str] = []
    proof = prove(index, said.append)
    assert (proof.asked, proof.held, proof.missed, proof.lost) == (54, 54, 0, ())
    assert said == ["kst-28684-720: getallen navragen"]


def test_a_number_is_asked_of_its_own_letter(archive: Index) -> None:
    proof = prove(archive)  # two letters differ on one year; each is right by itself
    assert (proof.asked, proof.missed) == (60, 0)


def test_what_does_not_come_back_is_named_once_for_its_series(
    tmp_path: Path, encoder: Encoder
) -> None:
    proof = prove(built(tmp_path, TWO_COUNTS, encoder))
    assert (proof.asked, proof.missed) == (8, 8)
    assert [str(each) for each in proof.lost] == [
        f"kst-12345-6, tabel {table}, rij {town}: «Hoeveel winkels in {town} waren er in 2021?»"
        f" geeft geen getal, {number} verwacht; 1 andere van dezelfde reeks ook niet"
        for table in (1, 2)
        for town, number in (("Goes", 11), ("Tholen", 6))
    ]


def test_of_a_large_letter_the_newest_numbers_are_asked(tmp_path: Path, encoder: Encoder) -> None:
    towns = [f"{first}{last}" for first in "BDGKLMNPRSTVWZ" for last in ("oord", "elo", "ingen")]
    rows = [
        "\t".join((town, *(str(100 * place + year) for year in range(10, 16))))
        for place, town in enumerate(towns, start=1)
    ]
    head = "\t".join(("Plaats", *map(str, range(2016, 2022))))
    body = "\n".join(("Inleiding\n\nTabel 1. Aantal winkels per plaats\n", head, *rows))
    proof = prove(built(tmp_path, f"{body}\n\nDat was het.", encoder))
    assert (proof.asked, proof.held) == (200, 6 * len(towns))


def test_a_letter_without_tables_has_nothing_to_prove(tmp_path: Path, encoder: Encoder) -> None:
    proof = prove(built(tmp_path, "Inleiding\n\nEr doen 12 gemeenten mee.", encoder))
    assert (proof.asked, proof.held, proof.lost) == (0, 0, ())


def test_a_row_of_all_others_is_a_row_and_no_word_that_narrows_nothing(
    tmp_path: Path, encoder: Encoder
) -> None:
    index = built(
        tmp_path,
        "Inleiding\n\nTabel 1. Aantal winkels per plaats\n\nPlaats\t2020\t2021\nGoes\t10\t11\n"
        "Overig\t4\t6\nTotaal\t14\t17\n\nDat was het.",
        encoder,
    )
    proof = prove(index)
    assert [str(each) for each in proof.lost if each.fact.subject] == []
    outcome = ask("Hoeveel winkels (Overig) waren er in 2021?", index)
    assert outcome.text == "In 2021 waren er 6 winkels (Overig)."
