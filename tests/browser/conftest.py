"""A real browser on a real service with the real letter; each test has a context of its own.

Whatever a test does, its pages may reach no other host, report no error and show no dialog: that
is asked when the test ends. While the browser runs, asyncio sees an event loop in this thread, so
it ends before a test of another folder begins.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

from qa.store.index import Index
from tests.api.application import service_on
from tests.api.servers import serving
from tests.browser.engine import INTRANET, MISSING, installed, launched
from tests.commands import ROOT

PATIENCE: Final = 15_000  # milliseconds for what is soon there, on a busy machine
_LOCAL: Final = {"data", "blob"}
_TOLD_BY_TEST: Final = re.compile("Failed to load resource")  # a status that is no success
_RUNNING: Final = ExitStack()  # the browser

Open = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Site:
    """A service that runs: its address and the folder that it writes in."""

    url: str
    data: Path


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Generator[None]:
    """End the browser with the last test in a row that may want it."""
    try:
        yield
    finally:
        if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
            _running.cache_clear()
            _RUNNING.close()


@cache
def _running(path: str) -> Browser:
    return _RUNNING.enter_context(launched(path))


@pytest.fixture(scope="module")
def browser() -> Browser:
    path = installed()
    if path is None:
        pytest.skip(MISSING)
    expect.set_options(timeout=PATIENCE)
    return _running(path)


def served(index: Index, data: Path, stack: ExitStack, **settings: Any) -> Site:
    """Serve an index until the stack ends."""
    return Site(stack.enter_context(serving(service_on(index, data, **settings))), data)


@pytest.fixture(scope="module")
def site(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with ExitStack() as stack:
        yield served(index, tmp_path_factory.mktemp("data"), stack)


@pytest.fixture(scope="module")
def intranet(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the example intranet page, and behind it a service that lets it in."""
    with ExitStack() as stack:
        # Held until the end, and shared with the page, so that no other process gets the same port.
        held = stack.enter_context(socket.socket())
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        cors = (f"http://127.0.0.1:{port}",)
        site = served(index, tmp_path_factory.mktemp("data"), stack, cors=cors)
        command = [sys.executable, str(ROOT / "docs/demo/serve.py"), site.url, str(port)]
        environment = {"PYTHONPATH": str(ROOT)}
        host = stack.enter_context(
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        )
        stack.callback(host.terminate)
        assert host.stdout
        yield host.stdout.readline().split()[-1]


class Watched:
    """What the pages of one test asked for and reported."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.troubles: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _TOLD_BY_TEST.search(message.text):
            self.troubles.append(f"{message.type}: {message.text}")

    def asked(self, url: str) -> None:
        if (parts := urlsplit(url)).scheme not in _LOCAL:
            self.hosts.add(parts.hostname or url)


@pytest.fixture
def enter(browser: Browser) -> Iterator[Open]:
    """Open a page in a context of its own: `enter(address, **options of the context)`."""
    watched = Watched()
    with ExitStack() as stack:

        def enter(url: str, **options: Any) -> Page:
            context = stack.enter_context(browser.new_context(locale="nl-NL", **options))
            context.set_default_timeout(PATIENCE)
            context.on("request", lambda request: watched.asked(request.url))
            context.on("page", watched.watch)
            page = context.new_page()
            page.goto(url)
            return page

        yield enter
    assert watched.hosts <= {"127.0.0.1", INTRANET}
    assert watched.troubles == []
