"""Facts and series → plain values with Dutch names, and facts → CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from qa.dutch.numbers import OPEN_END, OPEN_START
from qa.say.amounts import printed
from qa.say.captions import caption_of
from qa.say.series import Series, caption, series_id, title_of, year_of
from qa.say.visible import shown
from qa.types import Bound, Fact, Origin, Period

BOUNDS = {
    Bound.EXACT: "exact",
    Bound.ABOUT: "ongeveer",
    Bound.AT_LEAST: "minstens",
    Bound.AT_MOST: "hoogstens",
    Bound.RANGE: "bereik",
}
ORIGINS = {Origin.LETTER: "brief", Origin.RECONSTRUCTED: "gereconstrueerd"}
_CSV = (
    *("id", "briefId", "maat", "onderwerp", "weergave", "waarde", "waardeTot", "eenheid", "grens"),
    *("omschrijving", "begin", "einde", "periode", "plaats", "verwijzing"),
    *("kopHerkomst", "kopZeker", "citaat"),
)
# What a spreadsheet would run: a formula in any of the ways to begin one. A number is none.
_FORMULA = re.compile(r"(?![-+]?[\d.,]+ ?%?\Z)[=+\-@\t\r\n]")
# Where one begins for a spreadsheet that parts cells by another sign than the file does.
_CUT = re.compile(r"(?<=[,;])(?=[\"']{0,9}[=+\-@][^\s,;])")


def fact(found: Fact) -> dict[str, Any]:
    """Return a fact with its provenance."""
    quantity = found.quantity
    return {
        "id": found.id,
        "briefId": found.letter_id,
        "maat": found.measure,
        "onderwerp": found.subject,
        "waarde": f"{quantity.value:f}",
        "waardeTot": None if quantity.high is None else f"{quantity.high:f}",
        "weergave": printed(found),
        "eenheid": quantity.unit,
        "grens": BOUNDS[quantity.bound],
        "periode": period(found.period),
        "omschrijving": caption_of(found),
        "citaat": found.quote,
        "plaats": found.locator,
        "verwijzing": found.reference,
        "jaar": year_of(found),
        "reeks": series_id(found),
        "reeksTitel": title_of(found),
        "kopHerkomst": ORIGINS[found.origin],
        "kopZeker": found.certain,
        "kopToelichting": found.header_note,
        "definitie": found.definition or None,
        "bron": found.source_note or None,
        "positie": [found.span.start, found.span.end],
        "waardePositie": [found.value_span.start, found.value_span.end],
    }


def period(found: Period | None) -> dict[str, str | None] | None:
    """Return a period; `einde` is the last day that belongs to it, an open end is null."""
    if found is None:
        return None
    begin = None if found.start == OPEN_START else found.start.isoformat()
    end = None if found.end == OPEN_END else (found.end - timedelta(days=1)).isoformat()
    return {"begin": begin, "einde": end, "label": found.label}


def days(found: Period | None) -> str:
    """Return a period as ISO 8601 writes it: a day, or its first and its last; ".." is open."""
    held = period(found)
    if held is None:
        return ""
    first, last = held["begin"] or "..", held["einde"] or ".."
    return first if first == last else f"{first}/{last}"


def series(found: Series) -> dict[str, Any]:
    """Return a series with its caption and its facts, one a year, oldest first."""
    origin = Origin.RECONSTRUCTED if found.reconstructed else Origin.LETTER
    return {
        "id": found.id,
        "briefId": found.letter_id,
        "maat": found.measure,
        "onderwerp": found.subject,
        "eenheid": found.unit,
        "bijschrift": caption(found),
        "kopHerkomst": ORIGINS[origin],
        "kopZeker": not found.uncertain,
        "punten": [fact(each) for each in found.facts],
    }


def facts_csv(facts: Iterable[Fact]) -> str:
    """Write facts as RFC 4180: a header row, CRLF.

    No cell runs as a formula in a spreadsheet, or commands a terminal.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, _CSV, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    for each in facts:
        row = fact(each)
        held = row["periode"] or {}
        row |= {"begin": held.get("begin"), "einde": held.get("einde")}
        row |= {"periode": held.get("label"), "kopZeker": "ja" if row["kopZeker"] else "nee"}
        writer.writerow({name: harmless(value) for name, value in row.items()})
    return text.getvalue()


def harmless(cell: Any) -> Any:
    """Return what a spreadsheet shows and never runs."""
    if not isinstance(cell, str):
        return cell
    plain = _CUT.sub("'", shown(cell))
    return f"'{plain}" if _FORMULA.match(cell) else plain
