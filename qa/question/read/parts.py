"""A pasted text with several questions → the questions, in order.

Numbered questions (as in a Kamervraag), questions that each end in a question mark, and a second
"en hoeveel" are parts of their own; anything else is one question.
"""

from __future__ import annotations

import re

from qa.question.read.frame import undated

MOST_PARTS = 20
# "1." or "b)" before a question, "1" on a line of its own, and "Vraag 1" with or without a point.
_NUMBERED = re.compile(
    r"(?:^|\n) *(?:\d{1,2}[.)]\s+|[a-z][.)]\s+|[-•*]\s+"
    r"|(?P<named>\d{1,2}\n|(?:kamer)?vraag \d{1,2} ?[a-z]?\b[.:)]?\s+(?!van\b)))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_IN_YEAR = re.compile(r"\b(?:in|over|sinds|van|tussen) (?:het jaar )?(?:19|20)\d\d\b[^?]*")
_END = re.compile(r"(?<=\?)\s+(?=\S)|,? (?=en hoeveel\b)", re.IGNORECASE)


def parts(question: str) -> tuple[str, ...]:
    """Cut a checked question into its parts, one or more of them, at most MOST_PARTS."""
    question = undated(question)
    numbers = list(_NUMBERED.finditer(question))
    if len(numbers) > 1 or any(each["named"] for each in numbers):
        # What stands before the first number introduces the questions and asks nothing itself.
        ends = [*(each.start() for each in numbers[1:]), len(question)]
        cut = (question[each.end() : end] for each, end in zip(numbers, ends, strict=True))
        found = [piece.strip() for piece in cut]
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
