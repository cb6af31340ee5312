"""Arithmetic is exact and can be repeated; units that do not go together are refused."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.numbers import read_number, write_number
from qa.question.series.compute import NotComparable, compute
from qa.types import Bound, Fact, Operation, Period
from tests.question.factories import fact, year

TWO = (
    Operation.DIFFERENCE,
    Operation.POINTS,
    Operation.DIRECTION,
    Operation.CHANGE,
    Operation.RATIO,
)
MANY = (Operation.SUM, Operation.MEAN)
ORDERS = (Operation.HIGHEST, Operation.LOWEST, Operation.COMPARE, Operation.RANK, Operation.TREND)


@st.composite
def counts(draw: st.DrawFn, least: int = 0) -> Fact:
    """A number as a letter prints it: whole, with decimals, or written with a scale."""
    places = draw(st.integers(0, 3))
    value = Decimal(draw(st.integers(least, 10**9))).scaleb(-places)
    return fact(write_number(value, places), str(value), places=places, period=2019)


@st.composite
def percentages(draw: st.DrawFn) -> Fact:
    value = Decimal(draw(st.integers(0, 10**5))).scaleb(-2)
    return fact(f"{write_number(value, 2)}%", str(value), places=2, measure="percentage")


def evaluated(formula: str) -> tuple[Decimal, Decimal]:
    """Read a formula back, number by number, and return what it comes to and what it shows."""
    left, _, shown = formula.rpartition(" = ")
    numbers = re.compile(r"[0-9][0-9.]*(?:,[0-9]+)?")
    result = numbers.search(shown)
    assert result is not None
    for printed in numbers.findall(formula):
        assert read_number(printed) is not None, printed
    sum_ = numbers.sub(lambda m: f"Decimal('{read_number(m.group())}')", left.replace("%", ""))
    code = sum_.replace("−", "-").replace("×", "*").replace("÷", "/")
    with localcontext() as context:
        context.prec = 50
        value: Decimal = eval(code, {"__builtins__": {}, "Decimal": Decimal})
    number = read_number(result.group())
    assert number is not None
    return value, -number if shown.startswith("−") else number


@given(st.sampled_from(TWO), counts(), counts(least=1))
def test_a_formula_of_two_numbers_evaluates_to_the_result_it_shows(
    operation: Operation, one: Fact, other: Fact
) -> None:
    if operation is Operation.RATIO and one.quantity.value == 0:
        return
    found = compute(operation, (other, one))
    value, shown = evaluated(found.formula)
    places = found.result.places
    assert value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == shown
    assert shown in (found.result.value, abs(found.result.value))
    assert found.rounded == (value != shown)


@given(st.sampled_from(MANY), st.lists(counts(), min_size=1, max_size=8))
def test_a_formula_of_many_numbers_evaluates_to_the_result_it_shows(
    operation: Operation, facts: list[Fact]
) -> None:
    found = compute(operation, facts)
    value, shown = evaluated(found.formula)
    assert value.quantize(Decimal(1).scaleb(-found.result.places), ROUND_HALF_UP) == shown
    assert shown == found.result.value
    assert found.rounded == (value != shown)


@given(counts(), st.sampled_from(("day", "hour", "week", "month")), st.integers(1990, 2030))
def test_a_rate_evaluates_to_the_result_it_shows(number: Fact, per: str, of: int) -> None:
    dated = fact(number.surface, str(number.quantity.value), period=of)
    found = compute(Operation.RATE, (dated,), per)
    value, shown = evaluated(found.formula)
    assert value.quantize(Decimal(1).scaleb(-found.result.places), ROUND_HALF_UP) == shown


@given(st.lists(counts(least=1), min_size=2, max_size=2), st.sampled_from((*TWO, *MANY, *ORDERS)))
def test_recomputing_gives_the_result(facts: list[Fact], operation: Operation) -> None:
    found = compute(operation, facts)
    assert compute(operation, facts) == found
    again = compute(operation, found.inputs)
    assert (again.result, again.formula) == (found.result, found.formula)


@given(counts(), counts())
def test_a_difference_turned_round_changes_only_its_sign(one: Fact, other: Fact) -> None:
    there = compute(Operation.DIFFERENCE, (one, other))
    back = compute(Operation.DIFFERENCE, (other, one))
    assert there.result.value == -back.result.value
    assert there.result.value == other.quantity.value - one.quantity.value
    if there.result.value:
        assert there.formula == back.formula  # the smaller from the larger, either way


@given(st.lists(counts(), min_size=1, max_size=10))
def test_a_sum_is_the_sum_of_its_decimals(facts: list[Fact]) -> None:
    found = compute(Operation.SUM, facts)
    assert found.result.value == sum(each.quantity.value for each in facts)
    assert not found.rounded


@given(counts(least=1), counts())
def test_a_change_leads_back_to_the_later_number(old: Fact, new: Fact) -> None:
    found = compute(Operation.CHANGE, (old, new), places=20)
    with localcontext() as context:
        context.prec = 50
        back = old.quantity.value * (1 + found.result.value / 100)
        error = abs(back - new.quantity.value)
    assert error <= old.quantity.value.scaleb(-20)


@given(st.lists(percentages(), min_size=1, max_size=4), st.sampled_from((*MANY, Operation.RATE)))
def test_percentages_are_never_added_averaged_or_divided_over_time(
    facts: list[Fact], operation: Operation
) -> None:
    with pytest.raises(NotComparable, match="Percentages zijn niet"):
        compute(operation, facts, "day")


@given(percentages(), percentages())
def test_percentages_differ_by_percentage_points_and_never_by_percents(
    old: Fact, new: Fact
) -> None:
    found = compute(Operation.POINTS, (old, new))
    assert found.result.unit == "procentpunt"
    assert found.result.value == new.quantity.value - old.quantity.value
    assert found.formula.endswith(" procentpunt")
    with pytest.raises(NotComparable, match="procentpunten"):
        compute(Operation.CHANGE, (old, new))


@given(
    st.lists(st.sampled_from(("", "euro", "fte", "procent")), min_size=2, max_size=4),
    st.sampled_from((*TWO, *MANY, *ORDERS)),
)
def test_numbers_of_different_units_are_refused(units: list[str], operation: Operation) -> None:
    facts = [fact("5", unit=unit) for unit in units]
    if len(set(units)) > 1:
        with pytest.raises(NotComparable, match="niet dezelfde eenheid"):
            compute(operation, facts)


@pytest.mark.parametrize("operation", [*TWO, *MANY, *ORDERS])
def test_a_range_is_refused(operation: Operation) -> None:
    between = fact("twee à drie", "2", bound=Bound.RANGE, high="3")
    with pytest.raises(NotComparable, match="marge"):
        compute(operation, (fact("5"), between))


@pytest.mark.parametrize("operation", TWO)
@pytest.mark.parametrize("number", [1, 3, 4])
def test_two_numbers_are_two(operation: Operation, number: int) -> None:
    with pytest.raises(NotComparable, match="precies twee"):
        compute(operation, [fact("5")] * number)


@pytest.mark.parametrize(
    ("operation", "surfaces", "result", "formula", "rounded"),
    [
        (Operation.DIFFERENCE, ("8.400", "2.321"), "-6079", "8.400 − 2.321 = 6.079", False),
        (Operation.DIFFERENCE, ("1.103", "1.174"), "71", "1.174 − 1.103 = 71", False),
        (Operation.DIFFERENCE, ("676", "676"), "0", "676 − 676 = 0", False),
        (Operation.POINTS, ("52,4%", "62,57%"), "10.17",
         "62,57% − 52,4% = 10,17 procentpunt", False),
        (Operation.CHANGE, ("3.777", "2.321"), "-38.5",
         "(2.321 − 3.777) ÷ 3.777 × 100% = −38,5%", True),
        (Operation.CHANGE, ("200", "300"), "50", "(300 − 200) ÷ 200 × 100% = +50%", False),
        (Operation.CHANGE, ("200", "200"), "0", "(200 − 200) ÷ 200 × 100% = 0%", False),
        (Operation.SUM, ("676", "2.321"), "2997", "676 + 2.321 = 2.997", False),
        (Operation.SUM, ("1,5", "2,25"), "3.75", "1,5 + 2,25 = 3,75", False),
        (Operation.MEAN, ("1", "2"), "1.5", "(1 + 2) ÷ 2 = 1,5", False),
        (Operation.MEAN, ("1", "3"), "2", "(1 + 3) ÷ 2 = 2", False),
        (Operation.MEAN, ("1", "1", "2"), "1.3", "(1 + 1 + 2) ÷ 3 = 1,3", True),
        (Operation.HIGHEST, ("5", "7", "7"), "7", "7 = 7 > 5", False),
        (Operation.LOWEST, ("5", "7", "5"), "5", "5 = 5 < 7", False),
        (Operation.COMPARE, ("5", "5"), "5", "5 = 5", False),
        (Operation.RANK, ("5", "9", "7"), "9", "9 > 7 > 5", False),
    ],
)  # fmt: skip
def test_a_result_comes_with_its_working(
    operation: Operation, surfaces: tuple[str, ...], result: str, formula: str, rounded: bool
) -> None:
    found = compute(operation, [fact(surface) for surface in surfaces])
    assert (str(found.result.value), found.formula, found.rounded) == (result, formula, rounded)


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [
        ("2.000", "2.001", "0.1"),  # 0,05: half up
        ("2.000", "1.999", "-0.1"),  # away from zero, as schools teach it
        ("2.000", "2.003", "0.2"),  # 0,15
        ("2.000", "2.005", "0.3"),  # 0,25: not to the even digit
        ("20.000", "20.009", "0.05"),  # 0,045: too little for one decimal, half up in two
        ("100.000", "100.001", "0.001"),
    ],
)
def test_halves_are_rounded_up_and_nothing_is_rounded_to_zero(
    old: str, new: str, percent: str
) -> None:
    assert str(compute(Operation.CHANGE, (fact(old), fact(new))).result.value) == percent


@pytest.mark.parametrize(
    ("of", "per", "formula"),
    [
        (2020, "day", "36.600 ÷ 366 = 100"),
        (2021, "day", "36.600 ÷ 365 = 100,3"),
        (2000, "day", "36.600 ÷ 366 = 100"),
        (1900, "day", "36.600 ÷ 365 = 100,3"),
        (2020, "hour", "36.600 ÷ (366 × 24) = 4,2"),
        (2020, "week", "36.600 × 7 ÷ 366 = 700"),
        (2020, "month", "36.600 ÷ 12 = 3.050"),
    ],
)
def test_a_rate_counts_the_days_of_its_year(of: int, per: str, formula: str) -> None:
    assert compute(Operation.RATE, (fact("36.600", period=of),), per).formula == formula


@pytest.mark.parametrize(
    ("period", "why"),
    [
        (None, "niet over welke periode"),
        (year(2011, 2021), "over een heel jaar"),
        (Period(year(2022).start, year(2022).start.replace(day=2), "1 januari 2022"), "heel jaar"),
        (Period(year(2021).start.replace(month=7), year(2022).start, "tweede helft"), "heel jaar"),
    ],
)
def test_only_the_number_of_a_whole_year_is_divided_over_time(
    period: Period | None, why: str
) -> None:
    with pytest.raises(NotComparable, match=why):
        compute(Operation.RATE, (fact("36.600", period=period),), "day")


def test_a_rate_takes_one_number() -> None:
    with pytest.raises(NotComparable, match="één getal tegelijk"):
        compute(Operation.RATE, (fact("5"), fact("6")), "day")


@pytest.mark.parametrize("operation", [Operation.CHANGE, Operation.RATIO])
def test_nothing_is_divided_by_zero(operation: Operation) -> None:
    with pytest.raises(NotComparable, match="nul"):
        compute(operation, (fact("0"), fact("5")))


def test_a_mean_or_a_course_over_several_subjects_and_years_is_refused() -> None:
    mixed = [fact("5", subject=subject, period=y) for subject in "ab" for y in (2019, 2020)]
    with pytest.raises(NotComparable, match="één soort, of over één jaar"):
        compute(Operation.MEAN, mixed)
    with pytest.raises(NotComparable, match="per soort"):
        compute(Operation.TREND, mixed)


def test_what_rests_on_an_approximation_is_one() -> None:
    about = fact("ruim 100", "100", bound=Bound.ABOUT)
    for operation in (Operation.DIFFERENCE, Operation.SUM, Operation.CHANGE, Operation.RATIO):
        assert compute(operation, (about, fact("50"))).result.bound is Bound.ABOUT
        assert compute(operation, (fact("100"), fact("50"))).result.bound is Bound.EXACT


def test_a_number_with_a_scale_is_worked_with_in_full() -> None:
    million = fact("9,2 miljoen", "9200000", places=1, scale=6)
    cents = fact("0,75")
    assert compute(Operation.SUM, (million, cents)).formula == "9.200.000 + 0,75 = 9.200.000,75"
    assert compute(Operation.DIFFERENCE, (cents, million)).formula == (
        "9.200.000 − 0,75 = 9.199.999,25"
    )


def test_a_course_points_at_its_ends_and_its_extremes() -> None:
    facts = [fact(n, period=2019 + i) for i, n in enumerate(("5", "9", "2", "4"))]
    found = compute(Operation.TREND, facts)
    assert [each.surface for each in found.chosen] == ["5", "4", "9", "2"]
    assert (found.result.value, found.formula) == (Decimal(-1), "5 − 4 = 1")


def test_all_that_share_the_extreme_are_pointed_at() -> None:
    facts = [fact(n, period=2019 + i) for i, n in enumerate(("5", "9", "9"))]
    chosen = compute(Operation.HIGHEST, facts).chosen
    assert [each.period.label for each in chosen if each.period] == ["2020", "2021"]


@pytest.mark.parametrize(
    ("operation", "working", "shown", "formula"),
    [
        (Operation.SUM, "907 + 1.174", "2.081", "907 + 1.174 = 2.081"),
        (Operation.TREND, "1.174 − 907", "267", "1.174 − 907 = 267"),
        (Operation.LOWEST, "907 < 1.174", "907", "907 < 1.174"),
        (Operation.RANK, "1.174 > 907", "1.174", "1.174 > 907"),
    ],
)
def test_what_a_working_comes_to_is_held_beside_it(
    operation: Operation, working: str, shown: str, formula: str
) -> None:
    found = compute(operation, [fact("907", period=2020), fact("1.174", period=2019)])
    assert (found.working, found.shown, found.formula) == (working, shown, formula)
