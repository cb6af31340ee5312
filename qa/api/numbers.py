"""Routes for who counts: facts, as JSON or CSV, and series of years, drawn too."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api import sent
from qa.api.contract import Route, refusals
from qa.api.problems import Refused
from qa.api.received import Feitenkeuze
from qa.api.service import Serving
from qa.chart import STYLE, draw
from qa.facts_view import Filter, UnknownChoice, choose
from qa.series import Series, all_series
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
        examples=["kst-28684-720.aantal.overvallen"],
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
    response_model=sent.Feiten,
    responses=_EITHER,
)
async def list_facts(
    service: Serving, wanted: Annotated[Feitenkeuze, Query()], request: Request
) -> Response:
    """Geef getallen uit de brieven met hun vindplaats, als JSON of als CSV."""
    found = await service.run(_chosen, service.index, wanted)
    part = found[wanted.vanaf : wanted.vanaf + wanted.maxAantal]
    if request.state.media_type == CSV:
        headers = {"Content-Disposition": 'attachment; filename="feiten.csv"'}
        return Response(wire.facts_csv(part), headers=headers, media_type=CSV)
    after = wanted.vanaf + len(part)
    return JSONResponse(
        {
            "feiten": [wire.fact(each) for each in part],
            "totaal": len(found),
            "volgende": after if part and after < len(found) else None,
        }
    )


@routes.get(
    "/reeksen",
    name="geefReeksen",
    summary="Geef alle reeksen",
    response_description="Alle reeksen van jaren.",
    response_model=sent.Reeksen,
    responses=refusals(),
)
async def list_series(service: Serving) -> Response:
    """Geef alle reeksen van jaren."""
    found = await service.run(all_series, service.index.facts.find())
    return JSONResponse({"reeksen": [wire.series(each) for each in found]})


@routes.get(
    "/reeksen/{reeksId}",
    name="geefReeks",
    summary="Geef een reeks",
    response_description="De reeks, een getal voor elk jaar.",
    response_model=sent.Reeks,
    responses=refusals(404),
)
async def show_series(service: Serving, series_id: SeriesId) -> Response:
    """Geef een reeks van jaren."""
    return JSONResponse(wire.series(await service.run(_series, series_id, service.index)))


@routes.get(
    "/reeksen/{reeksId}/grafiek.svg",
    name="geefGrafiek",
    summary="Teken een reeks",
    response_description="De reeks als tekening (SVG).",
    response_class=_Svg,
    responses=_DRAWN,
)
async def draw_series(service: Serving, series_id: SeriesId) -> Response:
    """Teken een reeks van jaren."""
    series = await service.run(_series, series_id, service.index)
    return _Svg(draw(series), headers={"Content-Security-Policy": _POLICY})


def _chosen(index: Index, wanted: Feitenkeuze) -> tuple[Fact, ...]:
    """Return the facts that are asked for; none where nothing is like that."""
    year = "" if wanted.jaar is None else str(wanted.jaar)
    asked = Filter(wanted.maat, wanted.onderwerp, year, wanted.soort or "", wanted.brief)
    try:
        return choose(index.facts.find(), asked)
    except UnknownChoice:
        return ()


def _series(series_id: str, index: Index) -> Series:
    """Return a series.

    Raises: Refused (404).
    """
    for series in all_series(index.facts.find()):
        if series.id == series_id:
            return series
    raise Refused(404, "Deze reeks is er niet; «/v1/reeksen» noemt welke er wel zijn.")
