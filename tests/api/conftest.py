"""The service as its tests find it: the application in this process, and one that listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
from starlette.testclient import TestClient

from qa import Index
from tests.api.application import service_on, started
from tests.api.calls import CALLS
from tests.api.clients import sdk
from tests.api.servers import Started, serving


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application, open to anyone."""
    with started(index, tmp_path_factory.mktemp("data")) as client:
        client.follow_redirects = False
        yield client


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    """The OpenAPI file."""
    found: dict[str, Any] = client.get("/v1/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def answers(client: TestClient) -> dict[str, Any]:
    """A successful response of every operation."""
    found = {name: call.make(client) for name, call in CALLS.items()}
    assert {each.status_code for each in found.values()} == {200, 201}
    return found


@pytest.fixture(scope="module")
def server(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service that anyone may call, as often as they like."""
    with serving(service_on(index, tmp_path_factory.mktemp("data"))) as address:
        yield address


@pytest.fixture
def served(index: Index, tmp_path: Path) -> Started:
    """Start a service with settings of its own."""

    def start(**settings: Any) -> AbstractContextManager[str]:
        return serving(service_on(index, tmp_path, **{"rate": 300, **settings}))

    return start


@pytest.fixture
def chat(server: str) -> Iterator[openai.OpenAI]:
    """OpenAI's own client."""
    with sdk(server) as chat:
        yield chat


@pytest.fixture(scope="module")
def web(server: str) -> Iterator[httpx2.Client]:
    """A client that sends what it is told to."""
    with httpx2.Client(base_url=server) as web:
        yield web
