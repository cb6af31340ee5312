"""Letters and their passages → plain values with Dutch names."""

from __future__ import annotations

from typing import Any

from qa.say.outline import Heading
from qa.store.index import Index
from qa.types import Kind, Passage, Source

KINDS = {
    Kind.PARAGRAPH: "alinea",
    Kind.FOOTNOTE: "voetnoot",
    Kind.LETTERHEAD: "aanhef",
    Kind.SIGNATURE: "ondertekening",
    Kind.TABLE: "tabel",
}


def letter(found: Source, index: Index) -> dict[str, Any]:
    """Return a letter with how much the index holds of it; its notes are among its passages."""
    return {
        "id": found.letter_id,
        "nummer": found.number,
        "titel": found.title,
        "datum": found.date.isoformat(),
        "dossier": found.dossier,
        "ondernummer": found.sequence,
        "verwijzing": found.reference,
        "url": found.url,
        "aantalFragmenten": index.passages.count_of(found.letter_id),
        "aantalVoetnoten": index.passages.count_of(found.letter_id, Kind.FOOTNOTE),
        "aantalFeiten": index.facts.count_of(found.letter_id),
    }


def heading(found: Heading) -> dict[str, Any]:
    """Return a heading with the first passage under it."""
    return {
        "nummer": found.number or None,
        "titel": found.title,
        "niveau": found.level,
        "fragmentId": found.passage_id,
    }


def passage(found: Passage) -> dict[str, Any]:
    """Return a passage as it stands in its letter, with the numbers of its notes."""
    return {
        **slice_of(found),
        "voetnoten": list(found.notes),
        "verwijzing": found.reference,
        "url": found.url,
    }


def note_number(note: Passage) -> int:
    """Return the number of a note, which its id ends in."""
    return int(note.id.rpartition("noot")[2])


def slice_of(found: Passage) -> dict[str, Any]:
    """Return the words of a passage and where they stand."""
    return {
        "id": found.id,
        "briefId": found.letter_id,
        "pad": list(found.path),
        "soort": KINDS[found.kind],
        "tekst": found.text,
        "positie": [found.span.start, found.span.end],
    }
