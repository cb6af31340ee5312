"""Whoever sends without end is cut off, and the memory of the service stays level.

Each test speaks raw HTTP to a real `qa serve` in a process of its own.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from math import inf
from pathlib import Path

import pytest

from tests.api.http.test_broken_http import ALIVE, ANSWER, BODY, HEAD, LAST, WHOLE, chunks, replies
from tests.api.running import FACTS, HOST, Serving, held_by

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

STRANGER = HEAD.replace(b"localhost", b"elders")
PAGE = "/brieven/kst-28684-720"
READ = f"GET {PAGE} HTTP/1.1\r\nHost: localhost\r\n".encode()
PIECES = b"Transfer-Encoding: chunked\r\n\r\n"
_MEGABYTE = 1024 * 1024
# What a client may have sent before it notices: our limit, and what two kernels hold.
_UNTIL_CUT = 12 * _MEGABYTE
_GROWTH = 24 * _MEGABYTE  # of memory: the buffers of a connection, and what Python keeps
_PATIENCE = 6.0  # seconds


@pytest.fixture(scope="module")
def serving(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service that all of these tests may trouble: none may break it."""
    with Serving(index_folder, tmp_path_factory.mktemp("data")) as running:
        assert running.ask(FACTS[0]).json["tekst"] == ANSWER
        assert running.call("GET", PAGE).status == 200
        yield running
        assert running.process.poll() is None
        assert running.errors == ""
        assert [each for each in running.log if "fout" in each or each["resultaat"] == 500] == []


def memory(serving: Serving) -> int:
    """Return how many bytes of memory the service holds."""
    (line,) = [
        each
        for each in Path(f"/proc/{serving.process.pid}/status").read_text().splitlines()
        if each.startswith("VmRSS:")
    ]
    return int(line.split()[1]) * 1024


# What begins a request, and what is then sent again and again.
ENDLESS: dict[str, tuple[bytes, bytes]] = {
    "lines after the body, of a stranger": (STRANGER + PIECES + b"0\r\n", b"a:b\r\n"),
    "lines after the body": (HEAD + PIECES + b"0\r\n", b"a:b\r\n"),
    "one line after the body": (HEAD + PIECES + b"0\r\na: ", b"a"),
    "header lines": (ALIVE, b"a:b\r\n"),
    "a header line": (ALIVE + b"a: ", b"a"),
    "a name of a header line": (ALIVE, b"a"),
    "an address": (b"GET /", b"a"),
    "a method": (b"", b"A"),
    "empty lines": (b"", b"\r\n"),
    "empty lines after an answer": (ALIVE + b"\r\n", b"\r\n"),
    "what follows the last answer": (ALIVE + LAST, b"a"),
    "words with a piece": (HEAD + PIECES + b"1;", b"a"),
    "words with each piece": (HEAD + PIECES, b"1;" + b"a" * 100 + b"\r\n{\r\n"),
    "pieces of a byte": (HEAD + PIECES, b"1\r\n{\r\n"),
    "pieces of a byte of a stranger": (STRANGER + PIECES, b"1\r\n{\r\n"),
    "a body of a stranger": (STRANGER + b"Content-Length: 999999999\r\n\r\n", b"a"),
    "a body for who reads none": (ALIVE + b"Content-Length: 999999999\r\n\r\n", b"a"),
    "a body after a wait for permission": (
        HEAD + b"Expect: 100-continue\r\nContent-Length: 60000\r\n\r\n",
        b"1",
    ),
    "what follows an upgrade": (ALIVE + b"Upgrade: h2c\r\nConnection: upgrade\r\n\r\n", b"a"),
}


