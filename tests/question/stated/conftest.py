"""An index of a small letter, by what stands in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qa.model.encode import Encoder
from qa.store.index import Index
from tests.letter.factories import make
from tests.reader.corpus import built

Written = Callable[[str], Index]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Written:
    """Return the index of a letter of these words."""

    def index(body: str) -> Index:
        folder = tmp_path_factory.mktemp("letter")
        make(folder / "corpus", body)
        return built(folder, encoder)

    return index
