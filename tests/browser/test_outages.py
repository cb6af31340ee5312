"""A network that is away, a service that fails or is slow: it is said, and one can go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.chat import (
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    QUESTIONS,
    ROBBERIES,
    ROBBERIES_ANSWER,
    Chat,
    answered,
    fail,
    hold,
    more,
)
from tests.browser.conftest import Open, Site


@pytest.fixture
def chat(enter: Open, site: Site) -> Chat:
    chat = Chat(enter(site.url))
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()
    return chat


def test_without_a_network_the_question_waits_to_be_tried_again(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    turn = chat.send(ROBBERIES)
    expect(turn.locator("[part=fout]")).to_have_text("U bent niet verbonden met het netwerk.")
    expect(chat.said).to_have_text(
        "De vraag is niet beantwoord. U bent niet verbonden met het netwerk."
    )
    chat.page.context.set_offline(False)
    turn.get_by_role("button", name="Probeer opnieuw").click()
    expect(chat.field).to_be_focused()
    expect(answered(turn)).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.turns).to_have_count(1)


def test_a_failure_says_what_it_was_then_also_once_there_is_a_network_again(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    failed = chat.send(ROBBERIES).locator("[part=fout]")
    expect(failed).to_have_text("U bent niet verbonden met het netwerk.")
    chat.page.context.set_offline(False)
    chat.ask(ROBBERIES)
    expect(failed).to_have_text("U bent niet verbonden met het netwerk.")


def test_a_service_that_is_away_is_not_called_a_network_that_is(chat: Chat) -> None:
    chat.page.route(QUESTIONS, lambda route: route.abort("connectionrefused"))
    expect(chat.send(ROBBERIES)).to_contain_text("De dienst is niet te bereiken.")


@pytest.mark.parametrize(
    ("status", "seconds", "told"),
    [
        (500, None, "Er ging iets mis. Dit ging mis."),
        (503, 1, "Het is nu te druk. Probeer het over 1 seconde opnieuw."),
        (429, 7, "Het is nu te druk. Probeer het over 7 seconden opnieuw."),
        (401, None, "U hebt geen toegang. Meld u aan en probeer het opnieuw."),
    ],
)
def test_a_refusal_is_told_and_can_be_tried_again(
    status: int, seconds: int | None, told: str, chat: Chat
) -> None:
    fail(chat.page, status, seconds)
    turn = chat.send(ROBBERIES)
    expect(turn.locator("[part=fout]")).to_have_text(told)
    chat.page.unroute(QUESTIONS)
    turn.get_by_role("button", name="Probeer opnieuw").click()
    expect(answered(turn)).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.ask(NEXT_YEAR)).to_contain_text(NEXT_YEAR_ANSWER)


def test_what_is_no_answer_is_a_failure(chat: Chat) -> None:
    chat.page.route(QUESTIONS, lambda route: route.fulfill(body="<html>Inloggen</html>"))
    expect(chat.send(ROBBERIES)).to_contain_text("Er ging iets mis.")


def test_a_slow_answer_is_said_to_be_slow_and_can_be_stopped(enter: Open, site: Site) -> None:
    page = enter("about:blank")
    page.clock.install()
    page.goto(site.url)
    chat = Chat(page)
    hold(page)
    turn = chat.send(ROBBERIES)
    expect(turn).to_contain_text("Uw antwoord wordt gezocht …")
    page.clock.fast_forward(9_000)
    expect(turn.get_by_role("button", name="Stop")).to_have_count(0)
    page.clock.fast_forward(2_000)
    expect(turn).to_contain_text("Dit duurt langer dan gewoonlijk.")
    expect(chat.said).to_have_text("Dit duurt langer dan gewoonlijk.")
    turn.get_by_role("button", name="Stop").click()
    expect(turn).to_contain_text("Deze vraag is gestopt.")
    expect(chat.field).to_be_focused()
    page.unroute(QUESTIONS)
    turn.get_by_role("button", name="Probeer opnieuw").click()
    expect(answered(turn)).to_contain_text(ROBBERIES_ANSWER)


def test_a_question_during_another_waits_for_its_answer_and_leans_on_it(chat: Chat) -> None:
    held = hold(chat.page)
    first, second = chat.send(ROBBERIES), chat.send(NEXT_YEAR)
    expect(second).to_contain_text("Deze vraag wacht op de vorige.")
    held[0].continue_()
    assert len(held) == 1
    expect(answered(first)).to_contain_text(ROBBERIES_ANSWER)
    expect(second).to_contain_text("Uw antwoord wordt gezocht …")
    asked = [held[at].request.post_data_json for at in (0, 1)]
    assert ["context" in (each or {}) for each in asked] == [False, True]
    held[1].continue_()
    expect(answered(second)).to_contain_text(NEXT_YEAR_ANSWER)


def test_an_opinion_that_could_not_be_kept_is_told(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    chat.page.route("**/v1/terugkoppelingen", lambda route: route.fulfill(status=500, json={}))
    more(turn).get_by_role("button", name="Goed", exact=True).click()
    expect(turn.locator("[part=oordeel]")).to_contain_text("Er ging iets mis.")


def test_a_page_without_examples_takes_questions(enter: Open, site: Site) -> None:
    page = enter("about:blank")
    page.route("**/v1/voorbeelden", lambda route: route.fulfill(status=500, json={}))
    page.goto(site.url)
    expect(Chat(page).ask(ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)
