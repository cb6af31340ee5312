"""A file of a word processor → the few parts of it that hold the letter, unpacked within bounds.

In: bytes of a DOCX or ODT, and which parts of it hold the letter. Out: the XML of its text, notes,
styles and numbers, by name. What is unpacked is counted while it is unpacked, whatever the file
says of its size. It refuses what is no such file, is too large, declares entities, or is nested too
deep. Pictures and all else stay packed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from qa.errors import LetterError

_LARGEST = 100_000_000  # bytes of the file itself: pictures stay packed
_MOST_XML = 16_000_000  # bytes unpacked; a letter of a hundred pages has about 3,000,000
_MOST_ENTRIES = 10_000
# Levels of elements: the library that reads them calls itself some times a level. Word needs about
# 12 for a table, 30 for one within another.
_DEEPEST = 60
_MOST_ELEMENTS = 300_000  # of one part; half a minute to read. A hundred pages have 150,000
_FIELD: Final = {"begin": 1, "end": -1}
_CHUNK = 65_536


class Packing(NamedTuple):
    """How a word processor packs a letter: the end of its files, its text, and what is wanted."""

    suffix: str  # ".docx"
    document: str
    wants: Callable[[str], bool]

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.suffix[1:].upper()


def unpack(data: bytes, name: str, packing: Packing) -> dict[str, bytes]:
    """Return the parts that hold the letter, by their names in the file.

    Raises: LetterError for what is packed otherwise, is too large, or is made to do harm.
    """
    if len(data) > _LARGEST:
        raise LetterError(
            f"{name}: {len(data)} bytes, hoogstens {_LARGEST} verwacht voor een brief."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = _read_all(packed, name, packing)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise LetterError(
            f"{name}: geen leesbaar {packing.name}-bestand; het is niet heel, of iets anders."
            f" {_again(packing).capitalize()}."
        ) from error
    if packing.document not in found:
        raise LetterError(f"{name}: bevat geen {packing.document}; {_again(packing)}.")
    for part, xml in found.items():
        _check(xml, f"{name}, {part}", packing)
    return found


def _again(packing: Packing) -> str:
    return f"open de brief en bewaar hem opnieuw als {packing.suffix}"


def _read_all(packed: zipfile.ZipFile, name: str, packing: Packing) -> dict[str, bytes]:
    entries = packed.infolist()
    if len(entries) > _MOST_ENTRIES:
        raise LetterError(
            f"{name}: {len(entries)} bestanden in één {packing.name}; dit is geen brief."
        )
    found: dict[str, bytes] = {}
    left = _MOST_XML
    for entry in entries:
        if not packing.wants(entry.filename):
            continue
        if entry.filename in found:
            raise LetterError(f"{name}: {entry.filename} staat er twee keer in; bewaar opnieuw.")
        pieces: list[bytes] = []
        with packed.open(entry) as file:
            while chunk := file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise LetterError(
                        f"{name}: uitgepakt meer dan {_MOST_XML} bytes tekst; dit is geen brief."
                    )
                pieces.append(chunk)
        found[entry.filename] = b"".join(pieces)
    return found


class _Refused(Exception):
    """Why a part is not read."""


def _check(xml: bytes, where: str, packing: Packing) -> None:
    """Read a part once without keeping it: well-formed, without declarations, not too deep."""
    depth = count = fields = 0

    def start(name: str, attributes: Any) -> None:
        nonlocal depth, count, fields
        depth += 1
        count += 1
        if name.endswith("fldChar"):  # a field begins and ends by elements of its own
            kind = next((v for k, v in attributes.items() if k.endswith("fldCharType")), "")
            fields += _FIELD.get(kind, 0)
        if max(depth, fields) > _DEEPEST:
            raise _Refused(f"dieper genest dan {_DEEPEST} niveaus")
        if count > _MOST_ELEMENTS:
            raise _Refused(f"meer dan {_MOST_ELEMENTS} onderdelen")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declares(*_about: Any) -> None:
        raise _Refused("een documenttype met eigen afkortingen (DOCTYPE)")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = declares
    try:
        parser.Parse(xml, True)
    except _Refused as error:
        raise LetterError(f"{where}: {error}; dat hoort niet in een brief.") from error
    except expat.ExpatError as error:
        raise LetterError(f"{where}: geen leesbare XML ({error}); {_again(packing)}.") from error
