"""A text → its web addresses, and the House's own numbers of documents.

In: a text in which every space is " ". Out: each with its place. An address names its host in plain
letters and nobody before it ("https://minister@elders.nl" is none): where it leads must be what a
reader sees. One of a paper's official publication is that paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qa.dutch.publications import OFFICIAL
from qa.letter.references.printed import Printed
from qa.types import ReferenceKind, Span

# No quote, bracket or backslash, and nothing that a reader cannot see or that turns text around.
_REST: Final = '[^\\s<>"«»“”‘’„…\\\\^`{|}\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e'
_ADDRESS: Final = re.compile(
    r"(?<![\w@/.:-])(?i:https?://|www\.)"
    r"(?P<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)(?::[0-9]{1,5})?(?![\w@:%-])"
    rf"(?:[/?#]{_REST}\u2060-\u2069\ufeff\ufffc]{{0,2000}})?"
)
_LONGEST: Final = 2000
_PUBLISHED: Final = re.compile(
    r"(?i:https?://(?:zoek|www)\.officielebekendmakingen\.nl)/(?P<id>kst-[0-9A-Z-]{1,20})"
    r"(?:\.html|\.pdf)?"
)
_NUMBER: Final = re.compile(r"(?<![\w/=.-])(?:19|20)[0-9]{2}D[0-9]{5}(?!\w)")
_CLOSING: Final = {")": "(", "]": "["}
_ENDS: Final = ".,;:!?'*_~"  # that no address ends in


def addresses(view: str) -> Iterator[Printed]:
    """Yield the web addresses of a text, and the papers that one of them leads to."""
    for match in _ADDRESS.finditer(view):
        found = _without_end(match.group())
        span = Span(match.start(), match.start() + len(found))
        paper = _PUBLISHED.fullmatch(found)
        if paper and OFFICIAL.fullmatch(paper["id"]):
            yield Printed(ReferenceKind.DOCUMENT, span, (paper["id"],))
        elif "." in match["host"] and len(found) <= _LONGEST:
            yield Printed(ReferenceKind.ADDRESS, span, (found,))


def numbers(view: str) -> Iterator[Printed]:
    """Yield the numbers of documents of the House."""
    for match in _NUMBER.finditer(view):
        yield Printed(ReferenceKind.NUMBER, Span(*match.span()), (match.group(),))


def _without_end(found: str) -> str:
    """Return an address without what belongs to the sentence around it."""
    unopened = {end: found.count(end) - found.count(start) for end, start in _CLOSING.items()}
    kept = len(found)
    while (last := found[kept - 1]) in _ENDS or unopened.get(last, 0) > 0:
        if last in unopened:
            unopened[last] -= 1
        kept -= 1
    return found[:kept]
