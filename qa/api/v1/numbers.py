"""Routes for who counts: facts, as JSON or CSV, and series of years, drawn too."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api.http.problems import Refused
from qa.api.v1 import responses
from qa.api.v1.contract import Route, refusals
from qa.api.v1.fields import following
from qa.api.v1.requests import Feitenkeuze
from qa.api.workers.caller import Serving
from qa.say.chart import STYLE, draw
from qa.say.facts_view import Filter, UnknownChoice, choose
from qa.say.series import Series, all_series
from qa.store.index import Index
from qa.types import Fact

CSV: Final = "text/csv"
SVG: Final = "image/svg+xml"
SeriesId = Annotated[
    str,
    Path(
        alias="reeksId",
        max_length=200,
        description="De naam van een reeks.",
        examples=["kst-12345-6.aantal.bezoekers"],
    ),
]


class _Svg(Response):
    media_type = SVG


# A drawing has a style of its own, known by its hash, and is nothing but a picture.
_STYLE_HASH: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'; sandbox"
)

routes = APIRouter(route_class=Route, tags=["getallen"])
_TEXT: Final = {"schema": {"type": "string"}}
_EITHER: Final = {200: {"content": {CSV: _TEXT}}, **refusals()}
_DRAWN: Final = {200: {"content": {SVG: _TEXT}}, **refusals(404)}


@routes.get(
    "/feiten",
    name="geefFeiten",
    summary="Geef getallen",
    response_description="Een deel van de getallen, elk met zijn vindplaats.",
    response_model=responses.Feiten,
    responses=_EITHER,
)
async def list_facts(
    caller: Serving, wanted: Annotated[Feitenkeuze, Query()], request: Request
) -> Response:
    """Geef getallen uit de brieven met hun vindplaats, als JSON of als CSV."""
    if request.state.media_type == CSV:
        headers = {"Content-Disposition": 'attachment; filename="feiten.csv"'}
        return Response(await caller.run(_as_csv, wanted), headers=headers, media_type=CSV)
    return JSONResponse(await caller.run(_facts, wanted))


def _facts(index: Index, wanted: Feitenkeuze) -> dict[str, Any]:
    found = _chosen(index, wanted)
    part = _part(found, wanted)
    return {
        "feiten": [wire.fact(each) for each in part],
        "totaal": len(found),
        "volgende": following(wanted.vanaf, len(part), len(found)),
    }


def _as_csv(index: Index, wanted: Feitenkeuze) -> str:
    return wire.facts_csv(_part(_chosen(index, wanted), wanted))


def _part(found: tuple[Fact, ...], wanted: Feitenkeuze) -> tuple[Fact, ...]:
    return found[wanted.vanaf : wanted.vanaf + wanted.maxAantal]


@routes.get(
    "/reeksen",
    name="geefReeksen",
    summary="Geef alle reeksen",
    response_description="Alle reeksen van jaren.",
    response_model=responses.Reeksen,
    responses=refusals(),
)
async def list_series(caller: Serving) -> Response:
    """Geef alle reeksen van jaren."""
    return JSONResponse({"reeksen": await caller.run(_all_series)})


def _all_series(index: Index) -> list[dict[str, Any]]:
    return [wire.series(each) for each in all_series(index.facts.find())]


@routes.get(
    "/reeksen/{reeksId}",
    name="geefReeks",
    summary="Geef een reeks",
    response_description="De reeks, een getal voor elk jaar.",
    response_model=responses.Reeks,
    responses=refusals(404),
)
async def show_series(caller: Serving, series_id: SeriesId) -> Response:
    """Geef een reeks van jaren."""
    return JSONResponse(await caller.run(_one_series, series_id))


def _one_series(index: Index, series_id: str) -> dict[str, Any]:
    return wire.series(_series(index, series_id))


@routes.get(
    "/reeksen/{reeksId}/grafiek.svg",
    name="geefGrafiek",
    summary="Teken een reeks",
    response_description="De reeks als tekening (SVG).",
    response_class=_Svg,
    responses=_DRAWN,
)
async def draw_series(caller: Serving, series_id: SeriesId) -> Response:
    """Teken een reeks van jaren."""
    drawn = await caller.run(_drawing, series_id)
    return _Svg(drawn, headers={"Content-Security-Policy": _POLICY})


def _drawing(index: Index, series_id: str) -> str:
    return draw(_series(index, series_id))


def _chosen(index: Index, wanted: Feitenkeuze) -> tuple[Fact, ...]:
    """Return the facts that are asked for; none where nothing is like that."""
    year = "" if wanted.jaar is None else str(wanted.jaar)
    asked = Filter(wanted.maat, wanted.onderwerp, year, wanted.soort or "", wanted.brief)
    try:
        return choose(index.facts.find(), asked)
    except UnknownChoice:
        return ()


def _series(index: Index, series_id: str) -> Series:
    """Return a series.

    Raises: Refused (404).
    """
    for series in all_series(index.facts.find()):
        if series.id == series_id:
            return series
    raise Refused(404, "Deze reeks is er niet; «/v1/reeksen» noemt welke er wel zijn.")
