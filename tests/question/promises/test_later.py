"""A promise is shown with the sentence of a later letter of its dossier that is about the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa import Index, wire
from qa.model.encode import Encoder
from qa.question.promises.fate import fate, followed
from qa.question.promises.find import promises_of
from qa.question.promises.later import later_on
from qa.types import Fate
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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("De evaluatie is op 3 mei 2025 aan uw Kamer gestuurd.", Fate.DONE),
        ("Het meldpunt is in juni geopend.", Fate.DONE),
        ("Met deze brief ontvangt u de toegezegde stand van zaken.", Fate.DONE),
        ("De evaluatie is uitgesteld tot 2027.", Fate.PENDING),
        ("Het rapport heeft vertraging opgelopen.", Fate.PENDING),
        ("Het onderzoek loopt nog.", Fate.PENDING),
        ("Het voorstel van de Commissie is nog niet verschenen.", Fate.PENDING),
        ("Ik zal de evaluatie in 2027 afronden.", Fate.PENDING),
        ("De wet is niet ingediend.", Fate.MENTIONED),
        ("Op 1.040 scholen wordt de les gegeven.", Fate.MENTIONED),
    ],
)
def test_what_became_of_a_promise_is_told_by_how_a_sentence_is_written(
    sentence: str, told: Fate
) -> None:
    assert fate(sentence) is told


def test_each_letter_after_it_says_what_became_of_a_promise(dossier: Index) -> None:
    source = dossier.passages.source(FIRST)
    assert source
    promises = promises_of(dossier, FIRST)
    (evaluation,) = (each for each in promises if "volgt de evaluatie" in each.text)
    after = followed(promises, source, dossier)[evaluation]
    assert [each.later and each.later.passage.letter_id for each in after] == [SECOND, THIRD]
    assert after[0].fate is Fate.PENDING
    sent = wire.promise(evaluation, after)["vervolg"]
    assert [each["briefId"] for each in sent] == [SECOND, THIRD]
    assert sent[0]["stand"] == "nogNiet"
    assert sent[0]["tekst"].startswith("De evaluatie is uitgesteld")


def test_the_newest_letter_has_none_after_it(dossier: Index) -> None:
    assert said_later(THIRD, "wetsvoorstel", dossier) == []
