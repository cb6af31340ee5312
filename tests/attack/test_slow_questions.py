"""No question and no prompt holds the program: the slowest of many takes no second of it.

The bounds are generous, for a machine that others use; bench_slowest.py measures.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import islice

import pytest

from qa.api.openai.background import Want, _title, recognise
from qa.api.openai.markdown import Written
from qa.api.openai.requests import Dialogue
from qa.api.openai.responses import Reply
from qa.dutch.text import sentences
from qa.errors import QuestionError
from qa.question.read.asked_for import RULES
from qa.question.read.interpret import readings
from qa.question.read.parts import LONGEST_QUESTION, parts
from qa.question.read.reading import read
from qa.say.guard import _unquoted
from tests.bench.housing import BODY
from tests.bench.openings import longest, questions
from tests.lexicon import crimes

pytestmark = pytest.mark.quiet

MOST = 1.0  # seconds of the processor
MEGABYTE = 900_000
TODAY = date(2022, 12, 14)


def spent(run: Callable[[], object]) -> float:
    began = time.thread_time()
    run()
    return time.thread_time() - began


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de belangrijkste aanbeveling van de onderzoekers?",
        "Wat doet de Taskforce Versnelling Tijdelijke Huisvesting voor gemeenten?",
        "Wat is " + "de woningbouwopgave " * 100 + "van de gemeenten?",
    ],
)
def test_asking_what_something_is_about_takes_no_time(question: str) -> None:
    assert spent(lambda: RULES["what_is"].pattern.search(question)) < MOST / 10
    assert not RULES["what_is"].pattern.search(question)


@pytest.mark.parametrize(
    ("question", "defines"),
    [
        ("Wat is heling?", True),
        ("Wat doet Slachtofferhulp Nederland?", True),
        ("Wat is de straf voor heling?", False),
        ("Wat is vanuit Den Haag bekend?", True),  # "vanuit" is not "van"
        ("Wat is het  Loket \n?", True),
        ("Wat kost heling?", False),
    ],
)
def test_a_definition_is_told_from_what_is_about_it(question: str, defines: bool) -> None:
    assert bool(RULES["what_is"].pattern.search(question)) is defines


def test_two_hundred_ordinary_questions_are_read_in_no_time() -> None:
    slowest = max(
        spent(lambda asked=each: _read(asked))  # type: ignore[misc]
        for each in questions(BODY, 200)
    )
    assert slowest < MOST


def test_the_longest_questions_are_read_in_no_time() -> None:
    asked = list(islice(longest(BODY), 0, None, 5))
    assert {len(each) <= LONGEST_QUESTION for each in asked} == {True}
    assert max(spent(lambda each=each: _read(each)) for each in asked) < MOST  # type: ignore[misc]


def _read(question: str) -> None:
    with suppress(QuestionError):  # of more questions than one text may hold
        for part in parts(question):
            readings(read(part.text, TODAY, crimes()))


@pytest.mark.parametrize("piece", ["wat is dat ", "a-", "a", "USER: ja\n"])
def test_a_prompt_of_a_megabyte_takes_no_time(piece: str) -> None:
    said = piece * (MEGABYTE // len(piece))
    prompt = f'### Task:\n"title":\n<chat_history>\nUSER: {said}\n</chat_history>'
    found = recognise(Dialogue((prompt,), "", replied=False))
    assert found is not None
    assert found.want is Want.TITLE
    reply = Reply("1", 0, "x", (prompt,), Written("Titel"), None)
    assert spent(lambda: _title(found.questions)) < MOST / 50
    assert spent(lambda: reply.usage) < MOST / 10


def test_a_title_is_made_of_the_start_of_a_question_only() -> None:
    prompt = f'### Task:\n"title":\n<chat_history>\nUSER: Wat is IPTA? {"x " * 5000}</chat_history>'
    found = recognise(Dialogue((prompt,), "", replied=False))
    assert found is not None
    assert _title(found.questions).startswith("Wat is IPTA? x x")


def test_quotes_that_no_letter_holds_are_seen_through_once() -> None:
    text = "«woord 12» " * 2_000
    assert spent(lambda: _unquoted(text, ("een zin",) * 5)) < MOST
    assert _unquoted("«a «b» c» 1", ("a «b» c",)) == "«» 1"
    assert _unquoted("«a «b» d» 1", ("a «b» c",)) == "«» d» 1"


@pytest.mark.parametrize("piece", ["al. ", "a.b. ", "Zin één. ", ".", ". \n", "x", "«"])
def test_a_paragraph_of_a_megabyte_is_cut_in_a_time_that_grows_with_it(piece: str) -> None:
    one, two = (_cutting(piece * (size // len(piece))) for size in (100_000, 200_000))
    assert two < 2.5 * one + MOST / 5


def _cutting(text: str) -> float:
    return min(spent(lambda: sentences(text)) for _ in range(3))
