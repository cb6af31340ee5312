"""What a refusal says that a series lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.say.lacks import without_series
from qa.say.letters import ONE
from qa.types import Gap, Missing
from tests.question.factories import fact, looking_up


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("", "De brief geeft het aantal overvallen alleen per jaar; over «Delft» zegt"),
        ("landelijk", "De brief geeft het aantal overvallen alleen als landelijk cijfer per jaar;"),
    ],
)
def test_what_numbers_cover_is_said_only_where_the_letter_says_it(scope: str, told: str) -> None:
    query = looking_up(2021, unexplained=("Delft",))
    query = replace(query, measure=replace(query.measure, scope=scope))
    gap = Gap(Missing.DETAIL, query.subjects[0], (2021,), (fact("676", period=2021),))
    assert told in without_series(query, gap, ONE).text
