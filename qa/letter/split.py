"""Letter → Passages: what is searched and shown.

One passage a paragraph (a long one cut at sentence bounds), one a table, one a footnote, one for
each part of the letterhead and each signatory. Every passage is a literal slice of the letter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qa.dutch.text import sentences
from qa.types import Block, Footnote, Kind, Letter, Passage, Span

LONGEST_PASSAGE = 200  # words
_PATH_OF = {Kind.LETTERHEAD: "Aanhef", Kind.SIGNATURE: "Ondertekening"}


def split(letter: Letter) -> tuple[Passage, ...]:
    """Cut a letter into passages, in reading order, the footnotes last."""
    passages: list[Passage] = []
    for block in letter.blocks:
        for span in _pieces(letter, block):
            passages.append(_of_block(letter, block, span, len(passages) + 1))
    passages.extend(_of_footnote(letter, note) for note in letter.footnotes)
    return tuple(passages)


def _pieces(letter: Letter, block: Block) -> Iterator[Span]:
    """Yield the spans of a block of at most LONGEST_PASSAGE words, cut between sentences.

    The words are shared out evenly, so that no sentence is left behind on its own. One sentence of
    more words than that stays whole.
    """
    text = block.span.of(letter.text)
    total = len(text.split())
    if block.kind is not Kind.PARAGRAPH or total <= LONGEST_PASSAGE:
        yield block.span
        return
    share = total / -(-total // LONGEST_PASSAGE)
    start, end, count = 0, 0, 0
    for sentence in sentences(text):
        length = len(sentence.of(text).split())
        is_full = count >= share or count + length > LONGEST_PASSAGE
        if count and is_full:
            yield Span(block.span.start + start, block.span.start + end)
            start, count = sentence.start, 0
        end, count = sentence.end, count + length
    yield Span(block.span.start + start, block.span.start + end)


def _of_block(letter: Letter, block: Block, span: Span, number: int) -> Passage:
    opening = (_PATH_OF[block.kind],) if block.kind in _PATH_OF else ()
    label = (block.label,) if block.label and block.label not in opening else ()
    return Passage(
        id=f"{letter.source.letter_id}:p{number}",
        letter_id=letter.source.letter_id,
        span=span,
        text=span.of(letter.text),
        path=opening + label or letter.path(block.section),
        kind=block.kind,
        notes=tuple(note.number for note in _anchored(letter.footnotes, span)),
        reference=", ".join((letter.source.reference, *opening, *letter.place(block.section))),
        url=letter.source.url,
    )


def _anchored(notes: Sequence[Footnote], span: Span) -> Sequence[Footnote]:
    """Return the notes whose markers stood in a span or right behind it, in order."""
    first, last = (bisect_right(notes, end, key=_anchor) for end in (span.start, span.end))
    return notes[first:last]


def _anchor(note: Footnote) -> int:
    return note.anchor


def _of_footnote(letter: Letter, note: Footnote) -> Passage:
    above = letter.section_of(note)
    return Passage(
        id=letter.note_id(note),
        letter_id=letter.source.letter_id,
        span=note.span,
        text=note.span.of(letter.text),
        path=(*letter.path(above), f"Voetnoot {note.number}"),
        kind=Kind.FOOTNOTE,
        notes=(),
        reference=", ".join((letter.source.reference, *letter.place(above), f"noot {note.number}")),
        url=letter.source.url,
    )
