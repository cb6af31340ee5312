"""Text from anyone → text that does nothing to where it is shown.

In: what a letter or a question holds. Out: the same, one character for one, so that positions stay
what they are; what a reader cannot see, but commands a terminal, turns text around or breaks it
off, is U+FFFD. As JSON nothing is lost: there such characters are escaped.
"""

from __future__ import annotations

import json
from typing import Any, Final

_CONTROLS: Final = ({*range(0x20), *range(0x7F, 0xA0)} - {*map(ord, "\t\n")}) | {
    *range(0x202A, 0x202F),  # turn the direction of what follows
    *range(0x2066, 0x206A),
}
_SHOWN: Final = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")
_ESCAPED: Final = {each: f"\\u{each:04x}" for each in _CONTROLS}


def shown(text: str) -> str:
    """Return a text as it may be printed or put on a page."""
    return text.translate(_SHOWN)


def json_line(value: Any) -> str:
    """Return a value as one line of JSON that may be printed; it is read back as it was."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
