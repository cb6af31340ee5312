"""What is served as it is: the scripts of the widget, and the style sheet of the pages.

In: a fixed table of files, read once when this module is imported: no address leads to any other
file. Out: each under /widget, with its hash. Pages elsewhere may embed the scripts, with or without
`integrity`; a browser asks each time whether its copy is still the newest, and gets a 304 if so.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256, sha384
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_PROGRAM: Final = Path(__file__).parents[2]
_ANYWHERE: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file with the headers that go with it; `integrity` is what a page checks it by."""

    content: bytes
    media_type: str
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """What identifies these very bytes."""
        return f'"{sha256(self.content).hexdigest()}"'

    @property
    def integrity(self) -> str:
        """The hash that a script element holds. Source: W3C, Subresource Integrity."""
        return f"sha384-{b64encode(sha384(self.content).digest()).decode()}"


def _read(place: str, media_type: str, more: Mapping[str, str] | None = None) -> File:
    return File((_PROGRAM / place).read_bytes(), media_type, more or {})


FILES: Final[Mapping[str, File]] = {
    "/widget/vraag-de-brief.js": _read(
        "widget/dist/vraag-de-brief.js", "text/javascript", _ANYWHERE
    ),
    "/widget/brief.js": _read("widget/dist/brief.js", "text/javascript", _ANYWHERE),
    "/widget/stijl.css": _read("api/static/stijl.css", "text/css"),
}


async def _send(file: File, etag: str, request: Request) -> Response:
    headers = {**file.more, "ETag": etag, "Cache-Control": "no-cache"}
    held = request.headers.get("if-none-match", "").split(",")
    if {tag.strip().removeprefix("W/") for tag in held} & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(file.content, headers=headers, media_type=file.media_type)


def route(path: str, file: File) -> Route:
    """Return the way to a file."""
    return Route(path, partial(_send, file, file.etag), name=path)


routes: Final = [route(path, file) for path, file in FILES.items()]
