"""axe-core finds no fault in any state: WCAG 2.2 A and AA as far as a program can tell, and more.

A program finds less than half of what is wrong; docs/toegankelijkheid.md says what else was done.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import (
    ABSENT,
    LETTER,
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    ROBBERIES_ANSWER,
    SERIES,
    UNCLEAR,
    Chat,
    fail,
    hold,
    more,
)
from tests.browser.conftest import Open, Site
from tests.commands import ROOT

AXE: Final = ROOT / "qa/widget/node_modules/axe-core/axe.min.js"
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
TWO_PARTS: Final = f"{ROBBERIES} En wat doet Slachtofferhulp Nederland?"

# What of a letter no answer marked: alike in every state, and nearly all that there is to look at.
UNMARKED: Final = ".brief > :not(:has(mark))"
_RUN: Final = """async ([but, rules]) => await axe.run(
  but ? { exclude: [[but]] } : document,
  { runOnly: rules, resultTypes: ["violations", "incomplete"] },
)"""

UNMEASURED: Final = {
    "bgOverlap",
    "elmPartiallyObscured",
    "elmPartiallyObscuring",
    "equalRatio",
    "imgNode",
    "shortTextContent",
}

pytestmark = pytest.mark.skipif(
    not AXE.exists(), reason=f"{AXE.name} is absent: run `make node` (needs Node 20 and npm)"
)


def faults(page: Page, but: str = "") -> list[str]:
    """Return what axe-core finds on a page as it is now, and what it could not tell.

    `but` selects what is left out: what was looked at before, and is as it was.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, list[dict[str, Any]]] = page.evaluate(_RUN, [but, RULES])
    sure, unsure = (
        [(fault["id"], node) for fault in found[kind] for node in fault["nodes"]]
        for kind in ("violations", "incomplete")
    )
    return [
        f"{rule}: {node['html'][:200]} {node['failureSummary']}"
        for rule, node in sure + [each for each in unsure if not looked_at(*each)]
    ]


def looked_at(rule: str, node: dict[str, Any]) -> bool:
    """Tell whether something that axe-core could not tell is known to be in order."""
    if rule == "color-contrast":  # test_contrast.py measures each text, also what is scrolled away
        return {each["data"]["messageKey"] for each in node["any"]} <= UNMEASURED
    # The signs # and ↩ are pictures of a link; its name says where it leads.
    is_sign = re.match('<a class="(anker|terug)"', node["html"])
    return rule == "label-content-name-mismatch" and bool(is_sign)


def start(chat: Chat) -> None:
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()


def unfold(turn: Locator) -> None:
    """Open all that is folded; there is something."""
    folded = turn.locator("details").all()
    assert folded
    for each in folded:
        each.evaluate("details => { details.open = true; }")


def answer(chat: Chat) -> None:
    turn = chat.ask(ROBBERIES)
    expect(turn).to_contain_text(ROBBERIES_ANSWER)
    unfold(turn)
    expect(turn.get_by_text("Kolomkop gereconstrueerd").last).to_be_visible()


def passage(chat: Chat) -> None:
    turn = chat.ask(PASSAGE)
    turn.get_by_role("button", name="Bewaar").first.click()
    expect(chat.element.get_by_role("group", name="Bewaarde stukken")).to_be_visible()
    unfold(turn)
    expect(turn.get_by_text("Ervoor").first).to_be_visible()
    chat.page.evaluate("scrollTo(0, 0)")  # where the field lies over no control by half
    turn.get_by_role("link", name="Bekijk in de brief").focus()


def series(chat: Chat) -> None:
    turn = chat.ask(SERIES)
    turn.get_by_text("Dezelfde cijfers als tabel").click()
    expect(turn.get_by_role("table")).to_be_visible()
    expect(turn.get_by_role("img")).to_be_visible()


def parts(chat: Chat) -> None:
    expect(chat.ask(TWO_PARTS).locator("[part=deel]")).to_have_count(2)


def abstention(chat: Chat) -> None:
    expect(chat.ask(ABSENT)).to_contain_text("Dat staat niet in de brief.")


