"""A question that hangs in the middle of a pattern costs its own process, nobody else a thing."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.api.running import FACTS, Reply, Serving
from tests.attack.planted import HANGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

_PLANTED = (sys.executable, "-m", "tests.attack.planted")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_question_that_hangs_is_ended_while_all_else_is_answered(
    workers: int, index_folder: Path, tmp_path: Path
) -> None:
    found: list[Reply] = []
    with Serving(index_folder, tmp_path, workers, _PLANTED, QA_WORK="1") as serving:
        before = serving.pids
        hanging = threading.Thread(target=lambda: found.append(serving.ask(f"Wat is {HANGS}?")))
        hanging.start()
        time.sleep(0.3)
        while hanging.is_alive():
            for path in ("/gezond", "/gereed"):
                began = time.monotonic()
                assert serving.call("GET", path).status == 200
                assert time.monotonic() - began < 1
            if workers > 1 and hanging.is_alive():
                assert serving.ask(FACTS[0]).status == 200
            time.sleep(0.05)
        hanging.join()
        assert serving.ask(FACTS[0]).status == 200
        assert len({*before} - {*serving.pids}) == 1  # one process was lost, and is replaced
        assert serving.errors == ""
    (reply,) = found
    assert reply.status == 503
    assert reply.json["detail"] == "Deze vraag kost te veel tijd; maak uw vraag korter."


def test_a_service_with_a_question_that_hangs_can_be_stopped(
    index_folder: Path, tmp_path: Path
) -> None:
    with Serving(index_folder, tmp_path, 1, _PLANTED, QA_WORK="5", QA_DRAIN="1") as serving:
        hanging = threading.Thread(target=lambda: serving.ask(f"Wat is {HANGS}?"), daemon=True)
        hanging.start()
        time.sleep(0.5)
        serving.process.send_signal(signal.SIGTERM)
        assert serving.process.wait(20) == 0
