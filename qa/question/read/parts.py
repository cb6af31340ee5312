"""A pasted text with several questions → the questions, in order.

Numbered questions (as in a Kamervraag), questions that each end in a question mark, and a second
"en hoeveel" are parts of their own; anything else is one question.
"""

from __future__ import annotations

import re

MOST_PARTS = 20
_NUMBERED = re.compile(r"(?:^|\n)[^\S\n]*(?:\d{1,2}[.)]|[a-z]\)|[-•*])\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|over|sinds|van|tussen) (?:het jaar )?(?:19|20)\d\d\b[^?]*")
_END = re.compile(r"(?<=\?)\s+(?=\S)|,? (?=en hoeveel\b)", re.IGNORECASE)


def parts(question: str) -> tuple[str, ...]:
    """Cut a checked question into its parts, one or more of them, at most MOST_PARTS."""
    pieces = [piece.strip() for piece in _NUMBERED.split(question)]
    if len(pieces) > 2:
        # What stands before the first number introduces the questions and asks nothing itself.
        found = [piece for piece in pieces[1:] if piece]
    else:
        found = _with_year(_END.split(question.replace("\n", " ")))
    asked = [" ".join(piece.split()) for piece in found if any(c.isalnum() for c in piece)]
    return tuple(asked[:MOST_PARTS]) or (" ".join(question.split()),)


def _with_year(pieces: list[str]) -> list[str]:
    """Give "hoeveel A" its year where the question goes on "en hoeveel B in 2018?"."""
    named = _IN_YEAR.search(pieces[-1])
    if named is None:
        return pieces
    return [
        piece if _YEAR.search(piece) or piece.rstrip().endswith("?") else f"{piece} {named[0]}"
        for piece in pieces
    ]
