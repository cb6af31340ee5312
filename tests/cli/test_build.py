"""`qa build` asks the new index for its numbers, and tells which do not come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import ask
from qa.store.index import Index
from tests.commands import Run
from tests.evaluate.test_prove import TWO_COUNTS
from tests.letter.factories import make, page

ONE_COUNT = TWO_COUNTS[: TWO_COUNTS.index("Later")] + "Dat was het."
LOST = (
    "kst-12345-6, tabel 1, rij Goes: «Hoeveel winkels in Goes waren er in 2021?» geeft geen getal,"
    " 11 verwacht; 1 andere van dezelfde reeks ook niet"
)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qa: Run) -> Path:
    """A corpus of a letter whose numbers all come back, with its index; returns their folder."""
    make(tmp_path / "corpus", ONE_COUNT)
    monkeypatch.setenv("QA_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "index"))
    ended = qa("build", "--strict")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith(
        "Teruggevraagd: 4 van de 4 getallen met een jaar; 4 kwamen goed terug.\n"
    )
    return tmp_path


def doubt(small: Path) -> None:
    """Let the letter count a thing twice, with another outcome."""
    (small / "corpus/kst-12345-6/letter.txt").write_text(page(TWO_COUNTS), "utf-8")


def test_what_does_not_come_back_is_told_and_the_index_is_put_into_use(
    small: Path, qa: Run
) -> None:
    doubt(small)
    ended = qa("build")
    assert ended.code == 0
    assert ended.err.splitlines()[0] == f"Let op: {LOST}"
    assert len(ended.err.splitlines()) == 4
    assert ended.out.endswith(
        "Teruggevraagd: 8 van de 8 getallen met een jaar; 0 kwamen goed terug.\n"
    )
    assert len(Index.open(small / "index").facts.find()) == 8


def test_a_strict_build_refuses_and_the_old_index_answers(small: Path, qa: Run) -> None:
    before = Index.open(small / "index").id
    doubt(small)
    ended = qa("build", "--strict")
    assert (ended.code, ended.out) == (14, "")
    assert ended.err.splitlines()[-1] == (
        "Index niet in gebruik genomen: 8 van de 8 nagevraagde getallen kwamen niet terug op hun"
        f" eigen vraag, als eerste {LOST}. Vul concepts.toml aan (zie corpus/README.md), of bouw"
        " zonder --strict."
    )
    old = Index.open(small / "index")
    assert old.id == before
    assert "10" in ask("Hoeveel winkels waren er in Goes in 2020?", old).text
    assert [each.name for each in (small / "index/builds").glob("new-*")] == []


def test_a_table_that_was_not_understood_is_told_where_nobody_watches_too(
    small: Path, qa: Run
) -> None:
    text = page(f"{ONE_COUNT}\n\n2020 1.000 2.000\n2021 3.000 4.000\n\nTot slot.")
    (small / "corpus/kst-12345-6/letter.txt").write_text(text, "utf-8")
    ended = qa("build", "--strict")
    assert (ended.code, len(ended.err.splitlines())) == (0, 1)
    assert ended.err.startswith("Let op: kst-12345-6, regel ")


def test_what_did_not_change_is_asked_again_only_where_all_must_hold(small: Path, qa: Run) -> None:
    asked = "Teruggevraagd: 4 van de 4 getallen met een jaar; 4 kwamen goed terug.\n"
    again = qa("build")
    assert (again.code, again.err, len(again.out.splitlines())) == (0, "", 1)
    assert again.out.startswith("Index gereed in ")
    assert qa("build", "--strict").out.endswith(asked)
    whole = qa("build", "--volledig")
    assert (whole.code, whole.err) == (0, "")
    assert whole.out == f"{again.out}{asked}"


def test_a_strict_build_refuses_what_an_earlier_build_let_pass(small: Path, qa: Run) -> None:
    doubt(small)
    assert qa("build").code == 0
    assert qa("build").err == ""  # of a letter that was read before nothing is told twice
    assert qa("build", "--strict").code == 14
