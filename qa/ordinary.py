"""A path → the ordinary file that it leads to, opened: for files that somebody else put there.

Refused is anything else, before it is read: a pipe would never answer, a device never end.
"""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path
from typing import Final

_KINDS: Final = {
    stat.S_IFDIR: "een map",
    stat.S_IFIFO: "een pijp",
    stat.S_IFCHR: "een apparaat",
    stat.S_IFBLK: "een apparaat",
}


class NotOrdinary(OSError):
    """What is there is no ordinary file; the message says what it is."""


def open_file(path: Path) -> BufferedReader:
    """Open an ordinary file to read it.

    It is judged once it is open, so that nothing can take its place in between.

    Raises: NotOrdinary for anything else; OSError where it cannot be opened.
    """
    file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe opens at once too
    mode = os.fstat(file).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(file, "rb")
    os.close(file)
    kind = _KINDS.get(stat.S_IFMT(mode), "geen bestand")
    raise NotOrdinary(f"is {kind}, een gewoon bestand verwacht")
