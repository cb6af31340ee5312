"""The chart shows every value of a series as printed, from 0, and says what it shows in words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.say.chart import (
    CHARACTER,
    FONT,
    MOST_STEPS,
    NARROWEST,
    STYLE,
    WIDTH,
    Label,
    axis,
    draw,
    lay_out,
    picture,
)
from qa.say.series import Series, all_series, caption
from qa.store.index import Index
from qa.types import Fact
from tests.question.factories import fact

SVG = "{http://www.w3.org/2000/svg}"
NUMBERS = st.decimals(-(10**9), 10**9, places=2)


def series(*printed: str, first: int = 2015, **fields: str) -> Series:
    facts = [fact(each, period=first + at, **fields) for at, each in enumerate(printed)]  # type: ignore[arg-type]
    (found,) = all_series(facts)
    return found


def doubted(found: Series, *years: int) -> Series:
    """Return a series whose headings are not proven in some years."""

    def cell(each: Fact) -> Fact:
        return replace(each, certain=not (each.period and each.period.start.year in years))

    return replace(found, facts=tuple(map(cell, found.facts)))


def parsed(found: Series) -> ElementTree.Element:
    return ElementTree.fromstring(draw(found))


def texts(found: Series) -> list[str]:
    return ["".join(each.itertext()) for each in parsed(found).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def drawn(index: Index) -> tuple[Series, ...]:
    return all_series(index.facts.find())


def test_a_chart_of_the_real_letter_has_all_its_points_and_names_those_a_reader_looks_for(
    drawn: tuple[Series, ...],
) -> None:
    assert len(drawn) == 8
    for each in drawn:
        shown = texts(each)
        values = [fact.quantity.value for fact in each.facts]
        for point in (each.facts[0], each.facts[-1]):
            assert point.surface in shown
            assert point.period is not None
            assert str(point.period.start.year) in shown
        for most in (max(values), min(values)):
            assert each.facts[values.index(most)].surface in shown
        circles = list(parsed(each).iter(f"{SVG}circle"))
        assert len(circles) == len(each.facts)


def test_who_sees_no_chart_hears_its_title_and_caption(drawn: tuple[Series, ...]) -> None:
    for each in drawn:
        root = parsed(each)
        title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert described is not None
        assert root.get("role") == "img"
        assert (root.get("aria-labelledby") or "").split() == [title.get("id"), described.get("id")]
        assert described.text == caption(each)
    titles = {root.findtext(f"{SVG}title") for root in map(parsed, drawn)}
    assert "Het ophelderingspercentage van overvallen" in titles


def test_a_chart_asks_nothing_of_elsewhere_and_takes_the_colour_of_the_text(
    drawn: tuple[Series, ...],
) -> None:
    for each in drawn:
        text = draw(each)
        assert not re.search(r"script|href|url\(|@import|@font|on\w+=|#[0-9a-f]{3,6}\"", text)
        assert text.count("http") == 1  # the name of the language itself
        assert text.count("<style>") == 1
        assert f"<style>{STYLE}</style>" in text
        assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"currentColor", "none"}


def test_a_chart_is_the_same_bytes_each_time(drawn: tuple[Series, ...]) -> None:
    assert [draw(each) for each in drawn] == [draw(each) for each in drawn]


def test_what_is_not_proven_is_broken_open_and_said() -> None:
    found = doubted(series("5%", "6%", "9%", "8%"), 2016)
    root = parsed(found)
    lines = [each for each in root.iter(f"{SVG}line") if each.get("stroke-width")]
    assert [each.get("stroke-dasharray") is not None for each in lines] == [True, True, False]
    circles = [each.get("fill") == "none" for each in root.iter(f"{SVG}circle")]
    assert circles == [False, True, False, False]
    said = " ".join(texts(found))
    assert said.endswith("Onderbroken lijn, open punt: kolomkop gereconstrueerd en niet zeker.")


def test_a_restored_heading_that_is_proven_is_only_said(drawn: tuple[Series, ...]) -> None:
    robberies = next(each for each in drawn if each.id.endswith("aantal.overvallen"))
    assert texts(robberies)[-1] == "Kolomkop gereconstrueerd."
    assert "dasharray" not in draw(robberies)
    assert "gereconstrueerd" not in draw(series("5", "6"))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("2272", "676"), ["0", "500", "1.000", "1.500", "2.000", "2.500"]),
        (("98050", "65849"), ["0", "20.000", "40.000", "60.000", "80.000", "100.000"]),
        (("62.57", "38.56"), ["0", "20", "40", "60", "80"]),
        (("0.3", "0.45"), ["0,0", "0,1", "0,2", "0,3", "0,4", "0,5"]),
        (("-3", "5"), ["-4", "-2", "0", "2", "4", "6"]),
        (("-3", "-5"), ["-5", "-4", "-3", "-2", "-1", "0"]),
        (("0", "0"), ["0", "1"]),
        (("1", "1"), ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
    ],
)
def test_the_axis_has_round_dutch_numbers_from_zero(
    values: tuple[str, ...], shown: list[str]
) -> None:
    placed = lay_out((2019, 2020), [Decimal(value) for value in values], values)
    assert [tick.text for tick in placed.ticks] == shown


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_an_axis_holds_zero_and_all_values_in_few_even_steps(values: list[Decimal]) -> None:
    found = axis(values)
    assert 0 in found
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert 2 <= len(found) <= MOST_STEPS + 1
    assert len({later - number for number, later in pairwise(found)}) == 1
    assert (found[1] - found[0]).as_tuple().digits in {(1,), (2,), (5,)}


@given(
    st.lists(NUMBERS, min_size=2, max_size=30),
    st.lists(st.integers(1, 4), min_size=29, max_size=29),
)
def test_everything_stands_within_the_picture_and_nothing_on_another(
    values: list[Decimal], steps: list[int]
) -> None:
    years = [1990 + sum(steps[:at]) for at in range(len(values))]
    placed = lay_out(years, values, [f"{value:,}" for value in values])
    assert placed.width >= WIDTH
    for x, y in placed.points:
        assert placed.left < x < placed.width
        assert 0 < y < placed.height
    boxes = [_box(label) for label in (*placed.values, *placed.years, *placed.ticks)]
    for left, right, top, bottom in boxes:
        assert 0 <= left < right <= placed.width
        assert 0 <= top < bottom <= placed.height
    for one, other in combinations(boxes, 2):
        beside = one[1] <= other[0] or other[1] <= one[0]
        assert beside or one[3] <= other[2] or other[3] <= one[2], (one, other)
    assert all(b[0] - a[0] >= NARROWEST - 0.01 for a, b in pairwise(placed.points))


def _box(label: Label) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of a label in the widest of common fonts."""
    wide = CHARACTER * len(label.text)
    left = label.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * wide
    return left, left + wide, label.y - FONT * 0.75, label.y


