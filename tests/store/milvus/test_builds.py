"""Builds in Milvus: shares that meet, what was cut off goes on, files that come back whole."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask
from qa.errors import EngineUnavailable, IndexDamaged, IndexStale, QaError
from qa.letter.build import build
from qa.letter.sharded import InMilvus, share_of, write_share
from qa.model.encode import Encoder
from qa.store.milvus.collections import Collections
from qa.store.milvus.follow import follow, here
from qa.store.milvus.rows import key_of_letter, spelled, words_of
from qa.store.milvus.shelf import FolderShelf, MilvusShelf
from tests.archive import REAL_ID, SECOND_ID, write_corpus
from tests.engines import NEEDS_MILVUS, alias_of, built_in, opened_in, shared
from tests.letter.factories import make

pytestmark = NEEDS_MILVUS

QUESTION, ANSWER = "Hoeveel scholen doen mee aan de proef?", "12 scholen"
BODY = "Inleiding\n\nEr doen 40 gemeenten mee aan de proef. Dat is een goed begin."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return write_corpus(folder)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def collections_of(index: Path) -> Collections:
    return Collections(shared().address(alias_of(index)))


class Counting:
    """The real encoder, of which it is counted how many texts it embedded."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder, self.embedded = encoder, 0
        self.model_id, self.dimension, self.reader = (
            encoder.model_id,
            encoder.dimension,
            encoder.reader,
        )
        self.encode_query = encoder.encode_query

    def encode_passages(self, texts: Any) -> Any:
        self.embedded += len(texts)
        return self._encoder.encode_passages(texts)


