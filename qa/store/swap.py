"""A finished build → the one in use, in one step; one that is refused or killed leaves no trace.

In: an index folder, and in it the folder of a new build. Out: the link `current`, replaced.
What a disk refuses is told in words.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from qa.errors import StorageError, reason
from qa.store.index import CURRENT

BUILDS: Final = "builds"
HALF: Final = "new-"  # how a folder is called while it is being built


@contextmanager
def told(index: Path) -> Iterator[None]:
    """Tell a full or forbidden disk in words.

    Raises: StorageError.
    """
    try:
        yield
    except OSError as error:
        # Where a disk is full, numpy gives no number of an error.
        why = reason(error) if error.errno else "niet alles kon worden geschreven"
        raise StorageError(
            f"{index}: de index is niet te schrijven ({why}); zorg daar voor ruimte en"
            " schrijfrecht, of kies een andere map met --index of QA_INDEX."
        ) from error


@contextmanager
def only_builder(index: Path) -> Iterator[None]:
    """Hold the build lock: a second build waits for the first and then replaces it."""
    with (index / BUILDS / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def swap_in(index: Path, folder: Path, id: str) -> None:
    """Name the finished folder after its manifest, point `current` at it, drop the builds before.

    The build that was in use until now is kept: a process that has just resolved `current` may
    still be opening its files.
    """
    builds = index / BUILDS
    link = index / CURRENT
    before = link.resolve().name if link.exists() else ""
    folder.chmod(0o755)
    final = builds / folder.name.replace(HALF, f"{id[:12]}-", 1)
    replacement = builds / ".current"
    replacement.unlink(missing_ok=True)
    replacement.symlink_to(Path(BUILDS) / final.name)  # all that takes room, before the folder
    folder.rename(final)
    os.replace(replacement, link)
    for old in builds.iterdir():
        if old.is_dir() and old.name not in (final.name, before):
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def dropping_half(index: Path) -> Iterator[None]:
    """Drop whatever is half built where the building fails."""
    try:
        yield
    except BaseException:
        # By what they are called: an interrupt may come between making a folder and naming it.
        for half in (index / BUILDS).glob(f"{HALF}*"):
            shutil.rmtree(half, ignore_errors=True)
        raise
