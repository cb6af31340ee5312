"""Files that a package brings → their bytes, if they are the known ones."""

from __future__ import annotations

import hashlib
from pathlib import Path

from qa.errors import ModelError


def known_bytes(path: Path, sha256: str, remedy: str) -> bytes:
    """Return the bytes of a weights file.

    Raises: ModelError, ending in `remedy`, when it cannot be read or its sha256 is another.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: niet te lezen ({error.strerror}); {remedy}") from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(
            f"{path}: gewichten zijn veranderd (sha256 {found[:12]}…, verwacht {sha256[:12]}…);"
            f" {remedy}"
        )
    return data
