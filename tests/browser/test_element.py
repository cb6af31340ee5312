"""What a page sets on the element holds at once, also while a question runs."""

from __future__ import annotations

import re
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import (
    LETTER,
    NEXT_YEAR,
    NEXT_YEAR_ANSWER,
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    ROBBERIES_ANSWER,
    UNCLEAR,
    UNCLEAR_MEANT,
    Chat,
    answered,
    hold,
)
from tests.browser.conftest import Open

_SECOND: Final = """id => {
  const first = document.querySelector("vraag-de-brief");
  const second = first.cloneNode(true);
  if (id) second.id = id;
  first.after(second);
}"""


@pytest.fixture
def chat(enter: Open, intranet: str) -> Chat:
    chat = Chat(enter(intranet))
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()
    return chat


def test_a_question_back_is_answered_by_a_press(chat: Chat) -> None:
    turn = chat.ask(UNCLEAR)
    expect(chat.said).to_have_text("Kies welk getal u bedoelt.")
    turn.get_by_role("group", name="Wat bedoelt u?").get_by_text(UNCLEAR_MEANT).click()
    expect(answered(chat.turns.nth(1)).locator("[part=getal] strong").first).to_be_visible()
    expect(chat.turns.nth(1).locator("[part=vraag]")).to_contain_text(UNCLEAR_MEANT)


def test_another_letter_ends_the_conversation_and_the_question_that_runs(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    hold(chat.page)
    chat.send(PASSAGE)
    chat.set(brief=LETTER)
    expect(chat.turns).to_have_count(0)
    chat.page.unroute(QUESTIONS)
    with chat.page.expect_request(QUESTIONS) as asked:
        expect(chat.ask(NEXT_YEAR)).not_to_contain_text(NEXT_YEAR_ANSWER)
    sent = asked.value.post_data_json
    assert sent == {"vraag": NEXT_YEAR, "brieven": [LETTER]}
    chat.set(brief=None)
    expect(chat.turns).to_have_count(1)
    expect(chat.turns).to_contain_text(ROBBERIES_ANSWER)


def test_another_language_and_mode_leave_the_question_that_runs(chat: Chat) -> None:
    held = hold(chat.page)
    turn = chat.send(ROBBERIES)
    chat.set(lang="en", modus="bubble")
    expect(turn).to_contain_text("Searching the letter …")
    expect(chat.element.get_by_role("dialog", name="Ask the letter")).to_be_visible()
    held[0].continue_()
    expect(turn).to_contain_text(ROBBERIES_ANSWER)
    expect(chat.said).to_have_text("Answer received, 1 passage.")
    chat.set(lang="nl", modus="page")
    expect(chat.element.get_by_role("dialog")).to_have_count(0)
    expect(answered(turn)).to_contain_text(ROBBERIES_ANSWER)


def test_a_conversation_that_is_cleared_while_a_question_runs_stays_empty(chat: Chat) -> None:
    heard = "element => element.addEventListener('qa-antwoord', () => { window.heard = true; })"
    chat.element.evaluate(heard)
    chat.ask(ROBBERIES)
    held = hold(chat.page)
    chat.send(PASSAGE)
    chat.send(NEXT_YEAR)
    chat.page.evaluate("window.heard = false")
    chat.button("Wis gesprek").click()
    expect(chat.turns).to_have_count(0)
    expect(chat.said).to_have_text("Het gesprek is gewist.")
    chat.page.unroute(QUESTIONS)
    chat.page.wait_for_timeout(500)  # longer than the pause between two questions
    assert len(held) == 1
    expect(chat.turns).to_have_count(0)
    assert chat.page.evaluate("[heard, sessionStorage.length]") == [False, 0]
    expect(chat.ask(ROBBERIES)).to_contain_text(ROBBERIES_ANSWER)


def test_the_title_and_its_level_are_those_of_the_page(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)

    def headings() -> list[tuple[str, str]]:
        found = chat.element.get_by_role("heading").all()
        return [
            (" ".join((each.text_content() or "").split()), each.get_attribute("aria-level") or "")
            for each in found
        ]

    question = f"U vroeg: {ROBBERIES}"
    assert headings() == [("Vraag de brief", "3"), (question, "4")]
    chat.set(titel="Dossier", kopniveau=4)
    expect(chat.element.get_by_role("group", name="Dossier", exact=True)).to_be_visible()
    assert headings() == [("Dossier", "4"), (question, "5")]
    chat.set(titel="", kopniveau=3)
    expect(chat.element.locator("[part=titel]")).to_have_count(0)
    assert headings() == [(question, "3")]
    chat.set(titel=None, kopniveau=None)
    expect(chat.element.locator("[part=titel]")).to_have_text("Vraag de brief")
    expect(turn.get_by_role("heading")).to_have_attribute("aria-level", "3")


def test_what_is_null_or_undefined_is_not_set(chat: Chat) -> None:
    seen = chat.page.evaluate(
        """() => {
          const element = document.createElement("vraag-de-brief");
          const given = {titel: "Dossier", brief: "a", api: "/b", modus: "page", kopniveau: 5};
          Object.assign(element, given);
          const set = element.getAttributeNames();
          for (const name in given) element[name] = name === "brief" ? undefined : null;
          const { titel, brief, api, modus, kopniveau } = element;
          return [set, element.getAttributeNames(), titel, brief, api, modus, kopniveau];
        }"""
    )
    names = ["titel", "brief", "api", "modus", "kopniveau"]
    assert seen == [names, [], None, "", "/v1", "inline", 2]


def test_what_was_set_before_the_element_was_known_holds_and_null_does_not(
    enter: Open, intranet: str
) -> None:
    page = enter("about:blank")
    page.add_init_script(
        """addEventListener("readystatechange", () => {
          const element = document.querySelector("vraag-de-brief");
          Object.assign(element, {titel: "Dossier", brief: undefined, kopniveau: null});
        }, {capture: true, once: true})"""
    )
    page.goto(intranet)
    chat = Chat(page)
    expect(chat.element.locator("[part=titel]")).to_have_text("Dossier")
    attributes = chat.element.evaluate("({attributes}) => [...attributes].map(({name}) => name)")
    assert sorted(attributes) == ["api", "modus", "titel"]


@pytest.mark.parametrize("name", ["", "zijbalk"])
def test_two_on_one_page_each_keep_their_own_conversation(name: str, chat: Chat) -> None:
    def both(page: Page) -> tuple[Chat, Chat]:
        page.evaluate(_SECOND, name)
        one, other = (Chat(page, f"vraag-de-brief >> nth={at}") for at in (0, 1))
        expect(other.field).to_be_visible()
        return one, other

    one, other = both(chat.page)
    one.ask(ROBBERIES)
    other.ask(PASSAGE)
    expect(one.turns).to_have_count(1)
    chat.page.reload()
    one, other = both(chat.page)
    expect(one.turns).to_contain_text(re.compile(re.escape(ROBBERIES_ANSWER)))
    expect(other.turns).to_contain_text(PASSAGE)
    expect(other.turns).to_have_count(1)
    expect(one.ask(NEXT_YEAR)).to_contain_text(NEXT_YEAR_ANSWER)
