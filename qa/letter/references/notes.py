"""A letter's text → the places where it sends its reader to one of its notes.

In: a text in which every space is " ", and where the notes of the letter stand. Out: each place
with the number of a note: "zie noot 4", and in a note "Ibid.", which is the note before it. A note
of something else ("zie noot 4 van het rapport") is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from qa.dutch.numbers.fold import pattern
from qa.types import Span

_SEE: Final = pattern(
    r"(?<!\w)(?i:zie|vgl\.|vergelijk) (?:ook )?(?:(?:bij|in|onder|hiervoor) )?"
    r"(?P<label>(?:voet|eind)?no(?:ot|ten) (?P<numbers>[0-9]{1,4}(?:(?:,~| en )[0-9]{1,4}){0,9}))"
    r"(?!\w|[.,:][0-9])(?! (?:van|in|bij|uit|op|onder) )"
)
_NUMBER: Final = pattern("[0-9]{1,4}")
_BEFORE: Final = pattern(
    r"(?P<label>(?i:ibid(?:em)?\.?)(?!\w)|(?i:idem)(?=\.|,|;|:|\)|\n|\Z)"
    r"|(?i:zie (?:de )?vorige (?:voet)?noot)(?!\w))"
)


def notes(view: str, starts: Mapping[int, int]) -> Iterator[tuple[Span, int]]:
    """Yield each place with the number of the note; `starts` maps where a note begins to that."""
    for match in _SEE.finditer(view):
        first, *others = _NUMBER.finditer(view, *match.span("numbers"))
        yield Span(match.start("label"), first.end()), int(first.group())
        yield from ((Span(*other.span()), int(other.group())) for other in others)
    for start, number in starts.items():
        if number > 1 and (before := _BEFORE.match(view, start)):
            yield Span(*before.span("label")), number - 1
