"""The form that gives an answer as a file, where no script runs."""

from __future__ import annotations

from typing import Final

import pytest
from starlette.testclient import TestClient

from tests.api.application import refused
from tests.api.calls import QUESTION
from tests.api.v1.test_bundles import PLACE
from tests.evidence.files import headings, opened

PATH: Final = "/bundel"


def test_the_form_below_an_answer_gives_it_as_a_word_file(client: TestClient) -> None:
    page = client.post("/", data={"vraag": QUESTION}).text
    assert '<form class="meenemen" method="post" action="/bundel">' in page
    response = client.post(PATH, data={"vraag": QUESTION, "vorm": "docx"})
    document, notes = opened(response.content)
    assert headings(document) == [QUESTION, "Bronnen"]
    assert [note.partition(" https")[0] for note in notes] == [PLACE]


def test_csv_of_the_page_is_that_of_a_dutch_spreadsheet(client: TestClient) -> None:
    text = client.post(PATH, data={"vraag": QUESTION, "vorm": "csv"}).content.decode()
    assert text.startswith("\ufeffvraag;maat;")
    assert ";2019;1.174;1174;" in text


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({"vraag": QUESTION, "vorm": "pdf"}, {}, 400),
        ({"vraag": " ", "vorm": "md"}, {}, 400),
        ({"vraag": QUESTION, "tekst": "1.175"}, {}, 400),
        ({"vraag": QUESTION}, {"sec-fetch-site": "cross-site"}, 403),
        ({"vraag": QUESTION}, {"origin": "https://elders.example"}, 403),
    ],
)
def test_a_form_that_is_not_ours_is_refused(
    fields: dict[str, str], headers: dict[str, str], status: int, client: TestClient
) -> None:
    refused(client.post(PATH, data=fields, headers=headers), status)
