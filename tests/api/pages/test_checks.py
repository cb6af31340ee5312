"""The page of a letter shows its own arithmetic, and the interface gives the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.recompute import recompute, to_json
from tests.api.application import refused, started
from tests.api.markup import BROWSER, read

LETTER = "kst-28684-720"
PAGE = f"/brieven/{LETTER}"
CHECKS = f"/v1/brieven/{LETTER}/narekeningen"


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(index, tmp_path_factory.mktemp("data")) as client:
        yield client


def test_what_is_printed_stands_beside_what_it_comes_to_and_the_verdict(
    client: TestClient,
) -> None:
    html = read(client.get(PAGE, headers=BROWSER))
    section = html.one("section", aria_labelledby="narekenen")
    assert "8 getallen en beweringen zijn nagerekend" in section.text
    assert "geen wijkt af" in section.text
    first = section.all("tbody")[0].all("tr")[0]
    assert first.one("th").text.startswith("-70%")
    working, verdict = (cell.text for cell in first.all("td"))
    assert working == "(676 − 2.272) ÷ 2.272 × 100% = −70,2%"
    assert verdict == "klopt"


def test_each_figure_leads_to_the_passage_that_it_stands_in(
    client: TestClient, index: Index
) -> None:
    html = read(client.get(PAGE, headers=BROWSER))
    section = html.one("section", aria_labelledby="narekenen")
    links = [cell.one("a") for cell in section.all("th", scope="row")]
    assert len(links) == len(recompute(index, LETTER)) == 29
    for link in links:
        passage = index.passages.named(link["href"].removeprefix("#"))
        assert link.text in " ".join(passage.text.split())


def test_the_interface_gives_every_check_as_the_command_does(
    client: TestClient, index: Index
) -> None:
    found = client.get(CHECKS).json()["narekeningen"]
    assert found == [to_json(each) for each in recompute(index, LETTER)]
    assert {each["oordeel"] for each in found} == {"klopt", "nietNaTeRekenen"}


def test_a_letter_that_is_not_here_has_none(client: TestClient) -> None:
    told = refused(client.get("/v1/brieven/kst-1-1/narekeningen"), 404)
    assert told.startswith("Deze brief is er niet")
