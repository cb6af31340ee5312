"""What a finished model folder consists of: written last, checked cheaply at every start.

A folder without a seal was never finished. The seal holds the model's id, which is a hash over all
that its vectors depend on, so that a start need not read half a gigabyte to know its model.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from qa.errors import ModelError

_NAME = "seal.json"
_FORMAT = 1
# Files up to this size are hashed at every start: a changed prompt need not change a file's size.
_HASHED_BYTES = 64 * 1024


def write(folder: Path, name: str) -> str:
    """Record every file of a finished model folder; return the model's id, "name@sha8"."""
    files = {
        path.relative_to(folder).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": _hash(path),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    model_id = f"{name}@{_content_hash(files)[:8]}"
    content = {"format": _FORMAT, "model": model_id, "files": files}
    (folder / _NAME).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return model_id


def fingerprint(folder: Path) -> str:
    """Return the id of a model folder, after checking that its files are those that were sealed.

    Sizes are compared for all files, hashes only for small ones: a start must stay cheap.

    Raises: ModelError when the folder is unfinished, or a file is missing or altered.
    """
    remedy = f"verwijder {folder} en bouw opnieuw met «qa build»."
    try:
        seal = json.loads((folder / _NAME).read_text("utf-8"))
        if seal["format"] != _FORMAT:
            raise ModelError(f"{folder}: zegel {seal['format']}, verwacht {_FORMAT}; {remedy}")
        altered = [name for name, known in seal["files"].items() if _differs(folder / name, known)]
        model_id = str(seal["model"])
    except FileNotFoundError as error:
        raise ModelError(f"{folder}: geen afgemaakt model; {remedy}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{folder}: het zegel is niet te lezen ({error}); {remedy}") from error
    if altered:
        raise ModelError(f"{folder / altered[0]}: ontbreekt of is veranderd; {remedy}")
    return model_id


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _content_hash(files: dict[str, dict[str, Any]]) -> str:
    """Hash what the vectors depend on: the export is derived, and differs from torch to torch."""
    total = hashlib.sha256()
    for name, known in files.items():
        if not name.startswith("onnx/"):
            total.update(f"{name}\0{known['sha256']}\n".encode())
    return total.hexdigest()


def _differs(path: Path, known: dict[str, Any]) -> bool:
    if not path.is_file() or path.stat().st_size != known["bytes"]:
        return True
    return bool(known["bytes"] <= _HASHED_BYTES and _hash(path) != known["sha256"])
