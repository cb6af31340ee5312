"""A process that stands still is noticed, ended and replaced; meanwhile nobody waits for ever."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.api.http.log import configure
from qa.api.workers import Nursery
from qa.errors import IndexDamaged
from qa.settings import Settings
from qa.store.index import Index
from tests.api.running import FACTS, Reply, Serving, parent_of, send, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

JUDGEMENT = {"antwoordId": "483e1fe8dceb6e28", "oordeel": "goed", "vraag": FACTS[0]}


@pytest.fixture
def stopped(index_folder: Path, tmp_path: Path) -> Iterator[Serving]:
    """A service of which the index process stands still, and no worker is left."""
    with Serving(index_folder, tmp_path, QA_TIMEOUT="3") as serving:
        nursery = parent_of(serving.pids[0])
        send(nursery, signal.SIGSTOP)
        for worker in serving.pids:
            send(worker, signal.SIGKILL)
        yield serving
        send(nursery, signal.SIGKILL)


def test_a_stopped_index_process_is_replaced(stopped: Serving) -> None:
    began = time.monotonic()
    replies: list[tuple[float, Reply]] = []

    def ask() -> None:
        reply = stopped.ask(FACTS[0])
        replies.append((time.monotonic() - began, reply))

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for each in asking:
        each.start()
    time.sleep(0.5)  # until all of them wait for a worker
    assert stopped.call("POST", "/v1/terugkoppelingen", JUDGEMENT).status == 201
    assert time.monotonic() - began < 4  # nobody has ended it yet
    for each in asking:
        each.join()
    assert {reply.status for _, reply in replies} == {503}
    assert max(seconds for seconds, _ in replies) < 5.5  # the second try has no limit of its own
    wait_for(lambda: stopped.ask(FACTS[0]).status == 200, 15)
    assert stopped.told("^het indexproces antwoordt niet en is beëindigd$")


def stands_still(_: Settings) -> Index:
    """Be a file system that does not answer."""
    while True:
        time.sleep(1)


def test_an_index_that_does_not_open_is_given_up(tmp_path: Path) -> None:
    ends = time.monotonic() + 1
    with pytest.raises(IndexDamaged, match="het openen duurde te lang en is afgebroken"):
        Nursery.open(
            Settings(data=tmp_path), stands_still, configure, lambda: time.monotonic() < ends
        )
    assert time.monotonic() < ends + 2
