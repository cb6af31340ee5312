"""Whoever sends slow, endless or broken HTTP is refused, and nobody else notices.

Each test speaks raw HTTP to a real `qa serve` in a process of its own.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.api.running import FACTS, HOST, Serving, heard

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

HEAD = b"POST /v1/vragen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BODY = json.dumps({"vraag": FACTS[0]}).encode()
LENGTH = b"Content-Length: %d\r\n" % len(BODY)
WHOLE = HEAD + LENGTH + b"\r\n" + BODY
ALIVE = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\n"
LAST = b"Connection: close\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
ANSWER = "In 2012 waren er 1.982 overvallen."
_AT_ONCE = 1.0  # seconds


@pytest.fixture(scope="module")
def serving(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service that all of these tests may trouble: none may break it."""
    with Serving(index_folder, tmp_path_factory.mktemp("data")) as running:
        yield running
        assert running.process.poll() is None
        assert running.errors == ""
        assert [each for each in running.log if "fout" in each or each["resultaat"] == 500] == []


def replies(data: bytes) -> list[tuple[int, bytes]]:
    """Cut what came back into responses: their statuses and bodies."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:])
        status, length = int(lines[0].split()[1]), int(fields.get("content-length", 0))
        body, data = rest[:length], rest[length:]
        assert len(body) == length
        if status >= 400:
            assert fields["content-type"] == "application/problem+json"
            assert json.loads(body)["status"] == status
        found.append((status, body))
    return found


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (*parts, b""))


SENT: list[tuple[str, bytes, list[int]]] = [
    ("garbage", b"HALLO DAAR\r\n\r\n", [400]),
    ("nothing but zeros", b"\0" * 100, [400]),
    ("the hello of TLS", bytes.fromhex("16030100a5010000a10303") + b"\1" * 160, [400]),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]),
    ("HTTP/9.9", b"GET /gezond HTTP/9.9\r\nHost: localhost\r\n\r\n", [400]),
    ("HTTP/1.0", b"GET /gezond HTTP/1.0\r\n\r\n", [200]),
    ("no host", b"POST /v1/vragen HTTP/1.1\r\nConnection: close\r\n\r\n", [400]),
    ("two requests at once", WHOLE + ALIVE + LAST, [200, 200]),
    ("thirty requests at once", 29 * WHOLE + ALIVE + LAST, [200] * 30),
    (
        "a wait for permission",
        HEAD + LENGTH + b"Expect: 100-continue\r\n" + LAST + BODY,
        [100, 200],
    ),
    ("an unknown expectation", ALIVE + b"Expect: wonders\r\n" + LAST, [200]),
    ("an absolute address", ALIVE.replace(b"/gezond", b"http://localhost/gezond") + LAST, [200]),
    ("a host instead of an address", b"CONNECT localhost:80 HTTP/1.1\r\n" + LAST, [400]),
    ("an asterisk", b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n" + LAST, [404]),
    ("another address in an address", b"GET http:///\\x HTTP/1.1\r\n" + LAST, [400]),
    ("a zero in the address", ALIVE.replace(b"/gezond", b"/ge\0zond") + LAST, [400]),
    ("an escaped zero", ALIVE.replace(b"/gezond", b"/ge%00zond") + LAST, [404]),
    ("bytes that are no ASCII", ALIVE.replace(b"/gezond", b"/\xff\xfe") + LAST, [400]),
    ("escaped bytes that are no text", ALIVE.replace(b"/gezond", b"/%ff%fe") + LAST, [404]),
    ("a way up", ALIVE.replace(b"/gezond", b"/v1/../gezond/%2e%2e") + LAST, [404]),
    ("a zero in a header", ALIVE + b"X: a\0b\r\n" + LAST, [400]),
    ("a header without a name", ALIVE + b": x\r\n" + LAST, [400]),
    ("a folded header", ALIVE + b"X: a\r\n b\r\n" + LAST, [400]),
    ("a length below zero", HEAD + b"Content-Length: -1\r\n" + LAST, [400]),
    ("a length that is no number", HEAD + b"Content-Length: x\r\n" + LAST, [400]),
    ("a length beyond all", HEAD + b"Content-Length: " + b"9" * 30 + b"\r\n" + LAST, [400]),
    ("a length beyond ours", HEAD + b"Content-Length: 999999999\r\n" + LAST, [413]),
    ("two lengths", HEAD + LENGTH + b"Content-Length: 3\r\n" + LAST + BODY, [400]),
    ("a length, and pieces", HEAD + LENGTH + CHUNKED[len(HEAD) :] + chunks(BODY), [400]),
    ("two hosts", ALIVE + b"Host: elders\r\n" + LAST, [400]),
    ("the same host twice", ALIVE + b"Host: localhost\r\n" + LAST, [400]),
    ("pieces in capitals", CHUNKED.replace(b"chunked", b"Chunked") + chunks(BODY), [200]),
    ("pieces of another coding", HEAD + b"Transfer-Encoding: gzip, chunked\r\n" + LAST, [400]),
    (
        "pieces told of twice",
        HEAD + b"Transfer-Encoding: chunked\r\n" + CHUNKED[len(HEAD) :] + chunks(BODY),
        [400],
    ),
    ("a body shorter than itself", HEAD + b"Content-Length: 9\r\n\r\n" + BODY, [400]),
    ("pieces", CHUNKED + chunks(BODY[:7], BODY[7:]), [200]),
    ("pieces of no size", CHUNKED + b"zz\r\nabc\r\n", [400]),
    ("a piece beyond all", CHUNKED + b"f" * 20 + b"\r\n", [400]),
    ("pieces beyond ours", CHUNKED + chunks(*[b"a" * 1000] * 80), [413]),
    ("an upgrade", ALIVE + b"Upgrade: websocket\r\nConnection: upgrade\r\n\r\n", [200]),
    ("a method of its own", b"HAAL /gezond HTTP/1.1\r\nHost: localhost\r\n" + LAST, [400]),
    ("a header line without end", ALIVE + b"X: " + b"a" * 40_000, [431]),
    ("header lines without end", ALIVE + b"X: a\r\n" * 7_000, [431]),
]


@pytest.mark.parametrize(
    ("sent", "statuses"), [each[1:] for each in SENT], ids=[e[0] for e in SENT]
)
def test_what_is_no_good_http_is_a_problem_and_the_rest_an_answer(
    sent: bytes, statuses: list[int], serving: Serving
) -> None:
    found = replies(serving.raw(sent, wait=1.0))
    assert [status for status, _ in found] == statuses
    for status, body in found:
        if status == 200 and b"vraag" in body:
            assert json.loads(body)["tekst"] == ANSWER
    assert serving.ask(FACTS[0]).json["tekst"] == ANSWER


def flood(serving: Serving) -> None:
    with socket.create_connection((HOST, serving.port), timeout=5) as connection:
        for _ in range(2_000):
            connection.sendall(b"X" * 65_536)


def test_a_flood_is_cut_off(serving: Serving) -> None:
    with pytest.raises(ConnectionError):
        flood(serving)
    assert serving.ask(FACTS[0]).json["tekst"] == ANSWER


def test_whoever_is_slow_is_cut_off_and_the_others_are_answered_at_once(serving: Serving) -> None:
    slow_body = HEAD + LENGTH + b"\r\n" + BODY[:10]
    with ExitStack() as open_ones:

        def connected(sent: bytes) -> socket.socket:
            made = socket.create_connection((HOST, serving.port), timeout=5)
            open_ones.enter_context(made).sendall(sent)
            return made

        began = time.monotonic()
        dripping = [connected(ALIVE + b"X: ") for _ in range(200)]
        halves = [connected(slow_body) for _ in range(50)]
        slowest = 0.0
        while time.monotonic() < began + 9.5:
            for each in dripping:
                each.sendall(b"a")
            asked = time.monotonic()
            assert serving.ask(FACTS[0]).json["tekst"] == ANSWER
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.5)
        told = [replies(heard(each)) for each in (*dripping, *halves)]
        took = time.monotonic() - began
    assert [[status for status, _ in each] for each in told] == [[408]] * 250
    assert slowest < _AT_ONCE
    assert took < 15
