"""A bundle → CSV: a row for each number, and for each quote that holds none.

Plain (RFC 4180), or as a Dutch spreadsheet opens it: semicolons, decimal commas, and a mark that it
is UTF-8. No cell runs as a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from qa.evidence.pieces import Bundle, Piece
from qa.types import Fact
from qa.wire import fact as wired
from qa.wire import harmless

_COLUMNS: Final = (
    *("vraag", "maat", "onderwerp", "periode", "weergave", "waarde", "waardeTot", "eenheid"),
    *("grens", "citaat", "verwijzing", "kopHerkomst", "kopZeker", "url"),
)
_DECIMAL: Final = ("waarde", "waardeTot")
_MARK: Final = "\ufeff"


def write(found: Bundle, *, is_dutch: bool = False) -> str:
    """Write a bundle; `is_dutch` as a Dutch spreadsheet opens it."""
    text = io.StringIO(newline="")
    parted_by = ";" if is_dutch else ","
    writer = csv.DictWriter(text, _COLUMNS, "", lineterminator="\r\n", delimiter=parted_by)
    writer.writeheader()
    urls = {each.letter_id: each.url for each in found.letters}
    seen: set[str] = set()
    for piece in found.pieces:
        for row in _rows(piece, urls, seen):
            if is_dutch:
                row |= {name: (row.get(name) or "").replace(".", ",") for name in _DECIMAL}
            writer.writerow({name: harmless(value) for name, value in row.items()})
    return f"{_MARK}{text.getvalue()}" if is_dutch else text.getvalue()


def _rows(piece: Piece, urls: dict[str, str], seen: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the numbers of a piece that no piece before it has, and its quotes without one."""
    for each in piece.facts:
        if each.id not in seen:
            seen.add(each.id)
            yield {"vraag": piece.heading, **_number(each), "url": urls.get(each.letter_id, "")}
    numbered = {each.quote for each in piece.facts}
    for quote in (*piece.told, *piece.quotes):
        if quote.text not in numbered:
            place = {"verwijzing": quote.place.text, "url": quote.place.url}
            yield {"vraag": piece.heading, "citaat": quote.text, **place}


def _number(found: Fact) -> dict[str, Any]:
    row = wired(found)
    row["periode"] = found.period.label if found.period else ""
    row["kopZeker"] = "ja" if found.certain else "nee"
    return {name: row[name] for name in _COLUMNS if name in row}
