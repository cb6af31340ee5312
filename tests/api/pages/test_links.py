"""What a letter refers to is a link: to a letter that is here, or else to where it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from qa import Index
from qa.letter.build import build
from qa.model.encode import Encoder
from tests.api.application import refused, started
from tests.api.markup import BROWSER, Element, read
from tests.letter.factories import page, page_of

LETTER: Final = "kst-12345-6"
OFFICIAL: Final = "https://zoek.officielebekendmakingen.nl"
NOTES: Final = (
    "Kamerstuk 31 111, nr. 9.",
    "Zie www.example.nl, https://example.nl/a?b=1&c=2 en Kamerstuk 31 111.",
    "Ibid.",
    "Kamerstukken 31 111 en 32 222, nrs. 4 en 5, en document 2022D00777.",
    'Kamerstuk 31 111, nr. 1"><script>alert(1)</script> https://example.nl/"><script>alert(2)',
    "https://minister@elders.example/ javascript:alert(3) https://example.nl/\u202elp.exe",
)
BODY: Final = (
    "De molens\n\nOp 1 mei kwam de brief over molens (Kamerstuk 12 345, nr. 7) met document"
    " 2022D00002.\n\nDe motie van het lid Vos,1 is uitgevoerd.2 Zo ook de rest.3 Zie noot 2. De"
    " bakker maalt het graan van de boer.4 Het vee graast.5 De uil vliegt.6"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """An index of two letters, of which the first refers to the second."""
    folder = tmp_path_factory.mktemp("links")
    texts = {
        LETTER: page(BODY, NOTES),
        "kst-12345-7": page_of("kst-12345-7", "Molens\n\nZie Kamerstuk 12 345, nr. 7 zelf."),
    }
    texts["kst-12345-7"] = texts["kst-12345-7"].replace("2022D00001", "2022D00002")
    for id, text in texts.items():
        (folder / "corpus" / id).mkdir(parents=True)
        (folder / "corpus" / id / "letter.txt").write_text(text, "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(index, tmp_path_factory.mktemp("data")) as client:
        client.follow_redirects = False
        yield client


@pytest.fixture(scope="module")
def shown(client: TestClient) -> Element:
    return read(client.get(f"/brieven/{LETTER}", headers=BROWSER))


def links(element: Element) -> dict[str, dict[str, str]]:
    """Return the links in the letter's own words, by their text."""
    return {
        link.text: link.attributes
        for link in element.all("a")
        if "data-skip" not in link.attributes and "role" not in link.attributes
    }


def noted(shown: Element, number: int) -> dict[str, dict[str, str]]:
    return links(shown.named(f"{LETTER}:noot{number}"))


def test_a_paper_that_is_here_is_a_link_to_its_letter_and_so_is_its_number(shown: Element) -> None:
    found = links(shown.one("main"))
    assert found["Kamerstuk 12 345, nr. 7"] == {"href": "/brieven/kst-12345-7"}
    assert found["2022D00002"] == {"href": "/brieven/kst-12345-7"}


def test_another_paper_is_a_link_to_its_official_publication(shown: Element) -> None:
    official = {"class": "officieel", "href": f"{OFFICIAL}/kst-31111-9.html"}
    assert noted(shown, 1) == {"Kamerstuk 31 111, nr. 9": official}
    assert links(shown.one("main"))["motie van het lid Vos"] == official


def test_a_dossier_a_web_address_and_a_note_are_links(shown: Element) -> None:
    assert noted(shown, 2) == {
        "https://example.nl/a?b=1&c=2": {
            "href": "https://example.nl/a?b=1&c=2",
            "rel": "noreferrer",
        },
        "Kamerstuk 31 111": {"class": "officieel", "href": f"{OFFICIAL}/dossier/31111"},
    }
    assert noted(shown, 3) == {"Ibid.": {"href": f"#{LETTER}:noot2"}}
    assert links(shown.one("main"))["noot 2"] == {"href": f"#{LETTER}:noot2"}


