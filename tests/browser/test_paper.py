"""A printed conversation or letter holds what one read, with addresses instead of controls."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.chat import LETTER, PASSAGE, ROBBERIES, Chat
from tests.browser.conftest import Open, Site

_BEHIND = "link => getComputedStyle(link, '::after').content"


def test_a_printed_conversation_has_no_controls_and_its_links_have_addresses(
    enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    turn = chat.ask(PASSAGE)
    chat.page.emulate_media(media="print")
    expect(chat.element.locator("button:visible, textarea:visible, label:visible")).to_have_count(0)
    expect(turn.locator("blockquote").first).to_be_visible()
    expect(turn.get_by_role("link", name="Bekijk in de brief")).to_be_hidden()
    link = turn.locator("cite a").first
    expect(link).to_be_visible()
    # Chromium gives attr() as it stands, or as the address that it is.
    shown = link.evaluate(_BEHIND)
    assert "attr(href)" in shown or f"/brieven/{LETTER}" in shown


def test_a_printed_letter_is_the_whole_letter_and_nothing_else(enter: Open, site: Site) -> None:
    page = enter(f"{site.url}/brieven/{LETTER}")
    page.emulate_media(media="print")
    for aside in ("header", "footer", "nav", ".anker >> nth=0"):
        expect(page.locator(aside)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".noten li").last).to_be_visible()
    shown = page.locator(".over a").evaluate(_BEHIND)
    assert "attr(href)" in shown or "officielebekendmakingen.nl" in shown
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
