"""A number of a whole does not answer for a place that another number of its paragraph is of."""

from __future__ import annotations

import pytest

from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Answer
from tests.question.stated.conftest import Written

BODY = """Zwemles

In 2021 boden 1.214 basisscholen zwemles aan. Van deze scholen staan er 310 in de vier grote \
steden. In Zeeland zijn het er 88.
"""


@pytest.fixture(scope="module")
def swimming(written: Written) -> Index:
    return written(BODY)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel scholen staan er in de grote steden?",
        "Hoeveel basisscholen in de vier grote steden boden zwemles aan?",
        "Hoeveel basisscholen in Zeeland boden zwemles aan?",
    ],
)
def test_the_number_of_all_is_not_that_of_a_place(question: str, swimming: Index) -> None:
    outcome = ask(question, swimming)
    facts = outcome.facts if isinstance(outcome, Answer) else ()
    assert "1.214" not in [fact.surface for fact in facts]
    assert not outcome.text.startswith("1.214")


def test_the_number_of_all_is_given_where_no_place_is_named(swimming: Index) -> None:
    outcome = ask("Hoeveel basisscholen boden in 2021 zwemles aan?", swimming)
    assert isinstance(outcome, Answer)
    assert [fact.surface for fact in outcome.facts] == ["1.214"]
