"""What is found in whole series follows from their figures, whatever those are."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.numbers import write_number
from qa.question.series import growth, patterns, targets
from qa.question.series.compute import NotComparable
from qa.types import Extent, Fact, Operation, Pattern, Quantity
from tests.question.factories import fact

Series = tuple[Fact, ...]


def series(*values: int, first: int = 2011, subject: str = "overvallen") -> Series:
    """Return a series of whole numbers, one a year."""
    return tuple(
        fact(write_number(Decimal(value)), str(value), period=first + at, subject=subject)
        for at, value in enumerate(values)
    )


def years(facts: tuple[Fact, ...]) -> list[int]:
    return [each.period.start.year for each in facts if each.period]


def limit(value: int, extent: Extent = Extent.ALL, way: int = -1) -> Pattern:
    return Pattern(Operation.THRESHOLD, way, (Quantity(Decimal(value)),), extent=extent)


numbers = st.lists(st.integers(1, 1000), min_size=2, max_size=12)


@given(numbers, st.integers(0, 1000))
def test_the_years_below_a_limit_are_those_whose_figure_is_less(
    values: list[int], most: int
) -> None:
    found = patterns.threshold(limit(most), series(*values))
    assert [fact.quantity.value for fact in found.chosen] == [v for v in values if v < most]


@given(numbers, st.integers(0, 1000))
def test_since_a_year_all_are_below_and_the_year_before_is_not(
    values: list[int], most: int
) -> None:
    run = series(*values)
    chosen = patterns.threshold(limit(most, Extent.SINCE), run).chosen
    assert run[len(run) - len(chosen) :] == chosen
    assert all(each.quantity.value < most for each in chosen)
    if len(chosen) < len(run):
        assert run[-len(chosen) - 1].quantity.value >= most


@given(numbers)
def test_a_series_falls_every_year_if_no_year_rises_or_stays(values: list[int]) -> None:
    run = series(*values)
    every = patterns.every_year(Pattern(Operation.EVERY_YEAR, -1), run)
    assert every.holds == all(new < old for old, new in pairwise(values))
    rises = patterns.exceptions(Pattern(Operation.EXCEPTIONS, 1), run)
    falls = patterns.exceptions(Pattern(Operation.EXCEPTIONS, -1), run)
    assert set(rises.chosen).isdisjoint(falls.chosen)
    assert set(rises.chosen) <= set(every.chosen)


@given(numbers, st.integers(0, 11), st.booleans())
def test_the_place_of_a_year_counts_those_before_it(values: list[int], at: int, most: bool) -> None:
    run = series(*values)
    year = 2011 + at % len(values)
    found = patterns.place(Pattern(Operation.PLACE, year=year, most=most), run)
    mine = values[at % len(values)]
    before = sum(1 for each in values if (each > mine if most else each < mine))
    assert found.working.endswith(f"plaats {before + 1} van {len(values)}")
    assert found.holds == (before == 0)


@given(numbers)
def test_an_index_is_100_in_its_base_and_keeps_the_order(values: list[int]) -> None:
    run = series(*values)
    steps = growth.index(Pattern(Operation.INDEX, base=2011), run, run).steps
    assert steps[0].result.value == 100
    for one, other in pairwise(steps):
        more = other.inputs[1].quantity.value - one.inputs[1].quantity.value
        assert (other.result.value - one.result.value) * more >= 0


@given(numbers)
def test_mean_changes_lead_back_to_the_last_figure(values: list[int]) -> None:
    run, count = series(*values), len(values) - 1
    plain = growth.yearly(Pattern(Operation.YEARLY, in_percent=False), run).steps[0].result.value
    assert abs(values[0] + plain * count - values[-1]) <= Decimal("0.05") * count
    grown = growth.yearly(Pattern(Operation.YEARLY, in_percent=True), run).steps[0].result.value
    with localcontext() as context:
        context.prec = 50
        exact = ((Decimal(values[-1]) / values[0]) ** (Decimal(1) / count) - 1) * 100
    assert abs(grown - exact) <= Decimal("0.05")


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(1, 1000)), min_size=2, max_size=4))
def test_the_strongest_is_changed_more_than_each_other(ends: list[tuple[int, int]]) -> None:
    subjects = ("overvallen", "straatroof", "woninginbraak", "geweld")
    runs = [series(*each, subject=s) for each, s in zip(ends, subjects, strict=False)]
    pattern = Pattern(Operation.STRONGEST, over_subjects=True, in_percent=False)
    sizes = [abs(new - old) for old, new in ends]
    if not any(sizes):
        with pytest.raises(NotComparable):
            growth.strongest(pattern, runs, ())
        return
    found = growth.strongest(pattern, runs, ())
    most = {run[0].subject for run, size in zip(runs, sizes, strict=True) if size == max(sizes)}
    assert {each.subject for each in found.chosen} == most


@given(numbers)
def test_the_shares_of_all_years_are_all_of_it(values: list[int]) -> None:
    run = series(*values)
    shares = [
        growth.share_of_years(Pattern(Operation.SHARE, year=year), run).steps[0].result.value
        for year in years(run)
    ]
    assert abs(sum(shares, Decimal(0)) - 100) <= Decimal("0.05") * len(values)


def test_what_a_missing_year_may_change_is_refused() -> None:
    run = (*series(9, 8), *series(7, 6, first=2014))
    with pytest.raises(NotComparable):
        patterns.every_year(Pattern(Operation.EVERY_YEAR, -1), run)
    with pytest.raises(NotComparable):
        patterns.threshold(limit(8, Extent.SINCE), run)
    rising = (*series(9, 10), *series(7, 6, first=2014))
    found = patterns.every_year(Pattern(Operation.EVERY_YEAR, -1), rising)
    assert (found.holds, years(found.chosen), found.missing) == (False, [2012], (2013,))
    assert years(patterns.threshold(limit(9), run).chosen) == [2012, 2014, 2015]


def test_a_limit_of_another_unit_and_a_place_that_is_not_there_are_refused() -> None:
    percent = Pattern(Operation.THRESHOLD, 1, (Quantity(Decimal(5), "procent"),))
    with pytest.raises(NotComparable):
        patterns.threshold(percent, series(1, 9))
    with pytest.raises(NotComparable):
        patterns.place(Pattern(Operation.PLACE, place=15), series(1, 9))
    with pytest.raises(NotComparable):
        patterns.place(Pattern(Operation.PLACE, place=1), series(9, 9))


def test_a_limit_below_the_unit_of_a_table_is_refused() -> None:
    thousands = tuple(
        fact(f"{each},0", str(each * 1000), period=2011 + each, scale=3) for each in (8, 9)
    )
    for extent in (Extent.ALL, Extent.SINCE):
        with pytest.raises(NotComparable):
            patterns.threshold(limit(8, extent, 1), thousands)
    assert years(patterns.threshold(limit(8500, way=1), thousands).chosen) == [2020]


def test_a_base_that_is_zero_or_not_there_has_no_index() -> None:
    for base, run in ((2011, series(0, 9)), (2005, series(1, 9))):
        with pytest.raises(NotComparable):
            growth.index(Pattern(Operation.INDEX, base=base), run, run)


def test_a_result_without_a_target_is_refused() -> None:
    with pytest.raises(NotComparable):
        targets.reached(Pattern(Operation.TARGETS), [series(1, 2)], ())
