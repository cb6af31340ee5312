"""An index that was just built → the numbers of its tables that their own question does not give.

In: an index. Out: how many numbers with a calendar year were asked, each by the plain question that
a reader would put ("Hoeveel bezoekers waren er in 2021?") to its own letter; and those that did not
come back, by name. A number that nobody can ask for had better be known before it is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from qa.question.ask import ask
from qa.say.amounts import printed
from qa.say.series import year_of
from qa.say.series_answers import question_for
from qa.store.index import Index
from qa.types import Answer, Fact, Outcome, table_of

# Numbers asked of a letter. Of seven letters none has more than 80; one that comes back takes 2 ms,
# one that does not 10 (it is then searched for), so that a letter takes two seconds at most.
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Lost:
    """A number that its own question does not give; `given` are the numbers that came instead.

    `others` are as many more of its row or column.
    """

    fact: Fact
    question: str
    given: tuple[str, ...]
    others: int = 0

    def __str__(self) -> str:
        given = " en ".join(self.given) or "geen getal"
        also = f"; {self.others} andere van dezelfde reeks ook niet" if self.others else ""
        return (
            f"{self.fact.letter_id}, {self.fact.locator}: «{self.question}» geeft {given},"
            f" {printed(self.fact)} verwacht{also}"
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """How many numbers were asked, of how many, and what did not come back: one for each series."""

    asked: int
    held: int
    lost: tuple[Lost, ...]

    @property
    def missed(self) -> int:
        """How many numbers did not come back."""
        return sum(1 + each.others for each in self.lost)


def prove(
    index: Index,
    report: Callable[[str], None] = lambda _: None,
    letters: Collection[str] | None = None,
) -> Proof:
    """Ask every number of a table that holds for a calendar year, each of its own letter.

    Of a letter with more than 200 of them the newest of each series are asked first, then those of
    the year before, and so on. Only `letters` are asked, where they are given: what an answer of a
    letter by itself is does not depend on the others.
    """
    asked = held = 0
    lost: list[Lost] = []
    for source in index.passages.sources():
        if letters is not None and source.letter_id not in letters:
            continue
        letter = index.within([source.letter_id])
        series = _series(letter.facts.cells())
        if not series:
            continue
        report(f"{source.letter_id}: getallen navragen")
        chosen = _newest_first(series)[:_MOST]
        held += sum(map(len, series))
        asked += len(chosen)
        missing = {fact.id: missed for fact in chosen if (missed := _ask(fact, letter))}
        lost += _one_each(series, missing)
    return Proof(asked, held, tuple(lost))


def _series(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the numbers with a calendar year, those of one row or column together."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if year_of(fact) is not None:
            slot = (table_of(fact), fact.measure, fact.subject, fact.dimensions, fact.quantity.unit)
            found.setdefault(slot, []).append(fact)
    return [sorted(run, key=lambda fact: -(year_of(fact) or 0)) for run in found.values()]


def _newest_first(series: Sequence[Sequence[Fact]]) -> list[Fact]:
    """Return the newest number of each series, then the one before it, and so on."""
    longest = max(map(len, series))
    return [run[back] for back in range(longest) for run in series if back < len(run)]


def _ask(fact: Fact, letter: Index) -> Lost | None:
    """Ask for a number; return it where another one came, or none."""
    year = year_of(fact)
    assert year is not None
    question = question_for(fact, year)
    given = _given(ask(question, letter))
    if any(each.id == fact.id for each in given):
        return None
    # Where two tables print one number, either is its place.
    if given and all(_amount(each) == _amount(fact) for each in given):
        return None
    return Lost(fact, question, tuple(dict.fromkeys(map(printed, given))))


def _amount(fact: Fact) -> tuple[Decimal, str]:
    return fact.quantity.value, fact.quantity.unit


def _given(outcome: Outcome) -> tuple[Fact, ...]:
    return outcome.facts if isinstance(outcome, Answer) else ()


def _one_each(series: Sequence[Sequence[Fact]], missing: dict[str, Lost]) -> list[Lost]:
    """Name of each series the newest number that did not come back, and count the others."""
    found = []
    for run in series:
        if lost := [missing[fact.id] for fact in run if fact.id in missing]:
            first = lost[0]
            found.append(Lost(first.fact, first.question, first.given, len(lost) - 1))
    return found
