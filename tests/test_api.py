"""The web endpoint, spoken to over HTTP: answers, and refusals that show nothing of the inside."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from qa import Index, ask, wire
from qa.api import create_app
from qa.question.retrieve import retrieve
from qa.store.index import FACTS

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
WEEK = "Wanneer is de Week van de Veiligheid volgend jaar?"
JSON = {"content-type": "application/json"}
PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def client(index: Index) -> TestClient:
    return TestClient(create_app(index), raise_server_exceptions=False)


def refused(response: Any, status: int) -> str:
    """Check that a response is a problem of this status, and return what it tells."""
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    problem = response.json()
    assert problem.keys() == {"status", "title", "detail"}
    assert problem["status"] == status
    for inside in ("Traceback", "Error", "pydantic", "qa/", ".py"):
        assert inside not in response.text
    return str(problem["detail"])


@pytest.mark.parametrize("question", [ROBBERIES, WEEK, "asdf qwerty zxcv"])
def test_a_question_gets_the_object_of_every_door(
    question: str, client: TestClient, index: Index
) -> None:
    response = client.post("/v1/vragen", json={"vraag": question})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.json() == wire.outcome(ask(question, index))


def test_the_answer_is_the_number_of_the_letter(client: TestClient) -> None:
    answer = client.post("/v1/vragen", json={"vraag": ROBBERIES}).json()
    assert answer["tekst"] == "In 2019 waren er 1.174 overvallen."
    assert answer["feiten"][0]["plaats"] == "tabel 1, rij 2019"


def test_passages_are_found_without_an_answer(client: TestClient, index: Index) -> None:
    response = client.post("/v1/_zoek", json={"vraag": "modelprotocol horeca", "maxAantal": 4})
    assert response.status_code == 200
    sent = response.json()
    assert sent == {
        "vraag": "modelprotocol horeca",
        "fragmenten": [wire.hit(hit) for hit in retrieve("modelprotocol horeca", index, 4)],
    }
    assert "Koninklijke Horeca Nederland" in sent["fragmenten"][0]["tekst"]


def test_a_found_passage_tells_what_it_owes_its_place_to(client: TestClient) -> None:
    body = {"vraag": "modelprotocol horeca", "uitleg": True}
    found = client.post("/v1/_zoek", json=body).json()["fragmenten"]
    totals = [sum(each["bijdragen"].values()) for each in found]
    assert len(totals) == 10
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({}, "Niet goed: body.vraag."),
        ({"vraag": 1}, "Niet goed: body.vraag."),
        ({"vraag": "a", "maxAantal": 51}, "Niet goed: body.maxAantal."),
        ({"vraag": "a", "uitleg": "ja"}, "Niet goed: body.uitleg."),
        ({"vraag": "a", "top": 3}, "Niet goed: body.top."),
        ({"vraag": " "}, "De vraag is leeg"),
    ],
)
def test_a_search_that_cannot_be_done_is_refused(
    body: dict[str, Any], detail: str, client: TestClient
) -> None:
    assert refused(client.post("/v1/_zoek", json=body), 400).startswith(detail)


def test_it_tells_that_it_is_alive(client: TestClient) -> None:
    response = client.get("/gezond")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("method", "path", "status", "detail"),
    [
        ("GET", "/v1/vragen", 405, "Deze methode kan hier niet."),
        ("PUT", "/v1/vragen", 405, "Deze methode kan hier niet."),
        ("DELETE", "/v1/vragen", 405, "Deze methode kan hier niet."),
        ("POST", "/gezond", 405, "Deze methode kan hier niet."),
        ("POST", "/v1/vraag", 404, "Dit adres bestaat niet."),
        ("GET", "/docs", 404, "Dit adres bestaat niet."),
        ("GET", "/../../etc/passwd", 404, "Dit adres bestaat niet."),
    ],
)
def test_another_address_or_method_is_refused(
    method: str, path: str, status: int, detail: str, client: TestClient
) -> None:
    assert refused(client.request(method, path), status) == detail


def test_a_refused_method_tells_which_one_is_allowed(client: TestClient) -> None:
    assert client.get("/v1/vragen").headers["allow"] == "POST"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"Hoeveel overvallen?"',
        b"{}",
        b'{"vraag": 1}',
        b'{"vraag": null}',
        b'{"vraag": ["Hoeveel?"]}',
        b'{"vraag": true}',
        b'{"vraag": NaN}',
        b'{"Vraag": "Hoeveel?"}',
        b'{"vraag": "Hoeveel?", "taal": "nl"}',
        b'{"vraag": "Hoeveel?", "context": 1}',
        b'{"vraag": "Hoeveel?", "maxAantal": 0}',
        b'{"vraag": "Hoeveel?", "maxAantal": 51}',
        b'{"vraag": "Hoeveel?", "maxAantal": "3"}',
        b'{"vraag": "\xff\xfe"}',
        b"[" * 60_000,
        b'{"vraag": "" "}',
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
def test_what_is_no_question_in_json_is_refused_with_the_form_that_is_wanted(
    body: bytes, client: TestClient
) -> None:
    detail = refused(client.post("/v1/vragen", content=body, headers=JSON), 400)
    assert '{"vraag": "…"}' in detail


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"vraag": ""}', "De vraag is leeg; stel een vraag over de brief."),
        (b'{"vraag": " \\n\\t "}', "De vraag is leeg; stel een vraag over de brief."),
        (
            b'{"vraag": "\\ud800"}',
            "De vraag bevat tekens die geen tekst zijn; typ haar opnieuw.",
        ),
        (
            b'{"vraag": "' + b"a" * 2001 + b'"}',
            "De vraag telt 2001 tekens, hoogstens 2000 is mogelijk; maak haar korter.",
        ),
    ],
    ids=["empty", "white space", "half a character", "2001 characters"],
)
def test_a_question_that_cannot_be_taken_is_refused(
    body: bytes, detail: str, client: TestClient
) -> None:
    assert refused(client.post("/v1/vragen", content=body, headers=JSON), 400) == detail


def test_the_longest_question_is_taken_however_it_is_escaped(client: TestClient) -> None:
    body = b'{"vraag": "' + b"\\ud83d\\ude00" * 2000 + b'"}'
    assert client.post("/v1/vragen", content=body, headers=JSON).json()["soort"] == "onthouding"


@pytest.mark.parametrize(
    "media", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense", ""]
)
def test_another_media_type_is_refused(media: str, client: TestClient) -> None:
    body = b'{"vraag": "Hoeveel overvallen waren er in 2019?"}'
    refused(client.post("/v1/vragen", content=body, headers={"content-type": media}), 400)


def pieces() -> Iterator[bytes]:
    """Yield a body that never says how long it is."""
    for _ in range(100):
        yield b'{"vraag": "' + b"a" * 1000


@pytest.mark.parametrize("body", [b"a" * 70_000, pieces()], ids=["declared", "in pieces"])
def test_a_body_larger_than_any_question_is_refused(body: Any, client: TestClient) -> None:
    detail = refused(client.post("/v1/vragen", content=body, headers=JSON), 413)
    assert detail == "De vraag is te groot: hoogstens 65536 bytes."


@pytest.mark.parametrize(
    "context", ["", "rommel", "A" * 9000, "{}", "eyJ2IjoxfQ==", "\0", "é", "=" * 50]
)
def test_a_context_from_anyone_never_breaks_an_answer(context: str, client: TestClient) -> None:
    response = client.post("/v1/vragen", json={"vraag": ROBBERIES, "context": context})
    if response.status_code == 200:
        assert response.json()["tekst"] == "In 2019 waren er 1.174 overvallen."
    else:
        refused(response, 400)


def test_no_more_passages_are_sent_than_asked_for(client: TestClient) -> None:
    for most in (1, 5):
        answer = client.post("/v1/vragen", json={"vraag": WEEK, "maxAantal": most}).json()
        assert len(answer["fragmenten"]) == most


def test_questions_at_once_get_the_answers_they_get_alone(client: TestClient) -> None:
    questions = [f"Hoeveel overvallen waren er in {year}?" for year in range(2011, 2022)]
    questions += [WEEK, "Wat doet Slachtofferhulp Nederland?"]

    def answer(question: str) -> Any:
        return client.post("/v1/vragen", json={"vraag": question}).json()

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(answer, questions * 3))
    assert together == [answer(question) for question in questions] * 3


def test_an_index_that_breaks_while_it_serves_is_a_problem_without_its_inside(
    index_folder: Path, index: Index
) -> None:
    broken = Index.open(index_folder, lambda: index.encoder)
    broken.facts._connection.close()
    broken.passages._connection.close()
    client = TestClient(create_app(broken), raise_server_exceptions=False)
    detail = refused(client.post("/v1/vragen", json={"vraag": ROBBERIES}), 500)
    assert detail == "De vraag kon niet worden beantwoord."
    assert FACTS not in detail


def test_another_model_than_the_index_is_a_503_that_says_what_to_do(index_folder: Path) -> None:
    class Other:
        model_id = "ander@1"

    stale = Index.open(index_folder, Other)  # type: ignore[arg-type]
    client = TestClient(create_app(stale), raise_server_exceptions=False)
    problem = client.post("/v1/vragen", json={"vraag": WEEK})
    assert problem.status_code == 503
    assert problem.json()["title"] == "Index verouderd"
    assert "qa build" in problem.json()["detail"]
