"""The nearest known word is that of comparing with them all, and only where it is clearly so."""

from __future__ import annotations

from random import Random

import pytest
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from qa.question.read.spelling import Vocabulary, corrected
from qa.store.index import Index
from tests.lexicon import crimes

LETTERS = "abcdefghijklmnoprstuvwz"


def by_comparing_all(word: str, known: frozenset[str]) -> str | None:
    near = extract(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.82,
        limit=4,
    )
    first = near[0][0] if near else ""
    rivals = [
        score for other, score, _ in near[1:]
        if not (other.startswith(first) or first.startswith(other))
    ]  # fmt: skip
    return None if not near or (rivals and near[0][1] - rivals[0] < 0.05) else str(first)


def slip(word: str, random: Random) -> str:
    at = random.randrange(len(word) - 1)
    letter = random.choice(LETTERS)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def test_a_vocabulary_finds_what_comparing_with_every_word_finds(index: Index) -> None:
    known, random = index.facts.vocabulary, Random(3)
    words = sorted(word for word in known if len(word) > 4 and word.isalpha())
    vocabulary, found = Vocabulary(known), 0
    for _ in range(3_000):
        word = random.choice(words)
        for _ in range(random.choice((1, 1, 2, 3))):
            word = slip(word, random)
        if len(word) >= 6:
            meant = by_comparing_all(word, known)
            assert vocabulary.nearest(word, 6) == meant, word
            found += meant is not None
    assert found > 1_000


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("percentae", "percentage"),
        ("woniginbraken", "woninginbraken"),
        ("tusen", "tussen"),
        ("tusssen", "tussen"),
        ("russen", None),
        ("kussen", None),
        ("ussen", None),
        ("onopgelost", None),
        ("overvallen", None),
        ("gemeld", None),
        ("a" * 2_000, None),
        ("overvallen" * 200, None),
    ],
)
def test_only_a_slip_of_the_pen_is_corrected(word: str, meant: str | None) -> None:
    assert corrected(word, crimes()) == meant
