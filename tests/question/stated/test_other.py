"""A number of one, or of what something else has, does not answer for all that there is."""

from __future__ import annotations

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer
from tests.question.stated.conftest import Written

BODY = """Zwemles

Een zwemles kost scholen gemiddeld 8,40 euro per leerling. Voor 2026 is 14,5 miljoen euro \
beschikbaar.

Er zijn op dit moment vier proefbaden met samen 76 plaatsen, alle voor beginners.
"""


@pytest.fixture(scope="module")
def swimming(written: Written) -> Index:
    return written(BODY)


def given(question: str, index: Index) -> list[str]:
    outcome = ask(question, index)
    return [fact.surface for fact in outcome.facts] if isinstance(outcome, Answer) else []


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Hoeveel geld is er voor zwemles?", "8,40 euro"),
        ("Hoeveel geld is er in 2026 beschikbaar?", "8,40 euro"),
        ("Hoeveel plaatsen waren er in 2026?", "76"),
        ("Hoeveel plaatsen zijn er?", "76"),
    ],
)
def test_what_is_of_one_or_of_another_thing_is_not_given(
    question: str, never: str, swimming: Index
) -> None:
    assert not any(never in each for each in given(question, swimming))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel geld is er in 2026 beschikbaar?", "14,5 miljoen euro"),
        ("Hoeveel geld kost zwemles per leerling?", "8,40 euro"),
        ("Hoeveel plaatsen hebben de vier proefbaden samen?", "76"),
    ],
)
def test_it_is_given_where_that_is_asked(question: str, value: str, swimming: Index) -> None:
    assert any(value in each for each in given(question, swimming))
