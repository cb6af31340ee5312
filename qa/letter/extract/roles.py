"""Which of the values of one thing is the old one: "uitgebreid van 4 fte naar 28 fte".

In: a sentence with its numbers. Out: the role of a number among them, "oud" or "nieuw", as the
qualifiers of its fact have it; none where the sentence gives no two values.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa.dutch.numbers import Found
from qa.letter.extract.leaning import Named
from qa.letter.extract.moment import moment
from qa.letter.extract.pairs import is_new, is_old
from qa.letter.extract.statement import Statement
from qa.types import Letter, Period

_FROM = re.compile(
    r"\b(?:uitgebreid|gegroeid|verhoogd|verlaagd|gegaan) van\b|\b(?:gestart|begonnen) met\b"
)
_TO = re.compile(r"\bnaar\b|\b(?:uitgebreid|gegroeid) tot\b")
_EARLIER = re.compile(
    r"\b(?:vorige|eerdere|destijds|toen|gestart met|begonnen met)\b", re.IGNORECASE
)


def role_of_leaning(named: Named, period: Period | None, letter: Letter) -> tuple[str, ...]:
    """Tell the old value where a number goes on about a later one: "In 2022 waren het er 88"."""
    now = moment(named.statement, named.found, letter.source.date)
    return ("oud",) if period and (now is None or period.end <= now.start) else ()


def role(statement: Statement, found: Found) -> tuple[str, ...]:
    """Tell the old value from the new one where a sentence gives both ("van 4 fte naar 28 fte")."""
    if is_old(statement, found):
        return ("oud",)
    if is_new(statement, found):
        return ("nieuw",)
    from_, to, earlier = _turns(statement)
    if from_ > min(to, found.span.start) or to == len(statement.text):
        return ("oud",) if earlier <= found.span.start else ()
    return ("oud",) if to >= found.span.end else ("nieuw",)


@lru_cache(maxsize=1)  # the numbers of one sentence follow each other
def _turns(statement: Statement) -> tuple[int, int, int]:
    """Return where a sentence has said "from", where it says "to", where it has looked back.

    A number further on than the sentence is long stands for what it does not say.
    """
    text, never = statement.text, len(statement.text)
    from_, to, earlier = (pattern.search(text) for pattern in (_FROM, _TO, _EARLIER))
    return (
        from_.end() if from_ else never + 1,
        to.start() if to else never,
        earlier.end() if earlier else never + 1,
    )
