"""The NLGov REST API Design Rules 2.2 about what goes over the line; see test_design_rules.py."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.api.http.access import ASKING, new_key
from tests.api.application import PROBLEM, refused, started
from tests.api.calls import CALLS, FEEDBACK, operations, resolved

DATA = tomllib.loads(Path(__file__).with_name("design_rules.toml").read_text("utf-8"))


def test_core_no_trailing_slash(described: dict[str, Any], client: TestClient) -> None:
    for each in operations(described):
        assert not each.path.endswith("/")
        path = each.call.path.partition("?")[0]
        response = client.request(each.method, f"{path}/", json=each.call.body)
        assert "location" not in response.headers
        refused(response, 404)


def test_core_http_methods(described: dict[str, Any], client: TestClient) -> None:
    for each in operations(described):
        assert each.method in {"GET", "POST"}
        allowed = {"GET", "HEAD"} if each.method == "GET" else {"POST"}
        for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "MELT"} - allowed:
            response = client.request(method, each.call.path)
            assert response.status_code == 405
            assert set(response.headers["allow"].split(", ")) == allowed


def test_core_http_safety(described: dict[str, Any], index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path) as client:
        for each in operations(described):
            if each.method == "GET":
                first, second = each.call.make(client), each.call.make(client)
                assert first.content == second.content
                head = client.head(each.call.path)
                assert (head.status_code, head.content) == (200, b"")
                for name in ("content-type", "content-length"):
                    assert head.headers[name] == first.headers[name]
        assert list(tmp_path.iterdir()) == []  # a read leaves nothing behind
        first, second = (CALLS["geefTerugkoppeling"].make(client).json() for _ in range(2))
    assert first != second
    assert list(tmp_path.iterdir()) != []


@pytest.mark.parametrize(
    ("method", "path", "status", "more"),
    [
        ("GET", "/v1/brieven", 200, {}),
        ("POST", "/v1/terugkoppelingen", 201, {"json": FEEDBACK}),
        ("GET", "/v1/feiten?jaar=onzin", 400, {}),
        ("POST", "/v1/vragen", 400, {"json": {}}),
        ("GET", "/v1/brieven/kst-0", 404, {}),
        ("GET", "/v1/nergens", 404, {}),
        ("DELETE", "/v1/brieven", 405, {}),
        ("GET", "/v1/brieven", 406, {"headers": {"accept": "text/html"}}),
        ("POST", "/v1/vragen", 413, {"json": {"vraag": "a" * 70_000}}),
        ("POST", "/v1/vragen", 415, {"content": b"Hoeveel?", "headers": {"content-type": "a/b"}}),
    ],
)
def test_core_http_response_code(
    method: str, path: str, status: int, more: dict[str, Any], client: TestClient
) -> None:
    assert client.request(method, path, **more).status_code == status


def test_core_stateless(client: TestClient, index: Index, tmp_path: Path) -> None:
    first = CALLS["stelVraag"].make(client)
    assert "set-cookie" not in first.headers
    after = {"vraag": "En in 2018?", "context": first.json()["context"]}
    follow_up = client.post("/v1/vragen", json=after).json()
    assert "1.143" in follow_up["tekst"]
    with started(index, tmp_path) as another:  # which never saw the first question
        assert another.post("/v1/vragen", json=after).json() == follow_up
    assert client.post("/v1/vragen", json={"vraag": after["vraag"]}).json() != follow_up


def test_core_error_handling_problem_details(described: dict[str, Any], client: TestClient) -> None:
    for each in operations(described):
        for status, said in each.said["responses"].items():
            if int(status) < 400:
                continue
            ((media_type, content),) = resolved(described, said)["content"].items()
            assert media_type == PROBLEM
            problem = resolved(described, content["schema"])
            assert {"status", "title", "detail"} <= {*problem["required"]}
        elsewhere = each.call.path.partition("?")[0] + "%00/x"
        refused(client.request(each.method, elsewhere), 404)
        refused(each.call.make(client, headers={"accept": "image/png"}), 406)


def test_core_error_handling_invalid_input(described: dict[str, Any], client: TestClient) -> None:
    for each in operations(described):
        assert "400" in each.said["responses"]
        assert "422" not in each.said["responses"]
        sign = "&" if "?" in each.call.path else "?"
        unknown = each.call._replace(path=f"{each.call.path}{sign}nergens=1")
        assert "nergens" in refused(unknown.make(client), 400)
        if each.call.body is not None:
            more = each.call._replace(body={**each.call.body, "nergens": 1})
            assert "nergens" in refused(more.make(client), 400)


def test_core_error_handling_all_errors(client: TestClient) -> None:
    body = {"maxAantal": 0, "context": 1, "taal": "nl"}
    response = client.post("/v1/vragen", json=body)
    refused(response, 400)
    wrong = {each["veld"] for each in response.json()["fouten"]}
    assert wrong == {"vraag", "maxAantal", "context", "taal"}
    response = client.get("/v1/feiten?jaar=x&soort=x&maxAantal=0")
    assert [each["veld"] for each in response.json()["fouten"]] == ["jaar", "soort", "maxAantal"]


def test_core_publish_openapi(index: Index, tmp_path: Path) -> None:
    keys = tmp_path / "sleutels"
    new_key(keys, "een", ASKING)
    with started(index, tmp_path, keys=keys, cors=("https://intranet.example.org",)) as client:
        response = client.get("/v1/openapi.json", headers={"origin": "https://elders.example"})
        refused(client.get("/v1/brieven"), 401)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["access-control-allow-origin"] == "*"


def test_core_version_header(
    described: dict[str, Any], client: TestClient, answers: dict[str, Any]
) -> None:
    version = described["info"]["version"]
    for each in operations(described):
        for said in each.said["responses"].values():
            assert "API-Version" in resolved(described, said)["headers"]
    seen = [*answers.values(), client.get("/v1/nergens"), client.get("/"), client.put("/v1/feiten")]
    assert {each.headers["API-Version"] for each in seen} == {version}


def test_core_transport_no_sensitive_uris(described: dict[str, Any], client: TestClient) -> None:
    """What a person types goes in a body, a key in a header: addresses are kept in many logs."""
    said = [each for found in operations(described) for each in found.said.get("parameters", [])]
    assert {each["in"] for each in said} == {"path", "query"}
    assert {each["name"] for each in said} == set(DATA["reviewed"]["parameters"].split())
    for path in ("/v1/vragen?vraag=Hoeveel", "/v1/brieven?sleutel=qa_1", "/v1/brieven?token=a"):
        assert client.get(path).status_code in {400, 405}


def test_core_transport_security_headers(client: TestClient, answers: dict[str, Any]) -> None:
    client.base_url = "https://localhost"
    try:
        safe = client.get("/v1/brieven").headers
        wrong = client.get("/v1/nergens").headers
    finally:
        client.base_url = "http://localhost"
    for headers in (safe, wrong):
        assert headers["strict-transport-security"].startswith("max-age=31536000")
    for headers in (safe, wrong, *(each.headers for each in answers.values())):
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["content-type"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_core_transport_cors(index: Index, tmp_path: Path) -> None:
    ours, other = "https://intranet.example.org", "https://elders.example"
    asked = {"access-control-request-method": "POST"}
    with started(index, tmp_path, cors=(ours,)) as client:
        for origin, allowed in ((ours, ours), (other, None)):
            response = client.get("/v1/brieven", headers={"origin": origin})
            assert response.headers.get("access-control-allow-origin") == allowed
            assert "Origin" in response.headers["vary"]
        assert client.options("/v1/vragen", headers={"origin": ours, **asked}).status_code == 200
        denied = client.options("/v1/vragen", headers={"origin": other, **asked})
        assert refused(denied, 400).startswith("Vanaf deze herkomst")
        assert "access-control-allow-origin" not in denied.headers
