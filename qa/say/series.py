"""Facts → series: one measure of one subject, year after year, as a table of a letter has it.

In: facts. Out: every run of a table over two calendar years or more, with a caption for who cannot
see its chart. What sentences state makes no series: two of them need not count the same thing. Nor
does a run that has two numbers for one year: nobody is to choose between them unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from qa.dutch.text import fold
from qa.say.amounts import parted, printed
from qa.say.wording import capital, listed, measured_by, was
from qa.types import TABLE_RULE, Fact, Origin

FEWEST: Final = (
    3  # years of a series to set out: two are a comparison, which an answer says in words
)
_SENTENCE_END: Final = re.compile(r"(?<=[.?!]) (?=[A-Z])")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one subject in a table of a letter; `facts` are one a year, oldest first.

    `id` needs no escaping in an address: "kst-12345-6.aantal.bezoekers".
    """

    id: str
    letter_id: str
    measure: str
    subject: str
    unit: str
    facts: tuple[Fact, ...]

    @property
    def reconstructed(self) -> tuple[Fact, ...]:
        """The facts whose column heading is not the letter's own."""
        return tuple(fact for fact in self.facts if fact.origin is Origin.RECONSTRUCTED)

    @property
    def uncertain(self) -> tuple[Fact, ...]:
        """The facts whose column heading is plausible but not proven."""
        return tuple(fact for fact in self.facts if not fact.certain)


def all_series(facts: Iterable[Fact]) -> tuple[Series, ...]:
    """Return every series that facts make up, in the order in which they begin."""
    tables: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        if series_id(fact):
            slot = (fact.letter_id, fact.measure, fact.subject, fact.quantity.unit)
            tables.setdefault((*slot, _table(fact)), []).append(fact)
    runs = [run for run in tables.values() if _is_run(run)]
    return tuple(
        Series(
            id=id,
            letter_id=run[0].letter_id,
            measure=run[0].measure,
            subject=run[0].subject,
            unit=run[0].quantity.unit,
            facts=tuple(sorted(run, key=_year)),
        )
        for id, run in zip(_ids(runs), runs, strict=True)
    )


def table_of(series: Series) -> str:
    """Return where all of a series stands: "Kamerstuk 12 345, nr. 6, par. 1, tabel 1"."""
    first = series.facts[0]
    return f"{first.reference.removesuffix(first.locator)}{_table(first)}"


def series_title(series: Series) -> str:
    """Name a series, and in what it is drawn: "De kosten van onderhoud (miljoen euro)"."""
    _, unit, _ = parted(series.facts)
    return capital(measured_by(series.facts[0])) + (f" ({unit})" if unit else "")


def series_name(series: Series) -> str:
    """Name a series with its years: "Het aantal bezoekers, 2011–2021"."""
    years = f"{_year(series.facts[0])}–{_year(series.facts[-1])}"
    return f"{series_title(series)}, {years}"


def told_once(text: str, facts: Sequence[Fact]) -> str:
    """Leave out the sentence that only says again what the table of a series shows."""
    first, *rest = _SENTENCE_END.split(text)
    repeats = [said for said in rest if facts and all(printed(fact) in said for fact in facts)]
    return " ".join([first, *(said for said in rest if said not in repeats)])


def year_of(fact: Fact) -> int | None:
    """Return the calendar year that a fact holds for; None where it is not exactly one."""
    if fact.period is None:
        return None
    first, after = fact.period.start, fact.period.end
    is_year = (first.month, first.day) == (1, 1) and after == date(first.year + 1, 1, 1)
    return first.year if is_year else None


def _year(fact: Fact) -> int:
    year = year_of(fact)
    assert year is not None
    return year


def _table(fact: Fact) -> str:
    """Return the table that a fact stands in: "tabel 1" of "tabel 1, rij 2019"."""
    return fact.locator.partition(", ")[0]


def _is_run(facts: Sequence[Fact]) -> bool:
    return len(facts) > 1 and len({_year(fact) for fact in facts}) == len(facts)


def _ids(runs: Sequence[Sequence[Fact]]) -> list[str]:
    """Name each run after its letter, measure and subject; a second one of a name gets a number."""
    ids: list[str] = []
    met: dict[str, int] = {}
    for first, *_ in runs:
        name = series_id(first)
        met[name] = met.get(name, 0) + 1
        ids.append(name if met[name] == 1 else f"{name}.{met[name]}")
    return ids


def series_id(fact: Fact) -> str:
    """Return the id of the series that a fact may stand in; nothing where it stands in none.

    A second series of that name in a letter has a number behind it.
    """
    if fact.rule != TABLE_RULE or year_of(fact) is None:
        return ""
    names = map(_slug, (fact.letter_id, fact.measure, fact.subject))
    return ".".join(filter(None, names))


def title_of(fact: Fact) -> str:
    """Name the series that a fact may stand in, as a title: "Aantal bezoekers"; or nothing."""
    return capital(measured_by(fact).partition(" ")[2]) if series_id(fact) else ""


def _slug(text: str) -> str:
    return _NOT_IN_ID.sub("-", fold(text)).strip("-")


def caption(series: Series) -> str:
    """Say what a series tells, its ends and extremes as printed, and how sure its headings are."""
    first, last = series.facts[0], series.facts[-1]
    values = [fact.quantity.value for fact in series.facts]
    what = measured_by(series.facts[0])
    what = what[0].upper() + what[1:]
    stayed, went = ("bleven", "gingen") if was(first) == "waren" else ("bleef", "ging")
    if len(set(values)) == 1:
        said = (
            f"{what} {stayed} van {_year(first)} tot en met {_year(last)} gelijk: {printed(first)}"
        )
    else:
        said = (
            f"{what} {went} van {printed(first)} in {_year(first)} naar {printed(last)} in"
            f" {_year(last)}; het hoogst was het {_at(series, max(values))} en het laagst"
            f" {_at(series, min(values))}"
        )
    return f"{said}. {_about_headings(series)}".strip()


def _at(series: Series, value: object) -> str:
    """Say in which years a series has a value, and how it is printed."""
    found = [fact for fact in series.facts if fact.quantity.value == value]
    return f"in {listed([str(_year(fact)) for fact in found])} ({printed(found[0])})"


def _about_headings(series: Series) -> str:
    if series.uncertain:
        years = listed([str(_year(fact)) for fact in series.uncertain])
        return f"De kolomkop van {years} is gereconstrueerd en niet zeker."
    return "De kolomkop is gereconstrueerd." if series.reconstructed else ""
