"""A bare "Waarom?" → the reason that stands where the answer before it stood.

In: a question that asks why and says nothing of what, and the turn before it. Out: the sentence of
that answer, with the next one where that tells the reason, quoted; None where neither gives one, so
that the letter is searched as ever.
"""

from __future__ import annotations

import re
from typing import Final

from qa.dutch.forms import looks_like_verb
from qa.dutch.text import sentences, stems
from qa.question.dialogue.turn import Turn
from qa.question.passages.retrieve import hit_at
from qa.question.read.reading import Reading
from qa.say import compose
from qa.say.letters import Letters
from qa.store.index import Index
from qa.types import TABLE_RULE, Kind, Outcome, Passage, Span, Strength, Wanted

_WITHIN: Final = re.compile(
    r"\b(?:omdat|doordat|want|aangezien|vanwege|wegens|dankzij"
    r"|(?:komt|kwam(?:en)?|komen) (?:vooral )?door)\b"
    r"|: (?=[a-z])"
)
_BEHIND: Final = re.compile(
    r"(?:Dat|Dit|Deze \w+|Die \w+) (?:komt|kwam|is|was|hangt|heeft) .{0,40}?"
    r"\b(?:door|doordat|omdat|gevolg|oorzaak|reden|samen met)\b"
    r"|(?:De|Een|Belangrijkste) (?:\w+ )?(?:reden|oorzaak|verklaring)\b"
)
_DEGREE: Final = frozenset("zo zoveel te steeds veel".split())


def asks_only_why(reading: Reading) -> bool:
    """Tell whether a question asks why, and of what only how: "Waarom zo weinig?"."""
    words = reading.words
    return reading.wanted is Wanted.WHY and all(
        looks_like_verb(words[n].folded)
        or words[n].folded in _DEGREE
        or (n > 0 and words[n - 1].folded in _DEGREE)
        for n in reading.content
    )


def reason(reading: Reading, turn: Turn, index: Index, letters: Letters) -> Outcome | None:
    """Quote the reason that stands at the answer before."""
    if not asks_only_why(reading) or (place := _place(turn, index)) is None:
        return None
    passage, spans, at = place
    said = [span.of(passage.text) for span in spans]
    last = at + 1 if at + 1 < len(said) and _BEHIND.match(said[at + 1]) else at
    if last == at and not _WITHIN.search(said[at]):
        return None
    start = passage.span.start
    core = Span(start + spans[at].start, start + spans[last].end)
    hit = hit_at(index, passage, core, (("plaats", 1),))
    return compose.from_passages(reading.question, (hit,), Strength.MODERATE, letters)


def _place(turn: Turn, index: Index) -> tuple[Passage, tuple[Span, ...], int] | None:
    """Return the paragraph of the answer before, its sentences, and which of them answered."""
    if facts := index.facts.named([turn.place]):
        if facts[0].rule == TABLE_RULE:
            return None
        passage = index.passages.containing(facts[0].letter_id, facts[0].span)
    else:
        try:
            passage = index.passages.named(turn.place)
        except KeyError:
            return None
    if passage.kind is not Kind.PARAGRAPH or not (spans := tuple(sentences(passage.text))):
        return None
    if facts:
        begins = facts[0].span.start - passage.span.start
        at = next((n for n, span in enumerate(spans) if begins < span.end), 0)
    else:
        asked = frozenset(stems(turn.asked or turn.topic))
        shared = [len(asked & frozenset(stems(span.of(passage.text)))) for span in spans]
        at = max(range(len(spans)), key=lambda n: (shared[n], -n))
    return passage, spans, at
