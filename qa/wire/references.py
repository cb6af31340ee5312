"""What a letter refers to → plain values with Dutch names, and where each leads.

In: references and the index. Out: the letter of the index that one leads to, or else its official
address, which is made of its id. What is not certain leads nowhere, nor does an address that is no
http(s): "www.example.nl" is named and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qa.dutch.publications import address_of
from qa.store.index import Index
from qa.types import Reference, ReferenceKind, Source

REFERENCE_KINDS = {
    ReferenceKind.DOCUMENT: "kamerstuk",
    ReferenceKind.DOSSIER: "dossier",
    ReferenceKind.MOTION: "motie",
    ReferenceKind.NUMBER: "documentnummer",
    ReferenceKind.NOTE: "noot",
    ReferenceKind.ADDRESS: "webadres",
}
_PAPERS = {ReferenceKind.DOCUMENT, ReferenceKind.MOTION}
_SCHEMES = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a reference leads: a letter of the index, a note of it, an address; or nowhere.

    `is_official` is true for the address of an official publication or of the House.
    """

    letter_id: str = ""
    passage_id: str = ""
    address: str = ""
    is_official: bool = False


@dataclass(frozen=True, slots=True)
class Referring:
    """A letter that refers to another, how often, and whether that is certain."""

    source: Source
    count: int
    certain: bool


def goal(found: Reference, index: Index) -> Goal:
    """Return where a reference leads."""
    if not found.certain:
        return Goal()
    if found.kind is ReferenceKind.NOTE:
        return Goal(found.letter_id, found.target)
    if found.kind is ReferenceKind.ADDRESS:
        is_on_the_web = found.target.lower().startswith(_SCHEMES)
        return Goal(address=found.target if is_on_the_web else "")
    source = None
    if found.kind in _PAPERS:
        source = index.passages.source(found.target)
    elif found.kind is ReferenceKind.NUMBER:
        source = index.passages.numbered(found.target)
    address = address_of(found.target)
    return Goal(source.letter_id if source else "", "", address, is_official=bool(address))


def referring(id: str, index: Index) -> Iterator[Referring]:
    """Yield the other letters that refer to a paper, the oldest first; it need not be here."""
    source = index.passages.source(id)
    names = [id, source.number] if source and source.number else [id]
    found: dict[str, list[bool]] = {}
    for each in index.references.to(*names):
        if each.letter_id != id and each.kind is not ReferenceKind.ADDRESS:
            is_certain = each.certain and each.target in names
            found.setdefault(each.letter_id, []).append(is_certain)
    for other in index.passages.sources() if found else ():
        if certain := found.get(other.letter_id):
            yield Referring(other, len(certain), any(certain))


def reference(found: Reference, index: Index) -> dict[str, Any]:
    """Return a reference with what it means and where it leads."""
    leads = goal(found, index)
    return {
        "soort": REFERENCE_KINDS[found.kind],
        "tekst": found.label,
        "doel": found.target,
        "ookMogelijk": list(found.targets[1:]),
        "zeker": found.certain,
        "briefId": leads.letter_id or None,
        "url": leads.address or None,
        "fragmentId": _passage(found, index),
        "positie": [found.span.start, found.span.end],
    }


def references(found: Iterable[Reference], index: Index) -> list[dict[str, Any]]:
    """Return several references."""
    return [reference(each, index) for each in found]


def referring_letters(id: str, index: Index) -> list[dict[str, Any]]:
    """Return the letters that refer to a paper."""
    return [
        {
            "briefId": each.source.letter_id,
            "verwijzing": each.source.reference,
            "aantal": each.count,
            "zeker": each.certain,
        }
        for each in referring(id, index)
    ]


def _passage(found: Reference, index: Index) -> str | None:
    """Return the passage that a reference stands in; one in a heading stands in none."""
    try:
        return index.passages.containing(found.letter_id, found.span).id
    except KeyError:
        return None
