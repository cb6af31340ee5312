"""Whatever comes in, the service stays itself: an answer or a problem, with all its headers.

Bytes that are no HTTP, no JSON or no text; methods, addresses and headers from anyone: never a 500,
and never a word of the inside.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.application import PROBLEM
from tests.api.calls import CALLS, LETTER, SERIES
from tests.api.running import HOST, Reply, Serving

POSTS = [call for call in CALLS.values() if call.body is not None]
INSIDE = ("Traceback", "site-packages", "qa/api", "pydantic", "sqlite3", "NoneType", ".py:")
ALWAYS = {
    "api-version": "1.0.0",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
}


def stays_itself(status: int, headers: Any, body: bytes, sent: str = "") -> None:
    """Check that a response is one of ours; `sent` is what it may repeat."""
    assert status < 500, body
    for name, value in ALWAYS.items():
        assert headers[name] == value
    text = body.decode(errors="replace")  # a Word file is no text
    for word in INSIDE:
        assert word not in text or word in sent
    if status >= 400 and body:
        assert headers["content-type"] == PROBLEM
        problem = json.loads(text)
        assert problem["status"] == status
        assert problem["title"]
        assert problem["detail"]


def ask(client: TestClient, method: str, path: str, **more: Any) -> int:
    response = client.request(method, path, **more)
    stays_itself(response.status_code, response.headers, response.content, f"{path} {more}")
    return response.status_code


names = st.sampled_from(
    sorted({name for call in POSTS for name in call.body or ()} | {"brieven", "context", "x"})
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=[]), max_size=40)  # halves of characters too
    | st.sampled_from([10**400, -(10**30), 1e300, "\0", "\ud800", "a" * 3000, "Wat is de WMG?"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def almost_json(draw: st.DrawFn) -> bytes:
    """Draw JSON that somebody dropped: doubled names, bytes too many or few, another encoding."""
    pairs = draw(st.lists(st.tuples(names, values), max_size=5))
    text = (
        "{" + ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in pairs) + "}"
    )
    encoding = draw(st.sampled_from(["utf-8"] * 6 + ["utf-16", "utf-8-sig", "latin-1"]))
    data = text.encode(encoding, "replace")
    if draw(st.booleans()):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=3)) + data[at + draw(st.integers(0, 3)) :]
    return data


@pytest.mark.parametrize("path", [call.path for call in POSTS])
@given(body=st.binary(max_size=200) | almost_json())
def test_any_body_is_answered_or_refused(path: str, body: bytes, client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    assert ask(client, "POST", path, content=body, headers=headers) in {200, 201, 400}


@pytest.mark.parametrize("path", [call.path for call in POSTS])
@given(fields=st.dictionaries(names, values, max_size=5))
def test_a_body_that_is_nearly_right_is_answered_or_refused(
    path: str, fields: dict[str, Any], client: TestClient
) -> None:
    (call,) = [call for call in POSTS if call.path == path]
    body = json.dumps({**(call.body or {}), **fields}).encode()
    headers = {"content-type": "application/json"}
    assert ask(client, "POST", path, content=body, headers=headers) in {200, 201, 400}


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 60_000,
        b'{"vraag":' * 7000,
        b'{"vraag": "a", "x": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
        b"9" * 60_000,
        b'{"vraag": ' + b"9" * 5000 + b"}",
        b'{"vraag": 1e' + b"9" * 5000 + b"}",
        b'{"vraag": "' + b"\\u0000" * 5000 + b'"}',
        b'{"vraag": "' + b"?" * 2000 + b'"}',
        b'{"vraag": "' + b"en " * 660 + b'"}',
        b'{"vraag": "' + b"1. " * 660 + b'"}',
        b'{"vraag": "' + "e\u0301\u0301".encode() * 600 + b'"}',
    ],
    ids=lambda body: body[:19].decode(),
)
def test_what_is_deep_or_long_is_answered_or_refused(body: bytes, client: TestClient) -> None:
    for call in POSTS:
        ask(client, "POST", call.path, content=body, headers={"content-type": "application/json"})


@given(
    method=st.sampled_from("GET HEAD POST PUT PATCH DELETE OPTIONS TRACE".split())
    | st.from_regex("[A-Z!#$%&'*+.^_`|~-]{1,30}", fullmatch=True),
    path=st.sampled_from([call.path for call in CALLS.values()])
    | st.lists(
        st.sampled_from(["v1", "brieven", LETTER, "reeksen", SERIES, "voetnoten", "..", ".", ""])
        | st.text(max_size=8),
        max_size=6,
    ).map(lambda parts: "/v1/" + "/".join(quote(part, safe="") for part in parts)),
    query=st.binary(max_size=30).map(quote)
    | st.lists(st.tuples(st.sampled_from(["jaar", "vanaf", "brief", "x"]), st.text())).map(
        lambda pairs: "&".join(f"{name}={quote(value)}" for name, value in pairs)
    ),
)
def test_any_method_and_address_is_answered_or_refused(
    method: str, path: str, query: str, client: TestClient
) -> None:
    ask(client, method, f"{path}{'&' if '?' in path else '?'}{query}" if query else path)


@given(
    call=st.sampled_from(list(CALLS.values())),
    headers=st.dictionaries(
        st.sampled_from(
            "accept accept-charset accept-encoding accept-language authorization content-encoding"
            " content-type cookie expect forwarded host if-match if-none-match origin range referer"
            " te upgrade x-forwarded-for x-forwarded-host x-forwarded-proto x-http-method-override"
            " access-control-request-method access-control-request-headers x-request-id".split()
        ),
        st.binary(max_size=60).map(lambda value: value.translate(None, b"\r\n\0"))
        | st.sampled_from(
            [b"*/*;q=", b"application/json;q=0", b"bytes=0-1", b"a" * 9000, b"DELETE"]
        ),
        max_size=5,
    ),
)
def test_any_header_is_taken_or_refused(
    call: Any, headers: dict[str, bytes], client: TestClient
) -> None:
    body = None if call.body is None else json.dumps(call.body).encode()
    ask(client, call.method, call.path, content=body, headers=headers)


@pytest.fixture(scope="module")
def service(index_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with Serving(index_folder, tmp_path_factory.mktemp("data")) as service:
        yield service


def told(service: Serving, data: bytes) -> Reply | None:
    """Send bytes over a connection; return what comes back first, if anything."""
    with socket.create_connection((HOST, service.port), timeout=30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        response = HTTPResponse(connection, method="HEAD" if data.startswith(b"HEAD") else None)
        try:
            response.begin()
        except ConnectionError:
            return None
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, headers, response.read())


@given(
    data=st.binary(min_size=1, max_size=300)
    | st.tuples(
        st.sampled_from([b"GET ", b"POST ", b"GE T ", b"\xff "]),
        st.binary(max_size=40),
        st.sampled_from([b" HTTP/1.1\r\n", b" HTTP/9.9\r\n", b"\r\n", b" HTTP/1.0\r\n"]),
        st.binary(max_size=80),
        st.sampled_from([b"\r\n\r\n", b"\n\n", b""]),
    ).map(b"".join)
    | st.sampled_from(
        [
            b"GET /v1/brieven HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            b"POST /v1/vragen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"POST /v1/vragen HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            b"Content-Length: 6\r\n\r\nabcdef",
            b"GET /v1/brieven\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET http://elders.example/v1/brieven HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"CONNECT elders.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"GET /v1/brieven HTTP/1.1\r\n\r\n",
            b"GET /v1/brieven HTTP/1.1\r\nHost: a\r\nHost: localhost\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ]
    )
)
def test_any_bytes_on_a_connection_get_a_problem_or_an_end(data: bytes, service: Serving) -> None:
    response = told(service, data)
    if response is not None:
        stays_itself(response.status, response.headers, response.body)
        assert response.status in {200, 400, 404, 405, 408}


def test_after_all_that_the_service_answers(service: Serving) -> None:
    assert service.call("GET", "/gezond").status == 200
    assert service.process.poll() is None
    assert service.errors == ""
