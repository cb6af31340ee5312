"""What Dutch calls a kind of place, also as the end of a compound: "provincie", "kustregio".

In: what the rows of a table are called. Out: whether each is a place.
"""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final = re.compile(
    r".*(?:provincie|gemeente|regio|land|stad|plaats|wijk|haven|gebied|traject)", re.IGNORECASE
)


def is_place(kind: str) -> bool:
    """Tell whether a word names a kind of place."""
    return _KINDS.fullmatch(kind) is not None
