"""A sentence of a letter with the numbers and dates in it, ready for the rules of `prose`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from qa.dutch.numbers import Found, scan
from qa.dutch.numbers import Kind as Numbered
from qa.dutch.text import sentences
from qa.types import Footnote, Kind, Letter, Span

# The most that one paragraph may hold for its numbers to become facts; the fullest of kst-28684-720
# holds 7. Each fact quotes its sentence and is found by its paragraph: what is kept grows with the
# square.
MOST_NUMBERS = 500

_Notes = dict[Span, list["Statement"]]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence: its place in the letter, and its findings with spans within the sentence.

    `before` is the sentence before it in the same paragraph or note. `notes` are the sentences of
    the footnotes that this one carries.
    """

    span: Span
    text: str
    found: tuple[Found, ...]
    locator: str
    before: Statement | None
    notes: tuple[Statement, ...] = ()

    def next_after(self, found: Found) -> int:
        """Return where the finding after this one begins, or where the sentence ends."""
        after = bisect_right(self.found, found.span.start, key=_start)
        return self.found[after].span.start if after < len(self.found) else len(self.text)


def statements(letter: Letter) -> Iterator[Statement]:
    """Yield the sentences of the paragraphs of a letter and then of its notes, in order.

    The letterhead and the signatures state nothing, and tables are read cell by cell.
    """
    carried: _Notes = {}
    for note in letter.footnotes:
        said = _cut(letter, note.span, _note_locator(letter, note), {})
        carried.setdefault(note.sentence, []).extend(said)
    for block in letter.blocks:
        if block.kind is Kind.PARAGRAPH and not block.unread:
            locator = ", ".join(letter.place(block.section))
            yield from _cut(letter, block.span, locator, carried)
    yield from chain.from_iterable(carried.values())


def _note_locator(letter: Letter, note: Footnote) -> str:
    above = letter.section_of(note)
    return ", ".join((*letter.place(above), f"noot {note.number}"))


def _cut(letter: Letter, span: Span, locator: str, notes: _Notes) -> Iterator[Statement]:
    """Yield the sentences of a paragraph or a note; none where it holds too many numbers."""
    text = span.of(letter.text)
    findings = scan(text, letter.source.date)
    if sum(found.kind is Numbered.QUANTITY for found in findings) > MOST_NUMBERS:
        return
    before: Statement | None = None
    for sentence in sentences(text):
        at = Span(span.start + sentence.start, span.start + sentence.end)
        before = Statement(
            span=at,
            text=sentence.of(text),
            found=tuple(_moved(found, sentence) for found in _within(sentence, findings)),
            locator=locator,
            before=before,
            notes=tuple(notes.get(at, ())),
        )
        yield before


def _within(sentence: Span, findings: Sequence[Found]) -> Iterator[Found]:
    """Yield the findings that stand in a sentence as a whole; all are in the order of the text."""
    first, last = (bisect_left(findings, end, key=_start) for end in (sentence.start, sentence.end))
    return (found for found in findings[first:last] if found.span in sentence)


def _start(found: Found) -> int:
    return found.span.start


def _moved(found: Found, sentence: Span) -> Found:
    span = Span(found.span.start - sentence.start, found.span.end - sentence.start)
    return Found(span, found.kind, found.rule, found.surface, found.quantity, found.period)
