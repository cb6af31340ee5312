"""Sets of evidence over HTTP: what was picked is looked up again, and comes as one file."""

from __future__ import annotations

import csv
import io
import sys
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.api.http.problems import LARGEST_BODY
from qa.errors import ExtraMissing
from qa.evidence import word
from qa.evidence.pieces import Bundle
from tests.api.application import refused, started
from tests.api.calls import LETTER, QUESTION, SERIES
from tests.evidence.files import cells, headings, opened

PATH: Final = "/v1/_bundel"
WORD: Final = word.MEDIA_TYPE
TREND: Final = "Hoe ontwikkelde het aantal overvallen zich?"
PLACE: Final = (
    "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019, ‘Voortgangsrapportage High Impact Crimes"
    " 2021-2022’, 14 december 2022."
)
# As a policy officer pastes it: a heading, numbers on lines of their own, nested parts.
KAMERVRAAG: Final = """Vragen van het lid Jansen (XYZ) aan de minister van Justitie en Veiligheid
(ingezonden 12 januari 2023)

Vraag 1
Hoeveel overvallen waren er in 2021?

Vraag 2
Klopt het dat het aantal woninginbraken tussen 2012 en 2021 met 74% daalde?

Vraag 3
Hoe ontwikkelde het aantal straatroven zich?
"""


def made(client: TestClient, *items: dict[str, Any], accept: str = WORD, **more: Any) -> bytes:
    """Return the file of what was picked."""
    body = {"stukken": list(items), **more}
    response = client.post(PATH, json=body, headers={"accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == accept
    content: bytes = response.content
    return content


def test_the_policy_officers_hour_ends_in_a_word_file_that_needs_no_repair(
    client: TestClient,
) -> None:
    answer = client.post("/v1/vragen", json={"vraag": KAMERVRAAG}).json()
    assert [part["nummer"] for part in answer["deelantwoorden"]] == ["1", "2", "3"]
    document, notes = opened(made(client, {"vraag": KAMERVRAAG}))
    assert headings(document) == [
        "Vraag 1: Hoeveel overvallen waren er in 2021?",
        "Vraag 2: Klopt het dat het aantal woninginbraken tussen 2012 en 2021 met 74% daalde?",
        "Vraag 3: Hoe ontwikkelde het aantal straatroven zich?",
        "Bronnen",
    ]
    said = "\n".join(each.text for each in document.paragraphs)
    assert "In 2021 waren er 676 overvallen." in said
    assert "Ja: " in said
    assert "Het aantal straatroven daalde van 8.400 in 2011 naar 2.321 in 2021 (-72%)." in said
    assert "Per jaar:" not in said  # the table tells it
    burglaries, robberies = document.tables
    assert cells(burglaries) == [
        ["Jaar", "Woninginbraak"],
        ["2012", "91.930"],
        ["2021", "23.452"],
    ]
    assert cells(robberies)[0] == ["Jaar", "Straatroof"]
    assert cells(robberies)[1:3] == [["2011", "8.400"], ["2012", "8.050"]]
    assert len(cells(robberies)) == 12
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    row = "tabel 1, rij Procentuele ontwikkeling 2011–2021"
    for note, place in zip(notes, ("tabel 1, rij 2021", "tabel 1", row, "tabel 1"), strict=True):
        assert note.startswith(f"Kamerstuk 28 684, nr. 720, par. 1, {place}, ‘Voortgangsrapportage")
        assert "’, 14 december 2022. https://zoek.officielebekendmakingen.nl/kst-28684-720" in note
        assert "Noot 4 van de brief: «Bron: Jaarverslagen politie 2010 t/m 2021" in note


def test_a_series_that_two_answers_rest_on_stands_there_once(client: TestClient) -> None:
    items = (
        {"vraag": TREND},
        {"reeksId": SERIES},
        {"vraag": "In welk jaar waren de meeste overvallen?"},
    )
    document, _ = opened(made(client, *items))
    assert len(document.tables) == 1
    said = [each.text for each in document.paragraphs]
    assert said.count("De cijfers staan hierboven, in tabel 1.") >= 1
    assert "Tabel 1. Het aantal overvallen, 2011–2021" in said


def test_a_follow_up_is_answered_as_it_was(client: TestClient) -> None:
    context = client.post("/v1/vragen", json={"vraag": QUESTION}).json()["context"]
    follow = client.post("/v1/vragen", json={"vraag": "En in 2020?", "context": context}).json()
    written = made(
        client, {"vraag": "En in 2020?", "context": follow["vervolgOp"]}, accept="text/markdown"
    ).decode()
    assert follow["tekst"] == "In 2020 waren er 907 overvallen."
    assert (
        f"## En in 2020?\n\n*Gelezen als: {follow['gelezenAls']}*\n\n{follow['tekst']}" in written
    )


def test_a_passage_comes_whole_with_its_sentence_strong_and_its_notes(client: TestClient) -> None:
    found = client.post("/v1/_zoek", json={"vraag": "Wat is IPTA?", "maxAantal": 1}).json()
    (hit,) = found["fragmenten"]
    item = {"fragmentId": hit["id"], "positie": hit["kern"]["positie"]}
    document, (note,) = opened(made(client, item))
    (quote,) = [each for each in document.paragraphs if each.style and each.style.name == "Quote"]
    assert quote.text == hit["tekst"]
    assert "".join(run.text for run in quote.runs if run.bold) == hit["kern"]["tekst"]
    assert note.startswith(f"{hit['verwijzing']}, ‘")
    for each in hit["noten"]:
        assert f"Noot {each['nummer']} van de brief: «{each['tekst']}»" in note


def test_a_table_as_a_passage_has_all_its_cells(client: TestClient) -> None:
    document, _ = opened(made(client, {"fragmentId": f"{LETTER}:p30"}))
    assert cells(document.tables[0]) == [
        [
            "Onderwerp",
            "Doel 2019 (niet zeker)",
            "Realisatie 2019 (niet zeker)",
            "Doel 2020 (niet zeker)",
            "Realisatie 2020 (niet zeker)",
            "Realisatie 2021",
        ],
        ["Overvallen", "51%", "52,4%", "53%", "53,4%", "62,57%"],
        ["Straatroven", "28%", "29,2%", "30%", "32,6%", "38,56%"],
    ]


def test_csv_is_plain_and_dutch_where_that_is_asked_for(client: TestClient) -> None:
    item = {"vraag": "Wat is het ophelderingspercentage van overvallen in 2021?"}
    plain = made(client, item, accept="text/csv").decode()
    (row,) = csv.DictReader(io.StringIO(plain))
    assert (row["weergave"], row["waarde"], row["eenheid"]) == ("62,57%", "62.57", "procent")
    assert row["kopHerkomst"] == "gereconstrueerd"
    dutch = made(client, item, accept="text/csv", nederlandseCsv=True).decode()
    assert dutch.startswith("\ufeffvraag;maat;")
    (row,) = csv.DictReader(io.StringIO(dutch.removeprefix("\ufeff")), delimiter=";")
    assert row["waarde"] == "62,57"


def test_html_has_tables_with_headings_and_runs_nothing(client: TestClient) -> None:
    response = client.post(
        PATH, json={"stukken": [{"vraag": TREND}]}, headers={"accept": "text/html"}
    )
    assert '<th scope="col">Overvallen</th>' in response.text
    assert '<th scope="row">2021</th><td>676</td>' in response.text
    assert response.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in response.headers["content-security-policy"]


def test_what_a_client_says_of_an_answer_is_not_taken(client: TestClient) -> None:
    for more in ({"tekst": "1.175"}, {"citaat": "x"}, {"reeksId": SERIES}):
        body = {"stukken": [{"vraag": QUESTION, **more}]}
        refused(client.post(PATH, json=body), 400)


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ([], 400),
        ([{}], 400),
        ([{"vraag": ""}], 400),
        ([{"vraag": QUESTION}] * 51, 400),
        ([{"vraag": QUESTION, "context": "vals"}], 400),
        ([{"fragmentId": "kst-1:p1"}], 404),
        ([{"fragmentId": f"{LETTER}:p30", "positie": [9, 3]}], 404),
        ([{"fragmentId": f"{LETTER}:p30", "positie": [0, 5]}], 404),
        ([{"fragmentId": f"{LETTER}:p30", "positie": [0]}], 400),
        ([{"reeksId": "kst-1.aantal.niets"}], 404),
    ],
)
def test_what_cannot_be_looked_up_is_refused(
    items: list[dict[str, Any]], status: int, client: TestClient
) -> None:
    refused(client.post(PATH, json={"stukken": items}), status)


