"""The widget on a page of another origin, under that page's own strict policy and in its style."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.chat import LETTER, ROBBERIES, ROBBERIES_ANSWER, Chat
from tests.browser.conftest import Open, Site

# What docs/demo/huisstijl.css sets, as a browser says it.
ACCENT: Final = "rgb(0, 86, 125)"
WHITE: Final = "rgb(255, 255, 255)"
INK: Final = "rgb(27, 31, 36)"
FOCUS: Final = "rgb(200, 16, 46)"
_STYLE: Final = "(element, name) => getComputedStyle(element)[name]"


@pytest.mark.parametrize("modus", ["inline", "page", "bubble"])
def test_each_mode_answers_on_a_page_elsewhere(modus: str, enter: Open, intranet: str) -> None:
    chat = Chat(enter(intranet))
    chat.element.evaluate("(element, modus) => element.setAttribute('modus', modus)", modus)
    if modus == "bubble":
        expect(chat.field).to_be_hidden()
        chat.element.locator("[part=knop]").click()
    turn = chat.ask(ROBBERIES)
    expect(turn.locator("[part=tekst]")).to_have_text(ROBBERIES_ANSWER)
    expect(turn.locator("[part=tekst]")).to_be_visible()
    link = turn.get_by_role("link", name="Bekijk in de brief")
    address = urlsplit(link.get_attribute("href"))
    assert address.path == f"/brieven/{LETTER}"
    assert address.netloc != urlsplit(intranet).netloc
    link.click()
    window = chat.element.get_by_role("dialog", name="Uit de brief")
    expect(window.locator("mark")).to_have_text(["1.174"])
    expect(window.get_by_role("button", name="Terug naar het antwoord")).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(link).to_be_focused()
    expect(turn.locator("[part=tekst]")).to_be_visible()


def test_colours_and_letters_follow_the_tokens_of_the_page(enter: Open, intranet: str) -> None:
    chat = Chat(enter(intranet))
    turn = chat.ask(ROBBERIES)
    send, link = chat.button("Vraag"), turn.get_by_role("link").first
    seen = {
        "button": send.evaluate(_STYLE, "backgroundColor"),
        "on it": send.evaluate(_STYLE, "color"),
        "link": link.evaluate(_STYLE, "color"),
        "text": turn.locator("[part=tekst]").evaluate(_STYLE, "color"),
        "ground": chat.element.locator("[part=paneel]").evaluate(_STYLE, "backgroundColor"),
    }
    assert seen == {"button": ACCENT, "on it": WHITE, "link": ACCENT, "text": INK, "ground": WHITE}
    assert "Fira Sans" in chat.field.evaluate(_STYLE, "fontFamily")
    chat.field.press("Tab")
    assert send.evaluate(_STYLE, "outlineColor") == FOCUS


COLOURS: Final = {"accent": "#6b1d5c", "on": "#fff7e6", "link": "#8a3a00", "ink": "#14213d"}
THEMES: Final = {
    "Rijkshuisstijl Community": {
        "--rhc-color-primary-500": COLOURS["accent"],
        "--rhc-color-foreground-on-dark-color": COLOURS["on"],
        "--rhc-color-foreground-link": COLOURS["link"],
        "--rhc-color-foreground-default": COLOURS["ink"],
        "--rhc-text-font-family-default": "Georgia",
        "--rhc-border-radius-md": "9px",
    },
    "NL Design System": {
        "--nl-button-primary-background-color": COLOURS["accent"],
        "--nl-button-primary-color": COLOURS["on"],
        "--nl-link-color": COLOURS["link"],
        "--nl-paragraph-color": COLOURS["ink"],
        "--nl-paragraph-font-family": "Georgia",
        "--nl-button-border-radius": "9px",
    },
}


@pytest.mark.parametrize("family", THEMES)
def test_one_family_of_tokens_is_enough(family: str, enter: Open, site: Site) -> None:
    chat = Chat(enter(site.url))
    chat.page.evaluate(
        """tokens => {
          document.adoptedStyleSheets = [];
          for (const [name, value] of Object.entries(tokens))
            document.documentElement.style.setProperty(name, value);
        }""",
        THEMES[family],
    )
    turn = chat.ask(ROBBERIES)
    send, text = chat.button("Vraag"), turn.locator("[part=tekst]")
    seen = {
        "accent": send.evaluate(_STYLE, "backgroundColor"),
        "on": send.evaluate(_STYLE, "color"),
        "link": turn.get_by_role("link").first.evaluate(_STYLE, "color"),
        "ink": text.evaluate(_STYLE, "color"),
    }
    assert seen == {name: as_seen(colour) for name, colour in COLOURS.items()}
    assert text.evaluate(_STYLE, "fontFamily") == "Georgia"
    assert send.evaluate(_STYLE, "borderRadius") == "9px"


def as_seen(colour: str) -> str:
    """Write "#rrggbb" as a browser says it."""
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


def test_an_own_property_goes_before_a_token(enter: Open, intranet: str) -> None:
    chat = Chat(enter(intranet))
    expect(chat.field).to_be_visible()
    chat.element.evaluate("element => element.style.setProperty('--qa-accent-color', '#7a0050')")
    assert chat.button("Vraag").evaluate(_STYLE, "backgroundColor") == "rgb(122, 0, 80)"


def test_the_page_hears_what_is_asked_and_answered(enter: Open, intranet: str) -> None:
    chat = Chat(enter(intranet))
    chat.page.evaluate(
        """() => {
          window.heard = [];
          for (const name of ["qa-vraag", "qa-antwoord", "qa-fout"])
            addEventListener(name, ({detail}) => heard.push([name, detail.vraag]));
        }"""
    )
    chat.element.evaluate("(element, question) => element.vraag(question)", ROBBERIES)
    expect(chat.turns.first).to_contain_text(ROBBERIES_ANSWER)
    heard = [["qa-vraag", ROBBERIES], ["qa-antwoord", ROBBERIES]]
    assert chat.page.evaluate("heard") == heard
