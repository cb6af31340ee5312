"""What an answer rests on: quotes, notes, headings and tables say what they are and where."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.chat import (
    ABSENT,
    LETTER,
    NEXT_YEAR,
    PASSAGE,
    ROBBERIES,
    SERIES,
    UNCLEAR,
    Chat,
    more,
)
from tests.browser.conftest import Open, Site

RATES: Final = "Hoe ontwikkelde het ophelderingspercentage van straatroven zich?"
DIFFERENCE: Final = "Hoeveel minder overvallen waren er in 2021 dan in 2019?"
_TEXTS: Final = """element => {
  const found = [];
  const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_ALL);
  while (walker.nextNode()) {
    const at = walker.currentNode;
    const of = at.nodeType === Node.TEXT_NODE ? at.parentElement : at;
    const text = at.nodeType === Node.TEXT_NODE ? at.data : at.ariaLabel ?? "";
    if (text.trim()) found.push([of.closest("[lang]").lang, text.trim()]);
  }
  return found;
}"""
_DUTCH: Final = re.compile(r"(?i)\b(de|het|een|van|waren|niet|voor|en|dan|tabel|overvallen|noot)\b")
_ENGLISH: Final = re.compile(r"(?i)(?<!/)\b(the|a|this|not|you|read|note|and|copy|than|year)\b")


@pytest.fixture
def chat(enter: Open, site: Site) -> Chat:
    return Chat(enter(site.url))


def test_a_series_has_one_card_that_says_where_it_stands(chat: Chat) -> None:
    turn = chat.ask(SERIES)
    card = turn.locator("[part=reeks] [part=bron]")
    expect(card.locator("cite")).to_have_text("Kamerstuk 28 684, nr. 720, par. 1, tabel 1")
    expect(turn.locator("[part=bron]")).to_have_count(1)
    expect(turn.get_by_role("link", name="Bron: noot 4")).to_be_visible()
    expect(more(turn).get_by_role("link", name="Officiële publicatie")).to_be_visible()
    card.get_by_role("link").click()
    expect(chat.page.locator(".brief mark")).to_have_count(11)
    expect(chat.page.locator(".brief mark").first).to_have_text("2.272")


def test_a_heading_that_is_not_the_letters_own_is_told_wherever_its_numbers_are(
    chat: Chat,
) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = chat.ask(ABSENT)
    nearest = "Het dichtst in de buurt komt:"
    expect(turn.get_by_text(nearest)).to_have_count(1)  # the answer says so itself
    expect(turn.locator("[part=kolomkop]")).to_contain_text("Kolomkop gereconstrueerd")
    turn.get_by_role("button", name="Kopieer", exact=True).click()
    expect(chat.said).to_have_text("Gekopieerd.")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "\n\nHet dichtst in de buurt komt:\n\n«2016 1.138 4.167" in copied
    assert copied.endswith("\nKolomkop gereconstrueerd")
    turn.get_by_role("button", name="Bewaar").first.click()
    with chat.page.expect_download() as download:
        chat.button("Markdown").click()
    assert "De kolomkoppen zijn gereconstrueerd: " in Path(download.value.path()).read_text("utf-8")
    drawn = chat.ask(RATES).locator("[part=reeks]")
    expect(drawn.locator("figcaption")).to_contain_text(
        "Ophelderingspercentage van straatroven, 2019–2021"
    )
    expect(drawn.locator("figcaption")).to_contain_text(
        "Onderbroken lijn, open punt: Kolomkop gereconstrueerd, niet zeker."
    )
    drawn.get_by_text("Dezelfde cijfers als tabel").click()
    notes = drawn.locator("tbody tr td:last-child .meta")
    expect(notes).to_have_text(["Kolomkop gereconstrueerd, niet zeker"] * 2)


def test_footnotes_are_one_line_that_unfolds_to_their_text(chat: Chat) -> None:
    turn = chat.ask("Wat is IPTA?")
    notes = turn.locator("[part=noten]")
    said = notes.get_by_text("IPTA is gericht op het voorkomen van daderschap")
    expect(said).to_be_hidden()
    notes.locator("summary").click()
    expect(notes).to_contain_text("Noot 13")
    expect(said).to_be_visible()


def test_an_address_in_a_note_is_a_link(chat: Chat) -> None:
    notes = chat.ask(PASSAGE).locator("[part=noten]")
    notes.locator("summary").click()
    address = "https://www.slachtofferhulp.nl/over-ons/jaarverslag/"
    expect(notes.get_by_role("link", name=address)).to_have_attribute("href", address)


def test_a_quote_of_more_than_one_line_is_shown_once(chat: Chat) -> None:
    turn = chat.ask("Wie heeft de brief ondertekend?")
    expect(turn.locator("[part=tekst]")).to_have_text("De brief zegt hierover:")
    quotes = turn.locator("blockquote:visible")
    expect(quotes).to_have_count(2)
    expect(quotes.last).to_contain_text("F.M. Weerwind")


def test_a_note_of_the_letter_beside_is_shown_there_each_time(chat: Chat) -> None:
    link = chat.ask(ROBBERIES).get_by_role("link", name="Bron: noot 4")
    note = chat.page.locator(f"[id='{LETTER}:noot4']")
    for _ in range(2):
        chat.page.evaluate("scrollTo(0, 0)")
        link.click()
        expect(note).to_be_in_viewport()
    assert chat.turns.count() == 1


def test_years_that_could_not_be_fetched_can_be_asked_for_again(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    chat.page.route("**/v1/reeksen/*", lambda route: route.fulfill(status=500, json={}))
    button = more(turn).get_by_role("button", name="Toon alle jaren")
    button.click()
    expect(chat.said).to_have_text("Er ging iets mis.")
    expect(chat.element.get_by_text("Er ging iets mis.").last).to_be_visible()
    expect(button).to_be_focused()
    chat.page.unroute("**/v1/reeksen/*")
    button.click()
    expect(turn.locator("circle")).to_have_count(11)


def test_years_that_are_not_there_are_said_to_be_so_where_the_focus_is(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    chat.page.route("**/v1/reeksen/*", lambda route: route.fulfill(status=404, json={}))
    more(turn).get_by_role("button", name="Toon alle jaren").click()
    expect(turn.get_by_text("Er zijn geen andere jaren.")).to_be_focused()


def test_each_text_is_marked_as_the_language_that_it_is_in(chat: Chat) -> None:
    chat.element.evaluate("element => { element.lang = 'en'; }")
    for question in (ROBBERIES, NEXT_YEAR, DIFFERENCE, SERIES, RATES, PASSAGE, ABSENT, UNCLEAR):
        chat.element.evaluate("(element, question) => element.vraag(question)", question)
        expect(chat.turns.last.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    more(chat.turns.first).get_by_role("button", name="Show all years").click()
    chat.turns.first.get_by_role("button", name="Not good").click()
    expect(chat.turns.first.locator("svg")).to_be_visible()
    texts: list[tuple[str, str]] = chat.element.evaluate(_TEXTS)
    assert len(texts) > 300
    # The letter itself has English names in its Dutch sentences.
    dutch = [text for lang, text in texts if lang == "nl" and not _DUTCH.search(text)]
    assert [text for text in dutch if _ENGLISH.search(text)] == []
    assert [text for lang, text in texts if lang == "en" and _DUTCH.search(text)] == []
