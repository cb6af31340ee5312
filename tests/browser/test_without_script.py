"""Where scripts do not run, the same page has a form that gives the same answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import (
    ABSENT,
    ABSENT_INSTEAD,
    LETTER,
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    ROBBERIES,
    ROBBERIES_ANSWER,
)
from tests.browser.conftest import Open, Site


@pytest.fixture
def page(enter: Open, site: Site) -> Page:
    return enter(site.url, java_script_enabled=False)


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Vraag", exact=True).click()


def test_the_form_has_a_name_a_button_and_questions_to_press(page: Page) -> None:
    expect(page.get_by_label("Stel uw vraag")).to_be_visible()
    expect(page.get_by_role("button", name="Vraag", exact=True)).to_be_visible()
    page.locator(".kant-en-klaar button").first.click()
    expect(page.locator(".tekst").first).to_be_visible()


@pytest.mark.parametrize("question", [ROBBERIES, PASSAGE, ABSENT])
def test_the_form_answers_with_the_text_of_the_service(
    question: str, page: Page, site: Site
) -> None:
    answer = page.request.post(f"{site.url}/v1/vragen", data={"vraag": question}).json()
    ask(page, question)
    expect(page.locator(".tekst")).to_have_text(answer["tekst"])
    assert question not in page.url


def test_a_follow_up_and_a_suggestion_work_by_form(page: Page) -> None:
    ask(page, ROBBERIES)
    expect(page.locator(".tekst")).to_have_text(ROBBERIES_ANSWER)
    ask(page, NEXT_YEAR)
    expect(page.locator(".tekst")).to_have_text(NEXT_YEAR_ANSWER)
    ask(page, ABSENT)
    page.get_by_role("button", name=ABSENT_INSTEAD).click()
    expect(page.locator(".tekst")).to_contain_text("4.167")


def test_the_place_of_a_quote_leads_to_it_in_the_letter(page: Page) -> None:
    ask(page, ROBBERIES)
    expect(page.locator(".brief mark")).to_have_text("1.174")
    page.locator(".plaats a").first.click()
    expect(page.locator(".brief :target, .brief [id]:target").first).to_be_in_viewport()
    page.get_by_role("link", name="Alleen de brief, met inhoudsopgave").click()
    expect(page).to_have_url(f"{page.url.partition('/brieven')[0]}/brieven/{LETTER}")
    expect(page.get_by_role("navigation")).to_be_visible()
