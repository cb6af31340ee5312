"""What a letter promises, over HTTP: as JSON, part by part, as CSV and as a calendar."""

from __future__ import annotations

import csv
import io

from starlette.testclient import TestClient

from qa import Index, wire
from qa.question.promises.find import promises_of
from tests.api.application import refused

LETTER = "kst-28684-720"
PATH = f"/v1/brieven/{LETTER}/toezeggingen"


def test_what_a_letter_promises_is_read_whole_and_part_by_part(
    client: TestClient, index: Index
) -> None:
    every = [wire.promise(each) for each in promises_of(index, LETTER)]
    assert client.get(PATH).json() == {"toezeggingen": every, "totaal": 17, "volgende": None}
    part = client.get(f"{PATH}?vanaf=10&maxAantal=5").json()
    assert part == {"toezeggingen": every[10:15], "totaal": 17, "volgende": 15}


def test_a_spreadsheet_and_a_calendar_get_their_own_form(client: TestClient) -> None:
    response = client.get(PATH, headers={"accept": "text/csv"})
    assert response.headers["content-disposition"] == 'attachment; filename="toezeggingen.csv"'
    assert len(list(csv.DictReader(io.StringIO(response.text)))) == 17
    response = client.get(PATH, headers={"accept": "text/calendar"})
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.text.count("BEGIN:VEVENT\r\n") == 10
    assert f"UID:{LETTER}:t3888@vraag-de-brief\r\n" in response.text


def test_a_letter_that_is_not_there_has_none(client: TestClient) -> None:
    told = refused(client.get("/v1/brieven/kst-1-1/toezeggingen"), 404)
    assert told == "Deze brief is er niet; «/v1/brieven» noemt welke er wel zijn."
