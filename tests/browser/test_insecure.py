"""An intranet without https: scripts then have no clipboard, and all the rest works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from qa.store.index import Index
from tests.browser.chat import (
    LETTER,
    PASSAGE,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
    Chat,
    answered,
    more,
)
from tests.browser.conftest import Open, served
from tests.browser.engine import INTRANET


@pytest.fixture(scope="module")
def address(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service under a name of its own, by http."""
    with ExitStack() as stack:
        site = served(index, tmp_path_factory.mktemp("data"), stack, hosts=(INTRANET,))
        yield site.url.replace("127.0.0.1", INTRANET)


@pytest.fixture
def chat(enter: Open, address: str) -> Chat:
    chat = Chat(enter(address))
    page = chat.page
    assert page.evaluate("[isSecureContext, !!navigator.clipboard]") == [False, False]
    return chat


def test_an_answer_is_copied_in_the_old_way_and_the_focus_stays(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    chat.button("Kopieer").press("Enter")
    expect(chat.said).to_have_text("Gekopieerd.")
    expect(chat.button("Kopieer")).to_be_focused()
    expect(chat.element.locator("textarea")).to_have_count(1)
    chat.field.focus()
    chat.page.keyboard.press("ControlOrMeta+V")
    assert chat.field.input_value().startswith(f"{ROBBERIES}\n{ROBBERIES_ANSWER}\n\n«2019 1.174")
    chat.field.fill("")
    more(turn).get_by_role("button", name="Kopieer citaat met vindplaats").click()
    chat.field.focus()
    chat.page.keyboard.press("ControlOrMeta+V")
    assert chat.field.input_value().startswith("«2019 1.174 3.777 39.365 73.638» (Kamerstuk 28 684")


def test_what_could_not_be_copied_is_said(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    chat.page.evaluate("document.execCommand = () => false")
    chat.button("Kopieer").click()
    expect(chat.said).to_have_text("Kopiëren lukte niet.")


def test_nothing_else_breaks(chat: Chat, address: str) -> None:
    chat.ask(SERIES)
    turn = chat.ask(PASSAGE)
    turn.get_by_role("button", name="Bewaar").first.click()
    with chat.page.expect_download() as download:
        chat.button("Markdown").click()
    assert download.value.suggested_filename == "citaten-uit-de-brief.md"
    more(turn)
    chat.button("Goed").click()
    expect(chat.said).to_have_text("Dank u. Uw oordeel is anoniem bewaard.")
    chat.page.reload()
    expect(answered(chat.turns.nth(1))).to_contain_text(PASSAGE)
    chat.page.goto(f"{address}/brieven/{LETTER}#m=100-140")
    expect(chat.page.locator(".brief mark").first).to_be_visible()


def test_the_form_is_answered_without_scripts_too(enter: Open, address: str) -> None:
    page = enter(address, java_script_enabled=False)
    page.get_by_role("textbox").fill(ROBBERIES)
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator(".tekst")).to_have_text(ROBBERIES_ANSWER)


def test_a_page_elsewhere_cannot_send_the_form(enter: Open, address: str) -> None:
    page = enter(address, java_script_enabled=False)
    form = f"<form method=post action={address}/><button name=vraag value='{ROBBERIES}'>Ja</button>"
    page.goto(f"data:text/html,{quote(form)}")
    page.get_by_role("button").click()
    expect(page.get_by_text("Deze vraag komt van een pagina elders")).to_be_visible()
    expect(page.locator(".tekst")).to_have_count(0)