def test_what_is_not_certain_is_no_link(shown: Element) -> None:
    house = "https://www.tweedekamer.nl/downloads/document?id=2022D00777"
    assert noted(shown, 4) == {
        "Kamerstukken 31 111 en 32 222, nrs. 4": {
            "class": "officieel",
            "href": f"{OFFICIAL}/kst-31111-4.html",
        },
        "2022D00777": {"class": "officieel", "href": house},
    }


def test_nothing_that_a_letter_prints_is_more_than_text(shown: Element) -> None:
    assert {name: each["href"] for name, each in noted(shown, 5).items()} == {
        "Kamerstuk 31 111, nr. 1": f"{OFFICIAL}/kst-31111-1.html",
        "https://example.nl/": "https://example.nl/",
    }
    assert noted(shown, 6) == {
        "https://example.nl/": {"href": "https://example.nl/", "rel": "noreferrer"}
    }
    assert not [each for each in shown.all("script") if "src" not in each.attributes]


def test_the_text_of_the_letter_stays_what_it_was(shown: Element, index: Index) -> None:
    for passage in index.passages.of_letter(LETTER):
        text = shown.named(passage.id).own_text
        assert text == passage.text.replace("\u202e", "\N{REPLACEMENT CHARACTER}")


def test_the_notes_of_an_answer_have_their_links_too(client: TestClient) -> None:
    asked = client.post("/", data={"vraag": "Van wie maalt de bakker het graan?"}, headers=BROWSER)
    answer = read(asked).named("antwoord")
    (note,) = [
        each
        for each in answer.one("details", _class="noten-bij").all("p")
        if each.text.startswith("Noot 4")
    ]
    assert links(note)["2022D00777"]["class"] == "officieel"
    assert note.text == f"Noot 4: {NOTES[3]}"


@pytest.mark.parametrize(("id", "goes"), [(LETTER, True), ("kst-1-1", False), ("kst-%2e", False)])
def test_an_official_id_leads_to_the_page_of_its_letter(
    id: str, goes: bool, client: TestClient
) -> None:
    response = client.get(f"/{id}")
    if goes:
        assert response.status_code == 307
        assert response.headers["location"] == f"/brieven/{id}"
    else:
        assert refused(response, 404).startswith("Deze brief is er niet")
        read(client.get(f"/{id}", headers=BROWSER), 404)


def test_the_interface_says_the_same(client: TestClient, index: Index) -> None:
    said: dict[str, Any] = client.get(f"/v1/brieven/{LETTER}/verwijzingen").json()
    assert said["totaal"] == index.references.count_of(LETTER) == len(said["verwijzingen"])
    first = dict(said["verwijzingen"][0])
    place = first.pop("positie")
    assert index.passages.text(LETTER)[slice(*place)] == first["tekst"]
    assert first == {
        "soort": "kamerstuk",
        "tekst": "Kamerstuk 12 345, nr. 7",
        "doel": "kst-12345-7",
        "ookMogelijk": [],
        "zeker": True,
        "briefId": "kst-12345-7",
        "url": f"{OFFICIAL}/kst-12345-7.html",
        "fragmentId": f"{LETTER}:p3",
    }
    (unsure,) = [each for each in said["verwijzingen"] if not each["zeker"]]
    assert (unsure["tekst"], unsure["doel"], unsure["ookMogelijk"], unsure["url"]) == (
        "5",
        "kst-31111-5",
        ["kst-32222-5"],
        None,
    )
    assert said["verwezenDoor"] == []
    other = client.get("/v1/brieven/kst-12345-7/verwijzingen?maxAantal=1").json()
    assert other["verwezenDoor"] == [
        {"briefId": LETTER, "verwijzing": "Kamerstuk 12 345, nr. 6", "aantal": 2, "zeker": True}
    ]
    parts = [
        client.get(f"/v1/brieven/{LETTER}/verwijzingen?vanaf={at}&maxAantal=1").json()
        for at in range(said["totaal"])
    ]
    assert [part["verwijzingen"][0] for part in parts] == said["verwijzingen"]
    assert [part["volgende"] for part in parts] == [*range(1, said["totaal"]), None]
