"""Rows → a table in a terminal, columns for a pipe, or JSON.

In: texts of anyone. Out: what a terminal can show, in the plain form where it speaks no more than
ASCII.
"""

from __future__ import annotations

import locale
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from qa.say.visible import json_line, shown

_PLAIN = str.maketrans(
    {"«": '"', "»": '"', "’": "'", "–": "-", "−": "-", "÷": "/", "×": "x", "→": "->", "…": "..."}
)


def show_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Show rows below their header."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        _show_plain([header, *rows])
        return
    table = Table(*header, safe_box=not speaks_utf8())
    for row in rows:
        table.add_row(*map(safe, row))
    console.print(table)


def _show_plain(rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns of equal width, for a pipe: no lines, no cuts."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(safe("  ".join(cells).rstrip()))


def write_json(objects: Iterable[dict[str, Any]]) -> None:
    """Write one JSON list, an object a line."""
    lines = ",\n".join(map(json_line, objects))
    print(f"[\n{lines}\n]" if lines else "[]")


def speaks_utf8() -> bool:
    """Tell whether what is printed can hold more than ASCII."""
    encodings = (sys.stdout.encoding or "", locale.getpreferredencoding(False))
    return all(name.casefold().replace("-", "").startswith("utf8") for name in encodings)


def safe(text: str) -> str:
    """Return a text that the terminal can show, the signs of a letter in their plain form."""
    text = shown(text)
    if speaks_utf8():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.encode("ascii", "replace").decode()
