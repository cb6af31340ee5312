"""The process that listens works nothing out, so nothing that is sent to it may take it long.

Each attack is measured in processor time and memory of that process alone: a busy machine changes
neither.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.api.running import HOST, Serving, heard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

_TICK = os.sysconf("SC_CLK_TCK")
PIPELINED = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\n\r\n"
HEAD = b"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
CHAT = b"/openai/v1/chat/completions"


@pytest.fixture(scope="module")
def serving(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(index_folder, tmp_path_factory.mktemp("data")) as serving:
        yield serving


def seconds(serving: Serving) -> float:
    """Return the processor time that the process which listens has taken."""
    fields = Path(f"/proc/{serving.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory(serving: Serving) -> float:
    """Return the MB that it holds."""
    pages = int(Path(f"/proc/{serving.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def test_requests_that_wait_behind_each_other_take_no_memory(serving: Serving) -> None:
    before, sent, answers = memory(serving), 0, 0
    with socket.create_connection((HOST, serving.port), timeout=5) as connection:
        connection.setblocking(False)
        data = PIPELINED * 1000
        while answers < 10_000:
            with suppress(BlockingIOError):
                sent += connection.send(data[sent % len(data) :])
            with suppress(BlockingIOError):
                answers += connection.recv(262_144).count(b"HTTP/1.1 ")
    assert memory(serving) < before + 20


@pytest.mark.parametrize(
    ("head", "body", "times"),
    [
        # A key of the query over and over; a hundred thousand faults in one request.
        (b"GET /v1/feiten?" + b"jaar&" * 6000 + b" HTTP/1.1\r\nHost: localhost\r\n", b"", 20),
        (
            HEAD % CHAT,
            json.dumps(
                {
                    "model": "vraag-de-brief",
                    "messages": [{"role": "user", "content": [1] * 100}] * 1000,
                }
            ).encode(),
            5,
        ),
        (HEAD % b"/v1/vragen", b'{"vraag": "a", "brieven": [' + b"1," * 20_000 + b"1]}", 20),
        (HEAD % b"/v1/vragen", json.dumps({f"x{at}": 1 for at in range(5000)}).encode(), 5),
    ],
    ids=["a doubled key", "a dialogue of faults", "letters that are none", "unknown fields"],
)
def test_a_request_with_many_faults_costs_little_to_refuse(
    head: bytes, body: bytes, times: int, serving: Serving
) -> None:
    started, held = seconds(serving), memory(serving)
    for _ in range(times):
        length = b"Content-Length: %d\r\n\r\n" % len(body)
        reply = serving.raw(head + b"Connection: close\r\n" + length + body, wait=30)
        assert reply.startswith(b"HTTP/1.1 400 ")
    assert (seconds(serving) - started) / times < 0.2
    assert memory(serving) < held + 60


def dialogue(*messages: object) -> bytes:
    return json.dumps({"model": "vraag-de-brief", "messages": messages}).encode()


def test_a_dialogue_of_many_parts_is_refused_before_they_are_read(serving: Serving) -> None:
    parts = {"role": "user", "content": [{"type": "a"}] * 60}
    body = dialogue(*[parts] * 900, {"role": "user", "content": "Hoi"})
    started, held = seconds(serving), memory(serving)
    for _ in range(10):
        head = HEAD % CHAT + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
        reply = serving.raw(head + body, wait=30)
        assert reply.startswith(b"HTTP/1.1 400 ")
        assert "Dit gesprek heeft te veel delen: hoogstens 4000." in reply.decode()
    assert (seconds(serving) - started) / 10 < 0.05
    assert memory(serving) < held + 10


def test_a_large_dialogue_is_paid_by_its_size(index_folder: Path, tmp_path: Path) -> None:
    long = {"role": "assistant", "content": "Dat staat niet in de brief. " * 30_000}
    body = json.loads(dialogue(long, {"role": "user", "content": "Wat is IPTA?"}))
    with Serving(index_folder, tmp_path, QA_RATE="300") as serving:  # sixty at once
        statuses = [serving.call("POST", CHAT.decode(), body).status for _ in range(8)]
        assert statuses == [200] * 4 + [429] * 4  # each costs thirteen
        short = {**body, "messages": body["messages"][1:]}
        assert serving.call("POST", CHAT.decode(), short).status == 200


@pytest.mark.parametrize("accept", [b"," * 30_000, b"a/b," * 7_500, b"a/b" + b";" * 30_000])
@pytest.mark.parametrize("host", [b"elders", b"localhost"])
def test_what_a_client_would_like_is_not_read_without_end(
    host: bytes, accept: bytes, serving: Serving
) -> None:
    head = b"GET /nergens HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\n" % (host, accept)
    started = seconds(serving)
    for _ in range(40):
        reply = serving.raw(head + b"Connection: close\r\n\r\n", wait=30)
        assert reply[9:12] == (b"400" if host == b"elders" else b"404")
        assert b"application/problem+json" in reply
    assert (seconds(serving) - started) / 40 < 0.005


def test_a_wrong_name_is_paid_too(index_folder: Path, tmp_path: Path) -> None:
    elsewhere = b"GET / HTTP/1.1\r\nHost: elders\r\nConnection: close\r\n\r\n"
    with Serving(index_folder, tmp_path, QA_RATE="60") as serving:  # twelve at once
        statuses = [serving.raw(elsewhere)[9:12] for _ in range(20)]
        assert statuses == [b"400"] * 12 + [b"429"] * 8


@pytest.mark.parametrize("path", [b"/v1/vragen", CHAT])
def test_a_body_of_very_small_chunks_is_refused_before_it_costs_much(
    path: bytes, serving: Serving
) -> None:
    started = seconds(serving)
    for _ in range(5):
        with socket.create_connection((HOST, serving.port), timeout=30) as connection:
            with suppress(OSError):
                connection.sendall(HEAD % path + b"Transfer-Encoding: chunked\r\n\r\n")
                connection.sendall(b"1\r\na\r\n" * 350_000)
            assert heard(connection)[:12] in {b"HTTP/1.1 413", b""}
    assert (seconds(serving) - started) / 5 < 0.2
    assert serving.call("GET", "/gezond").status == 200
