"""A letter without a Kamerstuk number is served as any other, and links to no publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.letter.add import add
from qa.letter.build import build
from qa.letter.read.received import Front
from qa.model.encode import Encoder
from qa.question.ask import ask
from qa.store.index import Index
from tests.api.application import started
from tests.cli.test_letters import DIKES, HOW_MANY

ID = "brief-2023-02-03-ienw-23"
REFERENCE = "Brief van 3 februari 2023, kenmerk IENW/23"


@pytest.fixture(scope="module")
def dikes(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    folder = tmp_path_factory.mktemp("dikes")
    text = f"Datum 3 februari 2023\n\nOns kenmerk IENW/23\n\n{DIKES}"
    added = add(text.encode(), "brief.txt", Front(), folder / "corpus")
    assert added.letter.source.letter_id == ID
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Van welke datum is de brief?", "3 februari 2023"),
        ("Wat is het nummer van de brief?", "IENW/23"),
        ("Waar gaat de brief over?", "Stand van de dijken"),
        ("Wie ondertekende de brief?", "A. Bakker"),
    ],
)
def test_what_its_head_says_is_answered(question: str, answer: str, dikes: Index) -> None:
    assert answer in ask(question, dikes).text


def test_every_door_shows_it_by_its_day_and_number(dikes: Index, tmp_path: Path) -> None:
    with started(dikes, tmp_path) as client:
        (letter,) = client.get("/v1/brieven").json()["brieven"]
        answer = client.post("/v1/vragen", json={"vraag": HOW_MANY}).json()
        form = client.post("/", data={"vraag": HOW_MANY}).text
        page = client.get(f"/brieven/{ID}").text
        messages = [{"role": "user", "content": HOW_MANY}]
        asked = {"model": "vraag-de-brief", "messages": messages}
        chat = client.post("/openai/v1/chat/completions", json=asked).json()
    assert (letter["id"], letter["verwijzing"], letter["url"]) == (ID, REFERENCE, "")
    assert answer["tekst"].startswith("45 kilometer dijken (2022).")
    assert [each["verwijzing"] for each in answer["fragmenten"]] == [REFERENCE]
    assert "45 kilometer" in form
    assert "kilometer dijken versterkt" in page
    for html in (form, page):
        assert REFERENCE in html
        assert 'href=""' not in html
        assert "op officielebekendmakingen.nl" not in html
    assert f"1. {REFERENCE}" in chat["choices"][0]["message"]["content"]
    assert chat["citations"] == [REFERENCE]
    assert chat["choices"][0]["message"].get("annotations", []) == []
