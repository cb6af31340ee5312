"""How a letter is made up, to and from JSON: its headings, blocks, tables, notes and strays.

Its text and where it comes from are kept beside it. pydantic is imported by who reads a whole
letter only: a question about facts never does (docs/decisions/0007).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qa.types import Block, Footnote, Letter, Section, Source, Table

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Parts = tuple[
    tuple[Section, ...],
    tuple[Block, ...],
    tuple[Table, ...],
    tuple[Footnote, ...],
    tuple[tuple[int, str], ...],
]


def write(letter: Letter) -> str:
    """Return all of a letter but its text and its source."""
    parts = (letter.sections, letter.blocks, letter.tables, letter.footnotes, letter.strays)
    return _adapter().dump_json(parts).decode()


def read(source: Source, text: str, layout: str) -> Letter:
    """Return the letter whose layout was written."""
    return Letter(source, text, *_adapter().validate_json(layout))


@cache
def _adapter() -> TypeAdapter[_Parts]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Parts)