def question_back(chat: Chat) -> None:
    with chat.page.expect_response(QUESTIONS) as answered:
        turn = chat.ask(UNCLEAR)
    assert answered.value.json()["reden"] == "meerduidig"
    expect(turn.get_by_role("group", name="Wat bedoelt u?")).to_be_visible()


def judging(chat: Chat) -> None:
    more(chat.ask(ROBBERIES)).get_by_role("button", name="Niet goed").click()
    expect(chat.button("Verstuur oordeel")).to_be_visible()


def failure(chat: Chat) -> None:
    fail(chat.page, 500)
    expect(chat.send(ROBBERIES)).to_contain_text("Er ging iets mis.")


def offline(chat: Chat) -> None:
    start(chat)
    chat.page.context.set_offline(True)
    expect(chat.send(ROBBERIES)).to_contain_text("U bent niet verbonden met het netwerk.")


def waiting(chat: Chat) -> None:
    hold(chat.page)
    chat.send(ROBBERIES)
    expect(chat.send(PASSAGE)).to_contain_text("Deze vraag wacht op de vorige.")


def too_long(chat: Chat) -> None:
    chat.field.fill("a" * 40_001)
    chat.field.press("Enter")
    expect(chat.element.locator("#about")).to_contain_text("Uw vraag telt 40.001 tekens.")


def test_a_page_with_a_fault_is_found_out(enter: Open, site: Site) -> None:
    page = enter(site.url)
    start(Chat(page))
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('main').append(new Image())")
    found = sorted(fault.partition(":")[0] for fault in faults(page))
    assert found == ["html-has-lang", "image-alt"]


# Beside the 1280 pixels of every page here: phones, a tablet, and the screen of a desk.
WIDTHS: Final = (320, 390, 768, 1920)
TALL: Final = 4_000  # pixels: nothing scrolls, so the field lies over no control by half

State = Callable[[Chat], None]
STATES: Final[tuple[State, ...]] = (
    start,
    answer,
    passage,
    series,
    parts,
    abstention,
    question_back,
    judging,
    failure,
    offline,
    waiting,
    too_long,
)


def named(state: State) -> str:
    return state.__name__


@pytest.mark.parametrize("state", STATES, ids=named)
def test_no_state_of_the_page_with_the_letter_has_a_fault(
    state: State, enter: Open, site: Site
) -> None:
    page = enter(site.url)
    state(Chat(page))
    found = faults(page, "" if state is start else UNMARKED)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        found += [f"{width}: {each}" for each in faults(page, UNMARKED)]
    assert found == []


LOOKS: Final[dict[str, dict[str, Any]]] = {
    "dark": {"color_scheme": "dark"},
    "forced colors": {"forced_colors": "active"},
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_look_of_a_conversation_has_a_fault(look: str, enter: Open, site: Site) -> None:
    page = enter(site.url, **LOOKS[look])
    chat = Chat(page)
    for state in (answer, series, abstention, failure):
        state(chat)
    assert faults(page) == []


OTHER_LOOKS: Final[dict[str, dict[str, Any]]] = LOOKS | {
    f"{width} pixels": {"viewport": {"width": width, "height": 800}} for width in WIDTHS[1:]
}


@pytest.mark.parametrize("look", ["", *OTHER_LOOKS])
def test_no_look_of_the_other_pages_has_a_fault(look: str, enter: Open, site: Site) -> None:
    page = enter(f"{site.url}/brieven/{LETTER}#m=100-140", **OTHER_LOOKS.get(look, {}))
    expect(page.locator("mark").first).to_be_visible()
    assert faults(page) == []
    page.goto(f"{site.url}/brieven?zoek=voortgang")
    expect(page.get_by_role("link", name="Voortgangsrapportage")).to_be_visible()
    assert faults(page) == []
    page.goto(f"{site.url}/nergens")
    assert faults(page) == []


@pytest.mark.parametrize("modus", ["inline", "page", "bubble"])
def test_no_mode_of_the_widget_on_a_page_elsewhere_has_a_fault(
    modus: str, enter: Open, intranet: str
) -> None:
    page = enter(intranet)
    chat = Chat(page)
    chat.element.evaluate("(element, modus) => element.setAttribute('modus', modus)", modus)
    if modus == "bubble":
        assert faults(page) == []
        chat.element.locator("[part=knop]").click()
    answer(chat)
    assert faults(page) == []
