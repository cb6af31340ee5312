"""A client pays for what it asks, by what it costs; what nobody waits for costs nobody anything."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.api.running import HOST, Serving
from tests.attack.test_one_client import DENSE, HONEST, OTHER, ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is this machine")


def test_what_costs_more_takes_more_of_what_a_client_may_ask(
    index_folder: Path, tmp_path: Path
) -> None:
    data = json.dumps({"vraag": DENSE})
    with Serving(index_folder, tmp_path, workers=2, QA_RATE="300") as serving:
        with ThreadPoolExecutor(12) as pool:  # at once: what is paid comes back with time
            asked = [pool.submit(ask, serving.port, HOST, "/v1/vragen", data) for _ in range(12)]
        statuses = sorted(each.result()[0] for each in asked)
        other = ask(serving.port, OTHER, "/v1/vragen", json.dumps({"vraag": HONEST}))
    assert statuses[:2] == [200] * 2  # sixty tokens: one for each, nineteen more for each answered
    assert 429 in statuses
    assert other[0] == 200


def test_a_dialogue_is_worked_out_once(index_folder: Path, tmp_path: Path) -> None:
    """Each request brings all that was said before: only what is new is paid for, and done."""
    short = [f"Wat doet de politie tegen overlast in wijk {at}?" for at in range(30)]
    with Serving(index_folder, tmp_path, workers=1, QA_RATE="60") as serving:
        statuses = []
        for turns in range(1, 7):
            body = {"model": "vraag-de-brief", "messages": [
                {"role": "user", "content": each} for each in short[:turns]]}  # fmt: skip
            statuses.append(ask(serving.port, HOST, "/openai/v1/chat/completions",
                                json.dumps(body))[0])  # fmt: skip
    assert statuses == [200] * 6  # 6 requests and 5 earlier questions: 21 if done each time anew


def test_work_of_who_hung_up_makes_room(index_folder: Path, tmp_path: Path) -> None:
    data = json.dumps({"vraag": DENSE}).encode()
    head = (
        b"POST /v1/vragen HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(data)
    )
    with Serving(index_folder, tmp_path, workers=1, QA_QUEUE="4") as serving:
        for _ in range(40):
            serving.raw(head + data, wait=0.01)  # asks, and is gone
        status, answer = ask(serving.port, HOST, "/v1/vragen", json.dumps({"vraag": HONEST}))
        assert status == 200
        assert json.loads(answer)["tekst"] == "In 2019 waren er 1.174 overvallen."
    left = [each for each in serving.log if each["resultaat"] == 499]
    assert {each["weigering"] for each in left} == {"opgehangen"}
