"""Markup in a question, in what the tab kept, in an answer or in a letter stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, Route, expect

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.browser.chat import (
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
    Chat,
)
from tests.browser.conftest import Open, Site, served
from tests.letter.factories import make

SCRIPT: Final = "window.hacked = true"
HOSTILE: Final = (
    f"\"'></textarea></style><script>{SCRIPT}</script><img src=x onerror='{SCRIPT}'>"
    f"<svg onload='{SCRIPT}'><a href='javascript:{SCRIPT}'>klik</a>{{{{7*7}}}}${{7*7}}<!--"
)
NEXT_ROBBERIES: Final = "Hoeveel overvallen waren er in 2020?"
# Fields that choose how an answer is shown: altered, it would be another kind of answer.
KINDS: Final = {"soort", "reden", "sterkte", "bewerking", "eenheid", "waarde", "grens", "begin"}


def poisoned(value: Any, name: str = "") -> Any:
    """Put markup into each text of an answer, and a script into each address."""
    if isinstance(value, dict):
        return {key: poisoned(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each, name) for each in value]
    if not isinstance(value, str) or name in KINDS:
        return value
    return f"javascript:{SCRIPT}" if name == "url" else value + HOSTILE


def harmless(page: Page) -> None:
    """Check that nothing of the markup came to be, nor a link that runs a script."""
    expect(page.locator("img, svg[onload], a[href^='javascript:' i]")).to_have_count(0)
    expect(page.locator("script:not([src])")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("question", [HOSTILE, f"{ROBBERIES} {HOSTILE}"])
def test_markup_in_a_question_is_shown_as_it_was_typed(
    question: str, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    turn = chat.ask(question)
    expect(turn.locator("[part=vraag]")).to_contain_text(HOSTILE)
    harmless(chat.page)


def turned(value: Any) -> Any:
    """Put what turns text around, and what commands a terminal, before each text that is shown."""
    if isinstance(value, dict):
        kept = (*KINDS, "url", "context", "vervolgOp", "id", "briefId")
        return {key: each if key in kept else turned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [turned(each) for each in value]
    return f"\u202e{value}\x9b" if isinstance(value, str) else value


def test_what_turns_text_around_is_shown_as_a_sign(enter: Open, site: Site) -> None:
    """A number between two such signs would be read from the other end."""
    chat = Chat(enter(site.url))

    def turn_around(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=turned(response.json()))

    chat.page.route(QUESTIONS, turn_around)
    said = chat.ask(ROBBERIES).locator("[part=tekst]")
    expect(said).to_contain_text("\ufffdIn 2019 waren er 1.174 overvallen")
    assert not set(said.text_content() or "") & {"\u202e", "\x9b"}


@pytest.mark.parametrize("question", [ROBBERIES, SERIES, "Wat doet Slachtofferhulp Nederland?"])
def test_markup_in_an_answer_is_text(question: str, enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))

    def poison(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, json=poisoned(response.json()))

    chat.page.route(QUESTIONS, poison)
    turn = chat.ask(question)
    expect(turn.locator("[part=tekst]")).to_contain_text("<script>window.hacked")
    for folded in turn.locator("details").all():
        folded.evaluate("details => { details.open = true; }")
    harmless(chat.page)
    chat.page.reload()  # and again from what the tab kept
    expect(chat.turns.first).to_contain_text("<script>window.hacked")
    harmless(chat.page)


@pytest.mark.parametrize(
    "kept",
    [
        {"versie": 1, "beurten": [{"vraag": HOSTILE, "antwoord": {"tekst": HOSTILE}}]},
        {"versie": 1, "beurten": HOSTILE},
        {"versie": 1, "beurten": [None, 7, [], {"vraag": {}}]},
        HOSTILE,
        "{",
    ],
    ids=["no answer", "no list", "no turns", "no object", "no JSON"],
)
def test_what_another_script_put_in_the_tab_is_left_aside(
    kept: Any, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    text = kept if isinstance(kept, str) else json.dumps(kept)
    chat.page.evaluate("text => sessionStorage.setItem(sessionStorage.key(0), text)", text)
    chat.page.reload()
    expect(chat.field).to_be_visible()
    expect(chat.turns).to_have_count(0)
    chat.ask(ROBBERIES)
    harmless(chat.page)


def rewrite(chat: Chat, change: str) -> None:
    """Change the answer that the tab keeps, as another script of the page could, and reload."""
    chat.page.evaluate(
        f"""() => {{
          const name = sessionStorage.key(0);
          const kept = JSON.parse(sessionStorage.getItem(name));
          const answer = kept.beurten[0].antwoord;
          {change};
          sessionStorage.setItem(name, JSON.stringify(kept));
        }}"""
    )
    chat.page.reload()
    expect(chat.field).to_be_visible()


@pytest.mark.parametrize(
    "context",
    [HOSTILE, "x", "e30=", json.dumps({"version": 1}), "a" * 5_000, "a" * 200_000],
    ids=["markup", "one letter", "no turn", "no text of ours", "too long", "huge"],
)
def test_a_context_that_is_none_does_not_shut_the_conversation(
    context: str, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    rewrite(chat, f"answer.context = {json.dumps(context)}")
    expect(chat.turns).to_have_count(1)
    turn = chat.ask(NEXT_ROBBERIES)
    expect(turn).to_contain_text(NEXT_YEAR_ANSWER)
    expect(chat.element.locator("[part=fout]")).to_have_count(0)
    chat.ask(ROBBERIES)
    expect(chat.ask(NEXT_YEAR)).to_contain_text(NEXT_YEAR_ANSWER)  # and it is a conversation again
    harmless(chat.page)


@pytest.mark.parametrize("shape", ["5", "['x']", "{}"])
def test_an_answer_whose_context_has_another_shape_is_left_aside(
    shape: str, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    rewrite(chat, f"answer.context = {shape}")
    expect(chat.turns).to_have_count(0)
    expect(chat.ask(ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)


@pytest.mark.parametrize(
    "change",
    [
        "answer.feiten.forEach(fact => { fact.waarde = 'Infinity'; })",
        "answer.feiten.forEach(fact => { fact.waarde = '1e300'; })",
        "answer.feiten.forEach(fact => { fact.maat = fact.onderwerp = fact.eenheid = ''; })",
    ],
)
def test_numbers_and_names_that_no_chart_can_show_are_left_aside(
    change: str, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(SERIES)
    rewrite(chat, change)
    expect(chat.turns).to_have_count(0)
    expect(chat.ask(ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)


def test_one_answer_that_cannot_be_shown_does_not_hide_the_others(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    chat.ask(PASSAGE)
    chat.ask(ROBBERIES)
    rewrite(chat, r"answer.fragmenten.forEach(hit => { hit.briefId = '\ud800'; })")
    expect(chat.turns.nth(0)).to_contain_text("Er ging iets mis.")
    expect(chat.turns.nth(1)).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.ask(NEXT_YEAR)).to_contain_text(NEXT_YEAR_ANSWER)


@pytest.mark.parametrize("place", ["#p=%3Cimg%20src=x%20onerror=alert(1)%3E&m=1-9", "#m=9-1", "#%"])
def test_an_address_that_leads_nowhere_marks_nothing(place: str, enter: Open, site: Site) -> None:
    page = enter(f"{site.url}/brieven/kst-28684-720{place}")
    expect(page.locator(".brief mark")).to_have_count(0)
    harmless(page)


@pytest.fixture(scope="module")
def hostile(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service on a letter that is made to break out of its page."""
    folder = tmp_path_factory.mktemp("hostile")
    body = (
        f"1 Kop {HOSTILE} kop\n\nDe tekst {HOSTILE} eindigt hier.1 En verder.\n\n"
        "2021 700 2.400\n2022\u00a0 650 2.300\n\n"
        f"Slot\n\nDe Minister van Landbouw,\n{HOSTILE}"
    )
    tables = (
        '[[table]]\norigin = "reconstructed"\nrow_kind = "year"\nmeasure = "aantal"\n'
        f'unit = ""\nevidence = """{HOSTILE} """\n'
        f'[[table.column]]\nheader = """{HOSTILE} """\nsubject = "overvallen"\n'
        '[[table.column]]\nheader = "Straatroof"\nsubject = "straatroof"\ncertain = false\n'
    )
    make(folder / "corpus", body, (f"Een noot {HOSTILE}.",), tables)
    build(folder / "corpus", folder / "index", encoder)
    index = Index.open(folder / "index", lambda: encoder)
    with ExitStack() as stack:
        yield served(index, Path(folder / "data"), stack)


def test_markup_in_a_letter_is_text_on_its_page_and_in_its_answers(
    hostile: Site, enter: Open
) -> None:
    page = enter(hostile.url)
    chat = Chat(page)
    expect(page.locator(".brief")).to_contain_text("<script>window.hacked")
    for question in ("Waar eindigt de tekst?", "Hoeveel overvallen waren er in 2021?"):
        turn = chat.ask(question)
        for folded in turn.locator("details").all():
            folded.evaluate("details => { details.open = true; }")
    harmless(page)
    chat.turns.first.get_by_role("link", name="Bekijk in de brief").first.click()
    expect(page.locator(".brief mark").first).to_be_visible()
    harmless(page)
