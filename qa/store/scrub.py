"""Scrubbing: the files of an index in use, read again piece by piece, to notice silent damage.

In: an open index. Out: what is wrong with its files, once anything is. Size and time of change tell
most; a byte that was flipped and a time that was put back are told by the hash alone, which takes
reading all of it. A page of a file that is mapped is the same page that is read here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa.errors import IndexDamaged
from qa.ordinary import open_file

if TYPE_CHECKING:
    from qa.store.index import Index

_PIECE: Final = 1024 * 1024  # bytes: a millisecond of work
# Seconds between two pieces, so that an index of a gigabyte is read in a minute with one processor
# in fifty busy, and between two rounds.
_BETWEEN_PIECES: Final = 0.05
_BETWEEN_ROUNDS: Final = 30.0
_LOOKS: Final = 1.0  # seconds between two looks at sizes and times


class Scrub:
    """A round over the files, without end; `found` says in Dutch what is wrong, once it is."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._pieces = self._rounds()
        self.found = ""

    def step(self) -> float:
        """Read one piece; return after how many seconds to read the next."""
        if self.found:
            return _LOOKS
        try:
            self._index.check()
            return next(self._pieces)
        except IndexDamaged as error:
            self.found = str(error)
            return _LOOKS

    def _rounds(self) -> Iterator[float]:
        """Yield the seconds to wait after each piece.

        Raises: IndexDamaged.
        """
        while True:
            for name, expected in self._index.manifest.files.items():
                yield from self._file(self._index.folder / name, expected)
            for _ in range(round(_BETWEEN_ROUNDS / _LOOKS)):
                yield _LOOKS

    def _file(self, path: Path, expected: str) -> Iterator[float]:
        """Read a file; one that is gone goes on existing for who holds it open."""
        total = hashlib.sha256()
        try:
            with open_file(path) as file:
                while piece := file.read(_PIECE):
                    total.update(piece)
                    yield _BETWEEN_PIECES
        except OSError:  # what cannot be read now is looked at again in the next round
            return
        if total.hexdigest() != expected:
            raise IndexDamaged(f"{path}: veranderd tijdens gebruik; bouw opnieuw.")
