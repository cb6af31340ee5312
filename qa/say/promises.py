"""Promises → the Dutch around them: who, by when, and a line for a calendar.

In: a promise. Out: words that a person reads; what the letter itself says stays the letter's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from qa.dutch.numbers import write_day
from qa.types import Due, Fate, Followed, Promise, PromiseKind

_SPEAKERS: Final = {
    "ik": "de bewindspersoon die tekende",
    "wij": "de bewindslieden die tekenden",
    "we": "de bewindslieden die tekenden",
    "kabinet": "het kabinet",
    "regering": "de regering",
    "minister": "de minister",
    "ministers": "de ministers",
    "staatssecretaris": "de staatssecretaris",
    "ministerie": "het ministerie",
}
KINDS: Final = {PromiseKind.PROMISE: "toezegging", PromiseKind.EXPECTED: "verwachting"}
STANDS: Final = {
    Fate.DONE: "Volgens een latere brief gedaan",
    Fate.PENDING: "Volgens een latere brief nog niet gedaan",
    Fate.MENTIONED: "Latere brief over hetzelfde",
}
HEADER: Final = ("soort", "termijn", "dat is", "wat de brief zegt", "plaats")
NONE: Final = "In deze brief vond het programma geen toezeggingen of termijnen."
EXPLAINED: Final = (
    "Gevonden op hoe de zin is geschreven. Een wens, een doel of een raming telt niet mee; lees de"
    " zin zelf na voordat u erop rekent."
)
_LONGEST: Final = 90  # characters of a line in a calendar


def by_whom(found: Promise) -> str:
    """Return who will do it; empty where the sentence does not say."""
    return _SPEAKERS.get(found.by, "")


def until(due: Due | None) -> str:
    """Return the days that a term means: "uiterlijk 30 juni 2023"; empty where it means none."""
    if due is None or (due.first is None and due.last is None):
        return ""
    about = "" if due.certain else " (niet zeker)"
    if due.last is None:
        return f"vanaf {_day(due.first)}{about}"
    if due.first == due.last:
        return f"op {_day(due.last)}{about}"
    return f"uiterlijk {_day(due.last)}{about}"


def _day(day: date | None) -> str:
    return write_day(day) if day else ""


def summary(found: Promise) -> str:
    """Return a line for a calendar: what it is, and how the sentence begins."""
    words = found.text.split()
    kept = ""
    for word in words:
        if len(kept) + len(word) > _LONGEST:
            return f"{KINDS[found.kind].capitalize()}: {kept.strip()} …"
        kept += f"{word} "
    return f"{KINDS[found.kind].capitalize()}: {kept.strip()}"


def row(found: Promise, place: str, later: Sequence[Followed] = ()) -> list[str]:
    """Return the cells of a promise in a table, with what the last later letter says of it."""
    term = found.due.words if found.due else ""
    kept = " (met deze brief nagekomen)" if found.kept else ""
    after = later[-1].later if later else None
    told = f" ({STANDS[later[-1].fate]}, {after.passage.reference})" if after else ""
    return [KINDS[found.kind], term, until(found.due), f"{found.text}{kept}{told}", place]


def counted(promises: Sequence[Promise]) -> str:
    """Tell how many there are: "12 toezeggingen en 5 verwachtingen"."""
    made = sum(each.kind is PromiseKind.PROMISE for each in promises)
    awaited = len(promises) - made
    told = (
        f"{made} toezegging{'' if made == 1 else 'en'}" if made else "",
        f"{awaited} verwachting{'' if awaited == 1 else 'en'}" if awaited else "",
    )
    return " en ".join(filter(None, told))
