"""The build in use → what a new one may take over from it as it is.

In: an index folder. Out: the build that is in use, where it was read by this very program with the
same model and none of its files is damaged; else nothing, and every letter is read anew.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Final

from qa.errors import QaError
from qa.store import lexicon, manifest
from qa.store.index import Index
from qa.store.manifest import Manifest
from qa.store.opened import FACTS, LEXICON, PASSAGES, REFERENCES

# What decides how a letter is read, in this package; and the libraries that have a say in it.
_READING: Final = ("corpus.py", "dutch", "letter", "store", "types")
_LIBRARIES: Final = ("PyStemmer", "lxml", "mammoth", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Before:
    """A build that can be taken over from: where it is, and the lexicons of its letters."""

    folder: Path
    manifest: Manifest
    lexicons: dict[str, lexicon.Raw]

    def has(self, letter_id: str, now: str) -> bool:
        """Tell whether it holds a letter just as it is now."""
        return self.manifest.letters.get(letter_id) == now and letter_id in self.lexicons


def before(index: Path, model: str) -> Before | None:
    """Return the build in use, where what it holds is what would be made now."""
    try:
        folder = Index.current(index)
        found, _ = manifest.decode(folder)
        if (found.program, found.model) != (program(), model):
            return None
        for name in (FACTS, LEXICON, PASSAGES, REFERENCES):
            manifest.check_file(folder / name, found.files[name])
        return Before(folder, found, lexicon.read_raw(folder / LEXICON))
    except (QaError, OSError, KeyError):
        return None


@cache
def program() -> str:
    """Return a hash over all that decides how a letter is read: when it changes, all are again."""
    package = Path(__file__).parents[1]
    total = sha256(platform.python_version().encode())
    for name in _LIBRARIES:
        total.update(f"{name} {_version(name)}\n".encode())
    parts = (package / part for part in _READING)
    files = (each for part in parts for each in ([part] if part.is_file() else part.rglob("*")))
    for path in sorted(path for path in files if path.suffix in {".py", ".toml"}):
        data = sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(package).as_posix()} {data}\n".encode())
    return total.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
