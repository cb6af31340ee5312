"""Letter → Facts: every number with what it counts, when it holds and where it stands.

Rules stand in order; each yields facts under its own name. A number in a table is a fact of its row
and column; a number in a sentence is a fact of that sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qa.letter.extract.cells import table_cells
from qa.letter.extract.prose import sentence_quantities
from qa.types import Fact, Letter

Rule = Callable[[Letter], Iterator[Fact]]

RULES: tuple[Rule, ...] = (table_cells, sentence_quantities)


def extract(letter: Letter) -> tuple[Fact, ...]:
    """Return every fact of a letter, in the order of the rules and then of the text."""
    return tuple(fact for rule in RULES for fact in rule(letter))