@pytest.mark.parametrize(("begin", "more"), ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_cut_off(begin: bytes, more: bytes, serving: Serving) -> None:
    before = memory(serving)
    block = more * (65_536 // len(more) + 1)
    sent = 0
    with socket.create_connection((HOST, serving.port), timeout=_PATIENCE) as connection:
        connection.sendall(begin)
        with suppress(ConnectionError):
            while sent < _UNTIL_CUT:
                connection.sendall(block)
                sent += len(block)
    assert sent < _UNTIL_CUT
    assert memory(serving) - before < _GROWTH
    assert serving.ask(FACTS[0]).json["tekst"] == ANSWER


def test_requests_without_end_wait_where_they_cost_nothing(serving: Serving) -> None:
    before = memory(serving)
    block = (READ + b"\r\n") * 2000
    with socket.create_connection((HOST, serving.port), timeout=1) as connection:
        sent = 0
        with suppress(TimeoutError):  # nobody takes the answers, so nothing more is read
            while sent < 4 * _UNTIL_CUT:
                connection.sendall(block)
                sent += len(block)
        assert sent < 4 * _UNTIL_CUT
        assert memory(serving) - before < _GROWTH
        assert serving.ask(FACTS[0]).json["tekst"] == ANSWER


SIZED: dict[str, tuple[bytes, list[int]]] = {
    "header lines of 31 KiB": (ALIVE + b"a: " + b"a" * 31_000 + b"\r\n" + LAST, [200]),
    "header lines of 33 KiB": (ALIVE + b"a: " + b"a" * 33_000 + b"\r\n" + LAST, [431]),
    "header lines of 120 kB": (ALIVE + b"a: " + b"a" * 120_000 + b"\r\n" + LAST, [431]),
    "an address of 33 KiB": (b"GET /" + b"a" * 33_000 + ALIVE[len(b"GET /gezond") :] + LAST, [431]),
    "HTTP/0.9": (b"GET /gezond\r\n\r\n" + ALIVE + LAST, [200]),
    "a hundred header lines": (ALIVE + b"a: b\r\n" * 100 + LAST, [200]),
    "two hundred header lines": (ALIVE + b"a: b\r\n" * 200 + LAST, [431]),
    "nonsense behind another request": (WHOLE + b"HALLO\r\n\r\n", [200]),
    "lines after the body": (HEAD + PIECES + chunks(BODY)[:-2] + b"a: b\r\n\r\n" + ALIVE + LAST,
                             [200, 200]),
    "a body of small pieces": (
        HEAD + PIECES + chunks(*[BODY[at : at + 1] for at in range(len(BODY))]) + ALIVE + LAST,
        [200, 200],
    ),
    "a request behind an upgrade": (
        ALIVE + b"Upgrade: h2c\r\nConnection: upgrade\r\n\r\n" + ALIVE + LAST,
        [200, 200],
    ),
    "two thousand requests at once": (2000 * (ALIVE + b"\r\n") + ALIVE + LAST, [200] * 2001),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "statuses"), SIZED.values(), ids=SIZED)
def test_what_fits_is_answered_and_in_turn(
    sent: bytes, statuses: list[int], serving: Serving
) -> None:
    assert [status for status, _ in replies(serving.raw(sent, wait=2.0))] == statuses


def test_too_much_behind_another_request_is_refused_and_its_answer_goes_first(
    serving: Serving,
) -> None:
    sent = WHOLE + ALIVE + b"a: " + b"a" * 40_000
    statuses = [status for status, _ in replies(serving.raw(sent, wait=2.0))]
    # It is told so where the answer has gone already: on a busy machine an answer is the quicker.
    assert statuses in ([200], [200, 431])


def test_lines_after_a_body_are_no_header_lines(serving: Serving) -> None:
    sent = STRANGER.replace(b"Host: elders\r\n", b"") + PIECES + b"0\r\nHost: localhost\r\n\r\n"
    assert [status for status, _ in replies(serving.raw(sent, wait=0.5))] == [400]


# Each goes on, once every fifth of a second, after what has begun; and after how many seconds the
# connection must have ended at the latest, a look a second and a slow machine allowed for.
SLOW: dict[str, tuple[bytes, bytes, float]] = {
    "nothing": (b"", b"", 13),
    "nothing after an answer": (ALIVE + b"\r\n", b"", 8),
    "empty lines after an answer": (ALIVE + b"\r\n", b"\r\n", 8),
    "a body after its answer": (STRANGER + b"Content-Length: 60000\r\n\r\n", b"a", 8),
    "a body that nobody reads": (ALIVE + b"Content-Length: 60000\r\n\r\n", b"a", 13),
    "lines after the answer": (STRANGER + PIECES + b"0\r\n", b"a:b\r\n", 8),
    "lines after the body": (HEAD + PIECES + chunks(BODY)[:-2], b"a:b\r\n", 13),
    "a next request": (WHOLE, b"a", 13),
    "answers that nobody takes": (
        500 * (READ + b"\r\n"), b"", 25
    ),
}  # fmt: skip


def test_each_connection_ends_however_slow_it_is_kept_going(serving: Serving) -> None:
    began = time.monotonic()
    lasted: dict[str, float] = {}
    with ExitStack() as opened:
        going = {
            name: opened.enter_context(socket.create_connection((HOST, serving.port)))
            for name in SLOW
        }
        for name, connection in going.items():
            connection.sendall(SLOW[name][0])
        while going and time.monotonic() < began + 30:
            time.sleep(0.2)
            held = held_by(serving.process.pid, serving.port)
            for name, connection in tuple(going.items()):
                if connection.getsockname()[1] not in held:
                    lasted[name] = time.monotonic() - began
                    del going[name]
                else:
                    with suppress(ConnectionError):
                        connection.sendall(SLOW[name][1])
    too_long = {name for name, (_, _, most) in SLOW.items() if lasted.get(name, inf) > most}
    assert too_long == set()
    assert lasted["nothing after an answer"] > 4.9  # who comes back soon finds it open
    slow = {each["actie"] for each in serving.log if each.get("weigering") == "traag"}
    assert slow == {"GET /gezond", "POST /v1/vragen", "onbekend adres"}


def test_who_reads_slowly_but_reads_gets_it_all(serving: Serving) -> None:
    with socket.create_connection((HOST, serving.port), timeout=5) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        connection.sendall(READ + b"\r\n" + READ + LAST)
        taken = b""
        while part := connection.recv(4_096):
            taken += part
            time.sleep(0.02)
    assert [status for status, _ in replies(taken)] == [200, 200]
