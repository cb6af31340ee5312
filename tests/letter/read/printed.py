"""PDFs for tests, printed by the browser that is installed: a letter of blocks, on pages.

In: blocks of HTML, in which `{{n}}` calls note n, and the texts of the notes. Out: a PDF
in which each note stands at the foot of the page that calls it, below a short line, as ministries
print it. `tests/letter/read/pages.js` breaks the text into pages; the side column, the running head
and the number of the page are placed on each.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.browser.engine import installed

_HERE = Path(__file__).parent
_CALL = re.compile(r"\{\{(\d{1,3})\}\}")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=60000",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A block: its element ("p", "h1", "li", "raw"), and its text or, of "raw", its HTML."""

    tag: str
    text: str
    css: str = ""


def printed(
    blocks: Iterable[Printed],
    folder: Path,
    notes: Iterable[str] = (),
    side: str = "",
    head: str = "",
    tagged: bool = True,
) -> bytes:
    """Print a letter; `side` is the HTML of the side column of the first page, `head` of all."""
    data = {
        "blocks": [{"tag": b.tag, "words": _words(b), "css": b.css} for b in blocks],
        "notes": [html.escape(note) for note in notes],
        "side": side,
        "head": head,
    }
    page = (_HERE / "page.html").read_text("utf-8")
    script = (_HERE / "pages.js").read_text("utf-8")
    whole = page.replace("/*SCRIPT*/", f"const DATA = {json.dumps(data)};\n{script}")
    return from_html(whole, folder, tagged)


def from_html(page: str, folder: Path, tagged: bool = True) -> bytes:
    """Print a page of HTML as it is."""
    browser = installed()
    assert browser is not None  # tests that print are skipped without one
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, "utf-8")
    extra = () if tagged else ("--disable-pdf-tagging",)
    where = f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={target}", source.as_uri()
    subprocess.run(
        [browser, *_OPTIONS, *extra, *where], check=True, capture_output=True, timeout=120
    )
    return target.read_bytes()


def _words(block: Printed) -> list[str]:
    """Return the words of a block as HTML, each with the space before it and the notes it calls."""
    if block.tag == "raw":
        return [block.text]
    words = re.split(r"(?= )", block.text)
    return [_CALL.sub(r'<sup data-note="\1">\1</sup>', html.escape(word)) for word in words]
