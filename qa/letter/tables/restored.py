"""Tables whose header was lost on the way: rows of numbers, and tables.toml to say what they are.

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
from qa.letter.tables.heads import role_of
from qa.letter.tables.lines import Cells, Line, cut_at_tabs, cut_row, is_row
from qa.letter.tables.printed import Place
from qa.letter.tables.sheet import LONGEST_LINE, MOST_COLUMNS, lines_of
from qa.letter.tables.values import read_value
from qa.types import Axis, Cell, Origin, Period, Table

# Bytes of tables.toml. That of kst-28684-720 has 2,000; keys of many parts take quadratic time to
# read, two seconds of the processor at this size.
_LARGEST = 32_000
_YEAR = re.compile(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class TableHeader:
    """One `[[table]]` of tables.toml; `rows` explains the labels that are not a plain year.

    `number` is that of the table it is for, in the order of the letter.
    """

    number: int
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
        return tuple(
            _header(entry, place) for place, entry in enumerate(data.get("table", []), start=1)
        )
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LetterError(f"{path}: geen geldige TOML ({error}).") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LetterError(
            f"{path}: een veld ontbreekt of heeft een verkeerde waarde ({error}); "
            "zie corpus/README.md voor de velden."
        ) from error


def _header(entry: Mapping[str, Any], place: int) -> TableHeader:
    if entry["row_kind"] not in {"year", "subject"}:
        raise ValueError(f"row_kind {entry['row_kind']!r}, verwacht: year of subject")
    if len(entry["column"]) > MOST_COLUMNS:
        raise ValueError(f"{len(entry['column'])} kolommen, hoogstens {MOST_COLUMNS}")
    origin, evidence = Origin(entry["origin"]), " ".join(entry["evidence"].split())
    if origin is Origin.RECONSTRUCTED and not evidence:
        raise ValueError("evidence is leeg; een herstelde kop heeft bewijs nodig")
    return TableHeader(
        number=int(entry.get("number", place)),
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
        role=role_of(label),
    )


def build_table(text: str, place: Place, where: str, header: TableHeader) -> Table:
    """Resolve the rows of a table; `where` is its place in the file, for messages.

    Raises: LetterError, naming the row, for one that does not fit the header.
    """
    every = lines_of(text)
    if any(len(each.text) > LONGEST_LINE for each in every):
        told = f"{where}: een regel van de tabel telt meer dan {LONGEST_LINE} tekens."
        raise LetterError(told)
    first = next((n for n, each in enumerate(every) if _is_row(each)), 0)
    lines = every[first:]  # what stands above is caption and header
    places = [f"{where}, rij {number}" for number in range(1, len(lines) + 1)]
    cut = [
        _cut_row(each, row, len(header.columns)) for each, row in zip(lines, places, strict=True)
    ]
    rows = [
        _row_axis(label.of(text), header, row)
        for cells, row in zip(cut, places, strict=True)
        if (label := cells[0])
    ]
    return Table(
        number=place.number,
        span=place.span,
        section=place.section,
        origin=header.origin,
        evidence=header.evidence,
        measure=header.measure,
        unit=header.unit,
        columns=header.columns,
        rows=tuple(rows),
        row_spans=tuple(each.span.moved(place.span.start) for each in lines),
        cells=tuple(
            Cell(cell.moved(place.span.start), row, column)
            for row, cells in enumerate(cut)
            for column, cell in enumerate(cells[1:])
            if cell
        ),
    )


def _is_row(line: Line) -> bool:
    cells = line.text.split("\t")[1:]
    return any(map(read_value, map(str.strip, cells))) if cells else is_row(line.text)


def _cut_row(line: Line, where: str, columns: int) -> Cells:
    cells = cut_at_tabs(line) if "\t" in line.text else cut_row(line, columns)
    if cells is None or cells[0] is None or len(cells) != columns + 1:
        raise LetterError(
            f"{where}: «{line.text[:60]}» is geen tabelrij van een label en {columns}"
            " getallen, zoals de kop in tables.toml kolommen heeft."
        )
    return cells


def _row_axis(label: str, header: TableHeader, where: str) -> Axis:
    if label in header.rows:
        return header.rows[label]
    if header.row_kind == "year" and _YEAR.match(label):
        return Axis(label=label, period=year(int(label)))
    raise LetterError(
        f"{where}: het rijlabel «{label}» is niet uitgelegd; "
        "voeg [[table.row]] met dit label toe aan tables.toml."
    )
