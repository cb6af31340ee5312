"""Which form of an answer a client likes best, of those that can be given.

In: the Accept header. Out: a media type, or none. Source: RFC 9110, section 12.5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LONGEST: Final = 1000  # characters: browsers send 200; of what is longer nothing is read
_MOST: Final = 50  # parts
_ANY: Final = "*/*"


def best(accept: str, produced: Sequence[str]) -> str | None:
    """Return the media type that a client likes best, the first where equal; None for none.

    What says nothing, or too much to be read for each refusal, likes all.
    """
    is_read = accept.strip() and len(accept) <= _LONGEST and accept.count(",") < _MOST
    likes = [_preference(part) for part in (accept if is_read else _ANY).split(",")]
    liking, media_type = max(
        ((_liking(each, likes), each) for each in produced), key=lambda pair: pair[0]
    )
    return media_type if liking > 0 else None


def _preference(part: str) -> tuple[str, float]:
    kind, *parameters = (each.strip() for each in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return kind.lower(), min(1.0, max(0.0, float(value)))
            except ValueError:
                return kind.lower(), 0.0
    return kind.lower(), 1.0


def _liking(media_type: str, likes: Sequence[tuple[str, float]]) -> float:
    """Return how much a client likes a media type: what it says most precisely counts."""
    for kind in (media_type, f"{media_type.partition('/')[0]}/*", _ANY):
        for name, liking in likes:
            if name == kind:
                return liking
    return 0.0
