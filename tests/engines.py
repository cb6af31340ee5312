"""Which engine the tests search in: files, or Milvus where TESTED_ENGINE=milvus.

A Milvus is Milvus Lite in a process of its own (tests/store/milvus/server.py), which speaks the
interface of a cluster; it can be killed, stopped, slowed, and started again on the same data.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

from qa.letter.build import build
from qa.letter.sharded import InMilvus
from qa.model.encode import Encoder
from qa.store.index import Index
from qa.store.milvus.client import Address
from qa.store.milvus.collections import Collections
from qa.store.milvus.follow import connector
from qa.store.milvus.shelf import MilvusShelf
from qa.store.opened import Connect

SERVER: Final = Path(__file__).parent / "store" / "milvus" / "server.py"
IS_MILVUS: Final = os.environ.get("TESTED_ENGINE") == "milvus"
HAS_MILVUS: Final = all(map(find_spec, ("pymilvus", "milvus_lite")))
NEEDS_MILVUS: Final = pytest.mark.skipif(
    not HAS_MILVUS, reason="needs the extra [milvus] and milvus-lite"
)


class Milvus:
    """A Milvus in a process of its own."""

    def __init__(self, folder: Path, token: str = "", version: str = "") -> None:
        self._folder, self._options = folder, (f"--token={token}", f"--version={version}")
        self._delay = folder.with_suffix(".delay")
        self.port = self.free_port()
        self.uri = f"http://127.0.0.1:{self.port}"
        self.start()

    @staticmethod
    def free_port() -> int:
        """Return a port that nobody listens on."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
            return port

    def start(self) -> None:
        """Start it, on the data that it had; return when it answers."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, str(SERVER), str(self._folder), str(self.port)),
                *self._options,
                f"--delay={self._delay}",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def kill(self) -> None:
        """End it at once, as a machine that is switched off."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def hang(self, *, hangs: bool = True) -> None:
        """Have it answer nothing, while its connections stay open; or go on."""
        self.process.send_signal(signal.SIGSTOP if hangs else signal.SIGCONT)

    def slow(self, seconds: float) -> None:
        """Have each call take so much longer."""
        self._delay.write_text(str(seconds))

    def address(self, alias: str, token: str = "", timeout: float = 60) -> Address:
        """Return where it is."""
        return Address(self.uri, token, timeout, alias)


@cache
def shared() -> Milvus:
    """The Milvus of this process of tests."""
    folder = tempfile.TemporaryDirectory(prefix="milvus-")
    milvus = Milvus(Path(folder.name) / "data")
    atexit.register(folder.cleanup)
    atexit.register(milvus.kill)  # before that
    return milvus


def built_in(milvus: Milvus, corpus: Path, index: Path, encoder: Encoder, **how: int) -> str:
    """Build an index that is searched in Milvus; return the name of its collection."""
    collections = Collections(milvus.address(alias_of(index)))
    searched = InMilvus(collections, MilvusShelf(collections), **how)
    made = build(corpus, index, encoder, searched=searched)
    collections.close()
    return made.collection


def alias_of(index: Path) -> str:
    """Return an alias of its own for an index folder."""
    return f"test_{sha256(str(index).encode()).hexdigest()[:8]}"


def build_tested(corpus: Path, index: Path, encoder: Encoder) -> None:
    """Build an index for the engine under test."""
    if IS_MILVUS:
        built_in(shared(), corpus, index, encoder)
    else:
        build(corpus, index, encoder)


def connect_tested(index: Path) -> Connect | None:
    """Return what opens the engine under test."""
    return connector(shared().address(alias_of(index))) if IS_MILVUS else None


def settings_tested(index: Path) -> Mapping[str, str]:
    """Return what tells a command which engine is under test."""
    if not IS_MILVUS:
        return {}
    return {
        "QA_ENGINE": "milvus",
        "QA_MILVUS_URI": shared().uri,
        "QA_MILVUS_ALIAS": alias_of(index),
        "QA_MILVUS_TIMEOUT": "60",
    }


def opened_in(milvus: Milvus, index: Path, encoder: Encoder, timeout: float = 60) -> Index:
    """Open an index that is searched in a Milvus."""
    address = milvus.address(alias_of(index), timeout=timeout)
    return Index.open(index, lambda: encoder, connect=connector(address))
