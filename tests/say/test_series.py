"""A series is a run of one table over the years; its caption tells it to who sees no chart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.say.series import Series, all_series, caption
from qa.store.index import Index
from qa.types import Fact, Origin
from tests.question.factories import fact, year

LETTER = "kst-28684-720"


def only(facts: list[Fact]) -> Series:
    (found,) = all_series(facts)
    return found


def test_the_real_letter_has_its_series(index: Index) -> None:
    found = {each.id: len(each.facts) for each in all_series(index.facts.find())}
    assert found == {
        f"{LETTER}.aantal.overvallen": 11,
        f"{LETTER}.aantal.straatroof": 11,
        f"{LETTER}.aantal.woninginbraak": 11,
        f"{LETTER}.aantal.geweld": 11,
        f"{LETTER}.doel-ophelderingspercentage.overvallen": 2,
        f"{LETTER}.ophelderingspercentage.overvallen": 3,
        f"{LETTER}.doel-ophelderingspercentage.straatroof": 2,
        f"{LETTER}.ophelderingspercentage.straatroof": 3,
    }


def test_a_series_stands_in_order_of_time() -> None:
    found = only([fact("6", period=2020), fact("5", period=2019)])
    assert [each.surface for each in found.facts] == ["5", "6"]
    assert (found.letter_id, found.measure, found.subject) == ("kst-1-1", "aantal", "overvallen")


@pytest.mark.parametrize(
    ("why", "facts"),
    [
        ("nothing", []),
        ("one year", [fact("5")]),
        ("two letters", [fact("5"), replace(fact("6", period=2020), letter_id="kst-1-2")]),
        ("two subjects", [fact("5"), fact("6", subject="geweld", period=2020)]),
        ("two measures", [fact("5"), fact("6", measure="duur", period=2020)]),
        ("two units", [fact("5"), fact("6%", period=2020)]),
        ("two tables", [fact("5"), replace(fact("6", period=2020), locator="tabel 2, rij 2020")]),
        ("a year twice", [fact("5"), fact("6"), fact("7", period=2020)]),
        ("no year", [fact("5"), fact("6", period=None)]),
        ("a stretch of years", [fact("5"), fact("6", period=year(2020, 2021))]),
        ("a sentence", [fact("5"), fact("6", period=2020, rule="count")]),
    ],
)
def test_what_is_no_run_of_one_table_is_no_series(why: str, facts: list[Fact]) -> None:
    assert all_series(facts) == (), why


def test_a_second_series_of_a_name_gets_a_number() -> None:
    first = [fact("5"), fact("6", period=2020)]
    second = [replace(each, locator="tabel 2") for each in first]
    assert [each.id for each in all_series([*first, *second])] == [
        "kst-1-1.aantal.overvallen",
        "kst-1-1.aantal.overvallen.2",
    ]


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=5))
def test_ids_need_no_escaping_and_are_all_different(names: list[tuple[str, str]]) -> None:
    facts = [
        replace(
            fact(str(at), measure=measure, subject=subject, period=at),
            letter_id="kst-1-1",
            locator=f"tabel {number}",
        )
        for number, (measure, subject) in enumerate(names)
        for at in (2019, 2020)
    ]
    ids = [each.id for each in all_series(facts)]
    assert len(set(ids)) == len(ids) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", id) for id in ids)


def test_ids_do_not_depend_on_what_else_there_is() -> None:
    robberies = [fact("5"), fact("6", period=2020)]
    others = [fact("7", subject="geweld"), fact("8", subject="geweld", period=2020)]
    assert only(robberies).id == all_series([*others, *robberies])[1].id


def test_a_caption_tells_ends_extremes_and_where_a_heading_is_restored(index: Index) -> None:
    captions = {each.id.partition(".")[2]: caption(each) for each in all_series(index.facts.find())}
    assert captions["aantal.woninginbraak"] == (
        "Het aantal woninginbraken ging van 88.960 in 2011 naar 23.452 in 2021; het hoogst was het"
        " in 2012 (91.930) en het laagst in 2021 (23.452). De kolomkop is gereconstrueerd."
    )
    assert captions["ophelderingspercentage.straatroof"] == (
        "Het ophelderingspercentage van straatroven ging van 29,2% in 2019 naar 38,56% in 2021;"
        " het hoogst was het in 2021 (38,56%) en het laagst in 2019 (29,2%)."
        " De kolomkop van 2019 en 2020 is gereconstrueerd en niet zeker."
    )


def test_a_heading_of_the_letter_itself_is_not_spoken_of() -> None:
    assert caption(only([fact("5"), fact("6", period=2020)])) == (
        "Het aantal overvallen ging van 5 in 2019 naar 6 in 2020;"
        " het hoogst was het in 2020 (6) en het laagst in 2019 (5)."
    )


def test_years_that_are_alike_are_all_named() -> None:
    values = zip(("5", "9", "9", "5"), range(2018, 2022), strict=True)
    assert caption(only([fact(value, period=at) for value, at in values])) == (
        "Het aantal overvallen ging van 5 in 2018 naar 5 in 2021;"
        " het hoogst was het in 2019 en 2020 (9) en het laagst in 2018 en 2021 (5)."
    )


def test_a_value_that_never_changes_is_said_once() -> None:
    assert caption(only([fact("5"), fact("5", period=2020)])) == (
        "Het aantal overvallen bleef van 2019 tot en met 2020 gelijk: 5."
    )


def test_a_unit_is_named_where_the_numbers_do_not() -> None:
    found = only([fact("5", unit="euro"), fact("6", unit="euro", period=2020)])
    assert caption(found).startswith(
        "Het aantal overvallen ging van 5 euro in 2019 naar 6 euro in 2020"
    )


@given(
    st.lists(st.integers(-99, 999_999), min_size=2, max_size=9),
    st.lists(st.booleans(), min_size=9, max_size=9),
)
def test_no_digit_of_a_caption_is_from_elsewhere(values: list[int], proven: list[bool]) -> None:
    facts = [
        replace(fact(str(value), period=2001 + at, certain=proven[at]), origin=Origin.RECONSTRUCTED)
        for at, value in enumerate(values)
    ]
    held = {each.surface.lstrip("-") for each in facts} | {str(2001 + at) for at in range(9)}
    assert set(re.findall(r"\d+", caption(only(facts)))) <= held
