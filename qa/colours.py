"""A colour of one's own → one that people can read in.

In: "#1b4f8a", as an operator sets it. Out: the same in small letters. Refuses what is no colour, or
stands out too little from white.
"""

from __future__ import annotations

import re
from typing import Final

_HEX: Final = re.compile("#[0-9a-fA-F]{6}")
_CONTRAST: Final = 4.5  # to white; source: W3C, WCAG 2.2, success criterion 1.4.3
_LINEAR_BELOW: Final = 0.04045
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722  # their parts of how light a colour is


def readable(given: str) -> str:
    """Read a colour that white text stands out on, and that stands out on white.

    Raises: ValueError, in Dutch.
    """
    if not _HEX.fullmatch(given):
        raise ValueError("een kleur is # en zes cijfers of letters, als #1b4f8a")
    red, green, blue = (_light(int(given[at : at + 2], 16) / 255) for at in (1, 3, 5))
    contrast = 1.05 / (_RED * red + _GREEN * green + _BLUE * blue + 0.05)
    if contrast < _CONTRAST:
        raise ValueError(f"het contrast met wit is {contrast:.1f} en moet minstens 4,5 zijn")
    return given.lower()


def _light(part: float) -> float:
    """Return how much light a part of red, green or blue gives. Source: WCAG 2.2."""
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)
