"""What the widget says of itself is said whole, and what one reads stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import (
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    Chat,
    answered,
    hold,
    statuses,
)
from tests.browser.conftest import Open, Site

AGAIN = "Hoeveel overvallen waren er in 2020?"
BUSY = "De brief wordt doorzocht …"
WAITS = "Deze vraag wacht op de vorige."
FOUND = "Antwoord ontvangen, 1 bron."
FAILED = "De vraag is niet beantwoord."
SCROLLED = "element => element.scrollTop"


@pytest.fixture
def chat(enter: Open, site: Site) -> Chat:
    chat = Chat(enter(site.url))
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()
    return chat


@pytest.mark.parametrize(("does", "told"), [("continue_", FOUND), ("abort", FAILED)])
def test_what_became_of_a_question_is_said_before_the_next_one_begins(
    does: str, told: str, chat: Chat
) -> None:
    said = statuses(chat)
    held = hold(chat.page)
    chat.send(ROBBERIES)
    second = chat.send(AGAIN)
    expect(second).to_contain_text(WAITS)
    getattr(held[0], does)()
    expect(second).to_contain_text(BUSY)
    held[1].continue_()
    answered(second)
    assert [each for each in said() if each] == [BUSY, WAITS, told, BUSY, FOUND]


def test_a_question_that_is_too_long_is_said_to_be(chat: Chat) -> None:
    said = statuses(chat)
    chat.field.fill("a" * 2001)
    chat.field.press("Enter")
    expect(chat.said).to_have_text("Uw vraag telt 2001 tekens. Hoogstens 2000 is mogelijk.")
    assert len(said()) == 1
    expect(chat.turns).to_have_count(0)
    chat.ask(ROBBERIES)
    expect(chat.said).to_have_text(FOUND)


def test_who_reads_on_is_not_pulled_back_while_a_question_takes_long(
    enter: Open, site: Site
) -> None:
    page = enter("about:blank")
    page.clock.install()
    page.goto(site.url)
    chat = Chat(page)
    chat.set(modus="inline")
    log = chat.element.get_by_role("log")
    chat.ask(PASSAGE)
    hold(page)
    turn = chat.send(ROBBERIES)
    expect(turn).to_contain_text(BUSY)
    assert log.evaluate(SCROLLED) > 0
    log.evaluate("element => element.scrollTo({top: 0, behavior: 'instant'})")
    page.clock.fast_forward(11_000)
    expect(turn).to_contain_text("Dit duurt langer dan gewoonlijk.")
    page.wait_for_timeout(500)
    assert log.evaluate(SCROLLED) == 0
    page.unroute(QUESTIONS)  # lets it through
    answered(turn)
    expect(turn.locator("[part=vraag]")).to_be_in_viewport()
