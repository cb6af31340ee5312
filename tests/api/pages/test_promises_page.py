"""The page of what a letter promises: its sentences with their days, and what later letters say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.letter.build import build
from qa.model.encode import Encoder
from tests.api.application import refused, started
from tests.api.markup import BROWSER, read
from tests.letter.factories import page, page_of

LETTER: Final = "kst-12345-6"
HOSTILE: Final = "=cmd|'/c calc' <script>alert(1)</script>"
BODY: Final = (
    "Molens\n\nVoor 1 mei 2024 stuur ik uw Kamer de evaluatie van de molens in de polder."
    f"\n\nIk zal {HOSTILE}, over een week; informeren."
)
LATER: Final = "Molens\n\nDe evaluatie van de molens in de polder is uitgesteld."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """An index of two letters of one dossier, of which the second is the later."""
    folder = tmp_path_factory.mktemp("promises")
    later = page_of("kst-12345-7", LATER).replace("14 december 2022", "1 juni 2024")
    later = later.replace("2022-12-14", "2024-06-01")
    texts = {LETTER: page(BODY, ()), "kst-12345-7": later}
    for id, text in texts.items():
        (folder / "corpus" / id).mkdir(parents=True)
        (folder / "corpus" / id / "letter.txt").write_text(text, "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(index, tmp_path_factory.mktemp("data")) as client:
        yield client


def test_the_page_says_what_by_when_and_where(client: TestClient) -> None:
    response = client.get(f"/brieven/{LETTER}/toezeggingen", headers=BROWSER)
    assert len(read(response).all("table")) == 1
    text = response.text
    assert "uiterlijk 30 april 2024" in text
    assert f'href="/brieven/{LETTER}#{LETTER}:p' in text
    assert "<script>alert" not in text
    assert "<h1>Toezeggingen en termijnen</h1>" in text


def test_a_letter_s_own_page_leads_there(client: TestClient) -> None:
    text = client.get(f"/brieven/{LETTER}", headers=BROWSER).text
    assert f'href="/brieven/{LETTER}/toezeggingen"' in text


def test_a_later_letter_about_the_same_is_quoted(client: TestClient) -> None:
    text = client.get(f"/brieven/{LETTER}/toezeggingen", headers=BROWSER).text
    assert "Volgens een latere brief nog niet gedaan" in text
    assert "«De evaluatie van de molens in de polder is uitgesteld.»" in text


def test_the_files_open_in_a_dutch_spreadsheet_and_a_calendar(client: TestClient) -> None:
    response = client.get(f"/brieven/{LETTER}/toezeggingen.csv")
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["einde"] for row in rows] == ["2024-04-30", ""]
    response = client.get(f"/brieven/{LETTER}/toezeggingen.ics")
    assert "DTSTART;VALUE=DATE:20240430\r\n" in response.text


@pytest.mark.parametrize("ending", ["", ".csv", ".ics"])
def test_a_letter_that_is_not_there_has_no_page(ending: str, client: TestClient) -> None:
    told = refused(client.get(f"/brieven/kst-1-1/toezeggingen{ending}"), 404)
    assert told == "Deze brief is er niet; op de beginpagina staat welke er wel zijn."


def test_a_letter_that_promises_nothing_says_so(client: TestClient) -> None:
    response = client.get("/brieven/kst-12345-7/toezeggingen", headers=BROWSER)
    text = response.text
    assert "vond het programma geen toezeggingen of termijnen" in text
    assert not read(response).all("table")
