"""The web endpoint, spoken to over HTTP: answers, and refusals that show nothing of the inside."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from qa import Index, ask, wire
from qa.api.workers import caller
from qa.question.passages.retrieve import retrieve
from qa.store.opened import FACTS
from tests.api.application import breaks, refused, started

ROBBERIES = "Hoeveel overvallen waren er in 2019?"
WEEK = "Wanneer is de Week van de Veiligheid volgend jaar?"
JSON = {"content-type": "application/json"}


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
        ({}, "vraag ontbreekt."),
        ({"vraag": 1}, "vraag moet tekst zijn."),
        ({"vraag": "a", "maxAantal": 51}, "maxAantal mag hoogstens 50 zijn."),
        ({"vraag": "a", "uitleg": "ja"}, "uitleg moet true of false zijn."),
        ({"vraag": "a", "top": 3}, "top is hier niet bekend."),
        ({"vraag": " "}, "vraag mag niet leeg zijn."),
        ({"maxAantal": 0, "top": 3}, "vraag ontbreekt; maxAantal moet minstens 1 zijn; top is"),
    ],
)
def test_a_search_that_cannot_be_done_is_refused(
    body: dict[str, Any], detail: str, client: TestClient
) -> None:
    assert refused(client.post("/v1/_zoek", json=body), 400).startswith(detail)


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
def test_what_is_no_question_in_json_is_refused(body: bytes, client: TestClient) -> None:
    refused(client.post("/v1/vragen", content=body, headers=JSON), 400)


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b'{"vraag": ""}', "vraag mag niet leeg zijn."),
        (b'{"vraag": " \\n\\t "}', "vraag mag niet leeg zijn."),
        (
            b'{"vraag": "\\ud800"}',
            "vraag bevat tekens die geen tekst zijn.",
        ),
        (
            b'{"vraag": "' + b"a" * 2001 + b'"}',
            "De vraag telt 2.001 tekens, hoogstens 2.000 is mogelijk; maak de vraag korter.",
        ),
        (
            b'{"vraag": "' + b"a" * 40_001 + b'"}',
            "vraag mag hoogstens 40000 tekens tellen.",
        ),
        (
            b'{"vraag": "' + b"Wat? " * 21 + b'"}',
            "De tekst telt 21 vragen, hoogstens 20 is mogelijk; stel ze in delen.",
        ),
    ],
    ids=["empty", "white space", "half a character", "2001 characters", "40001", "21 questions"],
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
    detail = refused(client.post("/v1/vragen", content=body, headers={"content-type": media}), 415)
    assert detail == "Stuur JSON in UTF-8, met «Content-Type: application/json»."


def pieces() -> Iterator[bytes]:
    """Yield a body that never says how long it is."""
    for _ in range(100):
        yield b'{"vraag": "' + b"a" * 1000


@pytest.mark.parametrize("body", [b"a" * 70_000, pieces()], ids=["declared", "in pieces"])
def test_a_body_larger_than_any_question_is_refused(body: Any, client: TestClient) -> None:
    detail = refused(client.post("/v1/vragen", content=body, headers=JSON), 413)
    assert detail == "Het verzoek is te groot: hoogstens 65536 bytes."


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
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caller, "asked", breaks)
    with started(index, tmp_path) as client:
        detail = refused(client.post("/v1/vragen", json={"vraag": "Wat is de WMG?"}), 500)
    assert detail == "Het verzoek kon niet worden uitgevoerd; probeer het later opnieuw."
    assert FACTS not in detail
