"""A table counts what its caption says, and only the words of its own section tell of it."""

from __future__ import annotations

import pytest

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.store.index import Index
from qa.types import Abstention
from tests.letter.factories import make

BODY = (
    "1. Stand\n\nIn 2020 zijn 31 bruggen gerenoveerd. Een renovatie kost gemiddeld 6 ton.\n\n"
    "2. Storingen\n\nTabel 1 Storingen aan bruggen en sluizen\n\n"
    "Jaar\tBruggen\tSluizen\n2020\t412\t188\n2021\t397\t201\n2022\t365\t176"
)


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    folder = tmp_path_factory.mktemp("bridges")
    make(folder / "corpus", BODY)
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hoeveel storingen aan bruggen waren er in 2021?", "397 storingen (bruggen)"),
        ("Hoeveel bruggen waren er in 2021?", "397 storingen (bruggen)"),
        ("Met hoeveel daalde het aantal storingen aan sluizen van 2021 tot 2022?", "25 minder"),
    ],
)
def test_a_number_is_called_what_its_caption_counts(
    question: str, text: str, bridges: Index
) -> None:
    assert text in ask(question, bridges).text


def test_a_word_of_another_section_explains_nothing_of_a_table(bridges: Index) -> None:
    asked = ask("Hoeveel bruggen zijn er in 2021 gerenoveerd?", bridges)
    assert isinstance(asked, Abstention)
