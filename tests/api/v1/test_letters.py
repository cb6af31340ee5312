"""Letters, their outline, passages and notes, and their numbers, over HTTP."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from starlette.testclient import TestClient

from qa import Index, wire
from qa.say.series import all_series
from tests.api.application import refused

LETTER = "kst-28684-720"


def test_letters_are_listed_and_shown_with_their_outline(client: TestClient) -> None:
    (listed,) = client.get("/v1/brieven").json()["brieven"]
    shown = client.get(f"/v1/brieven/{LETTER}").json()
    assert listed["id"] == LETTER
    assert (listed["datum"], listed["verwijzing"]) == ("2022-12-14", "Kamerstuk 28 684, nr. 720")
    assert listed["aantalVoetnoten"] == 51
    outline = shown.pop("inhoud")
    assert shown == listed
    assert outline[2] == {
        "nummer": "1",
        "titel": "Ontwikkeling high impact crimes",
        "niveau": 1,
        "fragmentId": f"{LETTER}:p12",
    }


def test_a_whole_letter_is_read_part_by_part(client: TestClient, index: Index) -> None:
    found: list[Any] = []
    start: int | None = 0
    while start is not None:
        part = client.get(f"/v1/brieven/{LETTER}/fragmenten?vanaf={start}&maxAantal=70").json()
        found += part["fragmenten"]
        start = part["volgende"]
    assert found == [wire.passage(each) for each in index.passages.of_letter(LETTER)]
    assert len(found) == part["totaal"]


def test_a_note_is_read_by_its_number(client: TestClient) -> None:
    note = client.get(f"/v1/brieven/{LETTER}/voetnoten/22").json()
    assert note["tekst"].startswith("Aantal opgehelderde zaken gedeeld door het aantal zaken.")
    assert note["verwijzing"].endswith("noot 22")


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("brieven/kst-1", 404, "Deze brief is er niet; «/v1/brieven» noemt welke er wel zijn."),
        ("brieven/kst-1/fragmenten", 404, "Deze brief is er niet"),
        ("brieven/kst-1/voetnoten/1", 404, "Deze brief is er niet"),
        (f"brieven/{LETTER}/voetnoten/52", 404, "Deze brief heeft geen noot 52."),
        (f"brieven/{LETTER}/voetnoten/0", 400, "nummer moet minstens 1 zijn."),
        (f"brieven/{LETTER}/voetnoten/een", 400, "nummer moet een geheel getal zijn."),
        (f"brieven/{LETTER}/fragmenten?vanaf=-1", 400, "vanaf moet minstens 0 zijn."),
        (f"brieven/{LETTER}/fragmenten?start=1", 400, "Onbekend: start. Wel: maxAantal, vanaf."),
        (f"brieven/{LETTER}/fragmenten?vanaf=1&vanaf=2", 400, "Geef vanaf maar één keer."),
        ("brieven?alles=1", 400, "Onbekend: alles. Na dit adres hoort geen «?»."),
        ("reeksen/geen", 404, "Deze reeks is er niet; «/v1/reeksen» noemt welke er wel zijn."),
        ("reeksen/geen/grafiek.svg", 404, "Deze reeks is er niet"),
        ("feiten?soort=beeld", 400, "soort moet een van deze zijn: 'tabel' of 'tekst'."),
        ("feiten?jaar=nu&maxAantal=0", 400, "jaar moet een geheel getal zijn; maxAantal moet"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(
    path: str, status: int, detail: str, client: TestClient
) -> None:
    assert refused(client.get(f"/v1/{path}"), status).startswith(detail)


def test_facts_are_chosen_by_subject_and_year(client: TestClient) -> None:
    found = client.get("/v1/feiten?onderwerp=overvallen&jaar=2019&soort=tabel&maat=aantal").json()
    (fact,) = found["feiten"]
    assert (fact["waarde"], fact["weergave"], fact["plaats"]) == (
        "1174",
        "1.174",
        "tabel 1, rij 2019",
    )
    assert (found["totaal"], found["volgende"]) == (1, None)
    assert client.get("/v1/feiten?maat=onzin").json() == {
        "feiten": [],
        "totaal": 0,
        "volgende": None,
    }


def test_all_facts_are_read_part_by_part(client: TestClient, index: Index) -> None:
    found: list[Any] = []
    start: int | None = 0
    while start is not None:
        part = client.get(f"/v1/feiten?vanaf={start}&maxAantal=100").json()
        found += part["feiten"]
        start = part["volgende"]
    assert found == [wire.fact(each) for each in index.facts.find()]


def test_facts_come_as_csv_for_who_prefers_that(client: TestClient) -> None:
    path = "/v1/feiten?onderwerp=overvallen&soort=tabel&maat=aantal"
    response = client.get(path, headers={"accept": "text/csv, application/json;q=0.5"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [row["waarde"] for row in rows][-2:] == ["907", "676"]
    as_json = client.get(path, headers={"accept": "application/json, text/csv;q=0.5"})
    assert len(as_json.json()["feiten"]) == len(rows) == 11


@pytest.mark.parametrize("accept", ["text/html", "text/csv;q=0", "image/*", "application/xml"])
def test_a_form_that_is_not_there_is_refused(accept: str, client: TestClient) -> None:
    detail = refused(client.get("/v1/feiten", headers={"accept": accept}), 406)
    assert detail == "Wel mogelijk: application/json, text/csv."


def test_a_series_is_listed_shown_and_drawn(client: TestClient, index: Index) -> None:
    listed = client.get("/v1/reeksen").json()["reeksen"]
    assert listed == [wire.series(each) for each in all_series(index.facts.find())]
    name = f"{LETTER}.aantal.overvallen"
    shown = client.get(f"/v1/reeksen/{name}").json()
    assert shown == listed[0]
    assert shown["punten"][0]["waarde"] == "2272"
    drawn = client.get(f"/v1/reeksen/{name}/grafiek.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    assert shown["bijschrift"] in drawn.text
    policy = drawn.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "style-src 'sha256-" in policy


def test_examples_are_questions_that_are_answered(client: TestClient) -> None:
    examples = client.get("/v1/voorbeelden").json()["voorbeelden"]
    assert len(examples) >= 4
    for question in examples:
        assert client.post("/v1/vragen", json={"vraag": question}).json()["soort"] == "antwoord"


def test_only_the_letters_that_are_named_are_asked(client: TestClient) -> None:
    body = {"vraag": "Hoeveel overvallen waren er in 2019?", "brieven": [LETTER]}
    answer = client.post("/v1/vragen", json=body).json()
    assert answer == client.post("/v1/vragen", json={"vraag": body["vraag"]}).json()
    for path in ("vragen", "_zoek"):
        unknown = client.post(f"/v1/{path}", json={**body, "brieven": ["kst-1"]})
        assert "kst-1" in refused(unknown, 400)
        assert LETTER in refused(unknown, 400)
