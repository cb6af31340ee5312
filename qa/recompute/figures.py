"""Fact → Check: a printed percentage, mean or rate against the numbers that it follows from.

Rules stand in order; the first that knows the kind of a figure judges it. A plain count is no
figure to recompute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from qa.dutch.numbers.agreement import agrees
from qa.dutch.terms import COUNT
from qa.dutch.text import stems
from qa.question.series.compute import NotComparable, compute, figure
from qa.recompute.checks import (
    Check,
    Series,
    Verdict,
    note_on_headers,
    shown,
    unknown,
    written,
)
from qa.say.series import year_of
from qa.say.wording import name_of
from qa.types import TABLE_RULE, Bound, Fact, Operation, Period

_PER = {"dag": "day", "uur": "hour", "week": "week", "maand": "month"}
_EXACT_PLACES = 20  # no tie of a letter's numbers needs more to be told from what is next to it
_PART_OF = re.compile(r" van (?:de |het )?[^()\d]+ \((?:\D*)")

_Rule = Callable[[Fact, Series], Check | None]


def printed_figure(fact: Fact, series: Series) -> Check | None:
    """Check a figure by the first rule that knows its kind; None where it is a plain count."""
    return next((found for rule in _RULES if (found := rule(fact, series)) is not None), None)


def target(fact: Fact, series: Series) -> Check | None:
    """Say of a target that it is chosen, not computed."""
    if not (fact.measure.startswith("doel") and fact.quantity.is_percentage):
        return None
    return unknown("target", fact, _about(fact), "Een doel volgt niet uit andere cijfers.")


def change_over_years(fact: Fact, series: Series) -> Check | None:
    """Recompute the percentage that a table gives for a stretch of years."""
    period = fact.period
    if fact.rule != TABLE_RULE or fact.quantity.unit != "procent" or not period or year_of(fact):
        return None
    first, last = period.start.year, period.last_year
    years = series.years(COUNT, fact.subject)
    if not {first, last} <= years.keys():
        why = f"De brief geeft de aantallen van {first} en {last} niet allebei."
        return unknown("change_over_years", fact, _about(fact), why)
    return _checked("change_over_years", fact, Operation.CHANGE, (years[first], years[last]))


def rate_per_time(fact: Fact, series: Series) -> Check | None:
    """Recompute so many an hour, a day, a week or a month from the number of a whole year.

    A rate that a letter gives without a year is that of the latest year it has; the check says so.
    """
    match = re.fullmatch(r"aantal per (?P<unit>\w+)", fact.measure)
    if match is None:
        return None
    known = series.known(fact.subject)
    years = series.years(COUNT, known) if known else {}  # what no table names has no series
    if not years or match["unit"] not in _PER:
        why = "De brief geeft geen aantal per jaar waaruit dit volgt."
        return unknown("rate_per_time", fact, _about(fact), why)
    year = max(years) if fact.period is None else year_of(fact)
    if year not in years:
        why = "De brief geeft het aantal over die periode niet."
        return unknown("rate_per_time", fact, _about(fact), why)
    note = f"De brief noemt hier geen jaar: gerekend is met {year}, het laatste jaar van de reeks."
    note = "" if fact.period else note
    inputs, per = (years[year],), _PER[match["unit"]]
    return _checked("rate_per_time", fact, Operation.RATE, inputs, per, note)


def share_of_whole(fact: Fact, series: Series) -> Check | None:
    """Recompute "10% van de X (1.700 Y)" from the number of X over the same period."""
    if fact.quantity.unit != "procent" or fact.rule == TABLE_RULE or not fact.subject:
        return None
    parts = [other for other in series.beside(fact) if _is_part(other, fact)]
    if len(parts) != 1:
        return None
    wholes = _counts(series).get((fact.period, stems(series.many(fact.subject))), ())
    if len(wholes) != 1:
        why = f"De brief noemt wel het deel ({parts[0].surface}), maar niet het geheel"
        return unknown(
            "share_of_whole", fact, _about(fact), f"{why}: hoe groot «{fact.subject}» is."
        )
    whole, part = wholes[0], parts[0]
    exact = part.quantity.value / whole.quantity.value * 100
    left = f"{figure(part)} ÷ {figure(whole)} × 100%"
    return _compared("share_of_whole", fact, exact, left, (part, whole))


@lru_cache(maxsize=1)  # the figures of one letter follow each other
def _counts(series: Series) -> dict[tuple[Period | None, tuple[str, ...]], list[Fact]]:
    """Return the counts of a letter, other than none, by their period and what they count."""
    found: dict[tuple[Period | None, tuple[str, ...]], list[Fact]] = {}
    for fact in series.facts:
        if fact.measure == COUNT and fact.quantity.value:
            found.setdefault((fact.period, stems(series.many(fact.subject))), []).append(fact)
    return found


def _is_part(other: Fact, share: Fact) -> bool:
    """Tell whether a number stands in brackets behind a percentage: the part it is a share of."""
    start, end = share.value_span.end, other.value_span.start
    if other.span != share.span or other.measure != COUNT or end <= start:
        return False
    between = share.quote[start - share.span.start : end - share.span.start]
    return _PART_OF.fullmatch(between) is not None


def mean_of_group(fact: Fact, series: Series) -> Check | None:
    """Say of a mean that the letter does not give its total."""
    if fact.quantity.word != "gemiddeld":
        return None
    why = "De brief geeft het totaal achter dit gemiddelde niet."
    return unknown("mean_of_group", fact, _about(fact), why)


def without_counts(fact: Fact, series: Series) -> Check | None:
    """Say of any other percentage or ratio that the letter does not give the numbers for it."""
    if not fact.quantity.is_percentage and fact.measure != "verhouding":
        return None
    kind = "dit percentage" if fact.quantity.is_percentage else "deze verhouding"
    why = f"De brief geeft de aantallen achter {kind} niet."
    return unknown("without_counts", fact, _about(fact), why)


# The narrow rules come first; what is left of percentages and ratios rests on nothing printed.
_RULES: tuple[_Rule, ...] = (
    target, change_over_years, rate_per_time, share_of_whole, mean_of_group, without_counts,
)  # fmt: skip


def _checked(
    rule: str,
    fact: Fact,
    operation: Operation,
    inputs: Sequence[Fact],
    per: str = "",
    note: str = "",
) -> Check:
    """Compare a printed figure with what its inputs come to."""
    try:
        found = compute(operation, inputs, per, places=_EXACT_PLACES)
    except NotComparable as error:
        return unknown(rule, fact, _about(fact), str(error))
    left = found.working
    return _compared(rule, fact, found.result.value, left, inputs, note)


def _compared(
    rule: str,
    fact: Fact,
    exact: Decimal,
    left: str,
    inputs: Sequence[Fact],
    note: str = "",
) -> Check:
    """Set a printed figure against an exact value; `left` is the sum that gives it."""
    verdict = Verdict.AGREES if agrees(fact.quantity, exact) else Verdict.DIFFERS
    why = " ".join(filter(None, (note, note_on_headers(inputs))))
    if any(each.quantity.bound is not Bound.EXACT for each in inputs):
        verdict, why = Verdict.UNKNOWN, "Een van de getallen erachter is bij benadering gegeven."
    result = written(shown(fact.quantity, exact), fact.quantity.unit)
    return Check(
        letter_id=fact.letter_id,
        rule=rule,
        span=fact.value_span,
        printed=fact.surface,
        about=_about(fact),
        quote=fact.quote,
        reference=fact.reference,
        verdict=verdict,
        working=(f"{left} = {result}",),
        result=result,
        why=why,
        facts=tuple(inputs),
    )


def _about(fact: Fact) -> str:
    """Name what a figure is a figure of: "bezoekers: toename, 2011–2021"."""
    what = f"{name_of(fact)}: {fact.measure}" if fact.subject else fact.measure
    return f"{what}, {fact.period.label}" if fact.period and fact.period.label else what
