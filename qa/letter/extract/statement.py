"""A sentence of a letter with the numbers and dates in it, ready for the rules of `prose`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.letter.split import place
from qa.numbers import Found, scan
from qa.text import sentences
from qa.types import Block, Footnote, Kind, Letter, Span


@dataclass(frozen=True, slots=True)
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


def statements(letter: Letter) -> Iterator[Statement]:
    """Yield the sentences of the paragraphs of a letter and then of its notes, in order.

    The letterhead and the signatures state nothing, and tables are read cell by cell.
    """
    notes = {
        note.number: tuple(_cut(letter, note.span, _note_locator(letter, note), {}))
        for note in letter.footnotes
    }
    for block in letter.blocks:
        if block.kind is Kind.PARAGRAPH:
            locator = ", ".join(place(letter, block.section))
            yield from _cut(letter, block.span, locator, notes)
    for cut in notes.values():
        yield from cut


def _note_locator(letter: Letter, note: Footnote) -> str:
    carrier: Block = next(b for b in letter.blocks if note.sentence in b.span)
    return ", ".join((*place(letter, carrier.section), f"noot {note.number}"))


def _cut(
    letter: Letter, span: Span, locator: str, notes: dict[int, tuple[Statement, ...]]
) -> Iterator[Statement]:
    text = span.of(letter.text)
    findings = scan(text, letter.source.date)
    before: Statement | None = None
    for sentence in sentences(text):
        at = Span(span.start + sentence.start, span.start + sentence.end)
        before = Statement(
            span=at,
            text=sentence.of(text),
            found=tuple(_moved(f, sentence) for f in findings if f.span in sentence),
            locator=locator,
            before=before,
            notes=tuple(
                statement
                for note in letter.footnotes
                if note.number in notes and note.sentence == at
                for statement in notes[note.number]
            ),
        )
        yield before


def _moved(found: Found, sentence: Span) -> Found:
    span = Span(found.span.start - sentence.start, found.span.end - sentence.start)
    return Found(span, found.kind, found.rule, found.surface, found.quantity, found.period)
