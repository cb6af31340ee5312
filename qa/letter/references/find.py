"""Letter → its references, in the order of its text.

In: a letter, resolved. Out: every paper, dossier, motion, note, number and web address that it
names with certainty; each stands in one paragraph, note or heading. None lies over another, but
that "nrs. 12 t/m 15" is four papers in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.dutch.numbers.fold import BARRIER, plain
from qa.letter.references.addresses import addresses, numbers
from qa.letter.references.motions import Marked, motions
from qa.letter.references.notes import notes
from qa.letter.references.papers import papers
from qa.letter.references.printed import Printed
from qa.types import Letter, Reference, ReferenceKind, Span


def find(letter: Letter) -> tuple[Reference, ...]:
    """Return what a letter refers to."""
    id = letter.source.letter_id
    return tuple(
        Reference(id, each.kind, each.span, each.span.of(letter.text), each.targets, each.certain)
        for each in _apart(_printed(letter))
    )


def _printed(letter: Letter) -> list[Printed]:
    view = plain(letter.text)
    on_the_web = list(addresses(view))
    view = _without(view, [each.span for each in on_the_web])
    starts = {note.span.start: note.number for note in letter.footnotes}
    named = list(papers(view, frozenset(starts)))
    marked = [Marked(note.anchor, note.span) for note in letter.footnotes]
    found = [*on_the_web, *named, *motions(view, named, marked), *numbers(view)]
    return [*found, *_of_notes(view, letter, starts)]


def _of_notes(view: str, letter: Letter, starts: dict[int, int]) -> Iterator[Printed]:
    """Yield the places that lead to a note which the letter has, but for the note itself."""
    own = {note.number: note for note in letter.footnotes}
    for span, number in notes(view, starts):
        note = own.get(number)
        if note is not None and span not in note.span:
            yield Printed(ReferenceKind.NOTE, span, (letter.note_id(note),))


def _without(view: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length in which nothing stands at these places."""
    pieces, past = [], 0
    for span in spans:
        pieces += [view[past : span.start], BARRIER * (span.end - span.start)]
        past = span.end
    return "".join((*pieces, view[past:]))


def _apart(found: Iterable[Printed]) -> Iterator[Printed]:
    last: Span | None = None
    for each in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if last is None or each.span == last or each.span.start >= last.end:
            yield each
            last = each.span
