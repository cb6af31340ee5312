"""Chromium as it is installed here: where it is, and how tests and pictures start it.

Nothing is ever downloaded, and the browser itself resolves no name but this machine's: its address,
and the name under which it plays an intranet without https.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

MISSING: Final = "chromium was not found: install it (Debian, Ubuntu: `apt-get install chromium`)"
INTRANET: Final = "intranet.example"
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_OPTIONS: Final = (
    "--no-sandbox",  # as root, in a container, there is no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def installed() -> str | None:
    """Return where the browser is."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """Start the browser without a window; while it runs, this thread has an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_OPTIONS])
        try:
            yield browser
        finally:
            browser.close()
