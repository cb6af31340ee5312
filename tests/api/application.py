"""The web application on the index of the tests, spoken to without a port."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from starlette.testclient import TestClient

from qa.api import Service, create_app
from qa.api.http.log import configure
from qa.api.workers import Nursery
from qa.model.encode import Encoder, open_encoder
from qa.model.obtain import obtain
from qa.question.examples import examples
from qa.settings import Settings
from qa.store.index import Index

PROBLEM = "application/problem+json"
Start = Callable[..., AbstractContextManager[TestClient]]


class _Shared(Nursery):
    """The process that holds an index, for all services of a test run: each has its own workers."""

    def close(self) -> None:
        """Go on: the next service forks from it. It ends with the run."""


def open_index(settings: Settings) -> Index:
    """Open an index as `qa serve` does, with the real model; called in another process."""

    def encoder() -> Encoder:
        given = os.environ.get("QA_CACHE")
        folder = obtain("", Path(given) if given else user_cache_path("kamerbrief-qa"), print)
        return open_encoder(folder, threads=1)

    return Index.open(settings.index, encoder)


@cache
def _nursery(folder: Path) -> Nursery:
    return _Shared.open(Settings(index=folder), open_index, configure)


def service_on(index: Index, data: Path, **settings: Any) -> Service:
    """Return a service of an index; nothing limits how often it is asked."""
    folder = index.folder.parents[1]
    wanted = Settings(**{"data": data, "index": folder, "rate": 0, **settings})
    nursery = _nursery(folder)
    if nursery.examples is None:  # as after the first seconds of a service
        nursery.examples = examples(index)
    return Service(wanted, nursery, open_index)


def new_service(folder: Path, data: Path, **settings: Any) -> Service:
    """Return a service that opens an index for itself, so that it may be altered under it."""
    wanted = replace(Settings(data=data, index=folder), **settings)
    return Service(wanted, Nursery.open(wanted, open_index, configure), open_index)


def breaks(index: Index, *_: object) -> None:
    """Work that fails in a way that nobody foresaw; what the index holds open is gone after it."""
    index.passages._connection.close()
    index.passages._connection.execute("SELECT 1")


@contextmanager
def started(index: Index, data: Path, **settings: Any) -> Iterator[TestClient]:
    """Start the application with these settings; nothing limits how often it is asked."""
    app = create_app(service_on(index, data, **settings))
    client = TestClient(app, "http://localhost", raise_server_exceptions=False)
    with client:
        yield client


def refused(response: Any, status: int) -> str:
    """Check that a response is a problem of this status, and return what it tells."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    problem = response.json()
    assert (
        {"status", "title", "detail"} <= problem.keys() <= {"status", "title", "detail", "fouten"}
    )
    assert problem["status"] == status
    assert problem["detail"]
    for inside in ("Traceback", "Error", "pydantic", "qa/", ".py", "sqlite"):
        assert inside not in response.text
    return str(problem["detail"])
