"""What the widget says of itself is said whole, and what one reads stays where it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import (
    NEXT_YEAR_ANSWER,
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    ROBBERIES_ANSWER,
    Chat,
    answered,
    hold,
    statuses,
)
from tests.browser.conftest import Open, Site

AGAIN = "Hoeveel overvallen waren er in 2020?"
BUSY = "Uw antwoord wordt gezocht …"
WAITS = "Deze vraag wacht op de vorige."
RECEIVED = "Antwoord ontvangen, 1 stuk uit de brief."
FOUND = f"{RECEIVED} {ROBBERIES_ANSWER}"
FAILED = "De vraag is niet beantwoord. De dienst is niet te bereiken."
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
    assert [each for each in said() if each] == [
        BUSY,
        WAITS,
        told,
        BUSY,
        f"{RECEIVED} {NEXT_YEAR_ANSWER}",
    ]


def test_a_question_that_is_too_long_is_said_to_be(chat: Chat) -> None:
    said = statuses(chat)
    chat.field.fill("a" * 40_001)
    chat.field.press("Enter")
    expect(chat.said).to_have_text("Uw vraag telt 40.001 tekens. Hoogstens 40.000 is mogelijk.")
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


def test_the_same_words_are_heard_each_time(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    said = statuses(chat)
    for _ in range(3):
        chat.button("Kopieer").click()
        expect(chat.said).to_contain_text("opi")
        chat.page.wait_for_timeout(100)
    assert len(said()) == 3
    assert len({each.strip("\u00a0") for each in said()}) == 1


def test_an_empty_question_is_said_to_be(chat: Chat) -> None:
    chat.field.press("Enter")
    expect(chat.said).to_have_text("Typ eerst een vraag.")
    expect(chat.element.locator(".shown")).to_be_visible()
    expect(chat.turns).to_have_count(0)


def test_what_was_copied_is_said_in_sight_of_who_looks(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    chat.button("Kopieer").click()
    expect(chat.element.locator(".shown")).to_be_in_viewport(ratio=1)
    chat.element.get_by_role("button", name="Bewaar").first.click()
    expect(chat.element.get_by_role("button", name="Markdown")).to_be_in_viewport(ratio=1)


def test_a_conversation_that_was_kept_comes_back_at_its_last_question(
    enter: Open, site: Site
) -> None:
    page = enter(site.url)
    chat = Chat(page)
    for question in (PASSAGE, ROBBERIES):
        chat.ask(question)
    page.goto("about:blank")
    page.goto(site.url)
    expect(chat.turns).to_have_count(2)
    expect(chat.turns.nth(1).locator("[part=vraag]")).to_be_in_viewport()
