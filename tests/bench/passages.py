"""The passages that every peer is given: exactly those that our own search ranks.

Written once, a JSON object a line; a passage's row is its line, counted from 0. Read in processes
where `qa` is not installed, so it is imported only to write.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.store.index import Index

FILE = "passages.jsonl"


def write(index: Index, path: Path) -> None:
    """Write the passages of an index, tables left out as in our search.

    `text` is a passage below its headings; `body` without them is what is judged.
    """
    from qa.types import Kind

    passages = [index.passages.at(row) for row in range(len(index.passages))]
    lines = [
        {"id": each.id, "text": f"{' > '.join(each.path)}\n{each.text}", "body": each.text}
        for each in passages
        if each.kind is not Kind.TABLE
    ]
    path.write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
    )


def ids(path: Path) -> Sequence[str]:
    """Return the passages' ids, by row."""
    return _column(path, "id")


def texts(path: Path) -> Sequence[str]:
    """Return what is to be indexed, by row."""
    return _column(path, "text")


def bodies(path: Path) -> Sequence[str]:
    """Return the passages without their headings, by row."""
    return _column(path, "body")


def _column(path: Path, name: str) -> Sequence[str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [str(json.loads(line)[name]) for line in lines if line]