def test_values_are_as_high_as_they_are_large() -> None:
    placed = lay_out(
        (2019, 2020, 2022), [Decimal(0), Decimal(50), Decimal(100)], ("0", "50", "100")
    )
    (x0, y0), (x1, y1), (x2, y2) = placed.points
    assert y0 - y1 == pytest.approx(y1 - y2)
    assert (x2 - x1) == pytest.approx(2 * (x1 - x0))  # years that are missing take their room
    assert y0 == pytest.approx(placed.ticks[0].y - FONT / 3)


def test_a_value_stands_where_the_line_does_not_run() -> None:
    placed = lay_out(range(2019, 2024), [Decimal(n) for n in (9, 5, 1, 5, 3)], "95153")
    points, labels = placed.points, placed.values
    assert [each.anchor for each in labels] == ["end", "start", "middle", "middle", "start"]
    assert labels[0].x < points[0][0]
    assert labels[-1].x > points[-1][0]
    below = [label.y > y + FONT for (_, y), label in zip(points, labels, strict=True)]
    assert below == [False, False, True, False, False]


def test_of_many_years_both_ends_the_highest_and_the_lowest_are_named() -> None:
    values = [5] * 21
    values[7], values[12] = 9, 2
    printed = [f"{value}.000" for value in values]
    many = lay_out(range(2000, 2021), [Decimal(value) for value in values], printed)
    assert [label.text for label in many.values] == ["5.000", "9.000", "2.000", "5.000"]
    assert [label.x for label in many.values][1:3] == [many.points[7][0], many.points[12][0]]
    years = [int(label.text) for label in many.years]
    assert years == [2000, 2005, 2008, 2011, 2014, 2017, 2020]
    assert len(many.points) == 21
    few = lay_out((2019, 2020), [Decimal(5), Decimal(6)], ("5", "6"))
    assert [label.text for label in (*few.values, *few.years)] == ["5", "6", "2019", "2020"]
    assert few.width == WIDTH


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_name_makes_a_chart_that_can_be_read(subject: str, measure: str) -> None:
    root = parsed(series("5", "6", subject=subject, measure=measure))
    assert root.tag == f"{SVG}svg"


def test_what_looks_like_markup_is_text() -> None:
    found = series("5", "6", subject='<script>alert("&")</script>')
    assert "<script" not in draw(found)
    assert parsed(found).findtext(f"{SVG}title") == 'Het aantal <script>alert("&")</script>'


def test_in_a_page_a_chart_is_the_same_plot_without_style_and_ids() -> None:
    found = series("5", "6", subject='<i>"')
    drawn = picture(found, 'Lijndiagram: <i>"')
    plot = draw(found).partition("<g ")[2].partition(">")[2].partition("</g>")[0]
    assert set(plot.split("\n")) - set(drawn.split("\n")) <= {""}
    assert 'aria-label="Lijndiagram: &lt;i&gt;&quot;"' in drawn
    for absent in ("style", "id=", "xmlns", "<i>"):
        assert absent not in drawn
    assert ElementTree.fromstring(drawn).attrib["viewBox"].startswith("0 0 320 ")
