"""What the letter of the corpus speaks of, for tests that read questions without an index."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from qa.dutch.terms import Terms, terms_with
from qa.letter.build import facts_of, load, refinements
from qa.letter.concepts import lexicon_of, named
from qa.letter.extract import extract
from qa.types import Concept, Fact, Letter, Measure

LETTER: Final = Path(__file__).parents[1] / "corpus" / "kst-28684-720"


@cache
def crimes() -> Terms:
    """Return what words mean in the letter."""
    letter = load(LETTER)
    facts = [fact for fact, _ in facts_of(letter)]
    return terms_with(lexicon_of(letter, facts, refinements(LETTER)))


def spoken_of(letter: Letter) -> tuple[tuple[Fact, ...], Terms]:
    """Return the facts of another letter with the names that this one gives them, and its words."""
    facts, written = tuple(extract(letter)), refinements(LETTER)
    held = {fact.subject for fact in facts} | {fact.measure for fact in facts}
    kept = {
        kind: {id: entry for id, entry in written[kind].items() if id in held}
        for kind in ("concept", "measure")
    }
    lexicon = lexicon_of(letter, facts, kept)
    return tuple(named(fact, lexicon) for fact in facts), terms_with(lexicon)


def concept(id: str) -> Concept:
    """Return what the letter counts; another name stands for itself."""
    return crimes().lexicon.concept(id) or Concept(id, id, id)


def measure(id: str) -> Measure:
    """Return what the letter measures."""
    found = crimes().lexicon.measure(id)
    assert found is not None
    return found
