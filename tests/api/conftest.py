"""A service of the real index that listens, for clients of other people's making."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest

from qa.api import Service
from qa.settings import Settings
from qa.store.encode import Encoder
from qa.store.index import Index
from tests.api.clients import sdk
from tests.api.servers import Started, serving


@pytest.fixture(scope="module")
def server(
    index: Index, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a service that anyone may call, as often as they like."""
    settings = Settings(rate=0, data=tmp_path_factory.mktemp("data"))
    with serving(Service(settings, index, lambda: encoder)) as address:
        yield address


@pytest.fixture
def started(index: Index, encoder: Encoder, tmp_path: Path) -> Started:
    """Start a service with settings of its own."""

    def start(**settings: Any) -> AbstractContextManager[str]:
        return serving(Service(Settings(data=tmp_path, **settings), index, lambda: encoder))

    return start


@pytest.fixture
def client(server: str) -> Iterator[openai.OpenAI]:
    """OpenAI's own client."""
    with sdk(server) as client:
        yield client


@pytest.fixture(scope="module")
def web(server: str) -> Iterator[httpx2.Client]:
    """A client that sends what it is told to."""
    with httpx2.Client(base_url=server) as web:
        yield web
