"""Tables: rows of numbers that lost their lines and often their header.

In: a block of a letter's text and the header that `tables.toml` restores for it. Out: a Table whose
cells are slices of the letter and whose rows and columns say what each cell means. Refuses a row
that does not fit, a row label that is not explained, a header for other columns than there are.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qa import corpus
from qa.errors import LetterError
from qa.types import Axis, Cell, Origin, Period, Span, Table

_WORD = re.compile(r"\S+")
# A stray full stop after a cell ("32,6%.") is not part of the number.
_CELL = re.compile(r"[-−]?\d[\d.]*(?:,\d+)?%?(?=\.?(?:\s|$))")
_FEWEST_CELLS = 2
# Bytes of tables.toml. That of kst-28684-720 has 2,000; keys of many parts take quadratic time to
# read, two seconds of the processor at this size.
_LARGEST = 32_000
_YEAR = re.compile(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class TableHeader:
    """One `[[table]]` of tables.toml; `rows` explains the labels that are not a plain year."""

    origin: Origin
    evidence: str
    row_kind: str
    measure: str
    unit: str
    columns: tuple[Axis, ...]
    rows: Mapping[str, Axis]


def year(number: int) -> Period:
    """Return a calendar year as a period."""
    return Period(date(number, 1, 1), date(number + 1, 1, 1), str(number))


def read_headers(path: Path) -> tuple[TableHeader, ...]:
    """Read tables.toml; a letter without tables has no such file.

    Raises: LetterError when the file is unreadable, too large, not TOML or lacks a field.
    """
    if not os.path.lexists(path):  # a link to nothing is no letter without tables
        return ()
    try:
        data = tomllib.loads(corpus.read_bytes(path, _LARGEST).decode("utf-8"))
        return tuple(_header(entry) for entry in data.get("table", []))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError(f"{path}: geen geldige TOML ({error}).") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LetterError(
            f"{path}: een veld ontbreekt of heeft een verkeerde waarde ({error}); "
            "zie corpus/README.md voor de velden."
        ) from error


def _header(entry: Mapping[str, Any]) -> TableHeader:
    if entry["row_kind"] not in {"year", "subject"}:
        raise ValueError(f"row_kind {entry['row_kind']!r}, verwacht: year of subject")
    origin, evidence = Origin(entry["origin"]), " ".join(entry["evidence"].split())
    if origin is Origin.RECONSTRUCTED and not evidence:
        raise ValueError("evidence is leeg; een herstelde kop heeft bewijs nodig")
    return TableHeader(
        origin=origin,
        evidence=evidence,
        row_kind=entry["row_kind"],
        measure=entry["measure"],
        unit=entry["unit"],
        columns=tuple(_axis(column, column["header"]) for column in entry["column"]),
        rows={row["label"]: _axis(row, row["label"]) for row in entry.get("row", [])},
    )


def _axis(entry: Mapping[str, Any], label: str) -> Axis:
    period = None
    if "year" in entry:
        period = year(int(entry["year"]))
    elif "start" in entry:
        start, end = int(entry["start"]), int(entry["end"])
        period = Period(date(start, 1, 1), date(end + 1, 1, 1), f"{start}–{end}")
    return Axis(
        label=label,
        measure=entry.get("measure", ""),
        subject=entry.get("subject", ""),
        unit=entry.get("unit", ""),
        period=period,
        certain=bool(entry.get("certain", True)),
    )


def looks_like_table(text: str) -> bool:
    """Tell whether a block is a table: several lines, most of them a label and numbers."""
    lines = text.split("\n")
    return len(lines) > 1 and sum(bool(_row(line)) for line in lines) * 2 > len(lines)


def build_table(
    text: str, span: Span, line: int, header: TableHeader, section: int | None, number: int
) -> Table:
    """Resolve the rows of a block that stands at `span` of its letter; `line` is for messages.

    Raises: LetterError, naming the line, for a row that does not fit the header.
    """
    rows: list[Axis] = []
    row_spans: list[Span] = []
    cells: list[Cell] = []
    start = span.start
    for offset, row_text in enumerate(text.split("\n")):
        label, places = _cut_row(row_text, line + offset, len(header.columns))
        rows.append(_row_axis(label, header, line + offset))
        row_spans.append(Span(start, start + len(row_text)))
        cells.extend(
            Cell(Span(start + left, start + right), offset, column)
            for column, (left, right) in enumerate(places)
        )
        start += len(row_text) + 1
    return Table(
        number=number,
        span=span,
        section=section,
        origin=header.origin,
        evidence=header.evidence,
        measure=header.measure,
        unit=header.unit,
        columns=header.columns,
        rows=tuple(rows),
        row_spans=tuple(row_spans),
        cells=tuple(cells),
    )


def _cut_row(row: str, line: int, columns: int) -> tuple[str, list[tuple[int, int]]]:
    found = _row(row)
    if found is None:
        raise LetterError(f"regel {line}: «{row[:60]}» is geen tabelrij van een label en getallen.")
    label, places = found
    if len(places) != columns:
        raise LetterError(
            f"regel {line}: «{row[:60]}» heeft {len(places)} getallen, de kop in tables.toml"
            f" {columns} kolommen."
        )
    return label, places


def _row(row: str) -> tuple[str, list[tuple[int, int]]] | None:
    """Return the label of a row and the places of the numbers behind it; None for other text.

    The numbers are all at the end of the row, but the first word is always its label.
    """
    words = list(_WORD.finditer(row))
    cells: list[tuple[int, int]] = []
    while len(words) > 1 and (cell := _CELL.match(row, words[-1].start())):
        cells.append(cell.span())
        words.pop()
    if len(cells) < _FEWEST_CELLS:
        return None
    return row[words[0].start() : words[-1].end()], cells[::-1]


def _row_axis(label: str, header: TableHeader, line: int) -> Axis:
    if label in header.rows:
        return header.rows[label]
    if header.row_kind == "year" and _YEAR.match(label):
        return Axis(label=label, period=year(int(label)))
    raise LetterError(
        f"regel {line}: het rijlabel «{label}» is niet uitgelegd; "
        "voeg [[table.row]] met dit label toe aan tables.toml."
    )
