"""Files of the corpus → their bytes: the one way in which a letter's folder is read.

In: a path below corpus/. Out: all bytes of an ordinary file. Refuses what is none, or is too large,
before it is read: a pipe would never answer, a device never end.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from qa.errors import LetterError, reason

#: Bytes. A letter is at most a few hundred thousand; beside it may lie its publication as a PDF.
LARGEST_TEXT: Final = 5_000_000
LARGEST_FILE: Final = 100_000_000

_KINDS: Final = {
    stat.S_IFDIR: "een map",
    stat.S_IFIFO: "een pijp",
    stat.S_IFCHR: "een apparaat",
    stat.S_IFBLK: "een apparaat",
}


def read_bytes(path: Path, most: int = LARGEST_TEXT) -> bytes:
    """Return what an ordinary file of at most so many bytes holds.

    It is judged once it is open, so that nothing can take its place in between.

    Raises: LetterError for anything else, or where it cannot be read.
    """
    try:
        file = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe opens at once too
        try:
            return _read(file, path, most)
        finally:
            os.close(file)
    except OSError as error:
        raise LetterError(
            f"{path}: niet te lezen ({reason(error)}); zet daar een gewoon bestand met leesrechten"
            " neer, of haal de verwijzing weg."
        ) from error


def _read(file: int, path: Path, most: int) -> bytes:
    found = os.fstat(file)
    if not stat.S_ISREG(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "geen bestand")
        raise LetterError(
            f"{path}: is {kind}, een gewoon bestand verwacht; zet het bestand zelf in de map."
        )
    with os.fdopen(file, "rb", closefd=False) as opened:
        # One byte more shows what grew meanwhile, or what hides its size, as /proc does.
        data = opened.read(most + 1) if found.st_size <= most else b""
    size = max(found.st_size, len(data))
    if size > most:
        raise LetterError(f"{path}: {size} bytes, hoogstens {most} verwacht; is dit één brief?")
    return data


def entries(folder: Path) -> list[Path]:
    """Return what lies in a folder by name, hidden things aside.

    Raises: LetterError where it cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LetterError(
            f"{folder}: geen map met brieven; wijs hem aan met --corpus of QA_CORPUS."
        ) from error
    except OSError as error:
        raise LetterError(
            f"{folder}: niet te lezen ({reason(error)}); geef er leesrecht op."
        ) from error
