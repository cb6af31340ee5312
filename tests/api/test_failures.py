"""What goes wrong around a service: processes that die, a disk that is full, an order to stop.

Each test has a real `qa serve` in processes of its own.
"""

from __future__ import annotations

import resource
import secrets
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from qa import Index, ask, wire
from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from tests.api.running import (
    FACTS,
    HOST,
    PASSAGES,
    Load,
    Reply,
    Serving,
    parent_of,
    send,
    wait_for,
)
from tests.commands import Ended, one_line, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

QUESTIONS = (*FACTS, *PASSAGES)
_MOST = 64 * 1024  # bytes that a file may have on a disk that is full

Expected = dict[str, Any]


@pytest.fixture(scope="module")
def expected(index: Index) -> Expected:
    """The right answers."""
    return {question: wire.outcome(ask(question, index)) for question in QUESTIONS}


def all_right(replies: list[tuple[str, Reply]], expected: Expected) -> bool:
    return all(reply.status == 200 and reply.json == expected[q] for q, reply in replies)


def judgement(remark: str = "") -> dict[str, str]:
    given = {"antwoordId": secrets.token_hex(8), "oordeel": "goed", "vraag": FACTS[0]}
    return {**given, "toelichting": remark} if remark else given


def test_a_worker_that_is_killed_costs_what_it_did_and_is_replaced(
    index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    with Serving(index_folder, tmp_path, workers=2) as serving:
        with Load(serving, QUESTIONS) as load:
            victim = serving.pids[0]
            send(victim, signal.SIGKILL)
            load.go_on()
            wait_for(lambda: len(serving.ready) == 3)
            load.go_on()
        lost = [reply for _, reply in load.replies if reply.status != 200]
        assert load.broken == []  # no connection: the process that listens holds them all
        assert [reply.status for reply in lost] == [503] * len(lost)
        assert len(lost) <= 1
        assert all_right([each for each in load.replies if each[1].status == 200], expected)
        assert victim not in serving.pids
        assert len(serving.pids) == 2
        assert serving.errors == ""


def test_without_the_process_that_holds_the_index_the_workers_go_on_and_it_is_opened_anew(
    index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    with Serving(index_folder, tmp_path, workers=2) as serving:
        before = serving.pids
        with Load(serving, QUESTIONS) as load:
            send(parent_of(before[0]), signal.SIGKILL)
            load.go_on()
            wait_for(lambda: serving.told(" in gebruik$"))
            load.go_on()
        assert load.broken == []
        assert all_right(load.replies, expected)
        wait_for(lambda: not {*before} & {*serving.pids})
        assert len(serving.pids) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_told_to_stop_it_answers_what_it_has_and_ends_well(
    workers: int, index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    with Serving(index_folder, tmp_path, workers) as serving:
        with Load(serving, QUESTIONS) as load:
            serving.process.send_signal(signal.SIGTERM)
            serving.process.send_signal(signal.SIGTERM)
            assert serving.process.wait(30) == 0
        wait_for(lambda: not serving.pids)
        taken = {each["verzoekId"] for each in serving.log if each["actie"] != "dienst"}
        assert {reply.headers["x-request-id"] for _, reply in load.replies} == taken
        assert all_right(load.replies, expected)
        assert serving.errors == ""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_judgement_that_was_taken_outlives_a_kill(
    workers: int, index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path, workers) as serving:
        taken = [serving.call("POST", "/v1/terugkoppelingen", judgement()) for _ in range(3)]
        for pid in (serving.process.pid, *serving.pids):
            send(pid, signal.SIGKILL)
    kept = FeedbackStore(tmp_path / FEEDBACK).all()
    assert [reply.status for reply in taken] == [201] * 3
    assert [reply.json["id"] for reply in taken] == [given.id for given in kept]


def test_a_full_disk_loses_no_judgement_that_was_taken_and_no_question(
    index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    with Serving(index_folder, tmp_path) as serving:
        taken = [serving.call("POST", "/v1/terugkoppelingen", judgement())]
        resource.prlimit(serving.process.pid, resource.RLIMIT_FSIZE, (_MOST, _MOST))
        for _ in range(60):
            reply = serving.call("POST", "/v1/terugkoppelingen", judgement("x" * 1000))
            if reply.status != 201:
                break
            taken.append(reply)
        assert reply.status == 503
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.json["title"] == "Terugkoppeling niet bewaard"
        assert FEEDBACK not in reply.body.decode()
        for question in QUESTIONS:
            assert serving.ask(question).json == expected[question]
        assert serving.errors == ""
    kept = FeedbackStore(tmp_path / FEEDBACK).all()
    assert len(taken) > 10
    assert [given.id for given in kept] == [reply.json["id"] for reply in taken]


def test_what_there_is_no_room_for_is_refused_at_once_and_told_when_to_come_back(
    index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    with Serving(index_folder, tmp_path, QA_QUEUE="1") as serving:
        with Load(serving, QUESTIONS) as load:
            wait_for(lambda: len({reply.status for _, reply in load.replies}) == 2)
            load.go_on()
            assert serving.call("GET", "/gezond").status == 200
        refused = [reply for _, reply in load.replies if reply.status != 200]
        serving.process.terminate()
        assert serving.process.wait(30) == 0
        told = [each for each in serving.log if each["resultaat"] == 503]
    assert load.broken == []
    assert all_right([each for each in load.replies if each[1].status == 200], expected)
    assert {(reply.status, reply.headers["retry-after"]) for reply in refused} == {(503, "1")}
    assert {reply.json["title"] for reply in refused} == {"Even niet beschikbaar"}
    assert sum(each.get("aantal", 1) for each in told) == len(refused)  # the later ones in a sum


def ended(index: Path, monkeypatch: pytest.MonkeyPatch, **environment: str) -> Ended:
    """Run `qa serve` where it cannot start."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    process = start("serve", index=index)
    out, err = process.communicate(timeout=30)
    return Ended(process.returncode, out.decode(), err.decode())


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_in_use_is_one_line(
    workers: str, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        found = ended(index_folder, monkeypatch, QA_WORKERS=workers, QA_PORT=port)
    assert one_line(found, 8) == (
        f"Ongeldige instelling: op 127.0.0.1, poort {port}, kan niet worden geluisterd"
        " (daar luistert al een ander programma); kies een andere met QA_HOST en QA_PORT."
    )


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_index_is_one_line(
    workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ended(tmp_path, monkeypatch, QA_WORKERS=workers, QA_PORT="0")
    assert one_line(found, 4).endswith("geen index gevonden; maak hem met «qa build».")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_model_that_is_not_there_is_one_line(
    workers: str, index_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = {"QA_MODEL": str(tmp_path / "geen"), "QA_CACHE": str(tmp_path)}
    found = ended(index_folder, monkeypatch, QA_WORKERS=workers, QA_PORT="0", **model)
    assert one_line(found, 7).startswith("Taalmodel niet bruikbaar: ")


def test_a_worker_is_replaced_also_where_the_index_is_no_longer_there(
    index_folder: Path, tmp_path: Path, expected: Expected
) -> None:
    copied = Path(shutil.copytree(index_folder, tmp_path / "index", symlinks=True))
    with Serving(copied, tmp_path, workers=2) as serving:
        copied.rename(tmp_path / "away")
        for pid in serving.pids:
            send(pid, signal.SIGKILL)
        for question in QUESTIONS:
            assert serving.ask(question).json == expected[question]
        assert "Traceback" not in serving.errors
