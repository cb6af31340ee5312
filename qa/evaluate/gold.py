"""Files of gold questions: JSON, one row a line, each with `id` and `kind`.

`q` is the question and `turns` a dialogue's; `gold` are literal pieces of the letter, any of which
marks a right passage; `value` and `also` are numbers as they must be given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qa.errors import QuestionError
from qa.say.compose import on_one_line

Row = dict[str, Any]
FITTING, REPORTING = "passen", "melden"


def read_questions(path: Path) -> tuple[Row, ...]:
    """Read a questions file.

    Raises: QuestionError, naming the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path}: niet te lezen ({error}).") from error
    return tuple(
        _row(line, f"{path}, regel {number}") for number, line in enumerate(lines, start=1)
    )


def half_of(row: Row) -> str:
    """Return the half of our own gold that a row is in: constants are fitted on the one only.

    The hash of the id decides, so that a new question moves no other.
    """
    odd = hashlib.sha256(row["id"].encode()).digest()[0] % 2
    return FITTING if odd else REPORTING


def shows(text: str, pieces: Iterable[str]) -> bool:
    """Tell whether a text holds a gold piece, or is a part of one, however they are broken."""
    said = on_one_line(text)
    return any(piece in said or said in piece for piece in map(on_one_line, pieces))


def _row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QuestionError(f"{place}: geen JSON ({error}).") from error
    if not isinstance(row, dict) or not {"id", "kind"} <= row.keys():
        raise QuestionError(f"{place}: geen vraag met «id» en «kind».")
    return row
