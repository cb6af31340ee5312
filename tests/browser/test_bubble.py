"""The bubble stays open, and out of the way: of what has the focus, it never hides everything."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import Chat
from tests.browser.conftest import Open

# A field of the page at a place in its window, as somebody comes to it by keyboard.
_FOCUS: Final = """place => {
  const field = document.body.appendChild(document.createElement("input"));
  Object.assign(field.style, {position: "fixed", width: "120px", height: "30px", ...place});
  field.focus();
}"""
_FIELD_FOCUSED: Final = "root.activeElement.shadowRoot.activeElement?.id"


def opened(enter: Open, intranet: str, width: int = 1280) -> tuple[Chat, Locator]:
    """Open the bubble of a page; return it with its button."""
    chat = Chat(enter(intranet, viewport={"width": width, "height": 800}, reduced_motion="reduce"))
    expect(chat.field).to_be_visible()
    chat.set(modus="bubble")
    knob = chat.element.locator("[part=knop]")
    knob.click()
    expect(chat.field).to_be_focused()
    return chat, knob


@pytest.mark.parametrize("mode", ["open", "closed"])
def test_in_a_part_of_a_page_with_a_shadow_of_its_own_it_stays_open(
    mode: str, enter: Open, intranet: str
) -> None:
    page = enter(intranet)
    page.evaluate(
        """mode => {
          const outer = document.querySelector("main").appendChild(document.createElement("div"));
          outer.style.cssText = "position: fixed; inset: 0";
          window.root = outer.attachShadow({mode});
          root.append(document.querySelector("vraag-de-brief"));
          window.widget = root.firstChild;
          widget.modus = "bubble";
        }""",
        mode,
    )
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate("widget.shadowRoot.querySelector('[part=knop]').click()")
    page.wait_for_function(f"{_FIELD_FOCUSED} === 'input'")
    assert page.evaluate("widget.shadowRoot.activeElement.checkVisibility()")


def test_a_press_on_the_text_of_a_page_that_takes_the_focus_leaves_it_open(
    enter: Open, intranet: str
) -> None:
    chat, _ = opened(enter, intranet)
    chat.page.locator("main").evaluate("main => { main.tabIndex = -1; }")
    chat.page.locator("main > p").first.click()
    expect(chat.page.locator("main")).to_be_focused()
    chat.page.wait_for_timeout(200)
    expect(chat.field).to_be_visible()


def test_a_focus_before_it_was_drawn_is_no_fault(enter: Open, intranet: str) -> None:
    page = enter(intranet)
    page.evaluate(
        """() => {
          const element = document.createElement("vraag-de-brief");
          element.modus = "bubble";
          const field = document.createElement("input");
          document.body.append(element, field);
          field.focus();
          element.focus();
        }"""
    )
    expect(page.locator("vraag-de-brief").last.locator("[part=knop]")).to_be_visible()


def test_the_button_and_the_panel_go_to_a_corner_where_they_hide_nothing(
    enter: Open, intranet: str
) -> None:
    chat, knob = opened(enter, intranet)
    panel, box = chat.element.locator("[part=paneel]"), chat.element.locator(".all")
    for place, corner in (
        ({"right": "30px", "bottom": "150px"}, "left"),
        ({"left": "30px", "top": "400px", "bottom": ""}, ""),
    ):
        chat.page.evaluate(_FOCUS, place)
        expect(box).to_have_attribute("class", f"all bubble {corner}")
        expect(panel).to_be_visible()
    chat.field.press("Escape")
    expect(knob).to_be_focused()
    for place, corner in (
        ({"right": "30px", "bottom": "20px"}, "left"),
        ({"left": "0", "right": "0", "bottom": "20px", "width": "auto"}, "up"),
        ({"left": "30px", "top": "30px"}, ""),
    ):
        chat.page.evaluate(_FOCUS, place)
        expect(box).to_have_attribute("class", f"all bubble {corner}")


def test_what_fills_a_small_window_closes_for_what_it_would_hide(
    enter: Open, intranet: str
) -> None:
    chat, knob = opened(enter, intranet, width=320)
    chat.page.evaluate(_FOCUS, {"left": "20px", "top": "200px"})
    expect(chat.field).to_be_hidden()
    expect(knob).to_be_visible()
    expect(chat.page.locator("body > input")).to_be_focused()
