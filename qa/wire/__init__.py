"""The one JSON of every door: what is known → plain values with Dutch names.

Fields may be added, never renamed or removed: programs outside this project read them. Decimals
leave as text with a point, dates as ISO text; a period's `einde` is its last day.
"""

from __future__ import annotations

from qa.wire.facts import fact, facts_csv, harmless, period, series
from qa.wire.letters import heading, letter, note_number, passage
from qa.wire.outcomes import derivation, found, hit, outcome, step
from qa.wire.promises import promise, promises_calendar, promises_csv
from qa.wire.references import reference, references, referring_letters

__all__ = [
    "derivation",
    "fact",
    "facts_csv",
    "found",
    "harmless",
    "heading",
    "hit",
    "letter",
    "note_number",
    "outcome",
    "passage",
    "period",
    "promise",
    "promises_calendar",
    "promises_csv",
    "reference",
    "references",
    "referring_letters",
    "series",
    "step",
]
