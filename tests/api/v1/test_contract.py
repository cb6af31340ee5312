"""The form of a request, and of the answer that it wants: what is taken, what is refused."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from qa import Index
from qa.api.http.problems import Refused
from qa.api.v1.contract import wanted
from qa.api.v1.requests import Vraag
from qa.errors import QuestionError
from qa.question.read.interpret import check
from tests.api.application import PROBLEM, refused, started
from tests.api.calls import LETTER, QUESTION

JSON, CSV = "application/json", "text/csv"
ASKED = b'{"vraag": "Hoeveel overvallen waren er in 2019?"}'


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", CSV),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv, application/json", JSON),  # equally liked: ours first
        ("text/csv, application/json;q=0.9", CSV),
        ("text/csv;q=0.1, */*;q=0.5", JSON),
        ("application/json;q=0, */*", CSV),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        ("application/json; charset=utf-8", JSON),
        ("application/json ; q=0.2 , text/csv ; q=0.3", CSV),
        ("text/csv;q=2, application/json;q=1", JSON),  # more than 1 is 1
        (", ,text/csv,", CSV),
        ("text/html", None),
        ("application/json;q=0", None),
        ("application/json;q=nan", None),
        ("application/json;q=veel", None),
        ("*/*;q=0", None),
        ("json", None),
        ("*", None),
    ],
)
def test_the_form_that_is_liked_best_is_sent(
    accept: str, given: str | None, client: TestClient
) -> None:
    response = client.get("/v1/feiten?maxAantal=1", headers={"accept": accept})
    if given is None:
        assert refused(response, 406) == "Wel mogelijk: application/json, text/csv."
    else:
        assert response.headers["content-type"].partition(";")[0] == given


@given(st.text())
def test_any_accept_is_met_with_one_of_the_forms_or_refused(accept: str) -> None:
    with suppress(Refused):
        assert wanted(accept, (JSON, CSV)) in {JSON, CSV}


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("application/json", 200),
        ("Application/JSON", 200),
        ("application/json; charset=utf-8", 200),
        ('application/json;charset="UTF-8"', 200),
        ("application/json;v=1", 200),
        ("application/json; charset=latin-1", 415),
        ("application/json; charset=utf-8; charset=utf-16", 415),
        ("application/problem+json", 415),
        ("application/json, text/plain", 415),
        ("text/json", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application", 415),
        ("", 415),
        (None, 415),
    ],
)
def test_only_json_in_utf_8_is_read(
    media_type: str | None, status: int, client: TestClient
) -> None:
    headers = {} if media_type is None else {"content-type": media_type}
    response = client.post("/v1/vragen", content=ASKED, headers=headers)
    if status == 200:
        assert response.status_code == 200
    else:
        refused(response, status)


@pytest.mark.parametrize("encoding", ["gzip", "br", "identity, gzip", "onzin"])
def test_a_body_that_is_packed_is_refused(encoding: str, client: TestClient) -> None:
    headers = {"content-type": JSON, "content-encoding": encoding}
    refused(client.post("/v1/vragen", content=ASKED, headers=headers), 415)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (ASKED, 200),
        (b"\xef\xbb\xbf" + ASKED, 200),  # some editors begin UTF-8 so
        (ASKED.decode().encode("utf-16"), 400),
        (ASKED.decode().encode("utf-32-le"), 400),
        (b'{"vraag": "\xe9"}', 400),
        (b'{"vraag": "a", "vraag": "b"}', 400),
        (b'{"vraag": "a", "vr\\u0061ag": "b"}', 400),
        (b'{"vraag": "a", "brieven": [{"x": 1, "x": 2}]}', 400),
    ],
)
def test_json_that_can_be_read_in_two_ways_is_refused(
    body: bytes, status: int, client: TestClient
) -> None:
    response = client.post("/v1/vragen", content=body, headers={"content-type": JSON})
    assert response.status_code == status
    if status != 200:
        refused(response, status)


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (b"4", 200),
        (b"4.0", 200),  # for JSON the same number
        (b"4e0", 200),
        (b"4.5", 400),
        (b"-0.0", 400),
        (b"51.0", 400),
        (b'"4"', 400),
        (b"true", 400),
        (b"null", 400),
        (b"NaN", 400),
        (b"Infinity", 400),
        (b"1e400", 400),
        (b"9" * 5000, 400),
    ],
)
def test_a_number_of_a_body_is_a_whole_number(
    number: bytes, status: int, client: TestClient
) -> None:
    body = b'{"vraag": "Wat is de WMG?", "maxAantal": %b}' % number
    response = client.post("/v1/vragen", content=body, headers={"content-type": JSON})
    assert response.status_code == status
    if status != 200:
        refused(response, status)


@pytest.mark.parametrize(
    "number", ["", "+5", "5.0", " 5", "5 ", "0x5", "5_0", "٥", "1e1", "9" * 99]
)
def test_a_number_of_an_address_has_digits_only(number: str, client: TestClient) -> None:
    refused(client.get("/v1/feiten", params={"maxAantal": number}), 400)
    refused(client.get(f"/v1/brieven/{LETTER}/fragmenten", params={"vanaf": number}), 400)
    if number:
        refused(client.get(f"/v1/brieven/{LETTER}/voetnoten/{number}"), 400)


def test_what_is_no_question_by_its_description_is_none_when_it_is_read() -> None:
    """A character of which nothing is left is refused by the type, every other one is taken."""
    for number in range(0x3100):
        character = chr(number)
        if unicodedata.category(character) == "Cs":
            continue
        try:
            is_text = bool(check(character))
        except QuestionError:
            is_text = False
        try:
            is_taken = bool(Vraag(vraag=character))
        except ValueError:
            is_taken = False
        assert is_taken == is_text, hex(number)


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("x=1", "Onbekend: x."),
        ("Jaar=2019", "Onbekend: Jaar."),
        ("jaar%20=2019", "Onbekend: jaar ."),
        ("=1", "Onbekend: ."),
        ("%ff=1", "Onbekend: \ufffd."),
        ("jaar=2019&jaar=2019", "Geef jaar maar één keer."),
        ("jaar=2019&maat=a&j%61ar=2020", "Geef jaar maar één keer."),
        ("a=1&b=2&c=3&d=4&e=5&f=6", "Onbekend: a, b, c, d, e."),
        (f"{'a' * 9000}=1", f"Onbekend: {'a' * 40}."),
    ],
)
def test_query_keys_that_are_unknown_or_doubled_are_refused(
    query: str, detail: str, client: TestClient
) -> None:
    assert refused(client.get(f"/v1/feiten?{query}"), 400).startswith(detail)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/%62rieven", 200),
        (f"/v1/brieven/{LETTER.replace('-', '%2D')}", 200),
        ("/v1", 404),
        ("/v1/", 404),
        ("/v1/brieven/", 404),
        ("http://localhost//v1/brieven", 404),
        ("/v1//brieven", 404),
        ("/v1/brieven//", 404),
        ("/V1/brieven", 404),
        ("/v1/Brieven", 404),
        ("/v2/brieven", 404),
        ("/v1/brieven.json", 404),
        ("/v1/brieven;a=1", 404),
        ("/v1/brieven/%00", 404),
        ("/v1/brieven/%ff", 404),
        ("/v1/brieven/%2e%2e", 404),
        ("/v1/brieven/%2e%2e%2fREADME.md", 404),
        (f"/v1/brieven/{LETTER}%2ffragmenten", 200),  # RFC 3986 leaves this to the service
        (f"/v1/brieven/{LETTER}/../{LETTER}", 200),  # the client itself makes this one shorter
        ("/v1/brieven/" + "a" * 100, 404),
        ("/v1/brieven/" + "a" * 101, 400),
        ("/v1/brieven/" + "a" * 9000, 400),
        ("/v1/" + "a/" * 4000, 404),
    ],
)
def test_an_address_is_there_or_it_is_not(path: str, status: int, client: TestClient) -> None:
    response = client.get(path)
    assert "location" not in response.headers
    if status == 200:
        assert response.status_code == 200
    else:
        refused(response, status)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/v1/brieven", 200), ("/v1/openapi.json", 200), ("/gezond", 200), ("/v1/nergens", 404)],
)
def test_head_says_what_get_would_say_without_the_body(
    path: str, status: int, client: TestClient
) -> None:
    got, head = client.get(path), client.head(path)
    assert (got.status_code, head.status_code, head.content) == (status, status, b"")
    for name in got.headers.keys() - {"x-request-id"}:
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/gezond", "GET, HEAD"),
        ("/v1/openapi.json", "GET, HEAD"),
        ("/v1/feiten", "GET, HEAD"),
        ("/v1/vragen", "POST"),
    ],
)
def test_a_method_that_is_not_there_is_refused_with_those_that_are(
    path: str, allowed: str, client: TestClient
) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "M" * 200):
        response = client.request(method, path)
        refused(response, 405)
        assert response.headers["allow"] == allowed


def test_a_page_of_another_origin_is_told_no_as_a_problem(index: Index, tmp_path: Path) -> None:
    ours: dict[str, Any] = {"origin": "https://intranet.example.org"}
    asked = {"access-control-request-method": "POST"}
    with started(index, tmp_path, cors=("https://intranet.example.org",)) as client:
        yes = client.options("/v1/vragen", headers={**ours, **asked})
        assert yes.status_code == 200
        assert yes.headers["access-control-allow-origin"] == ours["origin"]
        for headers in (
            {**ours, "access-control-request-method": "DELETE"},
            {**ours, **asked, "access-control-request-headers": "x-anders"},
            {"origin": "https://intranet.example.org.kwaad.example", **asked},
            {"origin": "null", **asked},
        ):
            refused(client.options("/v1/vragen", headers=headers), 400)


def test_a_refusal_is_a_problem_also_where_a_page_was_wanted(client: TestClient) -> None:
    response = client.get("/v1/nergens", headers={"accept": "text/html"})
    assert response.headers["content-type"] == PROBLEM
    body = {"vraag": QUESTION, "maxAantal": 0}
    refused(client.post("/v1/vragen", json=body, headers={"accept": "application/json"}), 400)
