"""Tables that stand in a letter as text only: their numbers cannot be asked, so nor denied.

In: a question, as it was read, and the letters that are asked. Out: the table that may hold what is
asked for: one without facts that has a word of the question; None where no letter has such a table.
"""

from __future__ import annotations

from functools import lru_cache

from qa.dutch.text import stems
from qa.question.read.reading import Reading
from qa.store.index import Index
from qa.types import Hit, Kind, Passage, Span

_MOST_LETTERS = 12  # that are looked through


def unread_table(reading: Reading, index: Index) -> Hit | None:
    """Return the table that was not read and that speaks of what is asked; None where none does."""
    asked = {reading.stems[number] for number in reading.content}
    for table, said in _unread(index):
        if not asked.isdisjoint(said):
            ends = table.text.find("\n")
            first = Span(table.span.start, table.span.start + ends if ends > 0 else table.span.end)
            return Hit(table, 0.0, (("tabel", 1),), first, ())
    return None


@lru_cache(maxsize=32)  # an index, and the letters of it that are asked apart
def _unread(index: Index) -> tuple[tuple[Passage, frozenset[str]], ...]:
    letters = [source.letter_id for source in index.passages.sources()]
    if len(letters) > _MOST_LETTERS:
        return ()
    return tuple(
        (passage, frozenset(stems(passage.text)))
        for letter in letters
        for passage in index.passages.of_letter(letter)
        if passage.kind is Kind.TABLE and not index.facts.inside(letter, passage.span)
    )
