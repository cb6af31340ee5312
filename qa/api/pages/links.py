"""References → the links of a page: to a letter that is here, or else to where it is published.

In: the references of a letter, and the index. Out: links with their place in the letter. What leads
nowhere, since it is not certain or no address is known, is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from qa.store.index import Index
from qa.types import Reference, Span
from qa.wire.references import Goal, goal


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where its text stands in the letter.

    `is_official` is true where it leads to an official publication elsewhere, `is_elsewhere` where
    to any other place on the web.
    """

    span: Span
    href: str
    is_official: bool = False
    is_elsewhere: bool = False


def links_of(references: Iterable[Reference], index: Index, page: str = "") -> tuple[Link, ...]:
    """Return the links of references, none over another; `page` is the letter that is shown."""
    found: list[Link] = []
    for each in references:
        link = _link(each.span, goal(each, index), page)
        if link and (not found or each.span.start >= found[-1].span.end):
            found.append(link)
    return tuple(found)


def within(links: Sequence[Link], span: Span) -> Sequence[Link]:
    """Return the links whose text stands in a span."""
    first, last = (
        bisect_left(links, edge, key=lambda each: each.span.start)
        for edge in (span.start, span.end)
    )
    return [each for each in links[first:last] if each.span in span]


def ends_of(links: Iterable[Link], cuts: Collection[int]) -> tuple[dict[int, Link], set[int]]:
    """Return where links begin and end, cut where the marker of a note is: that is a link too."""
    opened: dict[int, Link] = {}
    closed: set[int] = set()
    for link in links:
        start, end = link.span.start, link.span.end
        inside = sorted(cut for cut in cuts if start < cut < end)
        opened |= dict.fromkeys((start, *inside), link)
        closed |= {*inside, end}
    return opened, closed


def _link(span: Span, leads: Goal, page: str) -> Link | None:
    if leads.letter_id:
        place = (
            "" if leads.passage_id and leads.letter_id == page else f"/brieven/{leads.letter_id}"
        )
        anchor = f"#{leads.passage_id}" if leads.passage_id else ""
        return Link(span, f"{place}{anchor}")
    if leads.address:
        elsewhere = not leads.is_official
        return Link(span, leads.address, is_official=leads.is_official, is_elsewhere=elsewhere)
    return None
