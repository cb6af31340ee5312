"""The page to choose a letter from: what is looked for is found, and the rest refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.api.http.problems import Refused
from qa.api.pages.letters import Wanted, find, wanted
from qa.types import Source
from tests.api.application import started
from tests.api.markup import BROWSER, read
from tests.archive import REAL_ID, SECOND_ID, THIRD_ID


def letter(number: int, title: str, day: date, author: str = "") -> Source:
    return Source(
        letter_id=f"kst-36410-XII-{number}",
        number="",
        title=title,
        date=day,
        dossier="36410-XII",
        sequence=str(number),
        url="",
        sha256="",
        author=author,
        reference=f"Kamerstuk 36 410 XII, nr. {number}",
    )


DIKES = letter(1, "Stand van de dijken", date(2022, 5, 3), "minister van Water")
FERRIES = letter(2, "Veerdiensten: één jaar later", date(2023, 2, 1))
LIBRARIES = letter(3, "Bibliotheken", date(2023, 9, 9))
ALL = (DIKES, FERRIES, LIBRARIES)


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (Wanted(), [LIBRARIES, FERRIES, DIKES]),
        (Wanted("dijk"), [DIKES]),
        (Wanted("een jaar"), [FERRIES]),
        (Wanted("minister WATER"), [DIKES]),
        (Wanted("KST-36410-XII-3"), [LIBRARIES]),
        (Wanted("februari 2023"), [FERRIES]),
        (Wanted("", "2023"), [LIBRARIES, FERRIES]),
        (Wanted("dijk", "2023"), []),
        (Wanted("ijken"), []),
    ],
)
def test_every_word_must_begin_one_of_the_letter(what: Wanted, found: list[Source]) -> None:
    assert list(find(ALL, what).letters) == found
    assert find(ALL, what).years == ("2023", "2022")


def test_many_letters_are_shown_by_the_page() -> None:
    many = [letter(n, "Dijken", date(2022, 1, 1)) for n in range(120)]
    assert [len(find(many, Wanted(page=n)).letters) for n in (1, 2, 3)] == [50, 50, 20]
    with pytest.raises(Refused, match="Er zijn 3 pagina's"):
        find(many, Wanted(page=4))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"jaar": "twee"}, "vier cijfers"),
        ({"jaar": "٢٠٢٣"}, "vier cijfers"),
        ({"pagina": "0"}, "vanaf 1"),
        ({"zoek": "a" * 101}, "hoogstens 100 tekens"),
        ({"vraag": "x"}, "Zoek met «zoek»"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(query: dict[str, str], told: str) -> None:
    with pytest.raises(Refused) as refused:
        wanted(query)
    assert told in str(refused.value)


@pytest.fixture(scope="module")
def client(archive: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(archive, tmp_path_factory.mktemp("data")) as client:
        client.headers.update(BROWSER)
        yield client


def shown(client: TestClient, address: str) -> list[str]:
    items = read(client.get(address)).one("ul", _class="brieven").all("a")
    return [str(each["href"]).removeprefix("/brieven/") for each in items]


def test_the_page_lists_the_letters_newest_first(client: TestClient) -> None:
    assert shown(client, "/brieven")[0] == THIRD_ID
    assert set(shown(client, "/brieven")) == {REAL_ID, SECOND_ID, THIRD_ID}
    assert shown(client, "/brieven?zoek=voortgangs&jaar=2022") == [REAL_ID]
    page = read(client.get("/brieven?zoek=voortgangs&jaar=2022"))
    assert page.one("input", name="zoek")["value"] == "voortgangs"
    assert page.one("p", role="status").text.startswith("1 brief gevonden.")


def test_what_is_looked_for_is_shown_as_text(client: TestClient) -> None:
    response = client.get("/brieven", params={"zoek": '"><script>alert(1)</script>'})
    assert "<script>alert" not in response.text
    assert client.get("/brieven?jaar=x").status_code == 400


def test_the_first_page_lists_them_in_the_same_order(client: TestClient) -> None:
    assert shown(client, "/") == shown(client, "/brieven")


def test_many_letters_are_one_link_away(
    archive: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.api.pages.routes.SHORT", 2)
    from qa.api.http.identity import PLAIN
    from qa.api.pages.routes import _without_answer

    html = _without_answer(PLAIN, archive, (), {}, "")
    assert '<a href="/brieven">Alle 3 brieven</a>' in html
    assert html.count('<li><a href="/brieven/') == 2
