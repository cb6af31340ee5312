"""Who types or sends before the script has come loses nothing when it comes."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

from tests.browser.chat import NEXT_YEAR, ROBBERIES, ROBBERIES_ANSWER, Chat, Held, hold
from tests.browser.conftest import Open, Site

SCRIPT: Final = "**/widget/vraag-de-brief.js"


def slow(enter: Open, site: Site) -> tuple[Page, Held]:
    """Open the page while its script is on its way."""
    page = enter("about:blank")
    held = hold(page, SCRIPT)
    page.goto(site.url, wait_until="commit")
    return page, held


def test_what_is_being_typed_goes_on_in_the_field(enter: Open, site: Site) -> None:
    page, held = slow(enter, site)
    page.get_by_label("Stel uw vraag").click()
    page.keyboard.type("Hoeveel overvallen ")
    held[0].continue_()
    chat = Chat(page)
    expect(chat.field).to_be_focused()
    page.keyboard.type("waren er in 2019?")
    page.keyboard.press("Enter")
    expect(chat.turns.first).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.field).to_have_value("")
    chat.element.evaluate("element => document.querySelector('main').append(element)")
    expect(chat.field).to_have_value("")


def test_an_answer_to_the_form_stays_until_the_conversation_is_cleared(
    enter: Open, site: Site
) -> None:
    page, held = slow(enter, site)
    page.get_by_label("Stel uw vraag").fill(ROBBERIES)
    page.get_by_role("button", name="Vraag", exact=True).click()
    answer = page.locator("#antwoord .tekst")
    expect(answer).to_have_text(ROBBERIES_ANSWER)
    held[1].continue_()
    chat = Chat(page)
    expect(chat.field).to_be_visible()
    expect(answer).to_be_visible()
    expect(chat.element.get_by_role("log")).to_contain_text("U leest wat erin staat")
    page.unroute(SCRIPT)
    chat.ask(NEXT_YEAR)
    expect(answer).to_be_visible()
    assert page.evaluate(
        """() => {
          const turn = document.querySelector("vraag-de-brief").shadowRoot.querySelector("article");
          const { bottom } = document.querySelector("#antwoord").getBoundingClientRect();
          return bottom <= turn.getBoundingClientRect().top;
        }"""
    )
    chat.button("Wis gesprek").click()
    expect(answer).to_have_count(0)


def test_a_question_that_the_form_refused_is_in_the_field_with_what_is_wrong(
    enter: Open, site: Site
) -> None:
    page, held = slow(enter, site)
    page.get_by_label("Stel uw vraag").evaluate(
        "field => { field.removeAttribute('maxlength'); field.value = 'a'.repeat(40001); }"
    )
    page.get_by_role("button", name="Vraag", exact=True).click()
    expect(page.locator("#fout")).to_be_visible()
    held[1].continue_()
    chat = Chat(page)
    expect(chat.field).to_have_value("a" * 40_001)
    expect(chat.field).to_have_attribute("aria-invalid", "true")
    expect(chat.said).to_contain_text("Uw vraag telt 40.001 tekens.")
