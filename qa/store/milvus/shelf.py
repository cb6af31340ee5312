"""Where the files of a build lie for all nodes: in Milvus itself, or in a folder that all can read.

In: a finished build. Out: its files in a folder of a node, as they were: who takes them over checks
each against the manifest, so that nothing altered or cut off on the way is used.
"""

from __future__ import annotations

import shutil
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final, Protocol

from qa.errors import EngineUnavailable, IndexDamaged
from qa.store.milvus.collections import Collections

_PIECE: Final = 48_000  # bytes: 64,000 characters as text
_READ: Final = 1 << 20  # bytes read at a time


class Shelf(Protocol):
    """Keeps the files of builds by their name."""

    def put(self, name: str, build: Path) -> None:
        """Keep the files of a build.

        Raises: EngineUnavailable, OSError.
        """

    def get(self, name: str, folder: Path) -> None:
        """Write the files of a build into an empty folder.

        Raises: EngineUnavailable, IndexDamaged, OSError.
        """


class FolderShelf:
    """A folder, on a disk that all machines share, with a folder for each build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, build: Path) -> None:
        """Copy the files of a build; those of others that are gone are left to who runs it."""
        half, final = self._folder / f".{name}", self._folder / name
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(build, half)
        shutil.rmtree(final, ignore_errors=True)
        half.rename(final)

    def get(self, name: str, folder: Path) -> None:
        """Copy the files of a build."""
        source = self._folder / name
        if not source.is_dir():
            raise EngineUnavailable(f"{source}: hier liggen de bestanden van deze bouw niet.")
        shutil.copytree(source, folder, dirs_exist_ok=True)


class MilvusShelf:
    """A collection beside that of the build, whose rows are compressed parts of its files."""

    def __init__(self, collections: Collections) -> None:
        self._collections = collections

    def put(self, name: str, build: Path) -> None:
        """Keep all files, in one order, each cut in parts; the last row says that it was all."""
        self._collections.put_parts(name, _parts(build))

    def get(self, name: str, folder: Path) -> None:
        """Write the files back, part by part."""
        number = 0
        unpacked: Any = None
        while (part := self._collections.part(name, number)) is not None:
            file = str(part["file"])
            if not file:
                return
            target = folder / _inside(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                unpacked = zlib.decompressobj()
            with target.open("ab") as out:
                try:
                    out.write(unpacked.decompress(b64decode(part["data"])))
                except (ValueError, zlib.error) as error:
                    raise IndexDamaged(f"{name}, deel {number}: beschadigd.") from error
            number += 1
        raise EngineUnavailable(f"{name}: de bestanden van deze bouw zijn niet compleet.")


def _parts(build: Path) -> Iterator[dict[str, Any]]:
    number = 0
    for path in sorted(each for each in build.rglob("*") if each.is_file()):
        file = path.relative_to(build).as_posix()
        for piece in _pieces(path):
            yield {"part": number, "file": file, "data": b64encode(piece).decode()}
            number += 1
    yield {"part": number, "file": "", "data": ""}


def _pieces(path: Path) -> Iterator[bytes]:
    """Yield the compressed bytes of a file in pieces, at least one."""
    packer, waiting = zlib.compressobj(1), b""
    with path.open("rb") as file:
        while data := file.read(_READ):
            waiting += packer.compress(data)
            while len(waiting) > _PIECE:
                yield waiting[:_PIECE]
                waiting = waiting[_PIECE:]
    waiting += packer.flush()
    for start in range(0, len(waiting), _PIECE):
        yield waiting[start : start + _PIECE]


def _inside(file: str) -> PurePosixPath:
    """Return a path that stays in its folder.

    Raises: IndexDamaged.
    """
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts:
        raise IndexDamaged(f"{file!r}: geen bestand van een index.")
    return path
