"""Tests that measure time run while no other process of the same checkout runs a test.

`make test` runs two processes. Each takes its turn for every test: any number of them together, but
for a test that is marked `quiet` one alone. Such a test waits at the door, where those that come
after it wait too, until all who are in have left.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

# Two files that every process finds; what is locked is never read or written.
_DOOR: Final = Path(__file__)
_ROOM: Final = Path(__file__).with_name("conftest.py")


@contextmanager
def turn(*, alone: bool, door: Path = _DOOR, room: Path = _ROOM) -> Iterator[None]:
    """Run a test at the same time as others, or alone."""
    with ExitStack() as inside:
        with locked(door):
            inside.enter_context(locked(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        yield


@contextmanager
def locked(path: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold a file against other processes, or with LOCK_SH together with who does the same."""
    with path.open("rb") as file:
        fcntl.flock(file, how)
        try:
            yield
        finally:  # by word: a child process that was forked may hold the file open
            fcntl.flock(file, fcntl.LOCK_UN)
