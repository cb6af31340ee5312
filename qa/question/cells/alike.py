"""A column named by the end of a compound → the columns that one word may all mean.

In: how a question fits a table. Out: the columns of which that word names a kind: "banken" are
"houten banken" and "stenen banken" as well as "zitbanken"; none where a column has that very name.
"""

from __future__ import annotations

from qa.dutch.forms import root
from qa.question.cells.fitting import Fit
from qa.question.cells.grids import Column
from qa.question.cells.labels import KIN, PART, Label, Spoken, says
from qa.question.read.reading import Reading


def columns_alike(fit: Fit, reading: Reading) -> tuple[Column, ...]:
    """Return all columns that the word for a column may mean, where the one found is not surely."""
    rows = frozenset[int]().union(*(each.by for each in fit.subjects))
    own = fit.grid.label_of(fit.column)
    others = {each: name for each, name in fit.grid.columns.items() if each.unit == fit.column.unit}
    for number in sorted(fit.used - rows):
        word = reading.words[number].folded
        spoken = Spoken(number, word, root(word))
        if not PART <= _said(spoken, own, reading) < KIN:
            continue
        rivals = {each: _said(spoken, name, reading) for each, name in others.items()}
        if any(strength >= KIN for strength in rivals.values()):
            return tuple(each for each, strength in rivals.items() if strength >= PART)
    return ()


def _said(spoken: Spoken, name: Label, reading: Reading) -> float:
    """Return how surely a word says some word of a label."""
    return max((says(spoken, word, False, reading.terms) for word in name.words), default=0.0)
