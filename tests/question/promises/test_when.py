"""What a sentence says of the days to come, in days."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.question.promises.when import ahead, condition

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("when.jsonl").read_text("utf-8").splitlines()
]
PIECES = [
    *("voor", "na", "vóór", "uiterlijk", "in", "de", "het", "eerste helft van", "begin", "eind"),
    *("2023", "2022", "december", "31", "0", "zomer", "zomerreces", "dit najaar", "binnen", "drie"),
    *("maanden", "week 53", "jl.", "volgend jaar", "en", "tot", ",", ".", "€ 5", "zodra", "is"),
]


def days(sentence: str, today: date) -> list[list[str]]:
    return [
        [day.isoformat() if day else "" for day in (each.due.first, each.due.last)]
        for each in ahead(sentence, today)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_what_lies_ahead_is_read_in_days(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["day"])
    assert days(case["q"], today) == case["due"]
    assert all(each.due.certain for each in ahead(case["q"], today)) == case.get("certain", True)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ik bericht u zodra er een akkoord is.", "zodra er een akkoord is"),
        ("Zodra dit rond is, meld ik dat.", "Zodra dit rond is"),
        ("Ik beslis pas als het onderzoek er is.", "als het onderzoek er is"),
        ("Na afronding van de proef volgt een besluit.", "Na afronding van de proef volgt een"),
        ("Als gevolg daarvan daalde het.", ""),
    ],
)
def test_what_must_happen_first_is_told_in_the_words_of_the_letter(
    sentence: str, said: str
) -> None:
    found = condition(sentence)
    assert (found.words if found else "").startswith(said)
    assert found is None or found.day is None


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.dates(date(1950, 1, 1), date(2090, 1, 1)),
)
def test_whatever_is_said_its_days_lie_ahead_and_its_words_are_the_sentence_s_own(
    sentence: str, today: date
) -> None:
    before = -1
    for each in ahead(sentence, today):
        due = each.due
        assert each.span.of(sentence) == due.words
        assert each.span.start > before
        before = each.span.start
        assert due.day is None or due.day >= today
        assert due.first is None or due.last is None or due.first <= due.last


@given(st.text(max_size=200), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_on_any_day_is_read_without_an_error(sentence: str, today: date) -> None:
    assert all(each.span.of(sentence) == each.due.words for each in ahead(sentence, today))
    condition(sentence)
