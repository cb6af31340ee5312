"""What the names in a text may be abbreviated to: "Autoriteit Consument en Markt" to "acm".

In: a text. Out: the initials of each run of its capitalised words, folded, with and without those
of the small words between them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from qa.dutch.text import fold

_RUN: Final = re.compile(
    r"(?<!\w)[A-Z][\w’'-]{1,30}(?: (?:(?:van|voor|en|de|het|der|in|op|tot|aan) ){0,3}"
    r"[A-Z][\w’'-]{1,30}){1,7}"
)
_SHORTEST: Final = 2


@lru_cache(maxsize=1024)
def initials(text: str) -> frozenset[str]:
    """Return the abbreviations that the names of a text may have; a name may begin behind "De"."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        every = match[0].split()
        capitals = [word for word in every if word[0].isupper()]
        for said in (every, capitals):
            folded = fold("".join(word[0] for word in said))
            found.update(folded[start:] for start in range(len(folded) - _SHORTEST + 1))
    return frozenset(found)
