"""The real letter, resolved once for all tests of this folder."""

from __future__ import annotations

import pytest

from qa.letter.build import load
from qa.types import Letter
from tests.letter.factories import REAL


@pytest.fixture(scope="session")
def letter() -> Letter:
    return load(REAL)
