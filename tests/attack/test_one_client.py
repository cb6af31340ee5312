"""One client does its worst, within its limits; another asks in between, and hardly waits."""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from tests.api.running import HOST, Serving

pytestmark = [
    pytest.mark.quiet,
    pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is this machine"),
]

OTHER = "127.0.0.2"  # the honest client's address
# As many parts as are answered, each searched in the text, in 2,000 characters.
_PARTS = [f"Wat doet de {who} tegen overlast en geweld in de wijk?" for who in (
    "politie gemeente burgemeester horeca boa winkelier reclassering school wijkagent jeugdzorg"
    " officier minister provincie bank makelaar verzekeraar vervoerder bewoner buurt sportclub"
).split()]  # fmt: skip
DENSE = " ".join(_PARTS)[:2000]
HONEST = "Hoeveel overvallen waren er in 2019?"


class Attack:
    """Callers of one address that ask without pause, until the block ends."""

    def __init__(self, port: int, path: str, body: Any, callers: int) -> None:
        self._port, self._path, self._data = port, path, json.dumps(body)
        self._stop = threading.Event()
        self.statuses: list[int] = []
        self._callers = [threading.Thread(target=self._call) for _ in range(callers)]

    def __enter__(self) -> Attack:
        for caller in self._callers:
            caller.start()
        time.sleep(2)  # until the line is full
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for caller in self._callers:
            caller.join()

    def _call(self) -> None:
        while not self._stop.is_set():
            self.statuses.append(ask(self._port, HOST, self._path, self._data)[0])


def ask(port: int, source: str, path: str, data: str) -> tuple[int, bytes]:
    """Ask from an address of this machine; return status and body."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60, source_address=(source, 0))
    try:
        connection.request("POST", path, data, {"Content-Type": "application/json"})
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def dialogue(turns: int) -> dict[str, Any]:
    said = [{"role": "user", "content": DENSE[: -at or None]} for at in range(turns)]
    return {"model": "vraag-de-brief", "messages": said}


@pytest.mark.parametrize(
    ("rate", "path", "body"),
    [
        ("0", "/v1/vragen", {"vraag": DENSE}),
        ("300", "/v1/vragen", {"vraag": DENSE}),
        ("300", "/openai/v1/chat/completions", dialogue(11)),
    ],
    ids=["dense questions, no limit", "dense questions", "long dialogues"],
)
def test_another_client_is_answered_within_two_seconds(
    rate: str, path: str, body: Any, index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path, workers=2, QA_RATE=rate) as serving:
        dearest = timed(serving.port, DENSE)
        with Attack(serving.port, path, body, callers=32) as attack:
            seconds = [timed(serving.port, HONEST) for _ in range(20)]
        assert set(attack.statuses) <= {0, 200, 429, 503}
    # The 95th percentile: two seconds, or on a busy machine a few of what one question takes there.
    assert sorted(seconds)[-2] < max(2, 3 * dearest)


def timed(port: int, question: str) -> float:
    """Return how many seconds the honest client waited for an answer."""
    began = time.monotonic()
    status, answer = ask(port, OTHER, "/v1/vragen", json.dumps({"vraag": question}))
    assert status == 200
    assert question != HONEST or "1.174 overvallen" in json.loads(answer)["tekst"]
    return time.monotonic() - began
