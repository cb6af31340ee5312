"""References come out of SQLite as they went in, by who refers and by what is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.build import load
from qa.letter.references import find
from qa.store import references
from qa.store.index import Index
from qa.store.references import ReferenceStore
from qa.types import Reference, ReferenceKind, Span

ID = "kst-28684-720"


def named(letter: str, start: int, *targets: str, certain: bool = True) -> Reference:
    span = Span(start, start + 2)
    return Reference(letter, ReferenceKind.DOCUMENT, span, "ab", targets, certain)


ONE = named("kst-1", 4, "kst-12345-1")
BOTH = named("kst-1", 9, "kst-12345-2", "kst-54321-2", certain=False)
LAST = named("kst-2", 1, "kst-54321-2")


@pytest.fixture
def store(tmp_path: Path) -> ReferenceStore:
    references.write([ONE, BOTH, LAST], tmp_path / "references.sqlite")
    return ReferenceStore.open(tmp_path / "references.sqlite")


def test_the_references_of_a_letter_come_back_in_order_and_in_parts(store: ReferenceStore) -> None:
    assert store.of_letter("kst-1") == (ONE, BOTH)
    assert store.of_letter("kst-1", 1, 5) == (BOTH,)
    assert store.of_letter("kst-1", 0, 1) == (ONE,)
    assert store.of_letter("kst-1", 2) == store.of_letter("kst-1", 0, 0) == ()
    assert [store.count_of(id) for id in ("kst-1", "kst-2", "kst-3", "")] == [2, 1, 0, 0]


def test_who_names_something_is_found_by_each_of_its_names(store: ReferenceStore) -> None:
    assert store.to("kst-54321-2") == (BOTH, LAST)
    assert store.to("kst-12345-1", "kst-12345-2") == (ONE, BOTH)
    assert store.to("kst-1", "' OR 1 --") == ()


def test_only_what_stands_in_a_part_of_a_letter_is_given(store: ReferenceStore) -> None:
    assert store.standing_in("kst-1", Span(4, 6)) == (ONE,)
    assert store.standing_in("kst-1", Span(5, 11)) == (BOTH,)
    assert store.standing_in("kst-2", Span(2, 99)) == ()


def test_some_letters_hold_no_references_of_others(store: ReferenceStore) -> None:
    narrowed = store.within(["kst-2"])
    assert narrowed.of_letter("kst-1") == ()
    assert narrowed.to("kst-54321-2") == (LAST,)


def test_the_index_holds_what_the_letter_refers_to(index: Index, corpus: Path) -> None:
    found = find(load(corpus / ID))
    assert index.references.of_letter(ID) == found
    assert len(found) == 34


def test_a_letter_is_found_by_its_number(index: Index) -> None:
    source = index.passages.numbered("2022D53981")
    assert source is not None
    assert source.letter_id == ID
    assert index.passages.numbered("2022D53982") is None
    assert index.passages.numbered("") is None
