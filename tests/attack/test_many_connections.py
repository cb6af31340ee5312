"""However many connections somebody opens, the others are answered, and the log says so.

Each test has a real `qa serve` in a process of its own, with few descriptors.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.api.http.test_broken_http import ALIVE, ANSWER, BODY
from tests.api.running import FACTS, HOST, Serving, heard, wait_for
from tests.commands import COMMAND

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def with_descriptors(most: int) -> tuple[str, ...]:
    """Return a command that may open so many files at once."""
    return ("bash", "-c", f'ulimit -n {most}; exec "$@"', "few", *COMMAND)


OTHER = "127.0.0.2"  # the same machine, under another address
MOST, EACH = 150, 50  # with 256 descriptors


@contextmanager
def connected(serving: Serving, many: int, address: str = HOST) -> Iterator[list[socket.socket]]:
    """Open connections that ask something and are not done saying it."""
    with ExitStack() as opened:
        yield [
            opened.enter_context(
                socket.create_connection((HOST, serving.port), 5, source_address=(address, 0))
            )
            for _ in range(many)
        ]


def asked_from(address: str, serving: Serving) -> tuple[int, str]:
    """Ask a question from an address; return the status and the answer."""
    connection = http.client.HTTPConnection(
        HOST, serving.port, timeout=5, source_address=(address, 0)
    )
    connection.request("POST", "/v1/vragen", BODY, {"Content-Type": "application/json"})
    response = connection.getresponse()
    status, answer = response.status, json.loads(response.read())
    connection.close()
    return status, answer.get("tekst", "")


def refused(connections: list[socket.socket]) -> list[bytes]:
    """Speak on each; return what those hear that are refused."""
    for each in connections:
        each.settimeout(2)
        each.sendall(ALIVE)
    answers = []
    for each in connections:
        each.settimeout(0.02)
        if answer := heard(each):
            answers.append(answer)
    return answers


def told(serving: Serving, code: str) -> list[dict[str, Any]]:
    """Return the log lines of connections that were refused for a reason."""
    lines = [each for each in serving.log if each["actie"] == "verbinding"]
    return [each for each in lines if each["weigering"] == code]


@pytest.fixture(scope="module")
def serving(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A service that all of these tests may trouble: none may break it."""
    data = tmp_path_factory.mktemp("data")
    with Serving(index_folder, data, command=with_descriptors(256)) as running:
        yield running
        assert running.process.poll() is None
        assert running.errors == ""
        assert [each for each in running.log if "fout" in each or each["resultaat"] == 500] == []


def test_one_address_cannot_keep_the_others_out(serving: Serving) -> None:
    with connected(serving, 400) as many:
        began = time.monotonic()
        assert asked_from(OTHER, serving) == (200, ANSWER)
        assert time.monotonic() - began < 1
        answers = refused(many[: EACH + 60])
    assert len(answers) == 60
    for each in answers:
        head, _, body = each.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 503 ")
        assert head.endswith(b"\r\nRetry-After: 1")
        assert json.loads(body)["status"] == 503
    (line,) = told(serving, "verbindingen van een adres")
    assert (line["oorsprong"], line["resultaat"], line["hoogstens"]) == (HOST, 503, EACH)
    wait_for(lambda: asked_from(HOST, serving)[0] == 200, 3)


def test_all_together_get_no_more_than_there_is_room_for(serving: Serving) -> None:
    addresses = [f"127.0.1.{number}" for number in range(1, 5)]
    with ExitStack() as opened:
        for address in addresses:
            opened.enter_context(connected(serving, 40, address))
        assert asked_from(OTHER, serving)[0] == 503
    wait_for(lambda: told(serving, "verbindingen"), 2)
    (line,) = told(serving, "verbindingen")
    assert (line["oorsprong"], line["resultaat"], line["hoogstens"]) == ("alle adressen", 503, MOST)
    wait_for(lambda: asked_from(OTHER, serving) == (200, ANSWER), 3)


def test_a_proxy_holds_as_many_as_there_are(index_folder: Path, tmp_path: Path) -> None:
    with Serving(index_folder, tmp_path, QA_PROXIES=HOST, QA_CONNECTIONS="30") as serving:
        with connected(serving, 50) as many:
            assert len(refused(many)) == 20
        wait_for(lambda: serving.ask(FACTS[0]).status == 200, 3)
        (line,) = told(serving, "verbindingen")
        assert line["hoogstens"] == 30
        assert told(serving, "verbindingen van een adres") == []


@pytest.mark.parametrize("most", [64, 96])
def test_who_opens_connections_fast_keeps_nobody_out_where_few_files_may_be_open(
    most: int, index_folder: Path, tmp_path: Path
) -> None:
    stop = threading.Event()
    with Serving(index_folder, tmp_path, command=with_descriptors(most)) as serving:
        port = serving.port
        opening = threading.Thread(target=open_without_end, args=(port, stop))
        opening.start()
        try:
            statuses = []
            for _ in range(20):
                time.sleep(0.1)
                with suppress(OSError):
                    statuses.append(asked_from(OTHER, serving)[0])
        finally:
            stop.set()
            opening.join()
        assert statuses == [200] * 20


def open_without_end(port: int, stop: threading.Event) -> None:
    """Open connections from one address, and hold the last hundred and twenty."""
    with ExitStack() as opened:
        held: list[socket.socket] = []
        while not stop.wait(0.004):
            with suppress(OSError):
                held.append(socket.create_connection((HOST, port), 1, source_address=(HOST, 0)))
                opened.enter_context(held[-1])
            if len(held) > 120:
                held.pop(0).close()


def test_with_too_few_files_to_serve_at_all_it_says_so(index_folder: Path, tmp_path: Path) -> None:
    environment = {"QA_INDEX": str(index_folder), "QA_DATA": str(tmp_path), "QA_PORT": "0"}
    started = subprocess.run(
        [*with_descriptors(48), "serve"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (started.returncode, started.stdout) == (8, "")
    assert started.stderr == (
        "Ongeldige instelling: dit proces mag 48 bestanden tegelijk open hebben, bij QA_WORKERS=2"
        " zijn er minstens 52 nodig; verhoog die grens (ulimit -n).\n"
    )
