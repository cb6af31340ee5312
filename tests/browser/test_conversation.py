"""A whole conversation beside the letter, from the greeting to a clean slate."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from tests.browser.chat import (
    ABSENT,
    ABSENT_INSTEAD,
    LETTER,
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
    Chat,
    answered,
    focused,
    more,
)
from tests.browser.conftest import Open, Site

PLACE = "Kamerstuk 28 684, nr. 720, par. 1, tabel 1, rij 2019"


@pytest.fixture
def chat(enter: Open, site: Site) -> Chat:
    return Chat(enter(site.url))


def test_the_conversation_begins_with_a_greeting_and_questions_to_press(chat: Chat) -> None:
    expect(chat.element).to_contain_text("U leest wat erin staat en waar")
    examples = chat.element.get_by_role("group", name="Bijvoorbeeld:").get_by_role("button")
    expect(examples.first).to_be_visible()
    question = examples.first.inner_text()
    examples.first.click()
    expect(answered(chat.turns.first)).to_contain_text(question)


def test_a_number_is_shown_large_with_its_quote_and_place(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    expect(turn.locator("[part=getal] strong")).to_have_text("1.174")
    expect(turn.locator("[part=tekst]")).to_have_text(ROBBERIES_ANSWER)
    expect(turn.locator("blockquote").first).to_have_text("2019 1.174 3.777 39.365 73.638")
    expect(turn.locator("blockquote").first.locator("mark")).to_have_text("1.174")
    expect(turn.locator("cite")).to_have_text(PLACE)
    expect(turn.locator("[part=sterkte]")).to_have_text("Dit staat zo in de brief.")
    expect(turn.locator("[part=citaat]")).to_contain_text("Gemarkeerd: 1.174 (overvallen, 2019)")
    received = "Antwoord ontvangen, 1 stuk uit de brief."
    expect(chat.said).to_have_text(f"{received} {ROBBERIES_ANSWER}")


def test_a_follow_up_says_how_it_was_read(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    turn = chat.ask(NEXT_YEAR)
    expect(turn.locator("[part=gelezen-als]")).to_have_text(
        "Gelezen als: het aantal overvallen in 2020"
    )
    expect(turn.locator("[part=tekst]")).to_have_text(NEXT_YEAR_ANSWER)


def test_an_answer_in_words_is_a_quote_with_its_neighbours_below(chat: Chat) -> None:
    turn = chat.ask(PASSAGE)
    expect(turn.locator("blockquote").first).to_contain_text("emotionele steun, hulp in het")
    turn.get_by_text("Ook in de brief (2)").click()
    expect(turn.locator("[part=bronnen] figure")).to_have_count(2)
    turn.get_by_text("Wat ervoor en erna staat").first.click()
    expect(turn.locator(".beside").first).to_be_visible()


def test_a_series_is_a_chart_with_the_same_numbers_in_a_table(chat: Chat) -> None:
    turn = chat.ask(SERIES)
    expect(turn.locator("[part=getal] strong")).to_have_text(["-70%"])
    chart = turn.get_by_role("img", name="Lijndiagram: Aantal overvallen, 2011–2021")
    expect(chart.locator("circle")).to_have_count(11)
    turn.get_by_text("Dezelfde cijfers als tabel").click()
    rows = turn.locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[:2] for row in (rows[0], rows[-1])] == [
        ["2011", "2.272"],
        ["2021", "676"],
    ]


def test_all_years_around_a_number_are_one_press_away_and_get_the_focus(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    more(turn).get_by_role("button", name="Toon alle jaren").click()
    expect(turn.locator("circle")).to_have_count(11)
    expect(turn.locator("[part=reeks]")).to_be_focused()


def test_what_is_not_in_the_letter_is_said_and_what_is_can_be_asked_at_once(chat: Chat) -> None:
    turn = chat.ask(ABSENT)
    expect(turn.locator("[part=tekst]")).to_contain_text("Dat staat niet in de brief.")
    expect(chat.said).to_contain_text("Dat staat niet in de brief. De brief geeft het aantal")
    turn.get_by_role("button", name=ABSENT_INSTEAD).click()
    expect(answered(chat.turns.nth(1)).locator("[part=getal] strong")).to_have_text("4.167")


def marked(page: Page) -> list[str]:
    """Return what is marked in the letter, once the place has the focus."""
    expect(page.locator(".brief mark").first).to_be_visible()
    return page.locator(".brief mark").all_inner_texts()


def test_a_source_leads_to_its_words_in_the_letter_beside_and_to_the_focus_there(
    chat: Chat,
) -> None:
    chat.ask(ROBBERIES).get_by_role("link", name="Bekijk in de brief").click()
    assert marked(chat.page) == ["1.174"]
    assert "1.174" in focused(chat.page) or focused(chat.page).startswith("Tabel 1")
    expect(chat.page.locator(".brief mark")).to_be_in_viewport()
    assert chat.turns.count() == 1


def test_a_source_opened_in_a_tab_of_its_own_is_the_letter_with_the_words_marked(
    chat: Chat,
) -> None:
    link = chat.ask(PASSAGE).get_by_role("link", name="Bekijk in de brief").first
    with chat.page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    page = opened.value
    page.wait_for_load_state()
    assert f"/brieven/{LETTER}#p=" in page.url
    assert " ".join(marked(page)).startswith("Slachtoffers van strafbare feiten kunnen bij")
    assert "Slachtoffers van strafbare feiten" in focused(page)
    expect(page.locator(".brief mark").first).to_be_in_viewport()


def test_an_answer_can_be_copied_with_its_quote_and_place(chat: Chat) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.ask(ROBBERIES).get_by_role("button", name="Kopieer").click()
    expect(chat.said).to_have_text("Gekopieerd.")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{ROBBERIES}\n{ROBBERIES_ANSWER}\n\n«2019 1.174")
    assert PLACE in copied


def test_an_opinion_is_kept_with_its_reason_and_remark(chat: Chat, site: Site) -> None:
    turn = chat.ask(ROBBERIES)
    more(turn).get_by_role("button", name="Niet goed").click()
    turn.get_by_label("Er ontbreekt iets").check()
    turn.get_by_label("Toelichting").fill("Ook per regio, graag.")
    turn.get_by_role("button", name="Verstuur oordeel").click()
    expect(turn).to_contain_text("Dank u. Uw oordeel is anoniem bewaard.")
    (kept,) = [each for each in FeedbackStore(site.data / FEEDBACK).all() if each.remark]
    assert (kept.question, kept.verdict, kept.reason, kept.remark) == (
        ROBBERIES,
        "fout",
        "onvolledig",
        "Ook per regio, graag.",
    )


def test_a_reload_keeps_the_conversation_and_clearing_it_leaves_nothing(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    chat.page.reload()
    expect(answered(chat.turns.first)).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.ask(NEXT_YEAR).locator("[part=tekst]")).to_have_text(NEXT_YEAR_ANSWER)
    assert kept(chat.page) == {"cookies": 0, "local": 0, "session": 1}
    chat.button("Wis gesprek").click()
    expect(chat.turns).to_have_count(0)
    expect(chat.field).to_be_focused()
    assert kept(chat.page) == {"cookies": 0, "local": 0, "session": 0}
    chat.page.reload()
    expect(chat.field).to_be_visible()
    expect(chat.turns).to_have_count(0)


def kept(page: Page) -> dict[str, int]:
    """Count what a page keeps in the browser."""
    held = page.evaluate(
        "JSON.stringify({local: localStorage.length, session: sessionStorage.length})"
    )
    return {"cookies": len(page.context.cookies()), **json.loads(held)}
