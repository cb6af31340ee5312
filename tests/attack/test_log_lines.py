"""Nothing that somebody sends commands the terminal of who reads the log, or the questions kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.api.running import Serving, wait_for
from tests.attack.test_control_characters import CONTROLS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

QUESTION = "Hoeveel \x1b[31m\u202e\x9b overvallen waren er in 2019?"
TRICKS = [b"\x9b31m", b"\xc2\x9b31m", b"\xe2\x80\xae", b"\xff", b'{"actie": 1}']
HEADERS = [
    *("Origin: http://%s", "X-Forwarded-For: %s", "User-Agent: %s", "Authorization: Bearer %s"),
    *("X-Request-Id: %s", "Mcp-Session-Id: %s", "Content-Type: %s", "Sec-Fetch-Site: %s"),
]


def test_no_header_address_or_question_puts_a_command_in_a_line(
    index_folder: Path, tmp_path: Path
) -> None:
    given: dict[str, Any] = {"QA_PROXIES": "127.0.0.1", "QA_KEEP_QUESTIONS": "1"}
    with Serving(index_folder, tmp_path, **given) as serving:
        end = b"\r\nConnection: close\r\n\r\n"
        for trick in TRICKS:
            for header in HEADERS:
                line = header.encode() % trick
                serving.raw(b"GET /v1/brieven HTTP/1.1\r\nHost: localhost\r\n" + line + end)
            serving.raw(b"GET /v1/" + trick + b" HTTP/1.1\r\nHost: localhost" + end)
            serving.raw(b"GET / HTTP/1.1\r\nHost: " + trick + end)
        assert serving.ask(QUESTION).status == 200
        wait_for(lambda: any(each["actie"] == "POST /v1/vragen" for each in serving.log))
        lines = list(serving.lines)
        assert [each for each in serving.log if each["niveau"] == "ERROR"] == []
    (kept,) = (tmp_path / "vragen").glob("*.jsonl")
    asked = kept.read_text("utf-8")
    assert json.loads(asked)["vraag"] == QUESTION
    told = "".join((*lines, asked))
    assert set(told) & (CONTROLS - {"\n"}) == set()
