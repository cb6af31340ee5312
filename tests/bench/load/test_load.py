"""The figures of a load test say what happened, and its questions are what they are said to be."""

from __future__ import annotations

from itertools import islice

import pytest

from qa import Index, ask
from qa.model.encode import Encoder
from tests.bench.load.figures import Latency, between, latency, rate, recovery, statuses
from tests.bench.load.questions import SUBJECTS, WORDINGS, YEARS, facts, mixed, passages


def test_no_question_for_a_passage_is_asked_twice() -> None:
    asked = list(passages())
    assert len(asked) > 15_000
    assert len(set(asked)) == len(asked)


def test_questions_about_facts_never_need_the_model(index: Index) -> None:
    def refuse() -> Encoder:
        raise AssertionError("the model was asked for")

    opened = Index.open(index.folder.parents[1], refuse)
    different = len(SUBJECTS) * len(YEARS) * len(WORDINGS)
    answers = [ask(question, opened) for question in islice(facts(), different)]
    assert {answer.to_json()["soort"] for answer in answers} == {"antwoord"}


def test_one_in_fifty_of_a_mixture_is_for_a_passage() -> None:
    asked = list(islice(mixed(), 1000))
    assert [each for each in asked if each in set(islice(passages(), 20))] == asked[::50]


HUNDRED = [(number / 100, number / 1000, 200) for number in range(100)]


def test_percentiles_are_those_of_what_was_answered() -> None:
    assert latency([*HUNDRED, (1.0, 9.0, 503)]) == Latency(50.0, 95.0, 99.0)
    assert latency([(1.0, 9.0, 503)], 503) == Latency(9000.0, 9000.0, 9000.0)
    assert latency([]) is None


def test_a_rate_counts_until_the_last_answer_came() -> None:
    assert rate([(0.0, 1.0, 200), (1.0, 3.0, 200), (1.0, 0.5, 503)]) == pytest.approx(0.5)
    assert rate([]) == 0.0
    assert statuses([(0.0, 1.0, 503), (0.0, 1.0, 200), (0.0, 1.0, 503)]) == {200: 1, 503: 2}
    assert between(HUNDRED, 0.5, 0.52) == HUNDRED[50:52]


@pytest.mark.parametrize(
    ("slow_until", "refused_until", "expected"),
    [(0.0, 0.0, 0.0), (1.0, 0.0, 1.0), (0.5, 1.5, 1.5), (9.0, 0.0, None)],
)
def test_recovered_is_what_stays_as_fast_as_before(
    slow_until: float, refused_until: float, expected: float | None
) -> None:
    dues = [10 + number / 100 for number in range(400)]
    requests = [
        (
            due,
            0.5 if due < 10 + slow_until else 0.01,
            503 if due < 10 + refused_until else 200,
        )
        for due in dues
    ]
    assert recovery(requests, 8.0, 10.0) == expected
