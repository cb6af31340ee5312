"""Letters and passages come out of SQLite as they went in, each passage a slice of its letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.errors import IndexDamaged
from qa.letter.build import load
from qa.letter.split import split
from qa.store import passages
from qa.store.index import Index
from qa.store.passages import PassageStore
from qa.types import Kind, Letter, Span

ID = "kst-28684-720"


@pytest.fixture(scope="module")
def resolved(corpus: Path) -> Letter:
    return load(corpus / ID)


def test_every_passage_comes_back_as_it_was_cut_at_its_own_row(
    index: Index, resolved: Letter
) -> None:
    cut = split(resolved)
    assert len(index.passages) == len(cut) == 110
    assert [index.passages.at(row) for row in range(len(cut))] == list(cut)


def test_the_letter_comes_back_to_the_last_character(index: Index, resolved: Letter) -> None:
    assert index.passages.text(ID) == resolved.text
    assert index.passages.sources() == (resolved.source,)
    assert index.passages.letter(ID) == resolved


def test_every_passage_is_a_slice_of_the_stored_letter(index: Index) -> None:
    text = index.passages.text(ID)
    for row in range(len(index.passages)):
        passage = index.passages.at(row)
        assert passage.span.of(text) == passage.text


def test_a_footnote_is_found_by_its_number(index: Index) -> None:
    note = index.passages.footnote(ID, 44)
    assert note.text == "Volgend jaar vindt de week van de veiligheid plaats in week 41"
    assert note.kind is Kind.FOOTNOTE
    assert note.reference == "Kamerstuk 28 684, nr. 720, par. 3.1, noot 44"
    assert [index.passages.footnote(ID, number).id for number in (1, 51)] == [
        f"{ID}:noot1",
        f"{ID}:noot51",
    ]


def test_a_span_is_found_in_the_passage_that_holds_it(index: Index, resolved: Letter) -> None:
    at = resolved.text.index("Momenteel loopt AJB in 30 gemeenten.")
    found = index.passages.containing(ID, Span(at, at + 9))
    assert found.path[-1] == "Alleen jij bepaalt"
    assert "Momenteel loopt AJB in 30 gemeenten." in found.text


def test_the_passages_of_a_letter_come_in_reading_order_and_in_parts(
    index: Index, resolved: Letter
) -> None:
    cut = split(resolved)
    assert index.passages.of_letter(ID) == cut
    assert index.passages.of_letter(ID, start=2, limit=3) == cut[2:5]
    assert index.passages.of_letter(ID, start=108, limit=9) == cut[108:]
    notes = index.passages.of_letter(ID, Kind.FOOTNOTE, start=43, limit=1)
    assert [note.id for note in notes] == [f"{ID}:noot44"]
    assert index.passages.of_letter(ID, limit=0) == ()
    assert (index.passages.count_of(ID), index.passages.count_of(ID, Kind.FOOTNOTE)) == (110, 51)
    assert index.passages.source(ID) == resolved.source


@pytest.mark.parametrize("unknown", ["kst-28684-72", "kst-28684-7200", "", "' OR 1 --"])
def test_an_unknown_letter_has_nothing(unknown: str, index: Index) -> None:
    assert index.passages.source(unknown) is None
    assert index.passages.of_letter(unknown) == ()
    assert index.passages.count_of(unknown) == 0
    assert index.facts.count_of(unknown) == 0
    with pytest.raises(KeyError):
        index.passages.letter(unknown)


@pytest.mark.parametrize("unknown", [f"{ID}:p0", f"{ID}:noot52", "", "' OR 1 --"])
def test_an_unknown_passage_is_a_key_error(unknown: str, index: Index) -> None:
    with pytest.raises(KeyError):
        index.passages.named(unknown)


def test_a_row_beyond_the_last_is_a_key_error(index: Index) -> None:
    with pytest.raises(KeyError):
        index.passages.at(len(index.passages))


def test_letters_come_oldest_first(tmp_path: Path, resolved: Letter) -> None:
    def dated(id: str, day: date) -> Letter:
        return replace(resolved, source=replace(resolved.source, letter_id=id, date=day))

    later, sooner = dated("kst-1-1", date(2022, 12, 15)), dated("kst-2-2", date(2020, 4, 29))
    with passages.writing(tmp_path / "passages.sqlite") as into:
        into.add(later, ())
        into.add(sooner, ())
    store = PassageStore.open(tmp_path / "passages.sqlite")
    assert [source.letter_id for source in store.sources()] == ["kst-2-2", "kst-1-1"]
    assert len(store) == 0


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "passages.sqlite").write_bytes(b"geen database")
    with pytest.raises(IndexDamaged, match=r"passages\.sqlite: geen leesbare database"):
        PassageStore.open(tmp_path / "passages.sqlite")
