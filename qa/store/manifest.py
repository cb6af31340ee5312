"""What an index was built from and of what files it consists.

The manifest is written last: a folder without one is not an index. It holds no time and no path, so
that the same corpus and the same model give the same manifest, byte for byte. It ends with a hash
over itself, so that an altered manifest is refused like any other altered file.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qa.corpus import LARGEST_FILE, entries, read_bytes
from qa.errors import IndexDamaged, IndexMissing, IndexStale, reason
from qa.ordinary import open_file

# Raise this when what `qa build` writes changes in meaning: older indexes are then refused.
FORMAT = 9
_NAME = "manifest.json"
_HASH = "checksum"  # the field that holds the hash over all others
_REBUILD = "bouw de index opnieuw met «qa build»."

Stamp = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`letters` maps a letter to the hash of its corpus folder, `files` a file to its own hash.

    `program` is a hash over what read the letters: another one may read them otherwise.
    `collection` is where in Milvus the passages are searched; "" where that is in files.
    """

    format: int
    model: str
    dimension: int
    passages: int
    facts: int
    letters: dict[str, str]
    files: dict[str, str]
    program: str = ""
    collection: str = ""


def corpus_hashes(corpus: Path) -> dict[str, str]:
    """Return for every letter folder of a corpus one hash over its files, names included.

    Raises: LetterError when there is no such folder, it cannot be read, or what is in it is no
    ordinary file of bounded size.
    """
    folders = (folder for folder in entries(corpus) if folder.is_dir())
    return {folder.name: _hash_folder(folder) for folder in folders}


def _hash_folder(folder: Path) -> str:
    total = hashlib.sha256()
    for path in entries(folder):
        if not path.is_dir():
            data = hashlib.sha256(read_bytes(path, LARGEST_FILE)).hexdigest()
            total.update(os.fsencode(path.name) + f"\0{data}\n".encode())
    return total.hexdigest()


def hash_file(path: Path) -> str:
    """Return the sha256 of an ordinary file.

    Raises: OSError.
    """
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(manifest: Manifest, folder: Path) -> str:
    """Write the manifest into an index folder; return the hash that identifies the index."""
    fields = asdict(manifest)
    id = _hash_fields(fields)
    data = json.dumps({**fields, _HASH: id}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / _NAME).write_text(data, encoding="utf-8")
    return id


def read(folder: Path) -> tuple[Manifest, str]:
    """Read an index folder's manifest, check every file against it; return it and its hash.

    Raises: IndexMissing, IndexStale (another format), IndexDamaged.
    """
    manifest, id = decode(folder)
    check_files(manifest, folder)
    return manifest, id


def decode(folder: Path) -> tuple[Manifest, str]:
    """Read an index folder's manifest only; return it and its hash.

    Raises: IndexMissing, IndexStale (another format), IndexDamaged.
    """
    path = folder / _NAME
    try:
        with open_file(path) as file:
            return _decode(file.read(LARGEST_FILE), path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(f"{folder}: geen index gevonden; maak hem met «qa build».") from error
    except OSError as error:
        raise IndexDamaged(f"{path}: niet te lezen ({reason(error)}); {_REBUILD}") from error


def stamp(manifest: Manifest, folder: Path) -> Stamp:
    """Return size and time of change (ns) of every file of an index; None for one that is gone."""
    return tuple(_stamp(f"{folder}/{name}") for name in manifest.files)


def _stamp(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # pathlib's takes three times as long, and each answer waits for it
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def check_files(manifest: Manifest, folder: Path) -> None:
    """Compare every file of an index with its manifest.

    Raises: IndexDamaged.
    """
    for name, expected in manifest.files.items():
        check_file(folder / name, expected)


def check_file(file: Path, expected: str) -> None:
    """Compare one file of an index with the hash that its manifest has of it.

    Raises: IndexDamaged.
    """
    try:
        found = hash_file(file)
    except FileNotFoundError as error:
        raise IndexDamaged(f"{file}: bestand ontbreekt; {_REBUILD}") from error
    except OSError as error:
        raise IndexDamaged(f"{file}: niet te lezen ({reason(error)}); {_REBUILD}") from error
    if found != expected:
        raise IndexDamaged(f"{file}: inhoud is veranderd sinds de bouw; {_REBUILD}")


def _decode(data: bytes, path: Path) -> tuple[Manifest, str]:
    """Return the manifest and its hash."""
    try:
        fields = json.loads(data)
        id = fields.pop(_HASH, None)
        # An altered manifest cannot say of which format it is; the first one held no hash.
        is_first = id is None and fields["format"] == 1
        if id != _hash_fields(fields) and not is_first:
            raise IndexDamaged(f"{path}: inhoud is veranderd sinds de bouw; {_REBUILD}")
        if fields["format"] != FORMAT:
            raise IndexStale(f"{path}: indexvorm {fields['format']}, verwacht {FORMAT}; {_REBUILD}")
        return Manifest(**fields), id
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexDamaged(f"{path}: niet te lezen ({error}); {_REBUILD}") from error


def _hash_fields(fields: dict[str, Any]) -> str:
    data = json.dumps(fields, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode()).hexdigest()


def check_fresh(manifest: Manifest, corpus: Path) -> None:
    """Compare an index to the corpus that it should hold.

    Raises: IndexStale, naming a letter that was added, removed or changed since the build;
    LetterError for what is no ordinary file of bounded size.
    """
    now = corpus_hashes(corpus)
    changed = sorted(
        name
        for name in now.keys() | manifest.letters.keys()
        if now.get(name) != manifest.letters.get(name)
    )
    if changed:
        raise IndexStale(f"{changed[0]}: veranderd in {corpus} sinds de bouw; {_REBUILD}")
