"""What a letter counts turns a question: one of them, some of them, something else."""

from __future__ import annotations

from datetime import date

import pytest

from qa.dutch.terms import terms_with
from qa.question.read.reading import read
from qa.store.lexicon import merged
from qa.types import Concept, Lexicon

KENNEL = terms_with(
    Lexicon(
        concepts=(
            Concept("honden", "hond", "honden", wordings=("honden", "hond")),
            Concept("vlooien", "vlo", "vlooien", wordings=("vlooien", "vlo")),
        ),
        narrower=("tamme", "aan de lijn"),
        others=("bezitters", "hokken"),
    )
)


@pytest.mark.parametrize(
    ("question", "turned"),
    [
        ("Hoeveel honden waren er in 2019?", {}),
        ("Hoeveel bezitters van honden waren er in 2019?", {"another_thing": "bezitters"}),
        ("Hoeveel meer hokken voor honden waren er?", {"another_thing": "hokken"}),
        ("Hoeveel honden hebben bezitters?", {}),
        ("Wat was de grootste hond van 2019?", {"one_of_them": "grootste"}),
        ("Wat was de grootste daling van honden?", {}),
        ("Hoeveel honden met vlooien waren er?", {"with_another": "met vlooien"}),
        ("Hoeveel honden met veel vlooien waren er?", {"with_another": "met veel vlooien"}),
        ("Vergelijk de honden met vlooien in 2019.", {}),
        ("Hoeveel tamme honden liepen aan de lijn?", {"narrower": "aan de lijn"}),
        ("Hoeveel katten liepen aan de lijn?", {}),
    ],
)
def test_what_a_letter_counts_turns_a_question(question: str, turned: dict[str, str]) -> None:
    reading = read(question, date(2020, 1, 1), KENNEL)
    assert reading.turns.named(reading.text) == turned
    assert all(each in " ".join(reading.unexplained) for each in turned.values())


def test_of_two_letters_each_keeps_what_it_does_not_count() -> None:
    both = merged((KENNEL.lexicon, Lexicon(narrower=("tamme", "wilde"), others=("manden",))))
    assert both.narrower == ("tamme", "aan de lijn", "wilde")
    assert both.others == ("bezitters", "hokken", "manden")
