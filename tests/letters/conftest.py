"""The six letters of our own, beside the real one, in one index."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letters.scoring import LETTERS, NAMES

REAL = "kst-28684-720"


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, corpus: Path) -> Index:
    """An index of all seven letters; only of the real one a person refined the words."""
    folder = tmp_path_factory.mktemp("letters")
    shutil.copytree(corpus / REAL, folder / "corpus" / REAL)
    for name in NAMES:
        (folder / "corpus" / name).mkdir()
        shutil.copy(LETTERS / name / "letter.txt", folder / "corpus" / name)
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


@pytest.fixture(scope="session")
def six(together: Index) -> Index:
    """The letters of our own, without the real one."""
    return together.within(NAMES)
