"""Everything by keyboard alone: the focus is where one expects it, and nothing holds it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import (
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    ROBBERIES,
    ROBBERIES_ANSWER,
    Chat,
    answered,
    focused,
    more,
    tab_to,
)
from tests.browser.conftest import Open, Site

BACK = "Shift+Tab"


def type_question(chat: Chat, question: str) -> Locator:
    """Type a question where the focus is, and send it."""
    at = chat.turns.count()
    chat.page.keyboard.type(question)
    chat.page.keyboard.press("Enter")
    return answered(chat.turns.nth(at))


def test_the_first_press_of_tab_offers_the_way_to_the_content(enter: Open, site: Site) -> None:
    page = enter(site.url)
    expect(Chat(page).field).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Naar de inhoud"
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_question_its_source_its_export_and_the_next_question_need_no_mouse(
    enter: Open, site: Site
) -> None:
    page = enter(site.url)
    chat = Chat(page)
    expect(chat.field).to_be_visible()
    tab_to(page, "Uw vraag")
    expect(type_question(chat, ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.field).to_be_focused()
    expect(type_question(chat, NEXT_YEAR)).to_contain_text(NEXT_YEAR_ANSWER)
    back = tab_to(page, "Bewaar", BACK)
    assert back == ["Wis gesprek", "Meer", "Bewaar"]
    page.keyboard.press("Space")
    expect(chat.button("Markdown")).to_be_visible()
    tab_to(page, "Markdown")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "citaten-uit-de-brief.md"
    tab_to(page, "Bekijk in de brief", BACK)
    page.keyboard.press("Enter")
    expect(page.locator(".brief mark")).to_be_in_viewport()
    assert "907" in focused(page)


def test_a_line_break_in_a_question_does_not_send_it(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    chat.field.focus()
    chat.page.keyboard.type("Hoeveel overvallen")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("waren er in 2019?")
    expect(chat.turns).to_have_count(0)
    chat.page.keyboard.press("Enter")
    expect(answered(chat.turns.first)).to_contain_text(ROBBERIES_ANSWER)


def test_who_clears_or_judges_by_keyboard_keeps_the_focus(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    chat.ask(ROBBERIES)
    more(chat.turns.first)
    tab_to(chat.page, "Niet goed")
    chat.page.keyboard.press("Enter")
    tab_to(chat.page, "Het getal klopt niet")
    chat.page.keyboard.press("Space")
    tab_to(chat.page, "Verstuur oordeel")
    chat.page.keyboard.press("Enter")
    expect(chat.said).to_have_text("Dank u. Uw oordeel is anoniem bewaard.")
    assert focused(chat.page) == "Niet goed"
    tab_to(chat.page, "Wis gesprek")
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()


def bubble(page: Page) -> Chat:
    """Make the widget of a page a bubble."""
    page.locator("vraag-de-brief").evaluate("element => element.setAttribute('modus', 'bubble')")
    return Chat(page)


def test_a_bubble_opens_on_its_field_and_escape_gives_the_focus_back(
    enter: Open, intranet: str
) -> None:
    page = enter(intranet)
    chat = bubble(page)
    knob = chat.element.locator("[part=knop]")
    expect(knob).to_be_visible()
    expect(chat.field).to_be_hidden()
    tab_to(page, "Vraag de brief")
    page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    expect(knob).to_have_attribute("aria-expanded", "true")
    expect(type_question(chat, ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)
    page.keyboard.press("Escape")
    expect(knob).to_be_focused()
    expect(chat.field).to_be_hidden()
    page.keyboard.press("Enter")
    expect(chat.turns).to_have_count(1)


@pytest.mark.parametrize("modus", ["bubble", "inline", "page"])
def test_no_mode_holds_who_comes_by_with_the_keyboard(
    modus: str, enter: Open, intranet: str
) -> None:
    page = enter(intranet)
    chat = Chat(page)
    expect(chat.field).to_be_visible()
    chat.element.evaluate(
        """(element, modus) => {
          element.modus = modus;
          for (const [where, name] of [["beforebegin", "Ervoor"], ["afterend", "Erna"]])
            element.insertAdjacentHTML(where, `<p><a href="#x">${name}</a></p>`);
        }""",
        modus,
    )
    if modus == "bubble":
        chat.element.locator("[part=knop]").click()
        expect(chat.field).to_be_focused()
    chat.ask(ROBBERIES)
    chat.field.focus()
    passed = tab_to(page, "Erna")
    assert passed[0] == "Vraag"
    passed = tab_to(page, "Ervoor", BACK)
    assert {"Uw vraag", "Meer", "Kopieer"} <= set(passed)
    assert "Uw vraag" in tab_to(page, "Erna")
    expect(chat.field).to_be_visible()  # nor does it go away from under the focus
