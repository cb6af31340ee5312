"""The web application on the index of the tests, spoken to without a port."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from qa.api import Service, create_app
from qa.settings import Settings
from qa.store.index import Index

PROBLEM = "application/problem+json"
Start = Callable[..., AbstractContextManager[TestClient]]


@contextmanager
def started(index: Index, data: Path, **settings: Any) -> Iterator[TestClient]:
    """Start the application with these settings; nothing limits how often it is asked."""
    wanted = Settings(**{"data": data, "index": index.folder.parents[1], "rate": 0, **settings})
    app = create_app(Service(wanted, index, lambda: index.encoder))
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
