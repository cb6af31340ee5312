"""Facts and queries of our own making, with defaults for what a test does not care about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qa.types import (
    Bound,
    ComputeQuery,
    Fact,
    FactQuery,
    MeasureKind,
    Operation,
    Origin,
    Period,
    Quantity,
    Span,
    Years,
)
from tests.lexicon import concept, crimes
from tests.lexicon import measure as measured


def year(first: int, last: int | None = None, label: str | None = None) -> Period:
    """Return a calendar year, or the years from the first to the last."""
    end = last or first
    shown = str(first) if end == first else f"{first}–{end}"
    return Period(date(first, 1, 1), date(end + 1, 1, 1), shown if label is None else label)


def fact(
    surface: str = "1.174",
    value: str | None = None,
    *,
    measure: str = "aantal",
    subject: str = "overvallen",
    period: Period | int | None = 2019,
    unit: str = "",
    bound: Bound = Bound.EXACT,
    places: int | None = None,
    scale: int = 0,
    high: str | None = None,
    certain: bool = True,
    header: str = "",
    rule: str = "table_cells",
) -> Fact:
    """Return a fact that prints `surface`; its value is read from it unless it is given."""
    number = value or surface.rstrip("%").replace(".", "").replace(",", ".")
    shown = len(number.partition(".")[2]) if places is None else places
    held = year(period) if isinstance(period, int) else period
    label = held.label if held else ""
    known, of = crimes().lexicon.concept(subject), crimes().lexicon.measure(measure)
    quote = f"{label} {surface}"
    at = Span(len(quote) - len(surface), len(quote))
    return Fact(
        id=f"{measure}:{subject}:{label}:{surface}",
        letter_id="kst-1-1",
        measure=measure,
        subject=subject,
        quantity=Quantity(
            Decimal(number),
            unit or ("procent" if surface.endswith("%") else ""),
            bound,
            shown,
            scale,
            None if high is None else Decimal(high),
        ),
        surface=surface,
        value_span=at,
        period=held,
        qualifiers=(),
        span=Span(0, len(quote)),
        quote=quote,
        locator="tabel 1",
        reference="Kamerstuk 1, nr. 1, tabel 1",
        origin=Origin.RECONSTRUCTED if header else Origin.LETTER,
        certain=certain,
        header_note=header,
        definition="",
        source_note="",
        rule=rule,
        one=known.one if known else "",
        many=known.many if known else "",
        kind=of.kind if of else MeasureKind.LEVEL,
        target_of=of.target_of if of else "",
        change_of=of.change_of if of else "",
    )


def computing(
    operation: Operation,
    *,
    subjects: tuple[str, ...] = ("overvallen",),
    measure: str = "aantal",
    years: Years | None = None,
    per: str = "",
    over_subjects: bool = False,
    unexplained: tuple[str, ...] = (),
) -> ComputeQuery:
    """Return a question for something worked out."""
    meant = years or Years()
    named = tuple(map(concept, subjects))
    of = measured(measure)
    whole = crimes().lexicon.whole(measure)
    return ComputeQuery(
        "?", operation, of, named, meant, per, over_subjects, unexplained, is_whole=named == whole
    )


def looking_up(
    *years: int,
    subjects: tuple[str, ...] = ("overvallen",),
    measure: str = "aantal",
    unexplained: tuple[str, ...] = (),
) -> FactQuery:
    """Return a question for numbers of a series."""
    named = tuple(map(concept, subjects))
    whole = crimes().lexicon.whole(measure)
    return FactQuery(
        "?", measured(measure), named, Years(named=years), unexplained, is_whole=named == whole
    )