def test_shares_on_machines_of_their_own_make_the_build_together(
    corpus: Path, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    collections = collections_of(index)
    names = {
        write_share(corpus, tmp_path / f"machine{number}", encoder, collections, (number, 2), print)
        for number in (1, 2)
    }
    assert len({name for name, _ in names}) == 1
    assert sum(many for _, many in names) == 3
    counting = Counting(encoder)
    name = built_in(shared(), corpus, index, counting, shares=2)
    assert {(name)} == {name for name, _ in names}
    assert counting.embedded == 0
    assert ANSWER in ask(QUESTION, opened_in(shared(), index, encoder).within([SECOND_ID])).text


def test_a_share_that_is_not_done_is_named_and_nothing_is_put_into_use(
    corpus: Path, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    collections = collections_of(index)
    first = share_of(REAL_ID, 2)
    write_share(corpus, tmp_path / "machine", encoder, collections, (first, 2), print)
    with pytest.raises(EngineUnavailable, match=f"deel {3 - first} van 2 is niet af: ") as refused:
        built_in(shared(), corpus, index, encoder, shares=2)
    assert f"start «qa build --deel {3 - first}/2» opnieuw" in str(refused.value)
    assert collections.in_use() == ""
    assert not (index / "current").exists()


def test_a_build_that_was_cut_off_goes_on_and_writes_nothing_twice(
    corpus: Path, index: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Collections.write
    written: list[str] = []

    def write(self: Collections, name: str, rows: Any) -> None:
        if len(written) == 2:
            raise EngineUnavailable("weg")
        written.append(rows[0]["letter"])
        whole(self, name, rows)

    monkeypatch.setattr(Collections, "write", write)
    with pytest.raises(EngineUnavailable):
        built_in(shared(), corpus, index, encoder)
    first = list(written)
    written.insert(0, "")  # from now on it goes on
    written.insert(0, "")
    built_in(shared(), corpus, index, encoder)
    assert len(set(written) - {""}) == len(written) - 2 == 3
    assert len(first) == 2
    assert ANSWER in ask(QUESTION, opened_in(shared(), index, encoder).within([SECOND_ID])).text


def test_the_same_letters_give_the_same_collection_and_others_another(
    corpus: Path, index: Path, encoder: Encoder
) -> None:
    name = built_in(shared(), corpus, index, encoder)
    assert built_in(shared(), corpus, index, encoder) == name
    make(corpus, BODY)
    assert built_in(shared(), corpus, index, encoder) != name
    collections = collections_of(index)
    assert collections.in_use() != name
    assert collections.count(name) > 0  # the one before, for who has not yet taken over the new


def test_a_corpus_moves_to_milvus_and_back(corpus: Path, index: Path, encoder: Encoder) -> None:
    build(corpus, index, encoder)
    counting = Counting(encoder)
    built_in(shared(), corpus, index, counting)
    with pytest.raises(IndexStale, match="zet QA_ENGINE=milvus"):
        Index.open(index, lambda: encoder)
    assert ANSWER in ask(QUESTION, opened_in(shared(), index, encoder).within([SECOND_ID])).text
    build(corpus, index, counting)
    assert counting.embedded == 0
    assert ANSWER in ask(QUESTION, Index.open(index, lambda: encoder).within([SECOND_ID])).text


@pytest.mark.parametrize("is_folder", [False, True], ids=["in Milvus", "in a folder"])
def test_a_node_without_anything_takes_over_the_build_in_use(
    is_folder: bool, corpus: Path, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    address = shared().address(alias_of(index))
    shelf = tmp_path / "shelf" if is_folder else None
    collections = Collections(address)
    kept = FolderShelf(shelf) if shelf else MilvusShelf(collections)
    build(corpus, index, encoder, searched=InMilvus(collections, kept))
    node = tmp_path / "node"
    name = follow(node, address, shelf)
    assert name == here(node) == here(index)
    for file in (index / "current").resolve().rglob("*"):
        if file.is_file():
            copied = (node / "current").resolve() / file.relative_to((index / "current").resolve())
            assert copied.read_bytes() == file.read_bytes()


def test_without_a_build_there_is_nothing_to_follow(index: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match="bouw eerst"):
        follow(tmp_path / "node", shared().address(alias_of(index)), None)


def test_files_that_were_altered_or_cut_off_on_the_way_are_not_taken_over(
    corpus: Path, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    address = shared().address(alias_of(index))
    shelf, node = tmp_path / "shelf", tmp_path / "node"
    collections = Collections(address)
    build(corpus, index, encoder, searched=InMilvus(collections, FolderShelf(shelf)))
    name = collections.in_use()
    altered = shelf / name / "facts.sqlite"
    altered.write_bytes(altered.read_bytes().replace(b"1.174", b"1.175"))
    with pytest.raises(IndexDamaged, match="inhoud is veranderd"):
        follow(node, address, shelf)
    shutil.rmtree(shelf / name)
    with pytest.raises(QaError):
        follow(node, address, shelf)
    assert not (node / "current").exists()


def test_an_alias_on_a_half_built_collection_is_not_followed(
    corpus: Path, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    built_in(shared(), corpus, index, encoder)
    node, address = tmp_path / "node", shared().address(alias_of(index))
    old = follow(node, address, None)
    make(corpus, BODY)
    new = built_in(shared(), corpus, index, encoder)
    Collections(address)._client.do(lambda c: c.delete(new, filter=f'letter == "{REAL_ID}"'))
    with pytest.raises(EngineUnavailable, match="passages, verwacht"):
        follow(node, address, None)
    assert here(node) == old
    assert ANSWER in ask(QUESTION, opened_in_node(node, index, encoder).within([SECOND_ID])).text


def opened_in_node(node: Path, index: Path, encoder: Encoder) -> Index:
    from qa.store.milvus.follow import connector

    return Index.open(node, lambda: encoder, connect=connector(shared().address(alias_of(index))))


def test_letters_and_words_are_spelled_so_that_nothing_needs_quoting() -> None:
    assert key_of_letter("kst-28684-720") == "kst-28684-720"
    assert key_of_letter('een "brief"').startswith("=")
    assert [spelled(each) for each in ("heling", "1.174", "boxer", "")] == [
        *("heling", "1x2ex174", "box78xer"),
        "",
    ]
    assert words_of([]) == "0"
    assert len(words_of(["abcdefghij"] * 10_000)) <= 65_000
