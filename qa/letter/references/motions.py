"""A letter's text and its papers → the motions that it names, where it says which paper each is.

In: a text in which every space is " ", the papers that it names, and where its notes' markers
stood. Out: each motion with its paper: the one that stands right beside it ("de motie-Vos
(Kamerstuk 12 345, nr. 6)"), or the only one of the note that is marked right behind it, where that
note says nothing else. Of any other motion no paper is certain, and it is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa.dutch.numbers.days import MONTHS
from qa.dutch.numbers.fold import one_of, pattern
from qa.letter.references.printed import Printed
from qa.types import ReferenceKind, Span

_CAPITAL = r"(?!Kamerstuk|TK |EK |Tweede Kamer)[A-ZÀ-Þ][\w'’-]{1,30}"
_SMALL = r"(?:(?:van|de|der|den|ten|ter|te|el|al|la|le|von|'t) ){0,3}"
_NAME = rf"{_SMALL}{_CAPITAL}(?: {_SMALL}{_CAPITAL}){{0,2}}(?: \([A-Za-z0-9+/-]{{2,20}}\))?"
_WHOSE = (
    r"(?:-| van (?:(?:het |de )?(?:lid|leden) |(?:uw |het |de )?(?:Kamerlid|Kamerleden) )?"
    r"(?:van uw Kamer )?| )"
)
_MOTION: Final = pattern(
    rf"(?<!\w)[Mm]otie(?P<several>s)?{_WHOSE}{_NAME}"
    rf"(?P<others>(?:(?:,~| en |/){_NAME}){{1,7}})?(?: c\.s\.)?"
)
_DATE = rf"(?:van|d\.d\.) [0-9]{{1,2}} (?:{one_of(MONTHS)}) [0-9]{{4}}"
_BEFORE_PAPER: Final = pattern(rf"(?: {_DATE})?(?:~,~| )?\(?")
_BEFORE_MOTION: Final = pattern(r"~,~(?:de )?")
_BEFORE_MARK: Final = frozenset(["", ",", ".", ";", ":", ")", "),", ")."])
_SAYS_NO_MORE: Final = pattern(rf"(?:{_DATE}|(?i:zie|ook|en)(?!\w)|\s|[,.;:()])*+")
_MORE: Final = pattern(r"(?:~[,;]~| en )(?:nr\.~)?")
_FARTHEST: Final = 2  # a bracket and a comma, between a motion and the marker of its note


@dataclass(frozen=True, slots=True)
class Marked:
    """A note, and where its marker stood."""

    anchor: int
    span: Span


def motions(view: str, papers: Sequence[Printed], notes: Sequence[Marked]) -> Iterator[Printed]:
    """Yield the motions whose paper is certain; `papers` come in the order of the text."""
    found = [(match, Span(*match.span())) for match in _MOTION.finditer(view)]
    named = [span for _, span in found]
    starts = {each.span.start: at for at, each in reversed([*enumerate(papers)])}
    ends = {each.span.end: each for each in papers}
    marks = {note.anchor: note for note in notes}
    for match, span in found:
        paper = (
            _behind(view, span, papers, starts)
            or _in_note(view, span, papers, marks, named)
            or _in_front(view, span, ends)
        )
        # Several motions are not one paper.
        if paper and not (match["several"] and match["others"]):
            yield Printed(ReferenceKind.MOTION, span, paper.targets, paper.certain)


def _behind(
    view: str, span: Span, papers: Sequence[Printed], starts: Mapping[int, int]
) -> Printed | None:
    """Return the paper right behind a motion, if that is one and no more."""
    between = _BEFORE_PAPER.match(view, span.end)
    at = starts.get(between.end()) if between else None
    return None if at is None else _alone(view, papers, at)


def _alone(view: str, papers: Sequence[Printed], at: int) -> Printed | None:
    """Return a paper that is not the first of several."""
    paper = papers[at]
    following = papers[at + 1] if at + 1 < len(papers) else None
    if following is not None:
        more = _MORE.match(view, paper.span.end)
        is_next = more is not None and more.end() == following.span.start
        if following.span == paper.span or is_next:
            return None
    return paper if paper.kind is ReferenceKind.DOCUMENT else None


def _in_front(view: str, span: Span, ends: Mapping[int, Printed]) -> Printed | None:
    """Return the paper that stands right in front of a motion: "Kamerstuk …, Motie van …"."""
    near = view[max(0, span.start - 9) : span.start]
    for length in range(1, len(near) + 1):
        paper = ends.get(span.start - length)
        if paper and _BEFORE_MOTION.fullmatch(near[-length:]):
            return paper if paper.kind is ReferenceKind.DOCUMENT else None
    return None


def _in_note(
    view: str,
    span: Span,
    papers: Sequence[Printed],
    marks: Mapping[int, Marked],
    named: Sequence[Span],
) -> Printed | None:
    """Return the only paper of the note that is marked right behind a motion."""
    anchors = range(span.end, span.end + _FARTHEST + 1)
    mark = next((marks[at] for at in anchors if at in marks), None)
    if mark is None or view[span.end : mark.anchor] not in _BEFORE_MARK:
        return None
    note = mark.span
    at = bisect_left(papers, note.start, key=lambda each: each.span.start)
    within = [each for each in papers[at : at + 2] if each.span in note]
    if len(within) != 1 or within[0].kind is not ReferenceKind.DOCUMENT:
        return None
    past = note.start
    first = bisect_left(named, note.start, key=lambda each: each.start)
    motions_there = [each for each in named[first : first + 2] if each in note]
    for piece in sorted([within[0].span, *motions_there]):
        if not _SAYS_NO_MORE.fullmatch(view, past, piece.start):
            return None
        past = piece.end
    return within[0] if _SAYS_NO_MORE.fullmatch(view, past, note.end) else None
