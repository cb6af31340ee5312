"""Facts of an answer → its series of years: a chart, what it shows in words, and a table.

In: the facts of an answer. Out: values for the templates. `chart` is SVG that a page may hold as it
is: it has no style of its own, and all that is not ours in it is escaped.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from qa import wire
from qa.say.amounts import printed
from qa.say.chart import legend, picture
from qa.say.series import FEWEST, Series, all_series, series_name, table_of, year_of
from qa.store.index import Index
from qa.types import Fact, Passage


@dataclass(frozen=True, slots=True)
class Figure:
    """A series as a page shows it; `place` is the table that all of it stands in."""

    id: str
    name: str
    legend: str
    chart: str
    facts: tuple[Fact, ...]
    place: Passage
    reference: str

    @property
    def rows(self) -> tuple[tuple[int | None, str, Fact], ...]:
        """Each fact with its year and its number, oldest first."""
        return tuple((year_of(fact), printed(fact), fact) for fact in self.facts)

    @property
    def csv(self) -> str:
        """An address that holds the same numbers for a spreadsheet: it asks nothing of anyone."""
        return f"data:text/csv;charset=utf-8,{quote(_for_spreadsheet(self.facts))}"


def figures_of(facts: Sequence[Fact], index: Index) -> tuple[Figure, ...]:
    """Return the series that facts make up."""
    return tuple(_figure(each, index) for each in all_series(facts) if len(each.facts) >= FEWEST)


def _for_spreadsheet(facts: Sequence[Fact]) -> str:
    """Write numbers as Dutch spreadsheets open them: semicolons, decimal commas, UTF-8 marked."""
    head, *rows = csv.reader(io.StringIO(wire.facts_csv(facts), newline=""))
    decimal = {head.index(name) for name in ("waarde", "waardeTot")}
    text = io.StringIO("\ufeff", newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        cells = enumerate(row)
        writer.writerow([cell.replace(".", ",") if at in decimal else cell for at, cell in cells])
    return text.getvalue()


def _figure(series: Series, index: Index) -> Figure:
    first = series.facts[0]
    place = index.passages.containing(first.letter_id, first.span)
    name = series_name(series)
    return Figure(
        id=series.id,
        name=name,
        legend=legend(series) if series.uncertain else "",
        chart=picture(series, f"Lijndiagram: {name}"),
        facts=series.facts,
        place=place,
        reference=table_of(series),
    )
