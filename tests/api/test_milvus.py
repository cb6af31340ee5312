"""`qa serve` on Milvus: whatever befalls the engine, no wrong answer, and none of a part of it.

Each test has real processes: the service with its workers, and a Milvus that can be killed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa import ask, wire
from qa.model.encode import Encoder
from qa.store.milvus.collections import Collections
from tests.api.running import FACTS, PASSAGES, Load, Reply, Serving, wait_for
from tests.engines import NEEDS_MILVUS, Milvus, alias_of, built_in, opened_in
from tests.letter.factories import make

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    NEEDS_MILVUS,
]

QUESTIONS = (*FACTS[:6], *PASSAGES)
BODY = "Inleiding\n\nEr doen 12 gemeenten mee aan de proef. Dat is een goed begin."
PATIENT = 90.0  # seconds

Expected = dict[str, Any]


@pytest.fixture
def milvus(tmp_path: Path) -> Iterator[Milvus]:
    milvus = Milvus(tmp_path / "milvus")
    yield milvus
    milvus.kill()


@pytest.fixture
def letters(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus, tmp_path / "corpus"))


@pytest.fixture
def index(letters: Path, tmp_path: Path, milvus: Milvus, encoder: Encoder) -> Path:
    built_in(milvus, letters, tmp_path / "index", encoder)
    return tmp_path / "index"


def right(milvus: Milvus, index: Path, encoder: Encoder) -> Expected:
    """Return the right answers, by their ids."""
    opened = opened_in(milvus, index, encoder)
    answers = [wire.outcome(ask(question, opened)) for question in QUESTIONS]
    return {answer["id"]: answer for answer in answers}


def serving(milvus: Milvus, index: Path, data: Path, timeout: int = 2) -> Serving:
    """Serve as a node does that has nothing yet."""
    return Serving(
        data / "node",
        data,
        workers=2,
        QA_ENGINE="milvus",
        QA_MILVUS_URI=milvus.uri,
        QA_MILVUS_ALIAS=alias_of(index),
        QA_MILVUS_TIMEOUT=str(timeout),
        QA_TIMEOUT="30",
        QA_WORK="30",
    )


def state(service: Serving) -> Any:
    return service.call("GET", "/gereed").json


def is_right(reply: Reply, known: Expected) -> bool:
    """Tell whether a reply is one of the right answers, or an honest refusal."""
    if reply.status == 503:
        return "retry-after" in reply.headers and "citaat" not in reply.body.decode()
    return bool(reply.status == 200 and reply.json == known[reply.json["id"]])


def test_an_engine_that_is_killed_costs_no_wrong_answer_and_is_found_again(
    milvus: Milvus, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(milvus, index, encoder)
    with serving(milvus, index, tmp_path) as service:
        assert state(service)["zoekmachine"] == {
            "bereikbaar": True,
            "collectie": state(service)["collectie"],
        }
        with Load(service, QUESTIONS, callers=3) as load:
            milvus.kill()
            wait_for(lambda: load.replies[-1][1].status == 503, PATIENT)
            wait_for(lambda: state(service)["zoekmachine"]["bereikbaar"] is False, PATIENT)
            load.go_on(20)
            assert service.ask(FACTS[0]).status == 200  # the facts are on the node itself
            assert service.call("GET", "/gezond").status == 200
            refused = service.ask(PASSAGES[2])
            assert (refused.status, refused.headers["retry-after"]) == (503, "5")
            assert "kan nu even niet worden gezocht" in refused.json["detail"]
            milvus.start()
            wait_for(lambda: service.ask(PASSAGES[2]).status == 200, PATIENT)
            load.go_on(20)
    assert load.broken == []
    assert [reply for _, reply in load.replies if not is_right(reply, known)] == []
    assert {reply.status for _, reply in load.replies} == {200, 503}


def test_an_engine_that_hangs_or_is_slow_is_waited_for_in_bounds(
    milvus: Milvus, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(milvus, index, encoder)
    with serving(milvus, index, tmp_path, timeout=1) as service:
        milvus.hang()
        for _ in range(3):
            assert service.ask(PASSAGES[0]).status == 503
        took = wait_for(lambda: service.ask(PASSAGES[0]).status == 503)
        assert took < 4  # the breaker is open: nobody waits for it
        assert service.ask(FACTS[0]).status == 200
        milvus.hang(hangs=False)
        wait_for(lambda: service.ask(PASSAGES[0]).status == 200, PATIENT)
        milvus.slow(0.2)
        slow = service.ask(PASSAGES[1])
        assert is_right(slow, known)


def test_a_new_build_is_taken_over_under_load_and_a_half_one_is_not(
    milvus: Milvus, index: Path, letters: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(milvus, index, encoder)
    with serving(milvus, index, tmp_path) as service:
        old = state(service)["collectie"]
        with Load(service, QUESTIONS, callers=3) as load:
            make(letters, BODY)
            new = built_in(milvus, letters, index, encoder)
            known |= right(milvus, index, encoder)
            wait_for(lambda: state(service)["collectie"] == new, PATIENT)
            load.go_on(20)
            _point_at_a_half(milvus, index)
            wait_for(lambda: service.told("zoekmachine niet gevolgd"), PATIENT)
            load.go_on(20)
            assert state(service)["collectie"] == new != old
    assert load.broken == []
    assert [reply for _, reply in load.replies if not is_right(reply, known)] == []
    assert {reply.status for _, reply in load.replies} == {200}


def _point_at_a_half(milvus: Milvus, index: Path) -> None:
    """Let the alias name a collection that a build left half."""
    collections = Collections(milvus.address(alias_of(index)))
    half = f"{alias_of(index)}_{'0' * 16}"
    collections.create(half, 384)
    collections._client.do(lambda c: c.alter_alias(half, alias_of(index)))


def test_a_collection_that_loses_rows_in_use_answers_nothing_of_them(
    milvus: Milvus, index: Path, tmp_path: Path, encoder: Encoder
) -> None:
    known = right(milvus, index, encoder)
    with serving(milvus, index, tmp_path) as service:
        collections = Collections(milvus.address(alias_of(index)))
        name = collections.in_use()
        collections._client.do(lambda c: c.delete(name, filter='kind == "alinea"'))
        collections._client.do(lambda c: c.delete(name, filter="day > 0"))
        wait_for(lambda: service.ask(PASSAGES[0]).status == 503, PATIENT)
        replies = [service.ask(question) for question in QUESTIONS]
        assert [each for each in replies if not is_right(each, known)] == []


def test_a_node_without_an_engine_does_not_start_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="Zoekmachine niet beschikbaar: Milvus op http"):
        Serving(
            tmp_path / "node",
            tmp_path,
            QA_ENGINE="milvus",
            QA_MILVUS_URI="http://127.0.0.1:1",
            QA_MILVUS_TIMEOUT="1",
        ).__enter__()
