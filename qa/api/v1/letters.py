"""Routes for who reads: the letters, their outline, passages, notes, references and arithmetic."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import JSONResponse, Response

from qa import wire
from qa.api.http.problems import Refused
from qa.api.v1 import checks, references, responses
from qa.api.v1.contract import Route, refusals
from qa.api.v1.fields import Whole, following
from qa.api.v1.requests import Fragmentkeuze, Verwijzingkeuze
from qa.api.workers.caller import Serving
from qa.recompute import recompute, to_json
from qa.say.outline import outline
from qa.store.index import Index
from qa.types import Source

LetterId = Annotated[
    str,
    Path(
        alias="briefId",
        max_length=100,
        description="De naam van een brief.",
        examples=["kst-12345-6"],
    ),
]
Number = Annotated[
    int,
    Field(ge=1, le=9999),
    Whole,
    Path(alias="nummer", description="Het nummer van een noot.", examples=[22]),
]

routes = APIRouter(route_class=Route, tags=["brieven"])
_OF_A_LETTER: Final = refusals(404)


@routes.get(
    "/brieven",
    name="geefBrieven",
    summary="Geef alle brieven",
    response_description="Alle brieven, de oudste eerst.",
    response_model=responses.Brieven,
    responses=refusals(),
)
async def list_letters(caller: Serving) -> Response:
    """Geef alle brieven, de oudste eerst."""
    return JSONResponse({"brieven": await caller.run(_letters)})


def _letters(index: Index) -> list[dict[str, Any]]:
    return [wire.letter(each, index) for each in index.passages.sources()]


@routes.get(
    "/brieven/{briefId}",
    name="geefBrief",
    summary="Geef een brief",
    response_description="De brief met zijn inhoudsopgave.",
    response_model=responses.BriefMetInhoud,
    responses=_OF_A_LETTER,
)
async def show_letter(caller: Serving, letter_id: LetterId) -> Response:
    """Geef een brief met zijn inhoudsopgave."""
    return JSONResponse(await caller.run(_letter, letter_id))


def _letter(index: Index, letter_id: str) -> dict[str, Any]:
    source = source_of(letter_id, index)
    headings = outline(index.passages.of_letter(letter_id))
    return wire.letter(source, index) | {"inhoud": [wire.heading(each) for each in headings]}


@routes.get(
    "/brieven/{briefId}/fragmenten",
    name="geefFragmenten",
    summary="Geef de tekst van een brief",
    response_description="Een deel van de fragmenten, in de volgorde van de brief.",
    response_model=responses.Fragmenten,
    responses=_OF_A_LETTER,
)
async def list_passages(
    caller: Serving,
    letter_id: LetterId,
    part: Annotated[Fragmentkeuze, Query()],
) -> Response:
    """Geef de fragmenten van een brief, in de volgorde van de brief."""
    return JSONResponse(await caller.run(_passages, letter_id, part.vanaf, part.maxAantal))


def _passages(index: Index, letter_id: str, start: int, most: int) -> dict[str, Any]:
    source_of(letter_id, index)
    total = index.passages.count_of(letter_id)
    found = index.passages.of_letter(letter_id, None, start, most)
    return {
        "fragmenten": [wire.passage(each) for each in found],
        "totaal": total,
        "volgende": following(start, len(found), total),
    }


@routes.get(
    "/brieven/{briefId}/voetnoten/{nummer}",
    name="geefVoetnoot",
    summary="Geef een voetnoot",
    response_description="De voetnoot, letterlijk.",
    response_model=responses.Passage,
    responses=_OF_A_LETTER,
)
async def show_footnote(caller: Serving, letter_id: LetterId, number: Number) -> Response:
    """Geef een voetnoot van een brief."""
    return JSONResponse(await caller.run(_footnote, letter_id, number))


def _footnote(index: Index, letter_id: str, number: int) -> dict[str, Any]:
    source_of(letter_id, index)
    try:
        return wire.passage(index.passages.footnote(letter_id, number))
    except KeyError:
        raise Refused(404, f"Deze brief heeft geen noot {number}.") from None


@routes.get(
    "/brieven/{briefId}/verwijzingen",
    name="geefVerwijzingen",
    summary="Geef wat een brief noemt, en welke brieven hem noemen",
    response_description="Een deel van de verwijzingen, in de volgorde van de brief.",
    response_model=references.Verwijzingen,
    responses=_OF_A_LETTER,
)
async def list_references(
    caller: Serving,
    letter_id: LetterId,
    part: Annotated[Verwijzingkeuze, Query()],
) -> Response:
    """Geef de kamerstukken, moties, noten en adressen die een brief noemt, met waar ze staan."""
    return JSONResponse(await caller.run(_references, letter_id, part.vanaf, part.maxAantal))


def _references(index: Index, letter_id: str, start: int, most: int) -> dict[str, Any]:
    source_of(letter_id, index)
    total = index.references.count_of(letter_id)
    found = index.references.of_letter(letter_id, start, most)
    return {
        "verwijzingen": wire.references(found, index),
        "totaal": total,
        "volgende": following(start, len(found), total),
        "verwezenDoor": wire.referring_letters(letter_id, index),
    }


@routes.get(
    "/brieven/{briefId}/narekeningen",
    name="geefNarekeningen",
    summary="Geef de percentages, verschillen en stijgingen van een brief, nagerekend",
    response_description="Alles wat is nagekeken, in de volgorde van de brief.",
    response_model=checks.Narekeningen,
    responses=_OF_A_LETTER,
)
async def list_checks(caller: Serving, letter_id: LetterId) -> Response:
    """Reken met de getallen van een brief zelf na wat hij afdrukt."""
    return JSONResponse(await caller.run(_checks, letter_id))


def _checks(index: Index, letter_id: str) -> dict[str, Any]:
    source_of(letter_id, index)
    return {"narekeningen": [to_json(each) for each in recompute(index, letter_id)]}


_HERE: Final = "«/v1/brieven» noemt welke er wel zijn"


def source_of(letter_id: str, index: Index, instead: str = _HERE) -> Source:
    """Return where a letter comes from; `instead` says where the letters are told that there are.

    Raises: Refused (404).
    """
    source = index.passages.source(letter_id)
    if source is None:
        raise Refused(404, f"Deze brief is er niet; {instead}.")
    return source
