"""The route for what a letter promises, as JSON, as CSV and as a calendar, and its types.

The objects are made by qa/wire; a test holds them against these types, field by field.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api.v1 import fields
from qa.api.v1.compared import Toezegging
from qa.api.v1.contract import Route, refusals
from qa.api.v1.fields import following
from qa.api.v1.figures import Sent
from qa.api.v1.letters import LetterId, source_of
from qa.api.v1.numbers import CSV
from qa.api.v1.requests import Toezeggingkeuze
from qa.api.workers.caller import Serving
from qa.question.promises.fate import followed
from qa.question.promises.find import promises_of
from qa.store.index import Index
from qa.types import Promise

CALENDAR: Final = "text/calendar"


class Toezeggingen(Sent):
    """Een deel van wat een brief toezegt en verwacht."""

    toezeggingen: list[Toezegging] = Field(
        description="Wat de brief toezegt en verwacht, in de volgorde van de brief."
    )
    totaal: fields.Total
    volgende: fields.Next


routes = APIRouter(route_class=Route, tags=["brieven"])
_TEXT: Final = {"schema": {"type": "string"}}
_FORMS: Final = {200: {"content": {CSV: _TEXT, CALENDAR: _TEXT}}, **refusals(404)}


@routes.get(
    "/brieven/{briefId}/toezeggingen",
    name="geefToezeggingen",
    summary="Geef wat een brief toezegt en verwacht",
    response_description="Een deel van de toezeggingen, in de volgorde van de brief.",
    response_model=Toezeggingen,
    responses=_FORMS,
)
async def list_promises(
    caller: Serving,
    letter_id: LetterId,
    part: Annotated[Toezeggingkeuze, Query()],
    request: Request,
) -> Response:
    """Geef wat een brief toezegt en verwacht, met de termijn, als JSON, CSV of agenda."""
    wanted = request.state.media_type
    if wanted in _WRITTEN:
        ending, written = _WRITTEN[wanted]
        base = caller.service.settings.url
        text = await caller.run(written, letter_id, part.vanaf, part.maxAantal, base)
        headers = {"Content-Disposition": f'attachment; filename="toezeggingen.{ending}"'}
        return Response(text, headers=headers, media_type=wanted)
    return JSONResponse(await caller.run(_promises, letter_id, part.vanaf, part.maxAantal))


def _promises(index: Index, letter_id: str, start: int, most: int) -> dict[str, Any]:
    part, total = _part(index, letter_id, start, most)
    later = followed(part, source_of(letter_id, index), index)
    return {
        "toezeggingen": [wire.promise(each, later[each]) for each in part],
        "totaal": total,
        "volgende": following(start, len(part), total),
    }


def _as_csv(index: Index, letter_id: str, start: int, most: int, _: str) -> str:
    return wire.promises_csv(_part(index, letter_id, start, most)[0])


def _as_calendar(index: Index, letter_id: str, start: int, most: int, base: str) -> str:
    part, _ = _part(index, letter_id, start, most)
    return wire.promises_calendar([(source_of(letter_id, index), part)], base)


_WRITTEN: Final = {CSV: ("csv", _as_csv), CALENDAR: ("ics", _as_calendar)}


def _part(index: Index, letter_id: str, start: int, most: int) -> tuple[tuple[Promise, ...], int]:
    """Return a part of what a letter promises, and how much that is.

    Raises: Refused (404).
    """
    source_of(letter_id, index)
    found = promises_of(index, letter_id)
    return found[start : start + most], len(found)
