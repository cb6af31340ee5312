"""Which blocks of plain text are headings: a rule, since nothing marks them."""

from __future__ import annotations

import re
from typing import Final

from qa.letter.read.pieces import is_beside_table

_NUMBERED: Final = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,8}\.?\s+[^\W\d_]")
_LONGEST_PLAIN: Final = 12  # words
# Characters: every passage below a heading bears it. The longest of kst-28684-720 has 173.
_LONGEST: Final = 400


def is_heading(text: str) -> bool:
    """Tell whether a block is a heading: a numbered line, or a short one that is no sentence."""
    if (
        len(text) > _LONGEST
        or "\n" in text
        or text.endswith((".", ";", ":", "?", "!", ","))
        or is_beside_table(text)
    ):
        return False
    return bool(_NUMBERED.match(text)) or (
        text[0].isupper() and len(text.split()) <= _LONGEST_PLAIN
    )
