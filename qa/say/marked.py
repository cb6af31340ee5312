"""Text from anyone → Markdown that shows it as it is.

All that comes from a letter or from a question is outside material, and may bring no links,
pictures or HTML of its own.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent

from qa.say.visible import shown

# What may open a span, a link, HTML, an entity, a formula or a table anywhere in a line; and what
# shells make a link of without being asked: the middle of "https://", "www." and an address.
_ACTIVE: Final = re.compile(r"[\\`*_\[\]<&|~$@]|(?<=:)/(?=/)|(?<=[wW]{3})\.")
# What opens a heading, a quote, a list or a rule at the beginning of a line.
_OPENS_BLOCK: Final = re.compile(r"^([^\S\n]*)([#>+=-]|\d{1,9}(?=[.)]\s)[.)]?)", re.MULTILINE)
_LINK: Final = re.compile(r"https?://[^\s\x00-\x1f]+")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is, on one line."""
    return _ACTIVE.sub(r"\\\g<0>", " ".join(shown(text).split()))


def unopened(lines: str) -> str:
    """Return escaped lines of which none opens a heading, a quote, a list or a rule."""
    return _OPENS_BLOCK.sub(_escape_block, lines)


def linked(text: str, url: str) -> str:
    """Return a link; the text alone where the address is none of the web."""
    safe = percent(url, safe="/:?#@!$&'*+,;=%~-._")
    return f"[{text}]({safe})" if is_web(url) else text


def is_web(url: str) -> bool:
    """Tell whether an address is one of the web."""
    return _LINK.fullmatch(url) is not None


def _escape_block(found: re.Match[str]) -> str:
    space, opens = found.groups()
    return f"{space}{opens[:-1]}\\{opens[-1]}"
