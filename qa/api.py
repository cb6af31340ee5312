"""The web endpoint. A door: no logic of its own.

`POST /v1/vragen` answers a question, `POST /v1/_zoek` finds passages without answering,
`GET /gezond` tells that the process is alive. Errors leave as
`application/problem+json` in Dutch, with nothing of the inside shown.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa import wire
from qa.errors import QaError
from qa.question.ask import DEFAULT_LIMIT, ask
from qa.question.retrieve import explained
from qa.store.index import Index

_LARGEST_BODY = 64 * 1024  # bytes: the longest question with every character escaped, twice over


class Question(BaseModel):
    """The body of `POST /v1/vragen`."""

    model_config = ConfigDict(extra="forbid")

    vraag: StrictStr
    context: StrictStr | None = None
    maxAantal: Annotated[StrictInt, Field(ge=1, le=50)] = DEFAULT_LIMIT  # noqa: N815


class Search(BaseModel):
    """The body of `POST /v1/_zoek`; with `uitleg` each passage tells what it owes its place to."""

    model_config = ConfigDict(extra="forbid")

    vraag: StrictStr
    maxAantal: Annotated[StrictInt, Field(ge=1, le=50)] = 10  # noqa: N815
    uitleg: StrictBool = False


def create_app(index: Index, refusal: str = "") -> FastAPI:
    """Return the application that answers from this index, and refuses in these words."""
    # FastAPI's own documentation pages load scripts from another host: none are served.
    app = FastAPI(title="Vraag de brief", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_BodyLimit)

    @app.post("/v1/vragen")
    def answer(question: Question) -> JSONResponse:
        context = question.context or ""
        outcome = ask(question.vraag, index, question.maxAantal, context, refusal)
        return JSONResponse(wire.outcome(outcome))

    @app.post("/v1/_zoek")
    def search(asked: Search) -> JSONResponse:
        passages = [
            wire.found(hit, added if asked.uitleg else None)
            for hit, added in explained(asked.vraag, index, asked.maxAantal)
        ]
        return JSONResponse({"vraag": asked.vraag, "fragmenten": passages})

    @app.get("/gezond")
    def healthy() -> dict[str, str]:
        return {"status": "ok"}

    app.add_exception_handler(QaError, _known_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(AnyHTTPException, _http_error)
    app.add_exception_handler(Exception, _unknown_error)
    return app


class _BodyLimit:
    """Stop reading a body that is larger than any question, whatever length it claims.

    FastAPI's own limit answers in plain text.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > _LARGEST_BODY:
                raise HTTPException(413)
            return message

        await self._app(scope, limited, send)


def _problem(status: int, title: str, detail: str) -> JSONResponse:
    body: dict[str, Any] = {"status": status, "title": title, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


def _known_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, QaError)
    return _problem(error.http_status, error.title, str(error))


def _invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = ", ".join(sorted({".".join(map(str, e["loc"])) for e in error.errors()}))
    return _problem(
        400, "Ongeldig verzoek", f'Niet goed: {fields}. Stuur JSON van de vorm {{"vraag": "…"}}.'
    )


def _http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AnyHTTPException)
    known = {
        400: 'Geen geldige JSON. Stuur JSON van de vorm {"vraag": "…"}.',
        404: "Dit adres bestaat niet.",
        405: "Deze methode kan hier niet.",
        413: f"De vraag is te groot: hoogstens {_LARGEST_BODY} bytes.",
    }
    detail = known.get(error.status_code, "Het verzoek kan niet worden uitgevoerd.")
    response = _problem(error.status_code, "Verzoek niet mogelijk", detail)
    response.headers.update(error.headers or {})
    return response


def _unknown_error(_: Request, __: Exception) -> JSONResponse:
    return _problem(500, "Er ging iets mis", "De vraag kon niet worden beantwoord.")
