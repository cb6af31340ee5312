"""A verdict is sent once, is kept with its reason, and what was typed is not lost on the way."""

from __future__ import annotations

from playwright.sync_api import expect

from qa.api.workers.feedback import FEEDBACK, FeedbackStore
from tests.browser.chat import ROBBERIES, VERDICTS, Chat, answered, focused, hold, more
from tests.browser.conftest import Open, Site

THANKS = "Dank u. Uw oordeel is anoniem bewaard."
REMARK = "Ook per regio, graag."


def kept(site: Site) -> list[tuple[str, str, str, str]]:
    """Return what the service has kept of verdicts by now."""
    store = FeedbackStore(site.data / FEEDBACK)
    return [(each.question, each.verdict, each.reason, each.remark) for each in store.all()]


def test_a_thumb_up_is_kept_once_however_often_it_is_pressed(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    before = kept(site)
    held = hold(chat.page, VERDICTS)
    turn = chat.ask(ROBBERIES)
    more(turn)
    good, bad = chat.button("Goed"), chat.button("Niet goed")
    expect(good).to_have_attribute("aria-pressed", "false")
    good.evaluate("button => { button.click(); button.click(); }")
    bad.evaluate("button => button.click()")
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(good).to_have_attribute("aria-disabled", "true")
    expect(bad).to_have_attribute("aria-expanded", "false")
    held[0].continue_()
    assert len(held) == 1
    expect(turn).to_contain_text(THANKS)
    expect(chat.said).to_have_text(THANKS)
    good.click(force=True)
    bad.click(force=True)
    expect(turn.get_by_role("button", name="Verstuur oordeel")).to_have_count(0)
    assert len(held) == 1
    assert kept(site) == [*before, (ROBBERIES, "goed", "", "")]


def test_a_thumb_down_that_was_not_kept_keeps_what_was_typed(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    before = kept(site)
    turn = chat.ask(ROBBERIES)
    more(turn)
    chat.page.route(VERDICTS, lambda route: route.fulfill(status=503, json={}))
    chat.button("Niet goed").click()
    turn.get_by_label("Er ontbreekt iets").check()
    turn.get_by_label("Toelichting").fill(REMARK)
    chat.button("Verstuur oordeel").press("Enter")
    expect(chat.said).to_have_text("Er ging iets mis.")
    expect(turn.get_by_label("Toelichting")).to_have_value(REMARK)
    expect(turn.get_by_label("Er ontbreekt iets")).to_be_checked()
    assert focused(chat.page) == "Verstuur oordeel"
    assert kept(site) == before
    chat.page.unroute(VERDICTS)
    chat.page.keyboard.press("Enter")
    expect(chat.said).to_have_text(THANKS)
    expect(turn.get_by_label("Toelichting")).to_have_count(0)
    assert focused(chat.page) == "Niet goed"
    assert kept(site) == [*before, (ROBBERIES, "fout", "onvolledig", REMARK)]


def test_who_went_on_meanwhile_keeps_the_focus(enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    turn = chat.ask(ROBBERIES)
    more(turn)
    held = hold(chat.page, VERDICTS)
    chat.button("Niet goed").click()
    turn.get_by_label("Iets anders").check()
    chat.button("Verstuur oordeel").click()
    chat.field.fill("En")
    held[0].continue_()
    expect(answered(turn)).to_contain_text(THANKS)
    expect(chat.field).to_be_focused()
