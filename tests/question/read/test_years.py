"""The years that a question names, directly or counted from another day or year."""

from __future__ import annotations

from datetime import date

import pytest

from qa.question.read.reading import read
from qa.types import Period, Years
from tests.lexicon import crimes

TODAY = date(2022, 12, 14)


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number + 1, 1), f"mei {year}")


@pytest.mark.parametrize(
    ("question", "years", "shift"),
    [
        ("overvallen in 2019", Years(named=(2019,)), 0),
        ("overvallen in 2019 en 2021", Years(named=(2019, 2021)), 0),
        ("van 2012 tot en met 2015", Years(named=(2012, 2015), run=True, first=2012, last=2015), 0),
        ("sinds 2015", Years(named=(2015,), run=True, first=2015), 0),
        ("tot 2014", Years(named=(2013,), run=True, last=2013), 0),
        ("vorig jaar", Years(named=(2021,)), 0),
        ("tien jaar geleden", Years(named=(2012,)), 0),
        ("de afgelopen vijf jaar", Years(named=(2016,), run=True, first=2016), 0),
        ("in 2011 en tien jaar later", Years(named=(2011, 2021)), 0),
        ("in 2020 vergeleken met het jaar daarvoor", Years(named=(2020, 2019)), 0),
        ("in 2019 ten opzichte van het jaar ervoor, 2018", Years(named=(2019, 2018)), 0),
        ("en het jaar daarvoor?", Years(), -1),
        ("en drie jaar later?", Years(), 3),
        ("in mei 2019", Years(part="mei 2019", parts=(month(2019, 5),)), 0),
        (
            "in mei 2019 en een jaar eerder",
            Years(part="mei 2019", parts=(month(2019, 5), month(2018, 5))),
            0,
        ),
        ("meer dan 2000 overvallen", Years(), 0),
        ("hoeveel overvallen", Years(), 0),
    ],
)
def test_the_years_of_a_question(question: str, years: Years, shift: int) -> None:
    reading = read(question, TODAY, crimes())
    assert (reading.years, reading.shift) == (years, shift)
