"""`qa refs` tells what letters refer to, whether that is here, and who refers to it."""

from __future__ import annotations

import json

import pytest

from qa import Index, wire
from qa.letter.build import build
from qa.model.encode import Encoder
from tests.commands import Run, one_line
from tests.letter.factories import page, page_of

LETTER, OTHER = "kst-28684-720", "kst-12345-7"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> tuple[str, ...]:
    """The options that name an index of two letters, of which the first refers to the second."""
    folder = tmp_path_factory.mktemp("refs")
    body = "Molens\n\nZie de brief (Kamerstuk 12 345, nr. 7).1 Zie ook Kamerstukken 12 345, nr. 7."
    texts = {
        "kst-12345-6": page(body, ("Kamerstukken 31 111 en 12 345, nrs. 4 en 7; www.example.nl.",)),
        OTHER: page_of(OTHER, "Molens\n\nDeze brief noemt niets en niemand."),
    }
    for id, text in texts.items():
        (folder / "corpus" / id).mkdir(parents=True)
        (folder / "corpus" / id / "letter.txt").write_text(text, "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return ("--corpus", str(folder / "corpus"), "--index", str(folder / "index"))


def cells(printed: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.split("  ") if cell.strip()] for line in printed.splitlines()
    ]


def test_a_letter_names_each_thing_once_with_its_places(qa: Run) -> None:
    ended = qa("refs", LETTER)
    assert (ended.code, ended.err) == (0, "")
    rows = cells(ended.out)
    assert rows[0] == ["soort", "in de index", "plaats", "noemt", "doel"]
    assert rows[7][:4] == ["kamerstuk", "nee", "noot 2; noot 9", "Kamerstuk 35 925 VI, nr. 68"]
    motion = ["motie", "nee", "par. 3.1; noot 45", "motie van het lid Den Haan c.s."]
    assert [*motion, "kst-35925-VI-102"] in rows
    both = "kst-26643-930 of kst-29911-930"
    assert next(row for row in rows if both in row)[2] == "noot 20; noot 51"
    assert ["webadres", "noot 4", "www.data.politie.nl"] in rows
    assert ["dossier", "nee", "noot 32", "Kamerstuk 36 036", "36036"] in rows
    assert rows[-1] == ["Geen andere brief noemt deze."]


def test_what_is_here_is_told_and_who_names_it(qa: Run, two: tuple[str, ...]) -> None:
    rows = cells(qa("refs", "kst-12345-6", *two).out)
    assert rows[1:5] == [
        ["kamerstuk", "ja", "«Molens»", "Kamerstuk 12 345, nr. 7", OTHER],
        ["kamerstuk", "nee", "noot 1", "Kamerstukken 31 111 en 12 345, nrs. 4",
         "kst-31111-4 of kst-12345-4"],
        ["kamerstuk", "nee", "noot 1", "7", "kst-31111-7 of kst-12345-7 (niet zeker welke)"],
        ["webadres", "noot 1", "www.example.nl"],
    ]  # fmt: skip
    assert cells(qa("refs", OTHER, *two).out) == [
        ["Deze brief noemt niets."],
        [],
        ["genoemd door", "vindplaats", "aantal", "zeker"],
        ["kst-12345-6", "Kamerstuk 12 345, nr. 6", "3", "ja"],
    ]
    assert cells(qa("refs", *two).out) == [
        ["brief", "noemt", "in de index", "aantal"],
        ["kst-12345-6", OTHER, "ja", "2"],
        ["kst-12345-6", "kst-31111-4", "nee", "1"],
        ["kst-12345-6", "kst-31111-7", "nee", "1"],
    ]


def test_a_paper_that_is_not_here_is_told_who_names_it(qa: Run) -> None:
    assert cells(qa("refs", "kst-28684-610").out) == [
        ["kst-28684-610 staat niet in de index."],
        [],
        ["genoemd door", "vindplaats", "aantal", "zeker"],
        [LETTER, "Kamerstuk 28 684, nr. 720", "1", "ja"],
    ]
    (other,) = json.loads(qa("refs", "kst-29911-930", "--json").out)["verwezenDoor"]
    assert (other["aantal"], other["zeker"]) == (2, False)


def test_json_holds_what_every_door_sends(qa: Run, index: Index) -> None:
    found = json.loads(qa("refs", LETTER, "--json").out)
    expected = wire.references(index.references.of_letter(LETTER), index)
    assert found == {
        "id": LETTER, "aanwezig": True, "verwijzingen": expected, "verwezenDoor": [],
    }  # fmt: skip
    assert json.loads(qa("refs", "--json").out) == [found]


@pytest.mark.parametrize(
    "id", ["kst-1-1", "..", "https://www.samendigitaalveilig.nl", f"{LETTER}:p1"]
)
def test_what_nobody_names_is_refused(id: str, qa: Run) -> None:
    said = one_line(qa("refs", id), 2)
    assert said == f"Onjuist gebruik: brief «{id}» komt niet voor. Wel: {LETTER}."
