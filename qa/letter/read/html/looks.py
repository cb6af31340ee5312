"""What an element of a page looks like: hidden, a heading, lines that were only broken off.

In: a node, a line, or lines. Out: what it is by its names, its style or its shape.
"""

from __future__ import annotations

import re
from typing import Final

from qa.letter.read.html.line import DROPPED, Line, is_unseen
from qa.letter.read.html.tree import Node, text_of

LONGEST_HEADING: Final = 12  # words, of a line that is only emphasised
SENTENCE_END: Final = (".", ";", ":", "?", "!", ",")
_HEADING_NAME = re.compile(r"(?:tussen|hoofdstuk|paragraaf)?kop(?:je)?[-_]?(?P<level>[1-6])?")
# What stands above or below a table is set in bold or italics too.
_BESIDE_TABLE = re.compile(r"(?:Bron(?:nen)?|Toelichting|Noot):|(?:Tabel|Figuur|Grafiek) \d")
_SHORTEST_WRAPPED = 50  # characters of a line that ends where the paper did
_LONGEST_WORD = 30  # by which such lines differ


def is_hidden(node: Node) -> bool:
    """Tell whether a page does not show an element, or holds no text of a letter in it."""
    return node.tag in DROPPED or is_unseen(node)


def is_emphasised_heading(line: Line) -> bool:
    """Tell whether a line is a heading by its look alone."""
    return (
        line.strong
        and "\n" not in line.text
        and any(c.isalpha() for c in line.text)
        and len(line.text.split()) <= LONGEST_HEADING
        and not line.text.endswith(SENTENCE_END)
        and not _BESIDE_TABLE.match(line.text)
    )


def marked_heading(node: Node) -> tuple[int | None] | None:
    """Return the level of a paragraph that the page names a heading, in a tuple."""
    for name in sorted(node.names):
        if match := _HEADING_NAME.fullmatch(name):
            return (int(match["level"]) if match["level"] else None,)
    if node.attributes.get("role") == "heading":
        level = node.attributes.get("aria-level", "")
        return (int(level) if level in "123456" and level else None,)
    return None


def plain(node: Node) -> str:
    """Return the text of an element, its breaks as ends of lines."""
    return "\n" if node.tag == "br" else text_of(node)


def is_wrapped(block: list[str]) -> bool:
    """Tell whether lines were only broken off: all but the last are about as long."""
    lengths = [len(line.strip()) for line in block[:-1]]
    if not lengths:
        return True
    return min(lengths) >= _SHORTEST_WRAPPED and max(lengths) - min(lengths) <= _LONGEST_WORD


def broken(block: list[str]) -> list[Node | str]:
    """Return lines with a break between them."""
    found: list[Node | str] = []
    for line in block:
        found.extend((Node("br"), line) if found else (line,))
    return found
