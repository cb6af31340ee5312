"""Facts as a reader chooses and sees them: filters, columns, and a bar chart of a series.

In: the facts of an index and what was asked for. Out: facts, rows of text, lines of a chart. A
choice that nothing matches is refused, with what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from qa.dutch.numbers import OPEN_END, OPEN_START
from qa.dutch.text import fold, stems
from qa.say.amounts import printed
from qa.say.series import all_series
from qa.say.wording import name_of
from qa.types import TABLE_RULE, Fact

_HEADER = ("maat", "onderwerp", "periode", "getal", "plaats")
_NARROWEST = 10  # a bar of fewer cells says nothing
_BLOCKS = " ▏▎▍▌▋▊▉█"  # eighths of a cell


class UnknownChoice(Exception):
    """A filter that matches nothing there is; the message is Dutch and names what there is."""

    @classmethod
    def of(cls, name: str, value: str, known: Iterable[str]) -> UnknownChoice:
        """Return the refusal of a value, with what there is."""
        return cls(f"{name} «{value}» komt niet voor. Wel: {', '.join(known) or 'niets'}.")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; empty fields let everything through."""

    measure: str = ""
    subject: str = ""
    year: str = ""
    kind: str = ""
    letter: str = ""


def choose(facts: Sequence[Fact], wanted: Filter) -> tuple[Fact, ...]:
    """Return the facts that match, in the order of the letters.

    Raises: UnknownChoice for a value that no fact has.
    """
    chosen = tuple(facts)
    for name, value, of in (
        ("maat", wanted.measure, lambda fact: [fact.measure]),
        ("onderwerp", wanted.subject, lambda fact: [name_of(fact)]),
        ("jaar", wanted.year, years_of),
        ("soort", wanted.kind, lambda fact: [kind_of(fact)]),
        ("brief", wanted.letter, lambda fact: [fact.letter_id]),
    ):
        if value:
            keep = _matching(facts, name, value, of)
            chosen = tuple(fact for fact in chosen if fact.id in keep)
    return chosen


def of_series(facts: Sequence[Fact], id: str) -> tuple[Fact, ...]:
    """Return the facts of one series, oldest first.

    Raises: UnknownChoice when there is no series with this id.
    """
    found = {series.id: series.facts for series in all_series(facts)}
    if id not in found:
        raise UnknownChoice.of("reeks", id, found)
    return found[id]


def _matching(
    facts: Sequence[Fact], name: str, value: str, of: Callable[[Fact], Sequence[str]]
) -> frozenset[str]:
    """Return the ids of the facts that have a value; case, accents and plurals do not matter."""
    asked = {_key(value)}
    if name == "onderwerp":  # however it is named
        asked |= {_key(fact.many) for fact in facts if fact.many and _is_named(fact, value)}
    found = {fact.id for fact in facts if not asked.isdisjoint(map(_key, of(fact)))}
    if not found:
        known = sorted({each for fact in facts for each in of(fact) if each}, key=fold)
        raise UnknownChoice.of(name, value, known)
    return frozenset(found)


def _key(value: str) -> tuple[str, ...]:
    return stems(value) or (value,)


def _is_named(fact: Fact, name: str) -> bool:
    """Tell whether a name is one of those of the subject of a fact."""
    return fold(name) in {fold(each) for each in (fact.subject, fact.one, fact.many)}


def years_of(fact: Fact) -> list[str]:
    """Return the years in which a fact's period begins and ends, as far as it does."""
    if fact.period is None:
        return []
    ends = {
        day.year
        for day, is_open in (
            (fact.period.start, fact.period.start == OPEN_START),
            (fact.period.end - timedelta(days=1), fact.period.end == OPEN_END),
        )
        if not is_open
    }
    return [str(year) for year in sorted(ends)]


def kind_of(fact: Fact) -> str:
    """Tell whether a fact stands in a table or in a sentence."""
    return "tabel" if fact.rule == TABLE_RULE else "tekst"


def columns(facts: Sequence[Fact]) -> list[tuple[str, ...]]:
    """Return facts as rows of text, the header first; the letter only where there are several."""
    several = len({fact.letter_id for fact in facts}) > 1
    return [_HEADER, *(_row(fact, whole_place=several) for fact in facts)]


def _row(fact: Fact, *, whole_place: bool) -> tuple[str, ...]:
    place = fact.reference if whole_place else fact.reference.split(", ", 2)[-1]
    period = fact.period.label if fact.period else ""
    return fact.measure, name_of(fact), period, printed(fact), place


def drawable(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the series that facts make up all together, if they do and bars can show it."""
    found = all_series(facts)
    if len(found) != 1 or len(found[0].facts) != len(facts):
        return ()
    below = any(fact.quantity.value < 0 or fact.quantity.high is not None for fact in facts)
    return () if below else found[0].facts


def bars(series: Sequence[Fact], width: int, *, ascii_only: bool = False) -> list[str]:
    """Draw a series as bars from 0, a year a line, no wider than `width`; the longest fills it."""
    labels = [years_of(fact)[0] for fact in series]
    shown = [printed(fact) for fact in series]
    room = width - max(map(len, labels)) - max(map(len, shown)) - 2
    if room < _NARROWEST:
        return [f"{label} {value}"[:width] for label, value in zip(labels, shown, strict=True)]
    top = max(fact.quantity.value for fact in series)
    number = max(map(len, shown))
    lines = []
    for label, value, fact in zip(labels, shown, series, strict=True):
        eighths = int(fact.quantity.value * room * 8 / top) if top else 0
        bar = "#" * round(eighths / 8) if ascii_only else _bar(eighths)
        lines.append(f"{label} {value.rjust(number)} {bar}".rstrip())
    return lines


def _bar(eighths: int) -> str:
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_BLOCKS[rest] if rest else "")
