"""`qa` on Milvus, as docs/beheer.md tells: move a corpus there in shares, ask, and move it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.sharded import share_of
from qa.store.milvus.collections import Collections
from tests.archive import SECOND_ID, write_corpus
from tests.commands import Run
from tests.engines import NEEDS_MILVUS, alias_of, shared
from tests.letter.factories import page_of

QUESTION, ANSWER = "Hoeveel scholen doen mee aan de proef?", "12 scholen"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--engine", "milvus", "--deel", "3/2"), "--deel='3/2' is geen deel; een deel is 2/4"),
        (("--engine", "milvus", "--deel", "twee"), "--deel='twee' is geen deel"),
        (("--engine", "files", "--deel", "1/2"), "delen kan alleen met --engine milvus"),
        (("--engine", "files", "--processen", "2"), "delen kan alleen met --engine milvus"),
    ],
)
def test_a_share_that_cannot_be_is_refused(arguments: tuple[str, ...], told: str, qa: Run) -> None:
    ended = qa("build", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_an_engine_that_does_not_exist_is_named(qa: Run) -> None:
    ended = qa("build", "--engine", "solr")
    assert ended.code == 2
    assert "--engine='solr' kan niet worden gebruikt (kies files of milvus)" in ended.err


@NEEDS_MILVUS
def test_a_corpus_moves_to_milvus_in_shares_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qa: Run
) -> None:
    (tmp_path / "corpus").mkdir()
    index = tmp_path / "index"
    monkeypatch.setenv("QA_CORPUS", str(write_corpus(tmp_path / "corpus")))
    monkeypatch.setenv("QA_INDEX", str(index))
    monkeypatch.setenv("QA_MILVUS_URI", shared().uri)
    monkeypatch.setenv("QA_MILVUS_ALIAS", alias_of(index))
    monkeypatch.setenv("QA_MILVUS_TIMEOUT", "60")
    monkeypatch.delenv("QA_ENGINE", raising=False)
    assert qa("build").code == 0
    first = qa("build", "--engine", "milvus", "--deel", "1/2")
    assert first.code == 0
    assert first.out.startswith("Deel 1/2 gereed in ")
    early = qa("build", "--engine", "milvus", "--delen", "2")
    assert early.code == 15
    assert "deel 2 van 2 is niet af" in early.err
    assert qa("build", "--engine", "milvus", "--deel", "2/2").code == 0
    assert qa("build", "--engine", "milvus", "--delen", "2").code == 0
    stale = qa("ask", "--brief", SECOND_ID, QUESTION)
    assert stale.code == 5
    assert "zet QA_ENGINE=milvus" in stale.err
    monkeypatch.setenv("QA_ENGINE", "milvus")
    assert ANSWER in qa("ask", "--brief", SECOND_ID, QUESTION).out
    assert SECOND_ID in qa("list").out
    monkeypatch.setenv("QA_INDEX", str(tmp_path / "another node"))
    assert ANSWER in qa("ask", "--brief", SECOND_ID, QUESTION).out
    monkeypatch.setenv("QA_INDEX", str(index))
    monkeypatch.delenv("QA_ENGINE")
    assert qa("build").code == 0
    assert ANSWER in qa("ask", "--brief", SECOND_ID, QUESTION).out


PILOTS = {"kst-30001-1": 12, "kst-30001-2": 30, "kst-30001-3": 7}


@NEEDS_MILVUS
def test_processes_beside_each_other_build_all_shares_and_name_those_that_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qa: Run
) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    for letter, schools in PILOTS.items():
        (corpus / letter).mkdir(parents=True)
        body = f"1 Proef\n\nEr doen {schools} scholen mee aan de proef. Dat is een goed begin."
        (corpus / letter / "letter.txt").write_text(page_of(letter, body), "utf-8")
    assert {share_of(letter, 2) for letter in PILOTS} == {1, 2}
    monkeypatch.setenv("QA_CORPUS", str(corpus))
    monkeypatch.setenv("QA_INDEX", str(index))
    monkeypatch.setenv("QA_MILVUS_ALIAS", alias_of(index))
    monkeypatch.setenv("QA_MILVUS_URI", "http://127.0.0.1:1")
    monkeypatch.setenv("QA_MILVUS_TIMEOUT", "1")
    failed = qa("build", "--engine", "milvus", "--processen", "2")
    assert failed.code == 15
    assert "deel 1/2, 2/2 mislukte" in failed.err
    assert not (index / "current").exists()
    monkeypatch.setenv("QA_MILVUS_URI", shared().uri)
    monkeypatch.setenv("QA_MILVUS_TIMEOUT", "60")
    built = qa("build", "--engine", "milvus", "--processen", "2")
    assert built.code == 0
    assert "3 brieven" in built.out
    collections = Collections(shared().address(alias_of(index)))
    passages = int(built.out.partition("brieven, ")[2].split()[0])
    assert collections.count(collections.in_use()) == passages
    monkeypatch.setenv("QA_ENGINE", "milvus")
    for letter, schools in PILOTS.items():
        assert f"{schools} scholen" in qa("ask", "--brief", letter, QUESTION).out
