"""The forms in which a bundle leaves, by the ending of the file: its media type and its writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from qa.evidence import markdown, sheet, web, word
from qa.evidence.pieces import Bundle


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file."""

    media_type: str
    write: Callable[[Bundle], str | bytes]


FORMS: Final = {
    "docx": Form(word.MEDIA_TYPE, word.write),
    "md": Form("text/markdown", markdown.write),
    "html": Form("text/html", web.write),
    "csv": Form("text/csv", sheet.write),
}
