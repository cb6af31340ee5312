"""A promise is shown with the sentence of a later letter of its dossier that is about the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Index
from qa.model.encode import Encoder
from qa.question.promises.find import promises_of
from qa.question.promises.later import later_on
from tests.letters.across.scoring import HERE, NAMES
from tests.reader.sets import index_of

FIRST, SECOND, THIRD = "kst-37410-3", "kst-37410-8", "kst-37410-15"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """Three letters of one dossier."""
    folders: list[Path] = [HERE / name for name in NAMES]
    return index_of(tmp_path_factory.mktemp("later"), folders, encoder)


def said_later(letter: str, piece: str, index: Index) -> list[tuple[str, str]]:
    source = index.passages.source(letter)
    assert source
    later = later_on(promises_of(index, letter), source, index)
    (found,) = (each for each in later if piece in each.text)
    return [(each.source.letter_id, each.text) for each in later[found]]


def test_what_became_of_an_evaluation_is_told_by_the_letters_after_it(dossier: Index) -> None:
    found = dict(said_later(FIRST, "volgt de evaluatie", dossier))
    assert found[SECOND].startswith("De evaluatie is uitgesteld")
    assert found[THIRD].startswith("Volgens de evaluatie")


def test_the_newest_letter_has_none_after_it(dossier: Index) -> None:
    assert said_later(THIRD, "wetsvoorstel", dossier) == []
