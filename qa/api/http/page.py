"""The form of every page: its template filled in, and the policy that a browser holds it to.

In: the name of a template and values. Out: HTML in which everything that was filled in is escaped.
What a reader cannot see, but turns text around or breaks it off, is shown (`qa/say/visible.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from qa.api.http.files import FILES
from qa.api.http.identity import Identity
from qa.dutch.numbers import write_day
from qa.say.visible import shown
from qa.wire import note_number


def policy(frames: Sequence[str]) -> str:
    """Return the Content-Security-Policy of a page; pages of `frames` may show it in a frame."""
    ancestors = " ".join(frames) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; base-uri 'none';"
        f" frame-ancestors {ancestors}"
    )


def filled_in(template: str, identity: Identity, **values: Any) -> str:
    """Return the HTML of a page."""
    return _environment.get_template(template).render(values, identity=identity)


def as_page(html: str, status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return HTML as a response.

    It tells other sites nothing of where a reader comes from, and this one that its own form does:
    without that a browser would call the origin of the form "null".
    """
    return HTMLResponse(html, status, {"Referrer-Policy": "same-origin", **(headers or {})})


def _visible(value: Any) -> Any:
    return shown(value) if isinstance(value, str) else value


_environment: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=True,
    auto_reload=False,  # an upgrade in place changes nothing of a process that runs
    undefined=StrictUndefined,
    finalize=_visible,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["in_words"] = write_day
_environment.filters["number_of"] = note_number
_environment.globals["files"] = FILES
