"""What somebody picks stays in the tab, and leaves as a file or by the clipboard."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import (
    LETTER,
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
    Chat,
)
from tests.browser.conftest import Open, Site
from tests.evidence.files import headings, opened

FILE: Final = "citaten-uit-de-brief"
STORED: Final = "Object.entries(sessionStorage).filter(([key]) => key.endsWith(':stukken'))"


@pytest.fixture
def chat(enter: Open, site: Site) -> Chat:
    return Chat(enter(site.url))


def saved(chat: Chat, button: str, ending: str) -> bytes:
    """Press a button of the bar, and return the file that comes."""
    with chat.page.expect_download() as download:
        chat.button(button).click()
    assert download.value.suggested_filename == f"{FILE}.{ending}"
    return Path(download.value.path()).read_bytes()


def test_two_picked_answers_come_as_a_word_file_after_a_reload_too(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    chat.ask(NEXT_YEAR).get_by_role("button", name="Bewaar").click()
    chat.ask(SERIES).get_by_role("button", name="Bewaar").click()
    expect(chat.element.get_by_role("group", name="Bewaarde stukken")).to_contain_text(
        "2 antwoorden en citaten bewaard"
    )
    chat.page.reload()
    expect(chat.turns.nth(1).get_by_role("button", name="Bewaar")).to_have_attribute(
        "aria-pressed", "true"
    )
    document, notes = opened(saved(chat, "Word", "docx"))
    assert headings(document) == [NEXT_YEAR, SERIES, "Bronnen"]
    said = [each.text for each in document.paragraphs]
    assert NEXT_YEAR_ANSWER in said  # as it was answered: after the question before it
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Jaar", "Overvallen"]
    assert [cell.text for cell in table.rows[10].cells] == ["2020", "907"]
    assert "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2020, ‘" in "\n".join(notes)
    chat.button("Bewaar niets").click()
    expect(chat.field).to_be_focused()
    assert chat.page.evaluate(STORED) == []


def test_a_picked_passage_comes_with_its_sentence_and_a_number_with_its_place(chat: Chat) -> None:
    turn = chat.ask(PASSAGE)
    turn.get_by_text("Ook in de brief (2)").click()
    turn.locator("[part=fragment]").first.get_by_role("button", name="Bewaar").click()
    chat.ask(ROBBERIES).get_by_role("button", name="Bewaar").click()
    written = saved(chat, "Markdown", "md").decode()
    assert written.startswith("# Citaten en cijfers\n\n## ")
    assert "\n\n> " in written
    assert f"\n\n## {ROBBERIES}\n\n{ROBBERIES_ANSWER}\n\nBron: Kamerstuk 28 684, nr. 720" in written
    sheet = saved(chat, "CSV", "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    assert [row["weergave"] for row in rows] == ["", "1.174"]
    assert rows[0]["citaat"]


def test_what_is_picked_is_copied_with_its_tables(chat: Chat) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.ask(SERIES).get_by_role("button", name="Bewaar").click()
    chat.button("Kopieer alles").click()
    expect(chat.said).to_have_text("Gekopieerd.")
    text, html = clipboard(chat.page)
    assert "| 2021 | 676 |" in text
    assert "676</td>" in html
    assert "Overvallen</th>" in html


def clipboard(page: Page) -> list[str]:
    """Return the plain and the rich text of the clipboard."""
    found: list[str] = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (type) => (await item.getType(type)).text();
          return [await read("text/plain"), await read("text/html")];
        }"""
    )
    return found


def test_nothing_of_an_answer_is_kept_with_what_is_picked(chat: Chat) -> None:
    chat.ask(ROBBERIES).get_by_role("button", name="Bewaar").click()
    ((_, kept),) = chat.page.evaluate(STORED)
    assert kept == f'[{{"vraag":"{ROBBERIES}"}}]'


def test_a_file_that_cannot_be_made_is_told(chat: Chat) -> None:
    chat.ask(ROBBERIES).get_by_role("button", name="Bewaar").click()
    chat.page.route("**/v1/_bundel", lambda route: route.abort())
    chat.button("Word").click()
    expect(chat.element.locator(".shown")).to_contain_text("De dienst is niet te bereiken.")


def test_without_script_an_answer_is_taken_along_by_form(enter: Open, site: Site) -> None:
    page = enter(site.url, java_script_enabled=False)
    for question in (ROBBERIES, NEXT_YEAR):
        page.get_by_role("textbox").fill(question)
        page.get_by_role("button", name="Vraag", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word").click()
    assert download.value.suggested_filename == f"{FILE}.docx"
    document, notes = opened(Path(download.value.path()).read_bytes())
    assert headings(document) == [NEXT_YEAR, "Bronnen"]
    assert NEXT_YEAR_ANSWER in [each.text for each in document.paragraphs]
    assert f"https://zoek.officielebekendmakingen.nl/{LETTER}.html" in "\n".join(notes)
