"""What holds for every route of the interface, and the OpenAPI file that says so.

In: a request, before its route sees it. Out: a refusal where its form, or the form that it wants
back, is not one that the route knows. Source: NLGov REST API Design Rules 2.2 (Logius).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from qa.api.http.accept import best
from qa.api.http.gate import API_VERSION
from qa.api.http.problems import Refused
from qa.api.v1 import description
from qa.api.v1.responses import Probleem
from qa.settings import Settings

JSON: Final = "application/json"
_PROBLEMS: Final = {
    400: "Het verzoek is niet goed; `fouten` zegt wat.",
    401: "Er ontbreekt een geldige sleutel.",
    403: "Deze sleutel is hier niet voor.",
    404: "Dit bestaat niet.",
    406: "Deze vorm kan niet worden gegeven.",
    408: "Het verzoek kwam niet op tijd binnen.",
    413: "Het verzoek is te groot.",
    415: "Deze vorm kan niet worden gelezen.",
    429: "Te veel verzoeken; `Retry-After` zegt hoe lang te wachten.",
    431: "De kopregels van het verzoek zijn te groot.",
    500: "Er ging iets mis.",
    503: "Te druk, of de index is niet te gebruiken; `Retry-After` zegt hoe lang te wachten.",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the responses by which a route may refuse, as FastAPI declares them."""
    always = (400, 401, 403, 406, 408, 429, 431, 500, 503)
    return {status: _refusal(status) for status in sorted({*statuses, *always})}


def _refusal(status: int) -> dict[str, Any]:
    return {"description": _PROBLEMS[status], "model": Probleem}


class _Request(Request):
    """A request whose JSON can be read in one way only: in UTF-8, and no name twice."""

    async def json(self) -> Any:
        """Return what the body says.

        Raises: ValueError when it is no JSON; Refused (400) for a doubled name.
        """
        return json.loads((await self.body()).decode("utf-8-sig"), object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):  # which of the two counts differs from reader to reader
        raise Refused(400, "Geef elke naam in de JSON maar één keer.")
    return found


class Route(APIRoute):
    """A route that checks the form of a request, and of the answer that it wants."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what handles a request."""
        handle = super().get_route_handler()
        produced = self._produced()
        known = _query_keys(self)

        async def checked(request: Request) -> Response:
            request.state.media_type = wanted(request.headers.get("accept", ""), produced)
            if self.body_field is not None:
                check_content_type(request)
            _check_query(request, known)
            return await handle(_Request(request.scope, request.receive))

        return checked

    def _produced(self) -> tuple[str, ...]:
        declared = self.responses.get(200, {}).get("content", {})
        own = getattr(self.response_class, "media_type", None)
        return tuple(dict.fromkeys([own or JSON, *declared]))


def _query_keys(route: APIRoute) -> set[str]:
    """Return the query keys that a route knows; a parameter may be a whole model of them."""
    keys: set[str] = set()
    for each in route.dependant.query_params:
        keys |= set(getattr(each.field_info.annotation, "model_fields", None) or {each.alias})
    return keys


def wanted(accept: str, produced: Sequence[str]) -> str:
    """Return the media type to send.

    Raises: Refused (406).
    """
    media_type = best(accept, produced)
    if media_type is None:
        raise Refused(406, f"Wel mogelijk: {', '.join(produced)}.")
    return media_type


def check_content_type(request: Request) -> None:
    """Refuse what is not JSON in UTF-8."""
    media_type, *parameters = (
        part.strip().lower() for part in request.headers.get("content-type", "").split(";")
    )
    charset = [each for each in parameters if each.startswith("charset=")]
    encoded = request.headers.get("content-encoding", "identity").lower() != "identity"
    if media_type != JSON or charset not in ([], ["charset=utf-8"], ['charset="utf-8"']) or encoded:
        raise Refused(415, "Stuur JSON in UTF-8, met «Content-Type: application/json».")


def _check_query(request: Request, known: set[str]) -> None:
    """Refuse query keys that the route does not know: one that is misspelt would be overlooked."""
    keys = [key for key, _ in request.query_params.multi_items()]
    if unknown := sorted({key[:40] for key in keys if key not in known}):
        wanted = f"Wel: {', '.join(sorted(known))}." if known else "Na dit adres hoort geen «?»."
        raise Refused(400, f"Onbekend: {', '.join(unknown[:5])}. {wanted}")
    if twice := sorted(key for key, count in Counter(keys).items() if count > 1):
        raise Refused(400, f"Geef {', '.join(twice)} maar één keer.")


def describe(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """Return the OpenAPI description of the interface, as the design rules want it."""
    found = get_openapi(
        title="Vraag de brief",
        version=API_VERSION,
        summary="Antwoorden uit brieven aan de Tweede Kamer, elk getal met zijn vindplaats.",
        description=(
            "Stel een vraag in het Nederlands en krijg het getal of de passage, letterlijk en met"
            " de vindplaats, of de mededeling dat de brieven het niet zeggen."
        ),
        routes=app.routes,
        tags=description.TAGS,
        servers=[{"url": f"{settings.url}/v1"}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    found["info"]["contact"] = {
        "name": settings.contact_name,
        "email": settings.contact_email,
        "url": settings.contact_url,
    }
    description.complete(found, closed=bool(settings.keys or settings.oidc_issuer))
    return found
