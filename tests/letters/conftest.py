"""The six letters of our own, beside the real one, in one index."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letters.across import scoring as many
from tests.letters.scoring import LETTERS, NAMES
from tests.reader.sets import index_of

REAL = "kst-28684-720"
TABLES = ("kst-37620-4", "kst-37755-9")


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, corpus: Path) -> Index:
    """An index of all seven letters; only of the real one a person refined the words."""
    folder = tmp_path_factory.mktemp("letters")
    letters = [corpus / REAL, *(LETTERS / name for name in NAMES)]
    return index_of(folder, letters, encoder)


@pytest.fixture(scope="session")
def across(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, corpus: Path) -> Index:
    """An index of those seven and of three letters of one dossier, of several years."""
    folder = tmp_path_factory.mktemp("across")
    own = [*(LETTERS / name for name in NAMES), *(many.HERE / name for name in many.NAMES)]
    return index_of(folder, [corpus / REAL, *own], encoder)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """An index of two letters that are mostly tables (tests/letters/tables)."""
    folder = tmp_path_factory.mktemp("tables")
    return index_of(folder, [LETTERS / "tables" / name for name in TABLES], encoder)


@pytest.fixture(scope="session")
def six(together: Index) -> Index:
    """The letters of our own, without the real one."""
    return together.within(NAMES)
