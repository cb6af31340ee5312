"""The lines around a letter on its web page saved as text → what they say of it.

Such a page opens with menus, the title, "Nummer: …, datum: …", a link to the official publication
by its id, and "Preview document" above the letter itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from qa.letter.read.received import Front

_METADATA: Final = re.compile(r"^Nummer: (?P<number>\w+), datum: (?P<date>\d{4}-\d{2}-\d{2})")
_OFFICIAL: Final = re.compile(r"\((?P<id>kst-[\w-]+)\)")
_BODY_STARTS_AFTER: Final = "Preview document"
_LONGEST: Final = 200  # lines


def front_of(lines: Sequence[str]) -> tuple[Front, int]:
    """Return what the lines above a letter say of it, and where the letter begins.

    Text without such a page around it begins at once.
    """
    for number, line in enumerate(lines[:_LONGEST]):
        if line.startswith(_BODY_STARTS_AFTER):
            return _front(lines[:number]), number + 1
    return Front(), 0


def _front(lines: Sequence[str]) -> Front:
    metadata, official = _first(_METADATA, lines), _first(_OFFICIAL, lines)
    title = next((line for line in lines if line.strip() and not line.startswith("[")), "")
    return Front(
        letter_id=official["id"] if official else "",
        number=metadata["number"] if metadata else "",
        title=title.strip(),
        date=_date(metadata["date"]) if metadata else None,
    )


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> re.Match[str] | None:
    return next((match for line in lines if (match := pattern.search(line))), None)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
