"""The scripts and the style sheet: for whom they are, and that nothing else is served."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha384

import pytest
from starlette.testclient import TestClient

from qa import Index
from tests.api.application import started
from tests.api.markup import BROWSER, read


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(index, tmp_path_factory.mktemp("data")) as client:
        client.headers.update(BROWSER)
        yield client


@pytest.mark.parametrize(
    ("name", "kind", "is_shared"),
    [
        ("vraag-de-brief.js", "text/javascript; charset=utf-8", True),
        ("brief.js", "text/javascript; charset=utf-8", True),
        ("stijl.css", "text/css; charset=utf-8", False),
    ],
)
def test_scripts_may_be_embedded_elsewhere_and_are_checked_for_news(
    name: str, kind: str, is_shared: bool, client: TestClient
) -> None:
    response = client.get(f"/widget/{name}")
    headers = response.headers
    assert (response.status_code, headers["content-type"]) == (200, kind)
    assert headers["cache-control"] == "no-cache"
    assert headers.get("access-control-allow-origin") == ("*" if is_shared else None)
    assert headers.get("cross-origin-resource-policy") == ("cross-origin" if is_shared else None)
    again = client.get(f"/widget/{name}", headers={"if-none-match": f'"x", W/{headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == headers["etag"]


def test_a_page_names_the_hash_of_each_script_that_it_loads(client: TestClient) -> None:
    for script in read(client.get("/")).all("script"):
        digest = sha384(client.get(script["src"]).content).digest()
        assert script["integrity"] == f"sha384-{b64encode(digest).decode()}"
        assert script["type"] == "module"


@pytest.mark.parametrize(
    "path",
    [
        "widget/",
        "widget/../api/app.py",
        "widget/%2e%2e/api/app.py",
        "widget/brief.js/",
        "widget//etc/passwd",
    ],
)
def test_no_other_file_is_served(path: str, client: TestClient) -> None:
    read(client.get(f"/{path}"), 404)
