"""The page with a question beside the letter, what it refuses, and that nothing sent to it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from starlette.testclient import TestClient

from qa import Index, ask
from qa.api.http.access import ASKING, new_key
from qa.api.pages import routes
from qa.api.pages.letters import newest_first
from qa.letter.build import build
from qa.model.encode import Encoder
from qa.question.dialogue.turn import Turn, encode
from tests.api.answered import KINDS, told
from tests.api.application import breaks, refused, started
from tests.api.markup import BROWSER, Element, parse, read
from tests.letter.factories import make, page

LETTER: Final = "kst-28684-720"
ROBBERIES: Final = "Hoeveel overvallen waren er in 2019?"
CONTROLS: Final = "\u202e\x07\x9b"
FORM: Final = {"content-type": "application/x-www-form-urlencoded"}
HOSTILE: Final = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)></textarea>{{ 7*7 }}&lt;b"
)


@pytest.fixture(scope="module")
def client(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with started(index, tmp_path_factory.mktemp("data")) as client:
        client.headers.update(BROWSER)
        yield client


def post(client: TestClient, **fields: str) -> Element:
    return read(client.post("/", data=fields))


def form_of(html: Element) -> Element:
    """Return the form that a person types into."""
    return html.one("form", _class="vraag")


def test_the_first_page_holds_a_form_in_the_widget_beside_the_letter(client: TestClient) -> None:
    html = read(client.get("/"))
    widget = html.one("vraag-de-brief", api="/v1", modus="page")
    form = widget.one("form", _class="vraag")
    assert (form["method"], form["action"]) == ("post", "/#antwoord")
    assert form.one("label")["for"] == form.one("textarea", name="vraag")["id"]
    assert html.one("div", data_brief=LETTER).all("table") != []
    assert [each["src"] for each in html.all("script")] == [
        "/widget/brief.js",  # listens before the other one speaks
        "/widget/vraag-de-brief.js",
    ]
    examples = widget.one("form", _class="kant-en-klaar").all("button")
    assert len(examples) == 3


def test_a_letter_can_be_put_beside_an_answer(client: TestClient) -> None:
    html = parse(client.get(f"/brieven/{LETTER}/naast").text)  # a part of another page
    beside = html.one("section", _class="lezen")
    assert beside.one("div", data_brief=LETTER).all("table") != []
    assert beside.one("h2").text == "Voortgangsrapportage High Impact Crimes 2021-2022"
    assert html.all("script") == []
    read(client.get("/brieven/kst-1-1/naast", headers=BROWSER), 404)


@pytest.mark.parametrize("question", [*KINDS.values(), "asdf qwerty", f"{ROBBERIES}\nEn in 2020?"])
def test_the_form_gets_the_answer_of_the_interface(question: str, client: TestClient) -> None:
    answer = client.post("/v1/vragen", json={"vraag": question}).json()
    html = post(client, vraag=question)
    seen = html.named("antwoord").text
    assert [each for each in told(answer) if each not in seen] == []
    hidden = form_of(html).all("input", name="context")
    assert [each["value"] for each in hidden] == [answer["context"]]


@pytest.mark.parametrize("question", KINDS.values())
def test_nothing_in_an_answer_is_said_twice(question: str, client: TestClient) -> None:
    for answer in post(client, vraag=question).all("div", _class="antwoord"):
        quotes = [each.text for each in answer.all("blockquote")]
        assert len(set(quotes)) == len(quotes)
        said = answer.one("p", _class="tekst").text
        assert [quote for quote in quotes if f"«{quote}»" in said] == []
        assert answer.text.count("29 april 2020") <= 1  # why headings were restored


def test_an_answer_leads_to_the_cited_words_and_marks_them(client: TestClient) -> None:
    html = post(client, vraag=ROBBERIES)
    cited = html.one("ul", _class="citaten")
    assert cited.one("blockquote").text == "2019 1.174 3.777 39.365 73.638"
    assert cited.one("a")["href"] == f"#{LETTER}:p13"
    assert cited.one("a").text == "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019"
    assert cited.one("mark").text == "1.174"
    (mark,) = html.one("div", data_brief=LETTER).all("mark")
    assert (mark.text, mark["class"]) == ("1.174", "eerst")


def test_a_cited_sentence_is_marked_whole_around_the_markers_in_it(
    client: TestClient, index: Index
) -> None:
    question = "Wat doet Slachtofferhulp Nederland?"
    html = post(client, vraag=question)
    hits = ask(question, index).hits
    marked = " ".join(mark.text for mark in html.all("mark"))
    for hit in hits:
        assert " ".join(hit.passage.cut(hit.core).split()) in marked
    passage = html.named(hits[0].passage.id)
    assert passage.own_text == hits[0].passage.text


def test_a_follow_up_leans_on_the_turn_before(client: TestClient) -> None:
    first = post(client, vraag=ROBBERIES)
    context = form_of(first).one("input", name="context")["value"]
    second = post(client, vraag="En in 2020?", context=context)
    assert second.one("p", _class="tekst").text == "In 2020 waren er 907 overvallen."
    alone = post(client, vraag="En in 2020?")
    assert alone.one("p", _class="tekst").text != second.one("p", _class="tekst").text


def test_what_can_be_asked_instead_is_a_button_that_asks_it(client: TestClient) -> None:
    html = post(client, vraag="Hoeveel straatroven waren er in Maastricht in 2016?")
    button = html.one("form", _class="kant-en-klaar").one("button", name="vraag")
    assert button["value"] == button.text == "Hoeveel straatroven waren er in 2016?"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"vraag=a&context=" + b"a" * 4001, "context mag hoogstens 4000 tekens tellen."),
        (b"vraag=a&taal=nl", "taal is hier niet bekend."),
        (b"vraag=a&vraag=b", "Geef elk veld maar één keer."),
        (b"vraag=a&context=&taal=nl", "Dit formulier is niet te lezen"),
        (b"vraag", "Dit formulier is niet te lezen"),
        (b"vraag=%ff%fe", "Dit formulier is niet te lezen"),
        (b"vraag=%ED%A0%80", "Dit formulier is niet te lezen"),
        ("vraag=één".encode(), "Dit formulier is niet te lezen"),
    ],
    ids=lambda value: value[:20].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_a_form_that_is_not_ours_is_refused(body: bytes, detail: str, client: TestClient) -> None:
    html = read(client.post("/", content=body, headers=FORM), 400)
    assert detail in html.one("main").text
    as_json = client.post("/", content=body, headers={**FORM, "accept": "application/json"})
    assert refused(as_json, 400).startswith(detail)


@pytest.mark.parametrize(
    ("body", "typed", "wrong"),
    [
        (b"vraag=", "", "De vraag mag niet leeg zijn."),
        (b"context=", "", "De vraag mag niet leeg zijn."),
        (b"vraag=+%0D%0A", " \n", "De vraag mag niet leeg zijn."),
        (b"vraag=" + b"a" * 2001, "a" * 2001, "De vraag telt 2.001 tekens, hoogstens"),
        (b"vraag=%3Cb%3E+" + b"a" * 2001, "<b> " + "a" * 2001, "De vraag telt 2.005 tekens"),
        (b"vraag=" + b"a" * 40_001, "a" * 40_001, "De vraag mag hoogstens 40000 tekens tellen."),
    ],
    ids=["empty", "absent", "blank", "too long", "markup", "a book"],
)
def test_a_question_that_cannot_be_asked_stays_in_the_form_with_what_is_wrong(
    body: bytes, typed: str, wrong: str, client: TestClient
) -> None:
    html = read(client.post("/", content=body, headers=FORM), 400)
    form = form_of(html)
    field = form.one("textarea", name="vraag")
    assert field.text.strip() == typed.strip()
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", form.one("p")["id"])
    assert wrong in form.one("p").text
    assert html.one("title").text.startswith("Fout – ")
    assert html.one("div", data_brief=LETTER).all("table") != []
    as_json = client.post("/", content=body, headers={**FORM, "accept": "application/json"})
    assert refused(as_json, 400).startswith(wrong)


def test_a_line_break_counts_once_as_it_does_in_the_field(client: TestClient) -> None:
    lines = "\r\n".join([ROBBERIES, *["a" * 15] * 122, "aaaa"])
    assert len(lines) > 2000 >= len(lines.replace("\r\n", "\n"))
    read(client.post("/", data={"vraag": lines}))


def test_a_follow_up_that_cannot_be_asked_keeps_what_it_leans_on(client: TestClient) -> None:
    context = form_of(post(client, vraag=ROBBERIES)).one("input", name="context")["value"]
    html = read(client.post("/", data={"vraag": " ", "context": context}), 400)
    assert form_of(html).one("input", name="context")["value"] == context


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data", "text/plain", ""])
def test_a_form_of_another_kind_is_refused(kind: str, client: TestClient) -> None:
    response = client.post("/", content=b"vraag=a", headers={"content-type": kind})
    assert "Verstuur het formulier" in read(response, 415).one("main").text


def test_what_is_not_there_is_said_in_the_form_that_the_client_reads(client: TestClient) -> None:
    cases = [
        (client.get("/nergens"), 404, "Dit adres bestaat niet."),
        (client.get("/brieven/kst-1-1"), 404, "Deze brief is er niet; op de beginpagina staat"),
        (client.get("/brieven/..%2f..%2fetc"), 404, "Dit adres bestaat niet."),
        (client.put("/"), 405, "Deze methode kan hier niet."),
        (client.post("/", content=b"a" * 70_000, headers=FORM), 413, "hoogstens 65536 bytes"),
    ]
    for response, status, detail in cases:
        html = read(response, status)
        assert detail in html.one("main").text
        assert html.one("main").one("a")["href"] == "/"
    for accept in ("*/*", "application/json", "", "text/html;q=0.5, application/json"):
        refused(client.get("/nergens", headers={"accept": accept}), 404)
    refused(client.get("/v1/nergens"), 404)


def test_what_goes_wrong_inside_is_told_on_a_page_without_the_inside(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "_letter_html", breaks)
    with started(index, tmp_path) as client:
        client.headers.update(BROWSER)
        html = read(client.get(f"/brieven/{LETTER}"), 500)
        service = client.app.state.service  # type: ignore[attr-defined]
        service._line._longest = 0
        full = client.post("/", data={"vraag": ROBBERIES})
    assert html.one("main").one("h1").text == "Er ging iets mis"
    assert "sqlite" not in html.text
    assert read(full, 503).one("h1").text == "Even niet beschikbaar"
    assert full.headers["retry-after"] == "1"


def test_who_asks_too_often_reads_how_long_to_wait(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, rate=5) as client:
        client.headers.update(BROWSER)
        assert client.get("/").status_code == 200
        response = client.get("/")
    assert re.search(r"over \d+ seconden opnieuw", read(response, 429).text)
    assert response.headers["retry-after"]


def test_where_keys_are_needed_pages_need_one_and_the_widget_does_not(
    index: Index, tmp_path: Path
) -> None:
    key = new_key(tmp_path / "sleutels", "intranet", ASKING)
    with started(index, tmp_path, keys=tmp_path / "sleutels") as client:
        for path in ("/", f"/brieven/{LETTER}"):
            html = read(client.get(path, headers=BROWSER), 401)
            assert "Stuur uw sleutel mee" in html.text
            assert LETTER not in html.text
            refused(client.get(path), 401)
            assert client.get(path, headers={"authorization": f"Bearer {key}"}).status_code == 200
        assert client.get("/widget/vraag-de-brief.js").status_code == 200


def test_pages_may_be_framed_by_named_origins_only(index: Index, tmp_path: Path) -> None:
    with started(index, tmp_path, frames=("https://intranet.example",)) as client:
        policy = client.get("/").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://intranet.example")


def test_a_question_is_counted_but_its_words_are_not_told(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "qa.verzoek")
    post(client, vraag="Wat is IPTA?")
    (record,) = [each for each in caplog.records if each.name == "qa.verzoek"]
    fields = vars(record)["fields"]
    assert (fields["actie"], fields["soort"]) == ("POST /", "antwoord")
    assert "IPTA" not in str(fields)


@pytest.mark.parametrize(
    ("question", "context"),
    [
        (HOSTILE + CONTROLS, ""),
        ("En in 2020?", encode(Turn(subjects=("overvallen",), topic=HOSTILE))),
        ("En waarom?", encode(Turn(topic=HOSTILE, place=HOSTILE, facts=(HOSTILE,)))),
    ],
)
def test_nothing_in_a_question_or_context_becomes_markup(
    question: str, context: str, client: TestClient
) -> None:
    response = client.post("/", data={"vraag": question, "context": context})
    html = read(response)
    assert "<script>alert" not in response.text
    assert "49" not in html.one("p", _class="gevraagd").text
    assert not set(response.text) & set(CONTROLS)
    form = form_of(html)
    assert {each["name"] for each in form.all("input")} <= {"context"}
    if not context:
        assert HOSTILE in html.one("p", _class="gevraagd").text


def test_a_context_that_is_none_is_refused_without_being_repeated(client: TestClient) -> None:
    response = client.post("/", data={"vraag": ROBBERIES, "context": HOSTILE})
    assert "De context is niet een die" in read(response, 400).one("main").text
    assert "alert" not in response.text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Index:
    """An index of a letter that is made to break out of its page."""
    folder = tmp_path_factory.mktemp("hostile")
    body = (
        f"1 Kop {HOSTILE} kop\n\nDe tekst {HOSTILE} {CONTROLS} eindigt hier.1 En verder.\n\n"
        "2021 700 2.400\n2022\u00a0 650 2.300\n\n"
        f"Slot\n\nDe Minister van Landbouw,\n{HOSTILE}"
    )
    tables = (
        '[[table]]\norigin = "reconstructed"\nrow_kind = "year"\nmeasure = "<i>aantal"\n'
        'unit = "<b>"\nevidence = "<script>alert(2)</script>"\n'
        '[[table.column]]\nheader = "<script>alert(3)</script>"\nsubject = "overvallen"\n'
        '[[table.column]]\nheader = "Straatroof"\nsubject = "straatroof"\ncertain = false\n'
    )
    made = make(folder / "corpus", body, (f"Een noot {HOSTILE}.",), tables)
    text = page(body, (f"Een noot {HOSTILE}.",)).replace("Een brief\n", f"{HOSTILE}\n", 1)
    (made / "letter.txt").write_text(text, "utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return Index.open(folder / "index", lambda: encoder)


def test_nothing_in_a_letter_becomes_markup(hostile: Index, tmp_path: Path) -> None:
    (source,) = hostile.passages.sources()
    with started(hostile, tmp_path) as client:
        responses = [
            client.get(f"/brieven/{source.letter_id}"),
            client.get("/"),
            client.post("/", data={"vraag": "Waar eindigt de tekst?"}),
            client.post("/", data={"vraag": "Hoeveel overvallen waren er in 2021?"}),
        ]
    for response in responses:
        html = read(response)
        assert "<script>alert" not in response.text
        assert not set(response.text) & set(CONTROLS)
        assert HOSTILE in {each.text for each in html.walk() if each.tag in {"h1", "h2"}}
        for passage in hostile.passages.of_letter(source.letter_id):
            seen = re.sub(f"[{CONTROLS}]", "\ufffd", passage.text)
            assert html.named(passage.id).own_text == seen


def test_of_several_letters_the_first_page_lists_all_and_an_answer_shows_its_own(
    archive: Index, tmp_path: Path
) -> None:
    with started(archive, tmp_path) as client:
        first = read(client.get("/"))
        answered = post(client, vraag="Waar broedt de ooievaar?")
        read(client.get("/brieven/kst-30001-1"))
        two = post(client, vraag="Hoeveel scholen doen mee aan de proef met de wijkboerderij?")
    listed = first.one("ul", _class="brieven")
    assert [link["href"] for link in listed.all("a")] == [
        f"/brieven/{each.letter_id}" for each in newest_first(archive.passages.sources())
    ]
    assert first.all("div", _class="brief") == []
    assert answered.one("div", _class="brief")["data-brief"] == "kst-30001-2"
    links = {link["href"] for each in two.all("ul", _class="citaten") for link in each.all("a")}
    shown = two.one("div", _class="brief")["data-brief"]
    assert all(link.startswith((f"#{shown}:", "/brieven/kst-30001-")) for link in links)
