"""A turn comes back as it went; a context from anyone is checked like any input."""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import QuestionError
from qa.question.dialogue.turn import Turn, decode, encode
from qa.types import Years
from tests.lexicon import crimes
from tests.question.dialogue.turns import ROBBERIES_2018


def test_a_turn_comes_back_as_it_went() -> None:
    assert decode(encode(ROBBERIES_2018), crimes()) == ROBBERIES_2018


def test_a_part_of_a_year_comes_back_in_our_own_words() -> None:
    asked = replace(ROBBERIES_2018, years=Years(part="mei 2018"))
    assert decode(encode(asked), crimes()).years == Years(part="een deel van het jaar")


def altered(**changes: object) -> str:
    fields = json.loads(base64.urlsafe_b64decode(encode(ROBBERIES_2018))) | changes
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()


@pytest.mark.parametrize(
    "context",
    [
        "abc",
        "é",
        "!!!!",
        "A" * 5_000,
        base64.urlsafe_b64encode(b"[1]").decode(),
        base64.urlsafe_b64encode(b"[" * 2_000).decode(),
        altered(version=1),
        altered(version=None),
        altered(subjects=["fietsdiefstal"]),
        altered(subjects="overvallen"),
        altered(subjects=[["overvallen"]]),
        altered(cues=["drop table"]),
        altered(years={"named": [1], "run": False, "first": None, "last": None, "part": False}),
        altered(years={"named": [True], "run": False, "first": None, "last": None, "part": False}),
        altered(years={"named": [], "run": False, "first": None, "last": None, "part": "mei"}),
        altered(years={"named": []}),
        altered(earlier=[10**9]),
        altered(facts=["x"] * 41),
        altered(topic="x" * 401),
        altered(wanted="alles"),
        altered(extra=1),
    ],
)
def test_a_context_that_was_not_ours_is_refused(context: str) -> None:
    with pytest.raises(QuestionError, match="De context is niet een die"):
        decode(context, crimes())


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: base64.b64encode(b).decode()))
def test_any_context_is_read_or_refused(context: str) -> None:
    with suppress(QuestionError):
        assert isinstance(decode(context, crimes()), Turn)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(json.loads(base64.urlsafe_b64decode(encode(Turn()))))), json_values)
def test_a_turn_with_any_field_forged_is_read_or_refused(field: str, value: object) -> None:
    with suppress(QuestionError):
        assert isinstance(decode(altered(**{field: value}), crimes()), Turn)
