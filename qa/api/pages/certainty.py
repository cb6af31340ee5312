"""Outcome → how sure it is: its strength, the headings that were restored, the notes that define.

In: an outcome or its facts. Out: texts for the templates, in the words of the widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qa.say.wording import listed
from qa.store.index import Index
from qa.types import Answer, Fact, Origin, Outcome, Passage, Strength

WORKED_OUT: Final = "Berekend met cijfers uit de brief."
PRINTED: Final = "Dit staat zo in de brief."
# What is not read from a table or a sentence that states it, only the odds speak for.
STRENGTHS: Final = {
    Strength.STRONG: "Dit is zeer waarschijnlijk uw antwoord.",
    Strength.MODERATE: "Dit is waarschijnlijk uw antwoord; lees het citaat na.",
    Strength.WEAK: "Dit is misschien niet uw antwoord; lees het citaat na.",
}
RESTORED: Final = "Kolomkop gereconstrueerd"
UNCERTAIN: Final = "Kolomkop gereconstrueerd, niet zeker"


@dataclass(frozen=True, slots=True)
class Restored:
    """That headings of columns were restored, and why; a reason that the answer gives is absent."""

    label: str
    reasons: tuple[str, ...]


def strength(outcome: Outcome) -> str:
    """Say how well an answer is supported; of an abstention, nothing."""
    if not isinstance(outcome, Answer):
        return ""
    if outcome.strength is Strength.STRONG and outcome.derivation:
        return WORKED_OUT
    if outcome.strength is Strength.STRONG and outcome.facts:
        return PRINTED
    return STRENGTHS[outcome.strength]


def restored(facts: Sequence[Fact], said: str) -> Restored | None:
    """Tell which headings above facts are not the letter's own, each reason once."""
    found = [fact for fact in facts if fact.origin is Origin.RECONSTRUCTED]
    if not found:
        return None
    reasons: dict[str, dict[str, None]] = {}
    for heading, _, reason in (fact.header_note.partition(": ") for fact in found):
        if reason and reason not in said:
            reasons.setdefault(reason, {})[heading] = None
    return Restored(
        label=RESTORED if all(fact.certain for fact in found) else UNCERTAIN,
        reasons=tuple(f"{listed(list(each))}: {reason}" for reason, each in reasons.items()),
    )


def notes(facts: Sequence[Fact], index: Index) -> Iterator[tuple[str, Passage]]:
    """Yield the notes that define facts or name their source, each once with what it is."""
    wanted = [("Definitie", fact.definition) for fact in facts]
    wanted += [("Bron", fact.source_note) for fact in facts]
    for name, id in dict.fromkeys(wanted):
        if id:
            yield name, index.passages.named(id)
