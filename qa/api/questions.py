"""Routes for who asks: questions, searches, examples, and what people think of an answer."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api import sent
from qa.api.contract import Route, refusals
from qa.api.received import Terugkoppeling, Vraag, Zoekvraag
from qa.api.service import Service, Serving
from qa.question.retrieve import explained
from qa.store.feedback import Feedback
from qa.types import Outcome

routes = APIRouter(route_class=Route, tags=["vragen"])
_BODIES: Final = refusals(413, 415)


@routes.post(
    "/vragen",
    name="stelVraag",
    summary="Stel een vraag",
    response_description="Het antwoord, of de mededeling dat de brieven het niet geven.",
    response_model=sent.Antwoord,
    responses=_BODIES,
)
async def answer(service: Serving, asked: Vraag, request: Request) -> Response:
    """Beantwoord een vraag, met de vindplaats van elk getal, of zeg eerlijk van niet."""
    letters = tuple(asked.brieven or ())
    outcome = await service.ask(asked.vraag, asked.maxAantal, asked.context or "", letters)
    return JSONResponse(noted(outcome, service, request))


def noted(outcome: Outcome, service: Service, request: Request) -> dict[str, Any]:
    """Note what a question got, and return it as the object of every door."""
    given = wire.outcome(outcome)
    service.note(request.scope["qa"], given)
    return given


@routes.post(
    "/_zoek",
    name="zoekFragmenten",
    summary="Zoek fragmenten",
    response_description="De gevonden fragmenten, het beste eerst.",
    response_model=sent.Zoekresultaat,
    responses=_BODIES,
)
async def search(service: Serving, asked: Zoekvraag) -> Response:
    """Zoek fragmenten bij een vraag, de beste eerst, zonder antwoord."""
    index = service.within(tuple(asked.brieven or ()))
    found = await service.run(explained, asked.vraag, index, asked.maxAantal)
    fragments = [wire.found(hit, added if asked.uitleg else None) for hit, added in found]
    return JSONResponse({"vraag": asked.vraag, "fragmenten": fragments})


@routes.get(
    "/voorbeelden",
    name="geefVoorbeelden",
    summary="Geef voorbeeldvragen",
    response_description="Vragen die een antwoord krijgen.",
    response_model=sent.Voorbeelden,
    responses=refusals(),
)
async def give_examples(service: Serving) -> Response:
    """Geef vragen die een antwoord krijgen."""
    return JSONResponse({"voorbeelden": list(await service.examples())})


@routes.post(
    "/terugkoppelingen",
    name="geefTerugkoppeling",
    summary="Geef een oordeel over een antwoord",
    response_description="Het oordeel is bewaard.",
    response_model=sent.Ontvangst,
    status_code=201,
    responses=_BODIES,
)
async def take_feedback(service: Serving, given: Terugkoppeling, request: Request) -> Response:
    """Bewaar een oordeel over een antwoord; wie het geeft, wordt niet bewaard."""
    feedback = _feedback(given, service.index.id)
    await service.run(service.feedback.add, feedback)
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
