"""A short question and the number that one letter states → those that other dossiers state.

In: the number that was found, and the words of the question that carry its meaning. Out: of each
other dossier a number of the same kind whose sentence holds all of these words too. "Wat is de
boete?" asked of letters on many things is asked of none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from qa.dutch.text import stems
from qa.question.read.reading import Reading
from qa.question.stated.fitting import terms_of
from qa.question.stated.matching import is_among
from qa.store.facts import FactStore
from qa.types import Fact

_SHORT: Final = 2  # words: whoever says more tells of what
_LOOKED_AT: Final = 60  # facts


def in_other_dossiers(
    reading: Reading, best: Fact, facts: FactStore, dossier_of: Callable[[str], str]
) -> tuple[Fact, ...]:
    """Return the numbers of other dossiers that a short question may mean as well."""
    required = [reading.stems[number] for number in reading.content]
    if not 0 < len(required) <= _SHORT or reading.turns.ends:
        return ()
    found: dict[str, Fact] = {dossier_of(best.letter_id): best}
    for fact, _ in facts.stated(terms_of(required, reading.terms), _LOOKED_AT):
        held = frozenset(stems(fact.quote))
        is_same_kind = (fact.measure, fact.quantity.unit) == (best.measure, best.quantity.unit)
        if is_same_kind and all(is_among(word, held, reading.terms) for word in required):
            found.setdefault(dossier_of(fact.letter_id), fact)
    return tuple(found.values())[1:]
