"""Narrow windows, large text, wide spacing, small hands and no movement: nothing is lost."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import (
    ABSENT,
    LETTER,
    PASSAGE,
    ROBBERIES,
    SERIES,
    Chat,
    hold,
    more,
)
from tests.browser.conftest import Open, Site

NARROW: Final[dict[str, Any]] = {"viewport": {"width": 320, "height": 640}}
HINT: Final = "Enter verstuurt, Shift + Enter begint een nieuwe regel."
TARGET: Final = 44  # pixels

# What of the page or the widget stands beyond the window, save in what scrolls by itself.
_BEYOND: Final = """() => {
  const beyond = [], root = document.documentElement;
  if (root.scrollWidth > innerWidth) beyond.push(`page: ${root.scrollWidth}`);
  const look = (within) => {
    for (const each of within.querySelectorAll("*")) {
      if (each.shadowRoot) look(each.shadowRoot);
      if (each.closest(".tabel, .wide, .sla-over, .heard")) continue;
      const { right, width, height } = each.getBoundingClientRect();
      const name = each.outerHTML.slice(0, 120);
      if (width && height && right > innerWidth + 1) beyond.push(`${name}: ${right}`);
    }
  };
  look(document);
  return beyond;
}"""
# Texts that are cut off by the box that they stand in.
_CUT: Final = """() => {
  const hosts = [...document.querySelectorAll("*")].filter(({ shadowRoot }) => shadowRoot);
  const roots = [document, ...hosts.map(({ shadowRoot }) => shadowRoot)];
  const isCut = (each) => {
    const { display, overflow } = getComputedStyle(each);
    if (display === "inline" || overflow === "visible" || !each.clientWidth) return false;
    return each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 3;
  };
  return roots.flatMap((root) => [...root.querySelectorAll("button, summary, label, a, p, th, td")])
    .filter((each) => !each.closest(".heard") && isCut(each))
    .map((each) => each.outerHTML.slice(0, 120));
}"""
# The least that WCAG 1.4.12 asks a page to bear.
_SPACING: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  for (const each of [document, document.querySelector("vraag-de-brief")?.shadowRoot])
    if (each) each.adoptedStyleSheets = [...each.adoptedStyleSheets, sheet];
}"""
# Visible controls of the widget that are smaller than a fingertip; a label is part of its box.
_SMALL: Final = """(host, least) =>
  [...host.shadowRoot.querySelectorAll("a, button, summary, input, textarea")]
  .map((each) => (each.matches("input") ? each.closest("label") : each))
  .filter((each) => each.checkVisibility())
  .map((each) => [each.innerText || each.id, each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < least || height < least)
  .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""


def open_all(chat: Chat) -> None:
    """Ask what shows everything that there is, and unfold it."""
    for question in (ROBBERIES, PASSAGE, SERIES, ABSENT):
        turn = chat.ask(question)
        for folded in turn.locator("details").all():
            folded.evaluate("details => { details.open = true; }")
    chat.turns.nth(1).get_by_role("button", name="Bewaar").first.click()
    more(chat.turns.last)
    chat.button("Niet goed").click()
    expect(chat.button("Verstuur oordeel")).to_be_visible()


def lost(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_BEYOND) + page.evaluate(_CUT)
    return found


@pytest.mark.parametrize("path", ["/", "/brieven", f"/brieven/{LETTER}", "/nergens"])
def test_no_page_scrolls_sideways_in_a_window_of_320_pixels(
    path: str, enter: Open, site: Site
) -> None:
    assert lost(enter(site.url + path, **NARROW)) == []


def test_no_part_of_a_conversation_scrolls_sideways_in_a_window_of_320_pixels(
    enter: Open, site: Site
) -> None:
    page = enter(site.url, **NARROW)
    open_all(Chat(page))
    assert lost(page) == []


@pytest.mark.parametrize("modus", ["inline", "bubble"])
def test_no_mode_elsewhere_scrolls_sideways_in_a_window_of_320_pixels(
    modus: str, enter: Open, intranet: str
) -> None:
    page = enter(intranet, **NARROW)
    chat = Chat(page)
    chat.element.evaluate("(element, modus) => element.setAttribute('modus', modus)", modus)
    if modus == "bubble":
        chat.element.locator("[part=knop]").click()
    open_all(chat)
    assert lost(page) == []


def enlarge(page: Page) -> None:
    """Set the size of text that somebody chose in the browser to twice the usual."""
    sizes = {"fontSizes": {"standard": 32, "fixed": 26}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)


def test_text_of_twice_the_size_fits(enter: Open, site: Site) -> None:
    page = enter(site.url)
    enlarge(page)
    open_all(Chat(page))
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert lost(page) == []
    page.goto(f"{site.url}/brieven/{LETTER}")
    assert lost(page) == []


def test_text_that_a_page_makes_twice_the_size_fits(enter: Open, site: Site) -> None:
    page = enter(site.url)
    open_all(Chat(page))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert lost(page) == []


@pytest.mark.parametrize("height", [256, 600])  # 256: a window of 1024 at 400%
def test_the_field_leaves_room_to_read_in_a_low_window(
    height: int, enter: Open, site: Site
) -> None:
    page = enter(site.url, viewport={"width": 320, "height": height})
    chat = Chat(page)
    turn = chat.ask(PASSAGE)
    turn.locator("blockquote").first.scroll_into_view_if_needed()
    seen = page.evaluate("""() => {
      const root = document.querySelector("vraag-de-brief").shadowRoot;
      const { top, bottom } = root.querySelector("form[part]").getBoundingClientRect();
      return 1 - Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)) / innerHeight;
    }""")
    assert seen > 0.5


def test_text_with_wide_spacing_fits(enter: Open, site: Site) -> None:
    page = enter(site.url)
    open_all(Chat(page))
    page.evaluate(_SPACING)
    assert lost(page) == []
    page.goto(f"{site.url}/brieven/{LETTER}")
    page.evaluate(_SPACING)
    assert lost(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_each_control_of_the_widget_is_as_large_as_a_fingertip(
    width: int, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url, viewport={"width": width, "height": 800}, has_touch=True))
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()
    assert chat.element.evaluate(_SMALL, TARGET) == []
    open_all(chat)
    assert chat.element.evaluate(_SMALL, TARGET) == []


@pytest.mark.parametrize("is_touched", [False, True])
def test_the_field_takes_one_line_until_more_is_typed(
    is_touched: bool, enter: Open, site: Site
) -> None:
    chat = Chat(enter(site.url, **NARROW, has_touch=is_touched, is_mobile=is_touched))
    form, hint = chat.element.locator("form[part]"), chat.element.get_by_text("Enter verstuurt")
    expect(form).to_be_visible()
    expect(hint).to_be_visible(visible=not is_touched)
    expect(chat.field).to_have_accessible_description(HINT)
    box = form.bounding_box()
    assert box
    assert box["height"] <= 640 * (0.19 if is_touched else 0.26)
    height = chat.field.bounding_box()
    assert height
    assert TARGET <= height["height"] < TARGET + 2
    chat.field.fill("Hoeveel overvallen waren er in 2019, en hoeveel straatroven? " * 3)
    taller = chat.field.bounding_box()
    assert taller
    assert taller["height"] > 2 * TARGET
    chat.field.fill("a" * 40_001)
    chat.field.press("Enter")
    expect(chat.element.locator("#about strong")).to_be_visible()


def test_nothing_moves_where_that_is_not_wanted(enter: Open, site: Site) -> None:
    moving = {}
    for wanted in ("reduce", "no-preference"):
        chat = Chat(enter(site.url, reduced_motion=wanted))
        hold(chat.page)
        chat.send(ROBBERIES)
        busy, log = chat.element.locator(".busy"), chat.element.locator(".log")
        moving[wanted] = (
            busy.evaluate("element => element.getAnimations().length"),
            log.evaluate("element => getComputedStyle(element).scrollBehavior"),
        )
    assert moving == {"reduce": (0, "auto"), "no-preference": (1, "smooth")}


def test_what_has_the_focus_is_not_hidden_below_the_field(enter: Open, site: Site) -> None:
    page = enter(site.url, viewport={"width": 1280, "height": 600})
    chat = Chat(page)
    open_all(chat)
    chat.field.focus()
    hidden = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        seen = page.evaluate(
            """() => {
              const root = document.querySelector("vraag-de-brief").shadowRoot;
              const at = root.activeElement;
              if (!at || at.closest("form[part]")) return [];
              const { top, bottom, left, right } = at.getBoundingClientRect();
              const over = root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return at.contains(over) || over?.contains(at) ? [] : [at.outerHTML.slice(0, 80)];
            }"""
        )
        hidden += seen
    assert hidden == []
