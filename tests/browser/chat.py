"""The widget on a page, as somebody sees and uses it: by what it shows, never by its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from playwright.sync_api import Locator, Page, Route, expect

LETTER: Final = "kst-28684-720"
ROBBERIES: Final = "Hoeveel overvallen waren er in 2019?"
ROBBERIES_ANSWER: Final = "In 2019 waren er 1.174 overvallen."
NEXT_YEAR: Final = "En in 2020?"
NEXT_YEAR_ANSWER: Final = "In 2020 waren er 907 overvallen."
PASSAGE: Final = "Wat doet Slachtofferhulp Nederland?"
SERIES: Final = "Hoe ontwikkelde het aantal overvallen zich?"
ABSENT: Final = "Hoeveel straatroven waren er in Maastricht in 2016?"
ABSENT_INSTEAD: Final = "Hoeveel straatroven waren er in 2016?"
UNCLEAR: Final = "Hoeveel fte?"
UNCLEAR_MEANT: Final = "Hoeveel fte bij Integrale Persoonsgerichte Toeleiding naar Arbeid?"
QUESTIONS: Final = "**/v1/vragen"
VERDICTS: Final = "**/v1/terugkoppelingen"

_PATIENCE_MS: Final = 10_000
_PAUSE_MS: Final = 20

_FOCUSED: Final = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const named = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || at.id;
  return at === document.body ? "" : named.trim();
}"""


class Chat:
    """A conversation in the widget of a page."""

    def __init__(self, page: Page, which: str = "vraag-de-brief") -> None:
        self.page = page
        self.element = page.locator(which)
        self.field = self.element.get_by_role("textbox", name="Uw vraag", exact=True)
        self.turns = self.element.locator("article")
        self.said = self.element.get_by_role("status")

    def button(self, name: str) -> Locator:
        """Return the last button of this name."""
        return self.element.get_by_role("button", name=name, exact=True).last

    def send(self, question: str) -> Locator:
        """Ask by keyboard; return the turn at once."""
        at = self.turns.count()
        self.field.fill(question)
        self.field.press("Enter")
        return self.turns.nth(at)

    def set(self, **properties: str | int | None) -> None:
        """Set properties of the element."""
        self.element.evaluate("(element, given) => Object.assign(element, given)", properties)

    def ask(self, question: str) -> Locator:
        """Ask, wait for the answer, and return its turn."""
        return answered(self.send(question))


def answered(turn: Locator) -> Locator:
    """Wait until a turn has its answer."""
    expect(turn.get_by_role("button", name="Kopieer", exact=True)).to_be_visible()
    return turn


def more(turn: Locator) -> Locator:
    """Open what else can be done with an answer; return it."""
    folded = turn.locator("[part=meer]")
    if folded.get_attribute("open") is None:
        folded.locator("summary").first.click()
    return folded


def focused(page: Page) -> str:
    """Return the name of what has the focus; "" where nothing has it."""
    name: str = page.evaluate(_FOCUSED)
    return name


def tab_to(page: Page, name: str, key: str = "Tab", most: int = 60) -> list[str]:
    """Press a key until what has this name has the focus; return all names on the way."""
    assert name
    passed: list[str] = []
    for _ in range(most):
        page.keyboard.press(key)
        passed.append(focused(page))
        if passed[-1].startswith(name):
            return passed
    raise AssertionError(f"{name!r} was not reached by {key}: {passed}")


def statuses(chat: Chat) -> Callable[[], list[str]]:
    """Note each status that was drawn, from now on; return how to read them."""
    chat.said.evaluate(
        """status => {
          window.statuses = [];
          new MutationObserver(() => statuses.push(status.textContent)).observe(
            status, {characterData: true, childList: true, subtree: true});
        }"""
    )
    return lambda: list(chat.page.evaluate("statuses"))


def fail(page: Page, status: int, seconds: int | None = None) -> None:
    """Let the service fail on questions, as it says so itself."""
    headers = {"Retry-After": str(seconds)} if seconds else {}
    told = {"status": status, "title": "Fout", "detail": "Dit ging mis.", "instance": "/v1/vragen"}
    kind = "application/problem+json"
    page.route(
        QUESTIONS,
        lambda route: route.fulfill(status=status, json=told, headers=headers, content_type=kind),
    )


class Held:
    """What the page asked for and has not got yet, in the order in which it came."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []

    def keep(self, route: Route) -> None:
        """Let a request wait."""
        self._routes.append(route)

    def __len__(self) -> int:
        return len(self._routes)

    def __getitem__(self, at: int) -> Route:
        """Wait until this one has come: what the page shows may be ahead of what it asks."""
        for _ in range(_PATIENCE_MS // _PAUSE_MS):
            if at < len(self._routes):
                return self._routes[at]
            self._page.wait_for_timeout(_PAUSE_MS)
        raise AssertionError(f"request {at} did not come; {len(self)} did")


def hold(page: Page, what: str = QUESTIONS) -> Held:
    """Keep what is asked waiting; each can be let go from what is returned."""
    held = Held(page)
    page.route(what, held.keep)
    return held
