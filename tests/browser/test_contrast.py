"""Text has enough contrast with the ground it stands on (WCAG 1.4.3), and so has what is no text
but has to be seen (1.4.11). axe-core cannot tell where one thing lies over another; this can."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chat import (
    ABSENT,
    LETTER,
    PASSAGE,
    QUESTIONS,
    ROBBERIES,
    SERIES,
    UNCLEAR,
    Chat,
    fail,
    more,
)
from tests.browser.conftest import Open, Site

ENOUGH: Final = 3.0
ENOUGH_FOR_TEXT: Final = 4.5
_STYLE: Final = "(element, [name, pseudo]) => getComputedStyle(element, pseudo)[name]"
# The ground that something stands on: the first colour around it that is not transparent.
_GROUND: Final = """element => {
  for (let at = element.parentNode; at; at = at.parentNode ?? at.host) {
    if (!(at instanceof Element)) continue;
    const colour = getComputedStyle(at).backgroundColor;
    if (!/, 0\\)$/.test(colour)) return colour;
  }
  return "none";
}"""


# Each pair of colours of a text and its ground, with its size in points and a text as example.
_TEXTS: Final = """() => {
  const ground = GROUND;
  const pairs = new Map();
  const look = (root) => {
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) look(each.shadowRoot);
      const own = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own.map((node) => node.data).join("").trim();
      if (!text || !each.checkVisibility({opacityProperty: true})) continue;
      if (each.closest("[aria-disabled=true]")) continue;
      const { color, fontSize, fontWeight, fill } = getComputedStyle(each);
      const colour = each instanceof SVGElement ? fill : color;
      const is = getComputedStyle(each).backgroundColor;
      const under = /, 0\\)$/.test(is) ? ground(each) : is;
      const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
      pairs.set(`${colour} ${under} ${large}`, [text.slice(0, 40), colour, under, large]);
    }
  };
  look(document);
  return [...pairs.values()];
}""".replace("GROUND", _GROUND)


def faint(page: Page) -> list[tuple[str, str, str]]:
    """Return the texts of a page that stand out too little, with their colour and their ground."""
    texts: list[tuple[str, str, str, bool]] = page.evaluate(_TEXTS)
    assert len(texts) >= 3
    return [
        (text, colour, ground)
        for text, colour, ground, is_large in texts
        if contrast(colour, ground) < (ENOUGH if is_large else ENOUGH_FOR_TEXT)
    ]


def luminance(colour: str) -> float:
    """Return the relative luminance of an opaque colour as a browser says it (WCAG 2.2)."""
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert found, f"{colour!r} is no opaque colour"
    parts = [int(part) / 255 for part in found.groups()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def against_ground(element: Locator, name: str) -> float:
    """Return the contrast of a colour of something with what it stands on."""
    ground: str = element.evaluate(_GROUND)
    return contrast(element.evaluate(_STYLE, [name, None]), ground)


def ring(element: Locator) -> float:
    """Return the contrast of the ring around what has the focus by keyboard."""
    element.focus()
    element.press("Shift")  # a key: the ring is for who uses the keyboard
    assert element.evaluate(_STYLE, ["outlineStyle", None]) == "solid"
    assert element.evaluate(_STYLE, ["outlineWidth", None]) == "3px"
    return against_ground(element, "outlineColor")


def test_the_contrast_of_two_colours_is_that_of_wcag() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)
    assert contrast("rgb(9, 9, 9)", "rgb(9, 9, 9)") == 1


def measured(page: Page) -> dict[str, float]:
    """Return the contrast of each thing that one has to see to use the widget."""
    chat = Chat(page)
    chat.ask(SERIES)
    passage = chat.ask(PASSAGE)
    number = chat.ask(ROBBERIES)
    more(number)
    chat.button("Niet goed").click()
    radio = number.get_by_role("radio").first
    expect(radio).to_be_visible()
    radio.check()
    line = chat.element.locator("svg line[stroke-width]").first
    return {
        "field": against_ground(chat.field, "borderTopColor"),
        "remark": against_ground(number.get_by_label("Toelichting"), "borderTopColor"),
        "button": against_ground(chat.button("Kopieer"), "color"),
        "main button": against_ground(chat.button("Vraag"), "backgroundColor"),
        "choice, made": against_ground(radio, "accentColor"),
        "chart line": against_ground(line, "stroke"),
        "chart point": against_ground(chat.element.locator("svg circle").first, "fill"),
        "ring of the field": ring(chat.field),
        "ring of a button": ring(chat.button("Kopieer")),
        "ring of the main button": ring(chat.button("Vraag")),
        "ring of a link": ring(number.get_by_role("link").first),
        "ring of a choice": ring(radio),
        "ring of what unfolds": ring(passage.locator("summary").first),
    }


LOOKS: Final[dict[str, dict[str, Any]]] = {"light": {}, "dark": {"color_scheme": "dark"}}


@pytest.mark.parametrize("look", LOOKS)
def test_what_one_has_to_see_stands_out_from_its_ground(look: str, enter: Open, site: Site) -> None:
    page = enter(site.url, **LOOKS[look])
    seen = measured(page)
    assert faint(page) == []
    assert {name: value for name, value in seen.items() if value < ENOUGH} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_what_one_has_to_see_without_scripts_stands_out_too(
    look: str, enter: Open, site: Site
) -> None:
    page = enter(site.url, java_script_enabled=False, **LOOKS[look])
    field, send = page.get_by_role("textbox"), page.get_by_role("button", name="Vraag", exact=True)
    seen = {
        "field": against_ground(field, "borderTopColor"),
        "button": against_ground(page.locator(".kant-en-klaar button").first, "borderTopColor"),
        "main button": against_ground(send, "backgroundColor"),
        "ring of the field": ring(field),
        "ring of the button": ring(send),
    }
    assert {name: value for name, value in seen.items() if value < ENOUGH} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_each_text_stands_out_from_its_ground(look: str, enter: Open, site: Site) -> None:
    page = enter(f"{site.url}/brieven/{LETTER}#m=100-140", **LOOKS[look])
    expect(page.locator(".brief mark").first).to_be_visible()
    assert faint(page) == []
    page.goto(site.url)
    chat = Chat(page)
    fail(page, 500)
    chat.send(ROBBERIES)
    page.unroute(QUESTIONS)
    turn = chat.ask(ROBBERIES)
    for question in (SERIES, ABSENT, UNCLEAR, PASSAGE):
        turn = chat.ask(question)
        for folded in turn.locator("details").all():
            folded.evaluate("details => { details.open = true; }")
    turn.get_by_role("button", name="Bewaar").first.click()
    chat.field.fill("a" * 40_001)
    chat.field.press("Enter")
    expect(chat.element.locator("#about strong")).to_be_visible()
    assert faint(page) == []


def test_what_stands_out_too_little_is_found(enter: Open, site: Site) -> None:
    page = enter(site.url)
    chat = Chat(page)
    expect(chat.field).to_be_visible()
    chat.element.evaluate("element => element.style.setProperty('--qa-border-color', '#ccc')")
    assert against_ground(chat.field, "borderTopColor") == pytest.approx(1.61, abs=0.01)
    chat.element.evaluate("element => element.style.setProperty('--qa-subtle-color', '#999')")
    assert {colour for _, colour, _ in faint(page)} == {"rgb(153, 153, 153)"}
