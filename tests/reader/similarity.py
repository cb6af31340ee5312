"""What one would install first: the sentence most like the question, from a similarity on.

The similarity is the cosine of the encoder that search uses too. The line is drawn where it answers
most on the held-out letters with no more than a given share of all answered wrongly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.dutch.text import normalise, sentences
from qa.evaluate.gold import Row, shows
from qa.store.index import Index
from qa.types import Kind


@dataclass(frozen=True, slots=True)
class Nearest:
    """The sentence of an index that is most like a question."""

    row: Row
    cosine: float
    sentence: str

    @property
    def right(self) -> bool:
        """Whether it holds a gold piece, or is a part of one, or has the number."""
        pieces = [normalise(piece) for piece in self.row.get("gold") or ()]
        return shows(self.sentence, pieces) or (
            bool(self.row.get("value")) and str(self.row["value"]) in self.sentence
        )


def nearest(row: Row, index: Index) -> Nearest:
    """Find the sentence that is most like a question, among all of the letter's own words."""
    every = (each for part in index.passages.rows for each in part)
    rows = [each for each in every if index.passages.at(each).kind is not Kind.TABLE]
    found = index.sentences.cosines(index.encoder.encode_query(row["q"]), rows)
    best, place, at = max(
        (cosine, -row, number)
        for row, cosines in zip(rows, found, strict=True)
        for number, cosine in enumerate(cosines)
    )
    text = index.passages.at(-place).text
    return Nearest(row, best, sentences(text)[at].of(text))


def line(found: Sequence[Nearest], wrong: float, absent: frozenset[str]) -> float:
    """Return the cosine from which on most are right, no more than a share of all wrong."""
    best, drawn = -1, 1.0
    for at in sorted({each.cosine for each in found}):
        answered = [each for each in found if each.cosine >= at]
        right = sum(each.right and each.row["kind"] not in absent for each in answered)
        if len(answered) - right <= wrong * len(found) and right > best:
            best, drawn = right, at
    return drawn
