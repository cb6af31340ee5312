"""A Milvus that is gone, slow, old or closed to us is told in words, in bounded time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa.errors import EngineUnavailable
from qa.store.milvus import breaker as breakers
from qa.store.milvus.breaker import FAILURES, Breaker
from qa.store.milvus.client import Address, Client
from qa.store.milvus.collections import Collections
from tests.api.running import wait_for
from tests.engines import NEEDS_MILVUS, Milvus

pytestmark = NEEDS_MILVUS

TOKEN = "vraag:geheim"
OLD_SERVER = shutil.which("milvus-server")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Milvus]:
    milvus = Milvus(tmp_path_factory.mktemp("closed") / "data", token=TOKEN)
    yield milvus
    milvus.kill()


def asked(address: Address) -> str:
    """Return what comes back of a simple question to Milvus."""
    return str(Client(address).do(lambda milvus: milvus.get_server_version(timeout=2)))


def test_the_right_token_is_let_in(closed: Milvus) -> None:
    assert asked(closed.address("een", TOKEN)).startswith("milvus_lite-3")


@pytest.mark.parametrize("token", ["", "vraag:verkeerd"])
def test_a_wrong_token_is_told_at_once_and_never_shown(token: str, closed: Milvus) -> None:
    began = time.monotonic()
    with pytest.raises(EngineUnavailable, match="weigert de toegang; controleer QA_MILVUS") as told:
        asked(closed.address("een", token, timeout=5))
    assert time.monotonic() - began < 15
    assert not token or token not in str(told.value)
    assert TOKEN not in repr(closed.address("een", TOKEN))


@pytest.mark.parametrize("version", ["v2.3.5", "2.4.23-dev", "3", "kapot"])
def test_another_version_than_can_be_used_is_refused(version: str, tmp_path: Path) -> None:
    milvus = Milvus(tmp_path / "data", version=version)
    try:
        with pytest.raises(EngineUnavailable, match=r"versie .*nodig is 2\.5 of nieuwer"):
            asked(milvus.address("een"))
    finally:
        milvus.kill()


def test_a_newer_version_is_taken(tmp_path: Path) -> None:
    milvus = Milvus(tmp_path / "data", version="v2.6.4")
    try:
        assert asked(milvus.address("een")) == "v2.6.4"
    finally:
        milvus.kill()


def test_one_that_is_gone_or_hangs_is_told_in_time_and_found_again(tmp_path: Path) -> None:
    milvus = Milvus(tmp_path / "data")
    client = Client(milvus.address("een", timeout=1))
    try:
        assert client.do(lambda c: c.list_collections(timeout=1)) == []
        milvus.hang()
        began = time.monotonic()
        with pytest.raises(EngineUnavailable, match="antwoordt niet"):
            client.do(lambda c: c.list_collections(timeout=1))
        assert time.monotonic() - began < 10
        milvus.hang(hangs=False)
        milvus.kill()
        with pytest.raises(EngineUnavailable):
            client.do(lambda c: c.list_collections(timeout=1))
        milvus.start()
        assert client.do(lambda c: c.list_collections(timeout=5)) == []
    finally:
        milvus.kill()


def test_a_process_that_will_be_forked_never_connects_itself(tmp_path: Path) -> None:
    milvus = Milvus(tmp_path / "data")
    try:
        client = Client(milvus.address("een"), forks=True)
        for _ in range(2):
            with pytest.raises(EngineUnavailable, match=r"does not exist; bouw opnieuw"):
                client.query("geen", "", ["id"])
        assert client._connection is None
        client.close()
        with pytest.raises(EngineUnavailable, match="does not exist"):  # it starts another child
            client.query("geen", "", ["id"])
        client.close()
    finally:
        milvus.kill()


def test_after_some_failures_nobody_waits_for_it_and_one_tries_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(breakers, "monotonic", lambda: now[0])
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker.admit()
        breaker.failed()
    with pytest.raises(EngineUnavailable, match="even wachten"):
        breaker.admit()
    now[0] += breakers.REST
    breaker.admit()  # one tries
    with pytest.raises(EngineUnavailable):
        breaker.admit()  # all others wait for that one
    breaker.worked()
    breaker.admit()
    breaker.admit()


def test_the_breaker_is_shared_with_processes_that_are_forked() -> None:
    breaker = Breaker()
    child = os.fork()
    if not child:
        for _ in range(FAILURES):
            breaker.failed()
        os._exit(0)
    os.waitpid(child, 0)
    with pytest.raises(EngineUnavailable):
        breaker.admit()


def test_nothing_listens_there_is_told_in_words() -> None:
    with pytest.raises(EngineUnavailable, match=r"127\.0\.0\.1:1 antwoordt niet"):
        Collections(Address("http://127.0.0.1:1", timeout=1)).in_use()


@pytest.mark.skipif(not OLD_SERVER, reason="needs a real server: pip install milvus==2.3.5")
def test_a_real_server_from_before_words_could_be_searched_is_refused(tmp_path: Path) -> None:
    port = Milvus.free_port()
    server = subprocess.Popen(
        [str(OLD_SERVER), "--data", str(tmp_path / "data"), "--proxy-port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it starts the server as a child of its own
    )
    address = Address(f"http://127.0.0.1:{port}", timeout=5)
    try:
        wait_for(lambda: "2.5 of nieuwer" in refusal(address), 120)
        assert "versie v2.3.5" in refusal(address)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def refusal(address: Address) -> str:
    """Return how a Milvus is refused."""
    with pytest.raises(EngineUnavailable) as told:
        asked(address)
    return str(told.value)
