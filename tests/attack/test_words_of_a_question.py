"""No question of 2,000 characters takes long, whatever its words; what is measured is the
processor's time, the embedding aside."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from qa.errors import QuestionError
from qa.question.ask import ask
from qa.question.passages.signals import asked
from qa.question.read.reading import read
from qa.question.read.spelling import MOST_CORRECTED, corrected
from qa.store.index import Index
from tests.bench.hard_questions import FixedEncoder, hard_questions

pytestmark = pytest.mark.quiet

# Seconds of the processor for the faster of two questions of a kind. The slowest kind takes 0.05 on
# a machine that does nothing else, and twice that on one that is shared.
MOST = 0.13


@pytest.fixture(scope="module")
def plain(index: Index, index_folder: Path) -> Index:
    """The index of the real corpus, with an encoder that takes no time."""
    made = index.manifest
    opened = Index.open(index_folder, lambda: FixedEncoder(made.model, made.dimension))
    ask("Hoeveel gemeenten maken gebruik van het Loket?", opened)
    return opened


def test_no_kind_of_question_takes_long(plain: Index) -> None:
    slow: dict[str, float] = {}
    for name, questions in hard_questions(sorted(plain.facts.vocabulary), each=5).items():
        times = []
        for question in questions:
            corrected.cache_clear()
            began = process_time()
            with suppress(QuestionError):  # of more questions than one text may hold
                ask(question, plain)
            times.append(process_time() - began)
        slow[name] = min(times)
    assert {name: took for name, took in slow.items() if took > MOST} == {}


def test_twice_the_words_are_read_in_twice_the_time(plain: Index) -> None:
    def took(words: int) -> float:
        times = []
        for _ in range(5):
            began = process_time()
            read("hoeveel a b c in 2019 en " * (words // 7), plain.newest, plain.terms)
            times.append(process_time() - began)
        return min(times)

    assert took(2_800) <= 2.8 * took(1_400)


def test_only_so_many_words_of_a_question_are_looked_up_further(plain: Index) -> None:
    question = " ".join(f"gemeent{chr(97 + n % 26)}{chr(97 + n // 26)}x" for n in range(60))
    found = asked(read(question, plain.newest, plain.terms), plain)
    assert len(found.alike) == 60
    further = [term for term, alike in found.alike.items() if alike.words != {term}]
    assert set(further) <= set(list(found.weights)[:MOST_CORRECTED])
    assert read(question, plain.newest, plain.terms).content_words[0] == "gemeentaax"
