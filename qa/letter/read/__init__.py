"""The file of a letter → Received: the format is told by its content, and read by its reader.

This package is the only place that knows what a letter looks like on disk. A new format is a module
with a function `read(data, name)` and a line in `_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Final, NamedTuple

from qa.errors import LetterError
from qa.letter.read.foreign import refusal
from qa.letter.read.letterhead import completed
from qa.letter.read.received import Received

_OPENING: Final = 1024  # bytes, by which a format is told
_FIRST_NAME: Final = 30  # where a zip has the name of its first file


def _is_pdf(opening: bytes) -> bool:
    return b"%PDF-" in opening


def _is_zip(opening: bytes) -> bool:
    return opening.startswith(b"PK\x03\x04")


def _is_open_text(opening: bytes) -> bool:
    # Where it was packed once more, only the name of its first file can be read here.
    return _is_zip(opening) and opening[_FIRST_NAME:].startswith(b"mimetype")


def _is_publication(opening: bytes) -> bool:
    return opening.startswith((b"<?xml", b"<")) and any(
        root in opening for root in (b"<officiele-publicatie", b"<kamerstuk", b"<kamerwrk")
    )


def _is_page(opening: bytes) -> bool:
    folded = opening.lower()
    return folded.startswith(b"<") and any(
        tag in folded for tag in (b"<!doctype html", b"<html", b"<head", b"<body", b"<p", b"<div")
    )


def _is_text(opening: bytes) -> bool:
    return True


class Format(NamedTuple):
    """A format: its module here, what it is called, what a file of it ends in, what knows it."""

    module: str
    name: str
    suffix: str
    knows: Callable[[bytes], bool]


# The first that knows a file reads it.
_FORMATS: Final = (
    Format("pdf", "PDF", ".pdf", _is_pdf),
    Format("odt", "OpenDocument", ".odt", _is_open_text),
    Format("docx", "Word", ".docx", _is_zip),
    Format("xml", "officiële XML", ".xml", _is_publication),
    Format("html", "webpagina", ".html", _is_page),
    Format("plain", "tekst", ".txt", _is_text),
)


def format_of(data: bytes) -> Format:
    """Tell the format of a file by how it opens."""
    opening = data[:_OPENING].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next(each for each in _FORMATS if each.knows(opening))


def read(data: bytes, name: str) -> Received:
    """Read a letter; `name` is that of the file, for messages.

    Raises: LetterError, ExtraMissing.
    """
    if told := refusal(data[:_OPENING]):
        raise LetterError(f"{name}: {told}")
    reader = import_module(f"{__name__}.{format_of(data).module}")
    received: Received = reader.read(data, name)
    return replace(received, front=completed(received.front, received.parts))
