"""Classes of age and size, as labels print them and as people ask for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dutch.classes import SizeClass, classes
from qa.dutch.places import is_place

_NUMBERS = st.integers(min_value=0, max_value=1800)


def only(text: str) -> SizeClass:
    ((_, found),) = classes(text)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("18 tot en met 24 jaar", 18, 24),
        ("0–12 jaar", 0, 12),
        ("15 tot 25 jaar", 15, 24),
        ("tussen de 18 en 24 jaar", 18, 24),
        ("8- tot 12-jarigen", 8, 11),
        ("65+", 65, None),
        ("50-plussers", 50, None),
        ("50 jaar of ouder", 50, None),
        ("250 of meer werknemers", 250, None),
        ("meer dan 250 werknemers", 251, None),
        ("jonger dan 18", None, 17),
        ("onder de 25", None, 24),
        ("minder dan 10 hectare", None, 9),
        ("1.000 tot 5.000 inwoners", 1000, 4999),
        ("12-jarigen", 12, 12),
    ],
)
def test_a_class_is_what_it_bounds(text: str, low: int | None, high: int | None) -> None:
    assert only(text) == SizeClass(low, high)


@pytest.mark.parametrize("text", ["van 2019 tot en met 2023", "tussen 2015 en 2020", "9,5 tot", ""])
def test_years_and_bare_numbers_are_no_class(text: str) -> None:
    assert classes(text) == ()


@given(_NUMBERS, _NUMBERS)
def test_a_class_reads_alike_however_it_is_written(one: int, other: int) -> None:
    low, high = sorted((one, other))
    expected = SizeClass(low, high)
    for text in (f"{low} tot en met {high} jaar", f"{low}–{high}", f"tussen {low} en {high}"):
        assert only(text) == expected
    assert only(f"{low} tot {high + 1}") == expected
    assert only(f"vanaf {low}") == only(f"{low}-plus") == SizeClass(low, None)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ouder dan 65", "65 jaar en ouder", True),
        ("tussen 4 en 8", "4 tot 8 jaar", True),
        ("20 tot 30", "18–29", False),
        ("80-plus", "65-plus", False),
        ("onder de 25", "25-plus", False),
    ],
)
def test_classes_that_people_take_for_one_are_nearly_one(one: str, other: str, alike: bool) -> None:
    assert only(one).is_nearly(only(other)) is alike


def test_a_kind_of_place_is_told_by_its_last_part() -> None:
    assert is_place("arbeidsmarktregio")
    assert is_place("Provincie")
    assert not is_place("leeftijd")
