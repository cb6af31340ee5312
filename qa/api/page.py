"""The form of every page: its template filled in, and the policy that a browser holds it to.

In: the name of a template and values. Out: HTML in which everything that was filled in is escaped.
Characters that a reader cannot see, but that turn text around or break it off, become U+FFFD, one
for one: positions in a letter stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from qa.api.files import FILES
from qa.numbers.days import MONTHS
from qa.wire import note_number

_CONTROLS: Final = ({*range(0x20), *range(0x7F, 0xA0)} - {*map(ord, "\t\n\r")}) | {
    *range(0x202A, 0x202F),  # turn the direction of what follows
    *range(0x2066, 0x206A),
}
_SHOWN: Final = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")
_MONTHS: Final = {number: name for name, number in reversed(MONTHS.items())}


def policy(frames: Sequence[str]) -> str:
    """Return the Content-Security-Policy of a page; pages of `frames` may show it in a frame."""
    ancestors = " ".join(frames) or "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; base-uri 'none';"
        f" frame-ancestors {ancestors}"
    )


def page(
    template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(filled_in(template, **values), status, dict(headers or {}))


def filled_in(template: str, **values: Any) -> str:
    """Return the HTML of a page."""
    return _environment.get_template(template).render(values)


def _visible(value: Any) -> Any:
    return value.translate(_SHOWN) if isinstance(value, str) else value


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


_environment: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    auto_reload=False,  # an upgrade in place changes nothing of a process that runs
    undefined=StrictUndefined,
    finalize=_visible,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters["in_words"] = _in_words
_environment.filters["number_of"] = note_number
_environment.globals["files"] = FILES
