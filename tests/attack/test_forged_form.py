"""A page elsewhere cannot put a question in the mouth of a reader of this service.

Asked of the real server: what a browser says of where a form comes from decides, and a program that
says nothing is let in.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

import pytest

from qa.store.index import Index
from tests.api.running import HOST, Reply, Serving

ANSWER = "In 2019 waren er 1.174 overvallen."
BODY = urlencode({"vraag": "Hoeveel overvallen waren er in 2019?"})
ELSEWHERE = "https://intranet.example"  # may frame and call the service, not send its form
PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def serving(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder, data, other = index.folder.parents[1], tmp_path_factory.mktemp("data"), ELSEWHERE
    with Serving(folder, data, QA_FRAMES=other, QA_CORS=other) as serving:
        yield serving


def send(serving: Serving, headers: Mapping[str, str], accept: str = PAGE) -> Reply:
    connection = http.client.HTTPConnection(HOST, serving.port, timeout=30)
    form = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
    try:
        connection.request("POST", "/", BODY, {**form, **headers})
        response = connection.getresponse()
        return Reply(response.status, dict(response.headers.items()), response.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "https://vragen.example"},  # proxy, other host
        {"origin": "http://{own}"},
        {"origin": "https://{own}"},  # TLS that ends at a proxy
    ],
    ids=str,
)
def test_a_form_of_its_own_or_of_no_page_is_answered(
    headers: Mapping[str, str], serving: Serving
) -> None:
    own = f"{HOST}:{serving.port}"
    reply = send(serving, {name: value.format(own=own) for name, value in headers.items()})
    assert reply.status == 200
    assert ANSWER in reply.body.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://{own}"},
        {"sec-fetch-site": "Same-Origin"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "https://evil.example"},
        {"origin": ELSEWHERE},
        {"origin": "http://{own}.evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "{own}"},
    ],
    ids=str,
)
def test_a_form_of_a_page_elsewhere_is_refused(
    headers: Mapping[str, str], serving: Serving
) -> None:
    own = f"{HOST}:{serving.port}"
    sent = {name: value.format(own=own) for name, value in headers.items()}
    for accept, media_type in ((PAGE, "text/html"), ("*/*", "application/problem+json")):
        reply = send(serving, sent, accept)
        told = reply.body.decode()
        assert reply.status == 403
        assert reply.headers["content-type"].startswith(media_type)
        assert "Deze vraag komt van een pagina elders; stel haar op de pagina zelf." in told
        assert ANSWER not in told


def test_a_page_lets_a_browser_name_the_origin_of_its_form(serving: Serving) -> None:
    assert serving.call("GET", "/v1/brieven").headers["referrer-policy"] == "no-referrer"
    assert send(serving, {}).headers["referrer-policy"] == "same-origin"
