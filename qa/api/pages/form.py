"""What a form of a page holds, if it was sent from a page of this service.

In: a request. Out: its fields, each once. Refused is a form from a page elsewhere, what is no form,
and one that cannot be read.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request

from qa.api.http.problems import Refused

_FORM: Final = "application/x-www-form-urlencoded"


async def read_form(request: Request, most: int) -> dict[str, str]:
    """Read a form of at most so many fields.

    It holds no secret against forgery: it only reads, as a search does, and nobody is signed in by
    a cookie. But a page elsewhere that sends it chooses the question under which its reader sees
    this service answer.

    Raises: Refused (403, 415, 400).
    """
    if not _is_own(request.headers):
        raise Refused(403, "Deze vraag komt van een pagina elders; stel haar op de pagina zelf.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Refused(415, "Verstuur het formulier zoals het op de pagina staat.")
    try:
        fields = parse_qsl(
            (await request.body()).decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=most,
        )
    except ValueError:
        raise Refused(400, "Dit formulier is niet te lezen; stel uw vraag opnieuw.") from None
    if len(dict(fields)) < len(fields):
        raise Refused(400, "Geef elk veld maar één keer.")
    # A browser counts a line break as one character, and sends it as two.
    return {"vraag": ""} | {name: value.replace("\r\n", "\n") for name, value in fields}


def _is_own(headers: Headers) -> bool:
    """Tell whether a form comes from a page of this service, or from no page at all.

    A browser says so itself, over TLS and on its own machine; elsewhere it names the origin only,
    and an old browser or a program may say nothing. A proxy may alter the host, so what is said of
    the site goes first.
    """
    if site := headers.get("sec-fetch-site"):
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "").lower()
