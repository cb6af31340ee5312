"""What there is to ask of: the letters themselves, the headings of one, and how long it is.

In: a question for these, and the letters that are asked. Out: an answer; none where a letter has no
headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.dutch.text import words
from qa.question.read.reading import Reading
from qa.question.whole import parts
from qa.say import whole as said
from qa.say.letters import Letters
from qa.say.outline import outline
from qa.store.index import Index
from qa.types import Hit, Kind, Outcome, Passage

_MOST_HEADINGS = 60
_MOST_LISTED = 40  # letters


def listed(reading: Reading, index: Index, letters: Letters) -> Outcome:
    """Answer which letters there are, the newest first, each with its opening."""
    shown = letters.asked[:_MOST_LISTED]
    return said.listed_letters(
        reading.question, [opening(index.passages.of_letter(id)) for id in shown], letters
    )


def opening(passages: Sequence[Passage]) -> Hit:
    """Return the first sentence of a letter."""
    first = next((each for each in passages if each.kind is Kind.PARAGRAPH), passages[0])
    return parts.hit_of(first, parts.opening(first, 1))


def outlined(reading: Reading, letters: Letters, passages: Sequence[Passage]) -> Outcome | None:
    """Answer with the headings of a letter; None where it has none."""
    headings = outline(passages)[:_MOST_HEADINGS]
    if not headings:
        return None
    by_id = {each.id: each for each in passages}
    under = dict.fromkeys(each.passage_id for each in headings)
    hits = tuple(parts.hit_of(by_id[id], parts.opening(by_id[id], 1)) for id in under)
    titles = [f"{each.number} {each.title}".strip() for each in headings]
    return said.outline(reading.question, titles, hits, letters)


def length(reading: Reading, letters: Letters, passages: Sequence[Passage]) -> Outcome:
    """Answer how long a letter is."""
    counted = {kind: sum(each.kind is kind for each in passages) for kind in Kind}
    total = sum(len(words(each.text)) for each in passages)
    counts = (
        (len(outline(passages)), "kop", "koppen"),
        (counted[Kind.PARAGRAPH], "alinea", "alinea's"),
        (counted[Kind.TABLE], "tabel", "tabellen"),
        (counted[Kind.FOOTNOTE], "noot", "noten"),
    )
    hits: tuple[Hit, ...] = (opening(passages),)
    return said.length(reading.question, total, counts, hits, letters)
