"""The letter follows the answer: the cited words come into sight, or over the answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from qa.letter.build import build
from qa.model.encode import Encoder
from qa.store.index import Index
from tests.browser.chat import PASSAGE, ROBBERIES, SERIES, Chat, answered, focused, more
from tests.browser.conftest import Open, Site, served
from tests.commands import ROOT

PHONE: Final[dict[str, Any]] = {"viewport": {"width": 390, "height": 844}}
ASYLUM, HOMES = "kst-36907-31", "kst-36911-14"
QUESTIONS_OF: Final = {
    "Hoeveel nieuwbouwwoningen waren er in 2022?": HOMES,
    "Wat staat er over de opvang van asielzoekers?": ASYLUM,
}
BACK: Final = "Terug naar het antwoord"
SOON: Final = 2.0  # seconds from a question to its words in the letter, on a busy machine


def test_each_answer_brings_its_words_into_sight_and_those_before_are_no_longer_marked(
    enter: Open, site: Site
) -> None:
    page = enter(site.url)
    chat = Chat(page)
    marks = page.locator(".lezen mark")
    began = perf_counter()
    turn = chat.send(ROBBERIES)
    expect(marks).to_have_text(["1.174"])
    expect(marks).to_be_in_viewport()
    took = perf_counter() - began
    assert took < SOON, f"{took:.2f} s"
    expect(chat.field).to_be_focused()
    expect(answered(turn).locator("[part=vraag]")).to_be_in_viewport()
    chat.ask(PASSAGE)
    expect(marks.first).to_contain_text("Slachtoffers van strafbare feiten")
    expect(marks.first).to_be_in_viewport()
    chat.ask(SERIES)
    expect(marks).to_have_count(12)
    expect(marks.last).to_have_text("-70%")
    assert page.url == f"{site.url}/"
    chat.button("Wis gesprek").click()
    expect(marks).to_have_count(0)


def test_a_conversation_that_was_kept_has_the_words_of_its_last_answer_in_sight(
    enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(PASSAGE)
    chat.ask(ROBBERIES)
    chat.page.reload()
    expect(chat.page.locator(".lezen mark")).to_have_text(["1.174"])
    expect(chat.page.locator(".lezen mark")).to_be_in_viewport()


@pytest.mark.parametrize("way", ["link", "browser"])
def test_on_a_phone_a_source_opens_over_the_answer_and_leads_back_to_it(
    way: str, enter: Open, site: Site
) -> None:
    page = enter(site.url, **PHONE)
    chat = Chat(page)
    turn = chat.ask(ROBBERIES)
    number = turn.locator("[part=getal]")
    expect(number).to_be_in_viewport()
    turn.get_by_role("link", name="Bekijk in de brief").click()
    expect(page.locator(".lezen mark")).to_be_in_viewport()
    expect(number).to_be_hidden()
    assert focused(page) == "1.174"
    if way == "link":
        page.get_by_role("link", name=BACK).click()
    else:
        page.go_back()
    expect(number).to_be_in_viewport()
    assert focused(page) == "Bekijk in de brief"


def test_on_a_phone_without_scripts_too(enter: Open, site: Site) -> None:
    page = enter(site.url, java_script_enabled=False, **PHONE)
    page.get_by_role("textbox").fill(ROBBERIES)
    page.get_by_role("button", name="Vraag", exact=True).click()
    page.locator(".plaats a").first.click()
    expect(page.locator(".lezen mark")).to_be_in_viewport()
    expect(page.locator(".gevraagd")).to_be_hidden()
    page.get_by_role("link", name=BACK).click()
    expect(page.locator(".gevraagd")).to_be_in_viewport()
    expect(page.locator(".lezen .terug-naar")).to_be_hidden()


@pytest.fixture(scope="module")
def two_letters(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("two")
    for letter in (ASYLUM, HOMES):
        (folder / "corpus" / letter).mkdir(parents=True)
        shutil.copy(ROOT / "tests/letters" / letter / "letter.txt", folder / "corpus" / letter)
    build(folder / "corpus", folder / "index", encoder)
    index = Index.open(folder / "index", lambda: encoder)
    with ExitStack() as stack:
        yield served(index, Path(folder / "data"), stack)


def test_of_several_letters_the_one_that_is_cited_is_put_beside_the_answer(
    two_letters: Site, enter: Open
) -> None:
    page = enter(two_letters.url)
    chat = Chat(page)
    expect(page.locator(".lezen h2")).to_have_text("Brieven")
    for question, letter in QUESTIONS_OF.items():
        turn = chat.ask(question)
        expect(page.locator(f".lezen [data-brief={letter}] mark").first).to_be_in_viewport()
        title = page.locator(".lezen h2").inner_text()
        expect(turn.locator("[part=bron]").first).to_contain_text(title)


def test_an_address_holds_a_question_and_gives_the_same_answer(enter: Open, site: Site) -> None:
    page = enter(site.url)
    chat = Chat(page)
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.ask(ROBBERIES)
    turn = chat.ask("En in 2020?")
    more(turn).get_by_role("button", name="Deel deze vraag").click()
    expect(chat.said).to_have_text("Het adres van deze vraag is gekopieerd.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{site.url}/#vraag=Hoeveel%20overvallen")
    chat.button("Wis gesprek").click()
    chat.ask(PASSAGE)  # what was asked before changes nothing of what the address gives
    with page.expect_event("requestfinished"):
        page.goto(address)
    expect(answered(chat.turns.last).locator("[part=tekst]")).to_have_text(
        "In 2020 waren er 907 overvallen."
    )
    asked = chat.turns.count()
    page.reload()
    expect(chat.turns).to_have_count(asked)
    expect(page.locator(".lezen mark")).to_have_text(["907"])


def test_a_chart_tells_each_year_by_mouse_and_by_keyboard_and_is_kept_as_a_picture(
    enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    turn = chat.ask(SERIES)
    value = turn.locator(".point").nth(8)
    expect(value.locator(".value")).to_have_css("opacity", "0")
    value.hover()
    expect(value.locator(".value")).to_have_css("opacity", "1")
    expect(value.locator(".value")).to_have_text("2019: 1.174")
    turn.get_by_role("group", name="Grafiek").focus()
    chat.page.keyboard.press("End")
    expect(chat.said).to_have_text("2021: 676")
    chat.page.keyboard.press("ArrowLeft")
    expect(chat.said).to_have_text("2020: 907")
    expect(turn.locator(".point.on .value")).to_have_text("2020: 907")
    kept = {}
    for kind in ("CSV", "SVG", "PNG"):
        with chat.page.expect_download() as download:
            turn.get_by_role("button", name=kind, exact=True).click()
        assert (
            download.value.suggested_filename == f"kst-28684-720.aantal.overvallen.{kind.lower()}"
        )
        kept[kind] = Path(download.value.path()).read_bytes()
    assert kept["CSV"].startswith(b"\xef\xbb\xbfjaar;maat;")
    assert b">Kamerstuk 28 684, nr. 720, par. 1, tabel 1</text>" in kept["SVG"]
    assert kept["PNG"].startswith(b"\x89PNG")
    assert len(kept["PNG"]) > 10_000