def test_another_form_is_refused_with_those_that_there_are(client: TestClient) -> None:
    response = client.post(
        PATH, json={"stukken": [{"vraag": QUESTION}]}, headers={"accept": "application/pdf"}
    )
    assert refused(response, 406).startswith("Wel mogelijk: application/vnd.openxml")


def test_a_set_may_be_longer_than_one_question(client: TestClient) -> None:
    asked = f"{QUESTION}{' ' * 1900}"
    items = [{"vraag": asked}] * 40
    content = made(client, *items, accept="text/markdown")
    assert content.decode().count("1.174") >= 1
    assert len(asked) * len(items) > LARGEST_BODY
    body = {"stukken": [{"vraag": "x" * 1_000_000}] * 2}
    assert client.post(PATH, json=body).status_code == 413


def test_without_the_library_word_is_refused_by_the_name_of_the_extra(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)  # as if it were not installed
    response = client.post(PATH, json={"stukken": [{"vraag": QUESTION}]})
    told = "Voor Word-bestanden is extra software nodig; installeer kamerbrief-qa[docx]."
    assert refused(response, 406) == told
    with pytest.raises(ExtraMissing, match=r"kamerbrief-qa\[docx\]"):
        word.write(Bundle((), ()))


def test_a_set_is_paid_for_by_what_it_asks(index: Index, tmp_path: Any) -> None:
    with started(index, tmp_path, rate=60) as client:
        body = {"stukken": [{"vraag": f"{QUESTION} {'Ja. ' * 100}"}] * 3}
        assert client.post(PATH, json=body).status_code == 200
        assert "seconden" in refused(client.post(PATH, json=body), 429)
