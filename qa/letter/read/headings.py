"""Which blocks of plain text are headings: a rule, since nothing marks them but Markdown."""

from __future__ import annotations

import re
from typing import Final

#: A heading as Markdown writes it: "## Kop", with its level.
MARKED_HEADING: Final = re.compile(r"(?P<level>#{1,6}) +(?P<text>\S.*)")
_NUMBERED: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,8}\.?\s+[^\W\d_]")
_NUMBER: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,8}\.?\s")
_ENDED: Final = re.compile(r"[.!?:;] ")
_BESIDE_TABLE: Final = re.compile(r"(?:Bron(?:nen)?|Toelichting|Noot):|(?:Tabel|Figuur|Grafiek) \d")
_LONGEST_PLAIN: Final = 12  # words
# Characters: every passage below a heading bears it. The longest of kst-28684-720 has 173.
_LONGEST: Final = 400


def is_heading(text: str) -> bool:
    """Tell whether a block is a heading: a numbered line, or a short one that is no sentence."""
    if (
        len(text) > _LONGEST
        or "\n" in text
        or text.endswith((".", ";", ":", "?", "!", ","))
        or _BESIDE_TABLE.match(text)
    ):
        return False
    return is_numbered(text) or (text[0].isupper() and len(text.split()) <= _LONGEST_PLAIN)


def is_question_above(text: str, before: str, after: str) -> bool:
    """Tell whether a block is a heading that asks: a short question, alone above what is no other.

    Several below each other, or behind a colon, are questions that the letter lists.
    """
    is_listed = before.endswith((":", "?")) or after.endswith("?")
    return not is_listed and bool(after) and _is_short_question(text)


def _is_short_question(text: str) -> bool:
    is_begun = is_numbered(text) or text[0].isupper()
    is_one = "\n" not in text and not _ENDED.search(_NUMBER.sub("", text, count=1))
    return text.endswith("?") and is_begun and is_one and len(text.split()) <= _LONGEST_PLAIN


def without_mark(text: str) -> str:
    """Return a heading as it shows, without the mark of Markdown in front of it."""
    marked = MARKED_HEADING.match(text)
    return marked["text"] if marked else text


def is_numbered(text: str) -> bool:
    """Tell whether a line begins with the number of a section."""
    return _NUMBERED.match(text) is not None
