"""What goes wrong, as `application/problem+json` (RFC 9457) in Dutch.

In: an exception or a status. Out: `status`, `title`, `detail`, and what a client must know in
headers; under /openai also `error`, which is what OpenAI's clients show, and the same words as a
page for a browser elsewhere. Nothing of the inside is shown: what was not foreseen says only that
it went wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from qa.api.http.accept import best
from qa.api.http.identity import PLAIN, identity_of
from qa.api.http.page import as_page, filled_in
from qa.errors import EngineUnavailable, IndexUnusable, QaError

MEDIA_TYPE: Final = "application/problem+json"
# A pattern for text of which something is left when it is cleaned: what it bars is taken out then.
NOT_BLANK: Final = (
    r"[^\s\u001c-\u001f\u0085\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff]"
)
LARGEST_BODY: Final = 64 * 1024  # bytes: the longest set of questions, with half as much again
OPENAI: Final = "/openai"
_BUNDLE: Final = "/v1/_bundel"
# Bytes under /openai: each time, all that was said before; and of what was picked, with contexts.
LARGEST_DIALOGUE: Final = 1024 * 1024

_AGAIN: Final = {"Retry-After": "5"}  # seconds that an engine that fails is left alone
_MOST_FAULTS: Final = 20  # that are told of one request

_log = logging.getLogger(__name__)

TITLES: Final[Mapping[int, str]] = {
    400: "Ongeldig verzoek",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Methode niet mogelijk",
    406: "Vorm niet beschikbaar",
    408: "Verzoek duurde te lang",
    413: "Verzoek te groot",
    415: "Vorm niet bekend",
    429: "Te veel verzoeken",
    431: "Kopregels te groot",
    500: "Er ging iets mis",
    503: "Even niet beschikbaar",
}
_DETAILS: Final[Mapping[int, str]] = {
    400: 'Geen geldige JSON. Stuur JSON van de vorm {"vraag": "…"}.',
    404: "Dit adres bestaat niet.",
    405: "Deze methode kan hier niet.",
    408: "Het verzoek kwam niet op tijd binnen; stuur het opnieuw.",
    431: "De kopregels van het verzoek zijn te groot; stuur er minder.",
    500: "Het verzoek kon niet worden uitgevoerd; probeer het later opnieuw.",
    503: "Het is nu te druk; probeer het zo opnieuw.",
}
# Type and code of OpenAI's errors, where clients act on them.
_AS_OPENAI: Final[Mapping[int, tuple[str, str]]] = {
    401: ("invalid_request_error", "invalid_api_key"),
    429: ("requests", "rate_limit_exceeded"),
}
# What pydantic finds, as people say it; others are told by their place alone.
_FOUND: Final[Mapping[str, str]] = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier niet bekend",
    "string_type": "moet tekst zijn",
    "string_unicode": "bevat tekens die geen tekst zijn",
    "int_type": "moet een geheel getal zijn",
    "int_parsing": "moet een geheel getal zijn",
    "bool_type": "moet true of false zijn",
    "list_type": "moet een lijst zijn",
    "model_attributes_type": "moet een JSON-object zijn",
    "string_too_short": "mag niet leeg zijn",
    "too_short": "mag niet leeg zijn",
    "json_invalid": "is geen geldige JSON",
}


class Refused(HTTPException):
    """A request that is refused with a reason of its own."""

    def __init__(
        self, status: int, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, detail or _DETAILS.get(status, ""), dict(headers or {}))


class _Problem(JSONResponse):
    """A problem: in OpenAI's way at its addresses, as a page for who would rather read one."""

    media_type = MEDIA_TYPE

    def __init__(
        self, told: dict[str, Any], status: int, headers: Mapping[str, str] | None
    ) -> None:
        super().__init__(told, status, headers)
        self._told, self._more = told, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_openai(scope):
            self.body = self.render({**self._told, "error": _error(self._told)})
            self.headers["Content-Length"] = str(len(self.body))
        elif wants_page(scope):
            app = scope.get("app")
            own = identity_of(app.state.service.settings) if app else PLAIN
            html = filled_in("problem.html", own, told=self._told)
            shown = as_page(html, self.status_code, self._more)
            return await shown(scope, receive, send)
        await super().__call__(scope, receive, send)


def is_openai(scope: Scope) -> bool:
    """Tell whether a request is one for OpenAI's interface."""
    return bool(scope["path"].startswith(f"{OPENAI}/"))


