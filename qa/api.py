"""The web endpoint. A door: no logic of its own.

`POST /v1/vragen` answers a question, `GET /gezond` tells that the process is alive. Errors leave as
`application/problem+json` in Dutch, with nothing of the inside shown.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, StrictStr
from starlette.exceptions import HTTPException

from qa import wire
from qa.errors import QaError
from qa.question.ask import ask
from qa.store.index import Index


class Question(BaseModel):
    """The body of `POST /v1/vragen`."""

    model_config = ConfigDict(extra="forbid")

    vraag: StrictStr


def create_app(index: Index) -> FastAPI:
    """Return the application that answers from this index."""
    # FastAPI's own documentation pages load scripts from another host: none are served.
    app = FastAPI(title="Vraag de brief", docs_url=None, redoc_url=None, openapi_url=None)

    @app.post("/v1/vragen")
    def answer(question: Question) -> JSONResponse:
        return JSONResponse(wire.outcome(ask(question.vraag, index)))

    @app.get("/gezond")
    def healthy() -> dict[str, str]:
        return {"status": "ok"}

    app.add_exception_handler(QaError, _known_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unknown_error)
    return app


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
    assert isinstance(error, HTTPException)
    known = {404: "Dit adres bestaat niet.", 405: "Deze methode kan hier niet."}
    detail = known.get(error.status_code, "Het verzoek kan niet worden uitgevoerd.")
    response = _problem(error.status_code, "Verzoek niet mogelijk", detail)
    response.headers.update(error.headers or {})
    return response


def _unknown_error(_: Request, __: Exception) -> JSONResponse:
    return _problem(500, "Er ging iets mis", "De vraag kon niet worden beantwoord.")
