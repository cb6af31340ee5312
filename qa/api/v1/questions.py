"""Routes for who asks: questions, searches, examples, and what people think of an answer."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api.http.limits import cost
from qa.api.v1 import responses
from qa.api.v1.contract import Route, refusals
from qa.api.v1.requests import Terugkoppeling, Vraag, Zoekvraag
from qa.api.workers.caller import Serving, nothing
from qa.question.passages.retrieve import explained
from qa.store.index import Index
from qa.types import Feedback

routes = APIRouter(route_class=Route, tags=["vragen"])
_BODIES: Final = refusals(413, 415)


@routes.post(
    "/vragen",
    name="stelVraag",
    summary="Stel een vraag",
    response_description="Het antwoord, of de mededeling dat de brieven het niet geven.",
    response_model=responses.Antwoord,
    responses=_BODIES,
)
async def answer(caller: Serving, asked: Vraag, request: Request) -> Response:
    """Beantwoord een vraag, met de vindplaats van elk getal, of zeg eerlijk van niet."""
    letters = tuple(asked.brieven or ())
    given, _ = await caller.ask(asked.vraag, nothing, asked.maxAantal, asked.context or "", letters)
    caller.service.note(request.scope["qa"], given)
    return JSONResponse(given)


@routes.post(
    "/_zoek",
    name="zoekFragmenten",
    summary="Zoek fragmenten",
    response_description="De gevonden fragmenten, het beste eerst.",
    response_model=responses.Zoekresultaat,
    responses=_BODIES,
)
async def search(caller: Serving, asked: Zoekvraag) -> Response:
    """Zoek fragmenten bij een vraag, de beste eerst, zonder antwoord."""
    found = await caller.within(tuple(asked.brieven or ()), _found, asked, text=asked.vraag)
    return JSONResponse({"vraag": asked.vraag, "fragmenten": found})


def _found(index: Index, asked: Zoekvraag) -> list[dict[str, Any]]:
    found = explained(asked.vraag, index, asked.maxAantal)
    return [wire.found(hit, added if asked.uitleg else None) for hit, added in found]


@routes.get(
    "/voorbeelden",
    name="geefVoorbeelden",
    summary="Geef voorbeeldvragen",
    response_description="Vragen die een antwoord krijgen.",
    response_model=responses.Voorbeelden,
    responses=refusals(),
)
async def give_examples(caller: Serving) -> Response:
    """Geef vragen die een antwoord krijgen."""
    return JSONResponse({"voorbeelden": list(await caller.service.examples())})


@routes.post(
    "/terugkoppelingen",
    name="geefTerugkoppeling",
    summary="Geef een oordeel over een antwoord",
    response_description="Het oordeel is bewaard.",
    response_model=responses.Ontvangst,
    status_code=201,
    responses=_BODIES,
)
async def take_feedback(caller: Serving, given: Terugkoppeling, request: Request) -> Response:
    """Bewaar een oordeel over een antwoord; wie het geeft, wordt niet bewaard."""
    service = caller.service
    feedback = _feedback(given, service.served.id)
    caller.pay(cost(f"{given.vraag}{given.context}{given.toelichting}") - 1)
    await service.keep(feedback)
    request.scope["qa"].object = f"terugkoppeling {feedback.id}"
    return JSONResponse({"id": feedback.id}, 201)


def _feedback(given: Terugkoppeling, index_id: str) -> Feedback:
    fields: dict[str, Any] = {
        "answer_id": given.antwoordId,
        "question": given.vraag,
        "context": given.context or "",
        "verdict": given.oordeel,
        "reason": given.reden or "",
        "remark": given.toelichting or "",
    }
    today = datetime.now(UTC).date().isoformat()
    return Feedback(id=secrets.token_hex(8), day=today, index_id=index_id, **fields)
