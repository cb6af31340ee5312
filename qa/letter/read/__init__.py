"""The file of a letter → Received: the format is told by its content, and read by its reader.

This package is the only place that knows what a letter looks like on disk. A new format is a module
with a function `read(data, name)` and a line in `_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final

from qa.letter.read.letterhead import completed
from qa.letter.read.received import Received

_OPENING: Final = 1024  # bytes, by which a format is told


def _is_text(opening: bytes) -> bool:
    return True


# By name of the module, which brings the format's library: the first that knows the opening.
_FORMATS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (("plain", _is_text),)


def format_of(data: bytes) -> str:
    """Name the format of a file by how it opens."""
    opening = data[:_OPENING].lstrip()
    return next(name for name, knows in _FORMATS if knows(opening))


def read(data: bytes, name: str) -> Received:
    """Read a letter; `name` is that of the file, for messages.

    Raises: LetterError.
    """
    reader = import_module(f"qa.letter.read.{format_of(data)}")
    received: Received = reader.read(data, name)
    return replace(received, front=completed(received.front, received.parts))
