"""Draw docs/screenshots: the main states of the widget and the pages, as they are now.

In: the index of the settings, the installed Chromium. Out: a PNG for each state, small enough to
look at in a README, and what a terminal shows. `make screenshots` runs it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser, Page, expect
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from qa.settings import load_settings
from tests.api.running import HOST, Serving
from tests.browser.chat import ABSENT, PASSAGE, ROBBERIES, SERIES, Chat
from tests.browser.engine import MISSING, installed, launched
from tests.commands import ROOT

_WITHOUT_FONTS: Final = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
FOLDER: Final = ROOT / "docs" / "screenshots"
DESKTOP: Final[dict[str, Any]] = {"viewport": {"width": 1280, "height": 720}}
MOBILE: Final[dict[str, Any]] = {"viewport": {"width": 320, "height": 640}}
DARK: Final[dict[str, Any]] = {**DESKTOP, "color_scheme": "dark"}


def start(chat: Chat) -> None:
    expect(chat.element.get_by_role("group", name="Bijvoorbeeld:")).to_be_visible()


def source(chat: Chat) -> None:
    chat.ask(ROBBERIES)
    expect(chat.page.locator(".brief mark")).to_be_in_viewport()


def over(chat: Chat) -> None:
    source_of = chat.ask(ROBBERIES).get_by_role("link", name="Bekijk in de brief")
    source_of.click()
    expect(chat.page.locator(".brief mark")).to_be_in_viewport()


def series(chat: Chat) -> None:
    chat.ask(SERIES).locator("[part=reeks] .point").nth(8).hover()


def asking(question: str) -> Callable[[Chat], None]:
    return lambda chat: chat.ask(question).wait_for()


class Picture(NamedTuple):
    """A state in a window."""

    name: str
    look: dict[str, Any]
    reach: Callable[[Chat], None]


PICTURES: Final = (
    Picture("begin", DESKTOP, start),
    Picture("bron", DESKTOP, source),
    Picture("grafiek", DARK, series),
    Picture("begin-320", MOBILE, start),
    Picture("bron-320", MOBILE, over),
    Picture("antwoord-320", MOBILE, asking(PASSAGE)),
    Picture("geen-antwoord-320", MOBILE, asking(ABSENT)),
)


def draw(picture: Picture, browser: Browser, url: str) -> Path:
    """Reach a state and draw what a window shows of it."""
    look = {"locale": "nl-NL", "reduced_motion": "reduce", **picture.look}
    context = browser.new_context(**look)
    page: Page = context.new_page()
    page.goto(url)
    picture.reach(Chat(page))
    path = FOLDER / f"{picture.name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()
    return path


def terminal() -> Path:
    """Draw what a terminal shows of a few questions, as they are answered now."""
    screen = Console(record=True, file=StringIO(), width=96)
    for question in (ROBBERIES, PASSAGE, ABSENT):
        command = [sys.executable, "-m", "qa", "ask", question]
        said = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        screen.print(f'[bold]$ qa ask "{question}"[/]', highlight=False)
        screen.print(said.stdout, markup=False, highlight=False)
    path = FOLDER / "terminal.svg"
    # Without the fonts that it would fetch.
    drawn = screen.export_svg(title="qa", unique_id="qa", code_format=_WITHOUT_FONTS)
    path.write_text(drawn, "utf-8")
    return path


def main() -> None:
    """Draw all pictures."""
    path = installed()
    if path is None:
        sys.exit(MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(terminal().relative_to(ROOT))
    expect.set_options(timeout=30_000)
    with ExitStack() as stack:
        data = Path(stack.enter_context(TemporaryDirectory()))
        serving = stack.enter_context(Serving(load_settings().index, data))
        browser = stack.enter_context(launched(path))
        for picture in PICTURES:
            drawn = draw(picture, browser, f"http://{HOST}:{serving.port}")
            print(f"{drawn.relative_to(ROOT)}  {drawn.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
