"""A letter and a passage, to and from a row of the database.

In: either of them. Out: its columns as SQLite keeps them, in the order of the schema, and back.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Final

from qa.store import layout
from qa.store.sqlite import Row
from qa.types import Kind, Letter, Passage, Source, Span

LETTER: Final = (
    *("id", "number", "title", "date", "dossier", "sequence", "url", "sha256", "author"),
    *("reference", "text", "layout"),
)
PASSAGE: Final = (
    *("position", "id", "letter_id", "span_start", "span_end", "text", "path", "kind", "notes"),
    *("reference", "url"),
)


def letter_row(letter: Letter) -> tuple[str, ...]:
    """Return a letter as the values of its columns."""
    source = letter.source
    return (
        source.letter_id,
        source.number,
        source.title,
        source.date.isoformat(),
        source.dossier,
        source.sequence,
        source.url,
        source.sha256,
        source.author,
        source.reference,
        letter.text,
        layout.write(letter),
    )


def to_row(position: int, passage: Passage) -> tuple[int | str, ...]:
    """Return a passage as the values of its columns."""
    return (
        position,
        passage.id,
        passage.letter_id,
        passage.span.start,
        passage.span.end,
        passage.text,
        json.dumps(passage.path, ensure_ascii=False),
        passage.kind.value,
        json.dumps(passage.notes),
        passage.reference,
        passage.url,
    )


def to_passage(row: Row) -> Passage:
    """Return the passage that a row holds."""
    return Passage(
        id=row["id"],
        letter_id=row["letter_id"],
        span=Span(row["span_start"], row["span_end"]),
        text=row["text"],
        path=tuple(json.loads(row["path"])),
        kind=Kind(row["kind"]),
        notes=tuple(json.loads(row["notes"])),
        reference=row["reference"],
        url=row["url"],
    )


def to_source(row: Row) -> Source:
    """Return where the letter of a row comes from."""
    return Source(
        letter_id=row["id"],
        number=row["number"],
        title=row["title"],
        date=date.fromisoformat(row["date"]),
        dossier=row["dossier"],
        sequence=row["sequence"],
        url=row["url"],
        sha256=row["sha256"],
        author=row["author"],
        reference=row["reference"],
    )