def largest_body(scope: Scope) -> int:
    """Return how many bytes a request may hold beside its header lines."""
    is_long = is_openai(scope) or scope["path"] == _BUNDLE
    return LARGEST_DIALOGUE if is_long else LARGEST_BODY


def wants_page(scope: Scope) -> bool:
    """Tell whether who asks would rather read a page than JSON."""
    accept = Headers(scope=scope).get("accept", "")
    is_interface = scope["path"].startswith("/v1/")
    return not is_interface and best(accept, ("application/json", "text/html")) == "text/html"


def problem(
    status: int,
    detail: str = "",
    title: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> JSONResponse:
    """Return a problem; `more` are members beside those that every problem has."""
    body = {
        "status": status,
        "title": title or TITLES.get(status, "Verzoek niet mogelijk"),
        "detail": detail or _DETAILS.get(status, "Het verzoek kan niet worden uitgevoerd."),
        **more,
    }
    return _Problem(body, status, headers)


def _error(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem as OpenAI's interface tells it."""
    kind, code = _AS_OPENAI.get(told["status"], ("invalid_request_error", None))
    fields = [each["veld"] for each in told.get("fouten", ())]
    return {
        "message": told["detail"],
        "type": "server_error" if told["status"] >= 500 else kind,
        "param": next(iter(fields), None),
        "code": code,
        **told.get("error", {}),
    }


def install(app: Starlette | FastAPI) -> None:
    """Let an application tell everything that goes wrong as a problem."""
    app.add_exception_handler(QaError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _unforeseen)


def _known(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, QaError)
    return problem(*known(error), headers=_AGAIN if isinstance(error, EngineUnavailable) else None)


def known(error: QaError) -> tuple[int, str, str]:
    """Return status, detail and title of an error; what only the operator may know is logged."""
    if isinstance(error, EngineUnavailable):  # what is asked of the facts is still answered
        _log.error("%s: %s", error.title, error)
        return 503, "In de brieven kan nu even niet worden gezocht; probeer het zo opnieuw.", ""
    if isinstance(error, IndexUnusable):  # its message names files of the server
        _log.error("%s: %s", error.title, error)
        return 503, "De index is nu niet te gebruiken; de beheerder weet ervan.", ""
    if error.http_status >= 500:
        _log.error("%s: %s", error.title, error)
        return error.http_status, _DETAILS[500], error.title
    return error.http_status, str(error), error.title


def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Tell all that is wrong with a request together: FastAPI's own 422 is not one of ours."""
    assert isinstance(error, RequestValidationError)
    told, found = faults(error.errors())
    return problem(400, told, fouten=found)


def faults(errors: Iterable[Mapping[str, Any]]) -> tuple[str, list[dict[str, str]]]:
    """Return what pydantic found wrong, as one sentence and one by one."""
    first = islice(errors, _MOST_FAULTS)
    found = [{"veld": _place(each["loc"]), "fout": _what(each)} for each in first]
    told = "; ".join(dict.fromkeys(f"{each['veld']} {each['fout']}".strip() for each in found))
    return f"{told[:500]}.", found


def _place(loc: tuple[int | str, ...]) -> str:
    names = [str(part) for part in loc[1:]] if loc[0] in {"body", "query", "path"} else []
    return ".".join(names)[:100] if names and not str(names[0]).isdigit() else "het verzoek"


def _what(error: Mapping[str, Any]) -> str:
    limits = error.get("ctx", {})
    match error["type"]:
        case "greater_than_equal":
            return f"moet minstens {limits['ge']} zijn"
        case "less_than_equal":
            return f"mag hoogstens {limits['le']} zijn"
        case "string_too_long":
            return f"mag hoogstens {limits['max_length']} tekens tellen"
        case "too_long":
            return f"mag hoogstens {limits['max_length']} delen hebben"
        case "string_pattern_mismatch" if limits["pattern"] == NOT_BLANK:
            return "mag niet leeg zijn"
        case "literal_error" | "enum":
            return f"moet een van deze zijn: {limits['expected']}".replace(" or ", " of ")
        case kind:
            return _FOUND.get(kind, "heeft niet de goede vorm")


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = error.detail if isinstance(error, Refused) else ""
    headers = dict(error.headers or {})
    if allowed := headers.get("Allow"):  # who may GET may HEAD
        methods = {*allowed.split(", ")} | ({"HEAD"} if "GET" in allowed else set())
        headers["Allow"] = ", ".join(sorted(methods))
    return problem(error.status_code, detail, headers=headers)


def _unforeseen(_: Request, __: Exception) -> JSONResponse:
    """Tell only that it went wrong; the error itself goes on to the log."""
    return problem(500)
