"""A page that is opened at a place shows it, however the page around it grows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import LETTER, PASSAGE, ROBBERIES, Chat, focused
from tests.browser.conftest import Open, Site


@pytest.mark.parametrize("size", [(1280, 720), (320, 640)], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", ["/", f"/brieven/{LETTER}"], ids=["beside", "alone"])
def test_an_address_with_a_place_opens_there(
    path: str, size: tuple[int, int], enter: Open, site: Site
) -> None:
    page = enter(site.url, viewport={"width": size[0], "height": size[1]})
    chat = Chat(page)
    link = chat.ask(ROBBERIES).get_by_role("link", name="Bekijk in de brief")
    place = (link.first.get_attribute("href") or "").partition("#")[2]
    chat.ask(PASSAGE)  # what the tab has kept is put back above the letter
    page.goto("about:blank")
    page.goto(f"{site.url}{path}#{place}")
    expect(page.locator(".brief mark")).to_have_text("1.174")
    if path == "/":
        expect(chat.turns).to_have_count(2)
    expect(page.locator(".brief mark")).to_be_in_viewport()
    expect(page.locator(".brief mark")).to_be_focused()
    page.wait_for_timeout(500)  # the page has stopped growing
    expect(page.locator(".brief mark")).to_be_in_viewport()


def test_who_goes_back_from_a_place_is_at_the_link_again_and_at_the_words_of_the_answer(
    enter: Open, site: Site
) -> None:
    page = enter(site.url)
    chat = Chat(page)
    chat.ask(ROBBERIES)
    link = chat.ask(PASSAGE).get_by_role("link", name="Kamerstuk 28 684, nr. 720, par. 3.3").first
    chat.turns.first.get_by_role("link", name="Bekijk in de brief").click()
    expect(page.locator(".brief mark")).to_have_text("1.174")
    page.go_back()
    expect(page.locator(".brief mark")).to_contain_text("Slachtoffers van strafbare feiten")
    assert focused(page) == "Bekijk in de brief"
    link.click()
    page.go_back()
    assert focused(page).startswith("Kamerstuk 28 684")
