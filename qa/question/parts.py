"""A pasted text with several questions → the questions, in order.

Numbered questions (as in a Kamervraag), questions that each end in a question mark, and a second
"en hoeveel" are parts of their own; anything else is one question.
"""

from __future__ import annotations

import re

MOST_PARTS = 20
_NUMBERED = re.compile(r"(?:^|\n)\s*(?:\d{1,2}[.)]|[a-z]\)|[-•*])\s+", re.IGNORECASE)
_END = re.compile(r"(?<=\?)\s+(?=\S)|,? (?=en hoeveel\b)", re.IGNORECASE)


def parts(question: str) -> tuple[str, ...]:
    """Cut a checked question into its parts, one or more of them, at most MOST_PARTS."""
    pieces = [piece.strip() for piece in _NUMBERED.split(question)]
    if len(pieces) > 2:
        # What stands before the first number introduces the questions and asks nothing itself.
        found = [piece for piece in pieces[1:] if piece]
    else:
        found = _END.split(question.replace("\n", " "))
    asked = [" ".join(piece.split()) for piece in found if any(c.isalnum() for c in piece)]
    return tuple(asked[:MOST_PARTS]) or (" ".join(question.split()),)
